package org.xmpptoolkit.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of the loopback address where nobody listens: who connects is refused, and until it is closed nobody else gets it. */
public final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    /** Takes a free port. */
    public ClosedPort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Its number. */
    public int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
