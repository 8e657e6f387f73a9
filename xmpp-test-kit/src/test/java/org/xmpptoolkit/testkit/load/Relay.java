package org.xmpptoolkit.testkit.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes octets on to a server. Stalled, it swallows what clients send; cut, it ends all connections, and takes no more. Where there is
 * no TLS, it tells of the messages that clients send.
 */
final class Relay implements AutoCloseable {
    private static final String MESSAGE = "<message";

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int to;
    private volatile Runnable onMessage = () -> {};
    private volatile boolean stalled;

    Relay(int to) throws IOException {
        this.to = to;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Has something done for each message that a client sends, before it is passed on. */
    void onMessage(Runnable task) {
        onMessage = task;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.addAll(List.of(near, far));
                daemon(() -> pass(near, far, true));
                daemon(() -> pass(far, near, false));
            }
        } catch (IOException cut) {
            // no more connections
        }
    }

    private void pass(Socket from, Socket to, boolean ofClient) {
        byte[] octets = new byte[8_192];
        try (from;
                to) {
            for (int n = from.getInputStream().read(octets);
                    n >= 0;
                    n = from.getInputStream().read(octets)) {
                if (ofClient) {
                    tell(new String(octets, 0, n, StandardCharsets.ISO_8859_1));
                }
                if (!(ofClient && stalled)) {
                    to.getOutputStream().write(octets, 0, n);
                }
            }
        } catch (IOException cut) {
            // the other direction ends too
        }
    }

    private void tell(String said) {
        for (int at = said.indexOf(MESSAGE); at >= 0; at = said.indexOf(MESSAGE, at + 1)) {
            onMessage.run();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Nothing that clients send gets to the server any more, and nobody tells them. */
    void stall() {
        stalled = true;
    }

    /** Ends all connections, without a word. */
    void cut() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
