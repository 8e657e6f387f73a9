package org.xmpptoolkit.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of the loopback address that nobody listens at, and that nobody gets by chance while it is held. */
final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    ClosedPort() throws IOException {
        holder.setReuseAddress(true); // so that a server may listen at it that is told its number
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
