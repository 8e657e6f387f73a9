package org.xmpptoolkit.stream;

/** The channel bindings that can be used (RFC 5929, RFC 9266). */
public enum ChannelBindingType {
    /** The Finished message of the handshake, for TLS up to 1.2 (RFC 5929 section 3). */
    TLS_UNIQUE("tls-unique"),
    /** A hash of the server's certificate (RFC 5929 section 4). */
    TLS_SERVER_END_POINT("tls-server-end-point"),
    /** Exported keying material (RFC 9266). */
    TLS_EXPORTER("tls-exporter");

    private final String wireName;

    ChannelBindingType(String wireName) {
        this.wireName = wireName;
    }

    /** {@return the name as registered with IANA} */
    public String wireName() {
        return wireName;
    }
}
