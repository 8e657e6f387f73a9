// XMPP over WebSocket (RFC 7395): the stream, the login, stanzas.

import { NS, child, children, condition, parse, serialize, xml } from './xml.js';
import { Scram, choose } from './scram.js';

/** Something that people are told in one line. */
export class XmppError extends Error {}

/** A stream: one element a message, in both directions. */
export class Stream {
    #socket;
    #came = [];
    #waiting = [];
    /** Hears each element once the session has begun. */
    listener;
    /** Hears why the stream is over, unless it was closed from here. */
    ended = () => {};
    #over;

    constructor(socket) {
        this.#socket = socket;
        socket.onmessage = (message) => this.#receive(message.data);
        socket.onclose = () => this.#end('the connection to the server was lost');
    }

    static connect(url) {
        return new Promise((resolve, reject) => {
            const socket = new WebSocket(url, 'xmpp');
            socket.onopen = () => resolve(new Stream(socket));
            socket.onerror = () => reject(new XmppError(`Nothing answers at ${url}: is the server running?`));
        });
    }

    /** Opens the stream, again after authentication; gives the features. */
    async open(domain) {
        this.send(xml(NS.framing, 'open', { to: domain, version: '1.0' }));
        const header = await this.next();
        if (header.localName !== 'open') throw new XmppError('The server speaks no XMPP.');
        return this.next();
    }

    send(element) {
        if (this.#over !== undefined) throw new XmppError(this.#over);
        this.#socket.send(serialize(element));
    }

    /** The next element, before the session has begun. */
    next() {
        if (this.#came.length > 0) return Promise.resolve(this.#came.shift());
        if (this.#over !== undefined) return Promise.reject(new XmppError(this.#over));
        return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    }

    /** From now on each element goes to a listener, those that came already too. */
    listen(listener) {
        this.listener = listener;
        this.#came.splice(0).forEach(listener);
    }

    close() {
        this.ended = () => {};
        if (this.#over === undefined) this.send(xml(NS.framing, 'close'));
        this.#end('the stream is closed');
    }

    #receive(text) {
        if (this.#over !== undefined) return; // whoever logs in next in this tab is not to see what came late
        let element;
        try {
            element = parse(text);
        } catch (error) {
            this.#end(error.message);
            return;
        }
        if (element.namespaceURI === NS.framing && element.localName === 'close') {
            this.send(xml(NS.framing, 'close'));
            this.#end('the server closed the stream');
        } else if (element.namespaceURI === NS.streams && element.localName === 'error') {
            this.#end(`the server ended the stream: ${condition(element, NS.streamErrors)}`);
        } else if (this.listener) {
            this.listener(element);
        } else if (this.#waiting.length > 0) {
            this.#waiting.shift().resolve(element);
        } else {
            this.#came.push(element);
        }
    }

    #end(why) {
        if (this.#over !== undefined) return;
        this.#over = why;
        this.#waiting.splice(0).forEach((waiting) => waiting.reject(new XmppError(why)));
        this.#socket.close();
        this.ended(why);
    }
}

/** A session: logged in, with a resource bound. */
export class Session {
    #stream;
    #requests = new Map();
    #number = 0;

    /** Hears messages and presence, and pushes of the roster: (element). */
    onstanza = () => {};
    /** Hears why the session is over, if it was not closed from here: (text). */
    onend = () => {};

    constructor(stream, address) {
        this.#stream = stream;
        this.address = address;
        stream.ended = (why) => {
            this.#requests.forEach(({ reject }) => reject(new XmppError(why)));
            this.onend(why);
        };
    }

    get account() {
        return bare(this.address);
    }

    /** Delivers what comes, from now on. */
    start() {
        this.#stream.listen((stanza) => this.#receive(stanza));
    }

    send(stanza) {
        this.#stream.send(stanza);
    }

    /** Sends a request; gives the result, or fails with the error. */
    request(type, payload, to) {
        const id = `r${++this.#number}`;
        return new Promise((resolve, reject) => {
            this.#requests.set(id, { resolve, reject, to });
            this.send(xml(NS.client, 'iq', { type, id, to }, payload));
        });
    }

    close() {
        this.send(xml(NS.client, 'presence', { type: 'unavailable' }));
        this.#stream.close();
    }

    #receive(stanza) {
        if (stanza.localName !== 'iq') {
            this.onstanza(stanza);
            return;
        }
        const id = stanza.getAttribute('id');
        const type = stanza.getAttribute('type');
        const from = stanza.getAttribute('from');
        const asked = this.#requests.get(id);
        if (type === 'result' || type === 'error') {
            if (asked && this.#isAnswerer(from, asked.to)) {
                this.#requests.delete(id);
                const error = child(stanza, NS.client, 'error');
                if (type === 'result') asked.resolve(stanza);
                else asked.reject(new XmppError(condition(error, NS.stanzaErrors)));
            }
            return;
        }
        // Only the account itself, which is the server, may push to its roster (RFC 6121 section 2.1.6).
        if (type === 'set' && child(stanza, NS.roster, 'query') && this.#isAnswerer(from)) {
            this.send(xml(NS.client, 'iq', { type: 'result', id, to: from ?? undefined }));
            this.onstanza(stanza);
        } else if (type === 'get' && child(stanza, NS.ping, 'ping')) {
            this.send(xml(NS.client, 'iq', { type: 'result', id, to: from ?? undefined }));
        } else {
            this.send(xml(NS.client, 'iq', { type: 'error', id, to: from ?? undefined },
                xml(NS.client, 'error', { type: 'cancel' }, xml(NS.stanzaErrors, 'service-unavailable'))));
        }
    }

    /** Whether an answer comes from whom was asked; without an address that is the account (RFC 6120 section 8.1.2.1). */
    #isAnswerer(from, to) {
        return to === undefined ? from === null || from === this.account || from === this.address : from === to;
    }
}

/** Logs in; gives a session that is not started yet, or fails with an XmppError. */
export async function login(url, address, password) {
    const [, user, domain] = /^([^@/]+)@([^@/]+)$/.exec(address.trim()) ?? [];
    if (!user) throw new XmppError('An address looks like juliet@example.com.');
    if (!crypto.subtle) throw new XmppError('This page has to come over https, or from localhost.');
    const stream = await Stream.connect(url);
    try {
        await authenticate(stream, await stream.open(domain), user, password);
        await stream.open(domain);
        stream.send(xml(NS.client, 'iq', { type: 'set', id: 'bind' }, xml(NS.bind, 'bind')));
        const bound = await stream.next();
        const jid = child(bound, NS.bind, 'bind') && child(child(bound, NS.bind, 'bind'), NS.bind, 'jid');
        if (!jid) throw new XmppError('The server binds no resource.');
        return new Session(stream, jid.textContent);
    } catch (error) {
        stream.close();
        throw error instanceof XmppError ? error : new XmppError(`Cannot log in: ${error.message}.`);
    }
}

async function authenticate(stream, features, user, password) {
    const offer = child(features, NS.sasl, 'mechanisms');
    const mechanism = choose(offer ? children(offer, NS.sasl, 'mechanism').map((one) => one.textContent) : []);
    if (!mechanism) throw new XmppError('The server offers no SCRAM mechanism.');
    const scram = new Scram(mechanism, user, password);
    stream.send(xml(NS.sasl, 'auth', { mechanism }, scram.first()));
    const challenge = expect(await stream.next(), 'challenge');
    stream.send(xml(NS.sasl, 'response', {}, await scram.final(challenge.textContent)));
    scram.verify(expect(await stream.next(), 'success').textContent);
}

function expect(element, name) {
    if (element.localName === 'failure') {
        const cause = condition(element, NS.sasl);
        throw new XmppError(
            cause.startsWith('not-authorized') ? 'The address or the password is wrong.' : `Cannot log in: ${cause}.`);
    }
    if (element.namespaceURI !== NS.sasl || element.localName !== name) {
        throw new XmppError('The server does not keep to SASL.');
    }
    return element;
}

/** An address without its resourcepart. */
export function bare(address) {
    return address.split('/', 1)[0];
}
