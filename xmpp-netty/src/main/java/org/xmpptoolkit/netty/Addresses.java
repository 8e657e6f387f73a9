package org.xmpptoolkit.netty;

/** Checks ports. */
final class Addresses {
    private static final int MAX_PORT = 65_535;

    private Addresses() {}

    static int port(int port, int min) {
        if (port < min || port > MAX_PORT) {
            throw new IllegalArgumentException("port is " + port + ", not " + min + " to " + MAX_PORT);
        }
        return port;
    }
}
