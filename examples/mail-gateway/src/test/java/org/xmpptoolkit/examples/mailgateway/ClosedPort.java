package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The port of a server that is down: nobody listens there, and nobody else gets it. */
final class ClosedPort implements AutoCloseable {
    private final Socket bound = new Socket();

    ClosedPort(int port) throws IOException {
        bound.setReuseAddress(true); // connections of the server that was there may still be closing
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
