// The page: shows what the session tells, and sends what is typed. All that comes from others is put in as text.

import { NS, child, children, condition, xml } from './xml.js';
import { XmppError, bare, login } from './xmpp.js';

const $ = (id) => document.getElementById(id);

/** By bare address: {subscription, resources, messages, unread}. */
const contacts = new Map();
let settings;
let session;
let current;

function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
}

// --- Logging in and out

async function start() {
    settings = await (await fetch('settings.json')).json();
    $('server').textContent = settings.webSocket;
}

$('login').addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = event.submitter ?? $('login').querySelector('button');
    button.disabled = true;
    $('trouble').textContent = '';
    try {
        begin(await login(settings.webSocket, $('address').value, $('password').value));
        $('password').value = '';
    } catch (error) {
        $('trouble').textContent = error instanceof XmppError ? error.message : `Something went wrong: ${error.message}`;
        $('password').select();
    } finally {
        button.disabled = false;
    }
});

function begin(begun) {
    session = begun;
    session.onstanza = hear;
    session.onend = (why) => end(`You were logged out: ${why}.`);
    session.start();
    $('me').textContent = session.account;
    $('welcome').hidden = true;
    $('chat').hidden = false;
    $('contact').focus();
    draw();
    // Presence after the roster, so that whoever is told of is known (RFC 6121 section 2.2).
    session.request('get', xml(NS.roster, 'query'))
        .then((answer) => {
            roster(child(answer, NS.roster, 'query'));
            session?.send(xml(NS.client, 'presence'));
        })
        .catch((error) => end(`The contacts cannot be had: ${error.message}.`));
}

function end(why) {
    session = undefined;
    current = undefined;
    contacts.clear();
    $('requests').replaceChildren();
    $('messages').replaceChildren();
    delete $('messages').dataset.address;
    $('chat').hidden = true;
    $('welcome').hidden = false;
    $('trouble').textContent = why;
    $('address').focus();
}

$('leave').addEventListener('click', () => {
    session.close();
    end('');
});

// --- What comes in

function hear(stanza) {
    switch (stanza.localName) {
        case 'message': message(stanza); break;
        case 'presence': presence(stanza); break;
        default: roster(child(stanza, NS.roster, 'query'));
    }
    draw();
}

function contact(address) {
    if (!contacts.has(address)) {
        contacts.set(address, { subscription: 'none', resources: new Set(), messages: [], unread: 0 });
    }
    return contacts.get(address);
}

function roster(query) {
    for (const item of children(query, NS.roster, 'item')) {
        const address = item.getAttribute('jid');
        const subscription = item.getAttribute('subscription') ?? 'none';
        if (subscription === 'remove') contacts.delete(address);
        else Object.assign(contact(address), { subscription, asked: item.hasAttribute('ask') });
    }
    draw();
}

function message(stanza) {
    const from = stanza.getAttribute('from') ?? session.account;
    if (stanza.getAttribute('type') === 'error') {
        const sent = contact(bare(from)).messages.find((one) => one.id === stanza.getAttribute('id'));
        if (sent) sent.trouble = `Not delivered: ${condition(child(stanza, NS.client, 'error'), NS.stanzaErrors)}`;
        return;
    }
    const body = child(stanza, NS.client, 'body');
    if (!body || stanza.getAttribute('type') === 'groupchat') return;
    const known = contact(bare(from));
    known.messages.push({ text: body.textContent, time: new Date() });
    if (bare(from) !== current) known.unread++;
}

function presence(stanza) {
    const from = stanza.getAttribute('from') ?? session.account;
    const type = stanza.getAttribute('type');
    if (type === 'subscribe') {
        request(bare(from));
    } else if (bare(from) !== session.account && (type === null || type === 'unavailable')) {
        if (type === null) contact(bare(from)).resources.add(from);
        else contacts.get(bare(from))?.resources.delete(from);
    }
}

/** Somebody asks to see when this account is available. */
function request(address) {
    if ([...$('requests').children].some((one) => one.dataset.address === address)) return;
    const answer = (type) => {
        session.send(xml(NS.client, 'presence', { type, to: address }));
        const theirs = contacts.get(address)?.subscription;
        if (type === 'subscribed' && theirs !== 'to' && theirs !== 'both') subscribe(address);
        note.remove();
    };
    const accept = element('button', { type: 'button' }, 'Accept');
    const refuse = element('button', { type: 'button', class: 'quiet' }, 'Refuse');
    accept.addEventListener('click', () => answer('subscribed'));
    refuse.addEventListener('click', () => answer('unsubscribed'));
    const note = element('div', { class: 'request' },
        element('p', {}, `${address} wants to see when you are available.`), element('div', {}, accept, refuse));
    note.dataset.address = address;
    $('requests').append(note);
}

// --- What goes out

function subscribe(address) {
    session.send(xml(NS.client, 'presence', { type: 'subscribe', to: address }));
}

$('add').addEventListener('submit', (event) => {
    event.preventDefault();
    const address = $('contact').value.trim().toLowerCase();
    if (!/^[^@/\s]+@[^@/\s]+$/.test(address)) {
        $('contact').setCustomValidity('An address looks like romeo@example.net.');
        $('contact').reportValidity();
        return;
    }
    contact(address);
    subscribe(address);
    $('contact').value = '';
    draw();
});
$('contact').addEventListener('input', () => $('contact').setCustomValidity(''));

$('compose').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = $('text').value;
    const id = crypto.randomUUID();
    session.send(xml(NS.client, 'message', { type: 'chat', to: current, id }, xml(NS.client, 'body', {}, text)));
    contact(current).messages.push({ id, text, time: new Date(), mine: true });
    $('text').value = '';
    draw();
});

$('back').addEventListener('click', () => {
    const before = current;
    current = undefined;
    draw();
    [...$('contacts').querySelectorAll('button')].find((one) => one.dataset.address === before)?.focus();
});

// --- The page as it is to be

function talkTo(address) {
    current = address;
    contact(address).unread = 0;
    draw();
    $('text').focus();
}

function draw() {
    const focused = document.activeElement?.dataset.address;
    const shown = [...contacts].sort(([one], [other]) => one.localeCompare(other));
    $('contacts').replaceChildren(...shown.map(([address, known]) => entry(address, known)));
    $('nobody').hidden = shown.length > 0;
    if (focused) [...$('contacts').querySelectorAll('button')].find((one) => one.dataset.address === focused)?.focus();
    const known = contacts.get(current);
    $('chat').classList.toggle('talking', known !== undefined);
    $('conversation').hidden = known === undefined;
    $('choose').hidden = known !== undefined;
    if (known) conversation(known);
    const unread = shown.reduce((sum, [, one]) => sum + one.unread, 0);
    document.title = unread > 0 ? `(${unread}) XMPP chat` : 'XMPP chat';
}

function entry(address, known) {
    const available = known.resources.size > 0;
    const state = available ? 'available' : known.subscription === 'to' || known.subscription === 'both' ? 'away' : 'not confirmed';
    const button = element('button', { type: 'button' },
        element('span', { class: `dot ${state}`, 'aria-hidden': 'true' }),
        element('span', { class: 'name' }, address),
        element('span', { class: 'state' }, state));
    if (known.unread > 0) {
        button.append(element('span', { class: 'unread', 'aria-label': `${known.unread} unread` }, `${known.unread}`));
    }
    button.dataset.address = address;
    if (address === current) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => talkTo(address));
    return element('li', {}, button);
}

/** Messages are appended, so that a screen reader tells only what is new. */
function conversation(known) {
    const list = $('messages');
    if (list.dataset.address !== current) {
        list.replaceChildren();
        list.dataset.address = current;
        $('with').textContent = current;
    }
    known.messages.slice(list.children.length).forEach((one) => {
        const time = element('time', { datetime: one.time.toISOString() },
            one.time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
        list.append(element('li', { class: one.mine ? 'mine' : 'theirs' }, element('p', {}, one.text), time));
        list.scrollTop = list.scrollHeight;
    });
    known.messages.forEach((one, i) => {
        const shown = list.children[i];
        if (one.trouble && !shown.classList.contains('failed')) {
            shown.classList.add('failed');
            shown.append(element('p', { class: 'trouble' }, one.trouble));
        }
    });
}

start().catch((error) => { $('trouble').textContent = `The page's settings cannot be had: ${error.message}.`; });
