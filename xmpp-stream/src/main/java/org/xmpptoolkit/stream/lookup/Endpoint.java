package org.xmpptoolkit.stream.lookup;

import java.util.Objects;

/**
 * A place to connect to.
 *
 * @param host a host name in ASCII, or a literal address without brackets
 * @param port the TCP port
 * @param directTls whether TLS begins with the first octet (XEP-0368); else the stream begins in clear, and STARTTLS may follow
 */
public record Endpoint(String host, int port, boolean directTls) {
    /**
     * Checks that there is a host.
     *
     * @param host a host name in ASCII, or a literal address without brackets
     * @param port the TCP port
     * @param directTls false where the stream begins in clear
     */
    public Endpoint {
        Objects.requireNonNull(host, "host");
    }
}
