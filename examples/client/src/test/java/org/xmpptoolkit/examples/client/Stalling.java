package org.xmpptoolkit.examples.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Carries octets between one client and a server, until it is told to take no more of the client's. */
final class Stalling implements AutoCloseable {
    private static final int BUFFER_OCTETS = 8_192;

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final int server;
    private volatile boolean stalled;

    Stalling(int server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException | InterruptedException e) { // one of the two has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void accept() throws IOException, InterruptedException {
        try (Socket client = listening.accept();
                Socket other = new Socket(InetAddress.getLoopbackAddress(), server)) {
            start(() -> other.getInputStream().transferTo(client.getOutputStream()));
            start(() -> forward(client.getInputStream(), other.getOutputStream()));
            over.await();
        }
    }

    private void forward(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER_OCTETS];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            if (stalled) {
                left.countDown();
                return;
            }
            to.write(buffer, 0, n);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    void stall() {
        stalled = true;
    }

    /** Waits until the client has written something that is taken no more. */
    void awaitLeft() throws InterruptedException {
        if (!left.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the client wrote nothing");
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        listening.close();
    }
}
