// XML by the browser's own parser and serializer, so that nothing is escaped by hand.

export const NS = Object.freeze({
    framing: 'urn:ietf:params:xml:ns:xmpp-framing',
    streams: 'http://etherx.jabber.org/streams',
    streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
    stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
    sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
    bind: 'urn:ietf:params:xml:ns:xmpp-bind',
    client: 'jabber:client',
    roster: 'jabber:iq:roster',
    ping: 'urn:xmpp:ping',
});

/** Makes an element; attributes that are undefined are left out, children are elements or texts. */
export function xml(namespace, name, attributes = {}, ...children) {
    const element = document.implementation.createDocument(namespace, name).documentElement;
    for (const [key, value] of Object.entries(attributes)) {
        if (value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
}

/** How the browser's parser says that a text is not well-formed: it gives an element of this name. */
const FAULT = 'parsererror';

/** Reads one element; throws if the text is none. */
export function parse(text) {
    // Anybody may send an element of that name: in this copy it has another, so only the parser's own is found.
    const copy = read(text.replaceAll(FAULT, `${FAULT}-of-others`));
    if (copy.getElementsByTagName(FAULT).length > 0) throw new Error('the server sent no well-formed XML');
    return read(text).documentElement;
}

function read(text) {
    return new DOMParser().parseFromString(text, 'application/xml');
}

/** What XML 1.0 forbids (section 2.2); the serializer lets it pass, and the server would end the stream for it. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export function serialize(element) {
    return new XMLSerializer().serializeToString(element).replaceAll(FORBIDDEN, '\uFFFD');
}

/** The first child of a name, or undefined. */
export function child(element, namespace, name) {
    return children(element, namespace, name)[0];
}

export function children(element, namespace, name) {
    return [...element.children].filter((one) => one.namespaceURI === namespace && one.localName === name);
}

/** The defined condition of an error, such as item-not-found, with its text if there is one. */
export function condition(error, namespace) {
    const found = [...(error?.children ?? [])].filter((one) => one.namespaceURI === namespace);
    const name = found.find((one) => one.localName !== 'text')?.localName ?? 'undefined-condition';
    const text = found.find((one) => one.localName === 'text')?.textContent;
    return text ? `${name}: ${text}` : name;
}
