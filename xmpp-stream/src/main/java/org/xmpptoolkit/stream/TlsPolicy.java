package org.xmpptoolkit.stream;

/** What a stream asks of TLS. */
public enum TlsPolicy {
    /** No stream without TLS: it is tried even where it is not offered (RFC 7590 section 3.1). The default. */
    REQUIRED,
    /** TLS where it is offered. An attacker can take the offer away. */
    WHEN_OFFERED,
    /** The transport brings TLS from its first octet (XEP-0368, or wss by RFC 7395 section 3.9); STARTTLS is not used. */
    DIRECT,
    /** No TLS at all, for tests and for transports that need none. */
    NONE
}
