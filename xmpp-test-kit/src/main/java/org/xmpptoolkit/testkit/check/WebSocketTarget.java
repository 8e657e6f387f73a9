package org.xmpptoolkit.testkit.check;

import java.net.URI;

/**
 * Where a server takes WebSockets (RFC 7395).
 *
 * @param uri the address, with scheme {@code ws} or {@code wss}
 * @param server what else is known of the server; its address is not used
 */
public record WebSocketTarget(URI uri, Target server) {
    /**
     * Checks the scheme.
     *
     * @param uri with a host, and without a fragment
     * @param server what else is known of the server
     * @throws IllegalArgumentException if the address is none of a WebSocket
     */
    public WebSocketTarget {
        if (!"ws".equals(uri.getScheme()) && !"wss".equals(uri.getScheme())) {
            throw new IllegalArgumentException(uri + " is no address of a WebSocket: it begins with ws:// or wss://");
        }
        if (uri.getHost() == null || uri.getFragment() != null) {
            throw new IllegalArgumentException(uri + " is no address of a WebSocket: it has a host, and no fragment");
        }
    }
}
