package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.xmpptoolkit.jid.Jid;

/** A server that does as a test says with each of its connections. */
final class FakeServer implements AutoCloseable {
    /** What a server does with a connection; the checker may end it at any time. */
    interface Manners {
        void on(Socket socket) throws Exception;
    }

    private final ServerSocket listener;
    private final Manners manners;

    FakeServer(Manners manners) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.manners = manners;
        start(this::accept);
    }

    /** The server, for somebody who knows two of its accounts. */
    Target target(Duration patience) {
        return Target.builder(
                        new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()),
                        Jid.ofDomain("localhost"),
                        Authority.make().trust())
                .account(new Account("juliet", "r0m30".toCharArray()))
                .account(new Account("romeo", "j0l13t".toCharArray()))
                .patience(patience)
                .build();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            manners.on(socket);
        } catch (Exception e) {
            // the checker has ended it
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
