package org.xmpptoolkit.core;

/** The namespace names that XMPP itself is made of. */
public final class Namespaces {
    /** The stream's own elements: {@code stream}, {@code features}, {@code error} (RFC 6120 section 4.8.1). */
    public static final String STREAM = "http://etherx.jabber.org/streams";
    /** Stanzas between client and server (RFC 6120 section 4.8.2). */
    public static final String CLIENT = "jabber:client";
    /** Stanzas between servers (RFC 6120 section 4.8.2). */
    public static final String SERVER = "jabber:server";
    /** Stanzas between a component and its server (XEP-0114). */
    public static final String COMPONENT_ACCEPT = "jabber:component:accept";
    /** The defined conditions of stream errors (RFC 6120 section 4.9.2). */
    public static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";
    /** The defined conditions of stanza errors (RFC 6120 section 8.3.2). */
    public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    /** STARTTLS (RFC 6120 section 5). */
    public static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    /** SASL (RFC 6120 section 6). */
    public static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    /** SASL2 (XEP-0388). */
    public static final String SASL2 = "urn:xmpp:sasl:2";
    /** Resource binding (RFC 6120 section 7). */
    public static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    /** The session of RFC 3921 section 3, a step without effect today. */
    public static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";
    /** Server dialback (XEP-0220). */
    public static final String DIALBACK = "jabber:server:dialback";
    /** Framing over WebSocket (RFC 7395 section 3.3.2). */
    public static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
    /** The namespace bound to the prefix {@code xml}. */
    public static final String XML = "http://www.w3.org/XML/1998/namespace";

    private Namespaces() {}

    /**
     * Tells whether a namespace can be the content namespace of a stream.
     *
     * @param namespace the namespace name
     * @return true for {@link #CLIENT}, {@link #SERVER} and {@link #COMPONENT_ACCEPT}
     */
    public static boolean isContentNamespace(String namespace) {
        return namespace.equals(CLIENT) || namespace.equals(SERVER) || namespace.equals(COMPONENT_ACCEPT);
    }
}
