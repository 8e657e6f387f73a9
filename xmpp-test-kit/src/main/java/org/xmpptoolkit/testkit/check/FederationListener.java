package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.dialback.DialbackSecret;

/**
 * The checker's domain as other servers find it: answers for the keys that the checker sends (XEP-0220 section 2.2.2), and takes in
 * what others send. The server that is judged has to be told that the domain is here. Thread-safe.
 */
public final class FederationListener implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final int KEPT = 1_000;
    /** As many connections at once are answered; more are ended. */
    private static final int CONNECTIONS = 64;

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Jid domain;
    private final ServerSocket socket;
    private final SSLContext tls;
    private final DialbackSecret secret = DialbackSecret.random();
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final BlockingQueue<XmlElement> received = new LinkedBlockingQueue<>(KEPT);

    private FederationListener(Jid domain, ServerSocket socket) {
        this.domain = domain;
        this.socket = socket;
        this.tls = Authority.make().server(domain);
    }

    /**
     * Begins to listen on the loopback address.
     *
     * @param domain the checker's own domain
     * @param port the port; 0 for a free one
     * @return a listener, which listens until it is closed
     * @throws CheckException if the port cannot be had
     */
    public static FederationListener listen(Jid domain, int port) throws CheckException {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            FederationListener listener = new FederationListener(domain, socket);
            start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new CheckException("port " + port + " cannot be had: " + e.getMessage());
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "xmpp-check-s2s");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket server = socket.accept();
                if (free.tryAcquire()) {
                    start(() -> answer(server));
                } else {
                    server.close();
                }
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void answer(Socket server) {
        PlayContext context =
                new PlayContext(new Transcript(), new Random(), Cuts.NONE, IDLE, System.nanoTime() + IDLE.toNanos());
        try (AuthoritativeEntity entity = new AuthoritativeEntity(context, this, new Wire(server))) {
            entity.serve();
        } catch (IOException | Halt e) {
            // the case waits in vain for what it came for, and says so
        } finally {
            free.release();
        }
    }

    /** {@return the port where it listens} */
    public int port() {
        return socket.getLocalPort();
    }

    /** {@return the checker's own domain} */
    public Jid domain() {
        return domain;
    }

    SSLContext tls() {
        return tls;
    }

    /** The key that proves on a stream that the checker speaks for its domain. */
    String key(Jid to, String streamId) {
        return secret.key(new DomainPair(domain, to), streamId).text();
    }

    /** Takes in what came: a stanza, or a question about a key. */
    void receive(XmlElement element) {
        received.offer(element); // what nobody waits for may be lost
    }

    /** Waits for an element that was sent to the checker's domain on any connection. What else came before it is forgotten. */
    Optional<XmlElement> await(Predicate<XmlElement> wanted, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                @Nullable
                XmlElement element = received.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (element == null || wanted.test(element)) {
                    return Optional.ofNullable(element);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is over either way
        }
    }
}
