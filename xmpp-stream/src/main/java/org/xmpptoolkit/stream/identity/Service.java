package org.xmpptoolkit.stream.identity;

/**
 * The service that a certificate is looked at for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7.1.2.1">RFC 6120 section 13.7.1.2.1</a>
 */
public enum Service {
    /** A server as its clients see it. */
    CLIENT("xmpp-client"),
    /** A server as other servers see it, whichever of the two opened the stream. */
    SERVER("xmpp-server");

    private final String serviceName;

    Service(String serviceName) {
        this.serviceName = serviceName;
    }

    /**
     * The name of the service, as it stands behind the underscore in an SRVName; direct TLS has no other.
     *
     * @return {@code xmpp-client} or {@code xmpp-server}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4985#section-2">RFC 4985 section 2</a>
     */
    public String serviceName() {
        return serviceName;
    }
}
