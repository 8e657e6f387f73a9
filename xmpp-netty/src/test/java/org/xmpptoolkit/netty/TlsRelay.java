package org.xmpptoolkit.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Somebody in between, who ends TLS of the client, reads all, and passes it on by TLS of its own. */
final class TlsRelay implements AutoCloseable {
    private final SSLServerSocket listening;
    private final SSLContext back;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    TlsRelay(SSLContext front, SSLContext back, int target) throws IOException {
        this.listening = (SSLServerSocket)
                front.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.back = back;
        this.target = target;
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException ended) { // of a socket that is closed: what was to be done is done
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket server = back.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), target);
            open.addAll(List.of(client, server));
            start(() -> pass(client, server));
            start(() -> pass(server, client));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (to) {
            byte[] octets = new byte[4096];
            for (int count = from.getInputStream().read(octets);
                    count >= 0;
                    count = from.getInputStream().read(octets)) {
                to.getOutputStream().write(octets, 0, count);
                to.getOutputStream().flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
