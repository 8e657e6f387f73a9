package org.xmpptoolkit.examples.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;

/**
 * A client over a plain socket of the JDK: all that a transport of one's own has to do. It tells the stream what happens ({@code open},
 * {@code receive}, {@code secured}, {@code disconnected}), and performs the events that each call gives, in order.
 *
 * <p>One thread reads, whoever calls writes, and the monitor of this object lets one of them at a time at the stream. A write blocks
 * while the peer does not read, and the reading with it: that is the bound on what waits in memory.
 */
final class SocketClient implements Client {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int CLOSING_MILLIS = 5_000;
    private static final int BUFFER_OCTETS = 8_192;

    private final Login login;
    private final Conversation conversation;
    private final XmppStream stream;
    private final EventPump pump = new EventPump(this::perform);
    private final Thread reader = new Thread(this::read, "xmpp-reader");
    private final CompletableFuture<Jid> address = new CompletableFuture<>();
    private final Socket connection = new Socket();
    /** The connection, and once TLS is there, TLS over it. */
    private Socket socket = connection;

    private boolean ending;

    private SocketClient(Login login, Conversation conversation) {
        this.login = login;
        this.conversation = conversation;
        this.stream = XmppStream.initiating(login.config(), login.features());
    }

    /**
     * Connects and logs in.
     *
     * @param login who, and where
     * @param conversation what to do with what comes in
     * @throws IOException if it does not come to that
     */
    static SocketClient logIn(Login login, Conversation conversation) throws IOException {
        SocketClient client = new SocketClient(login, conversation);
        client.reader.setDaemon(true);
        client.reader.start();
        try {
            client.address.join();
            return client;
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    @Override
    public Jid address() {
        return address.join();
    }

    @Override
    public synchronized void send(Stanza stanza) throws IOException {
        List<StreamEvent> events = stream.send(List.of(stanza.toElement()));
        pump.perform(events);
        if (events.stream().anyMatch(StreamEvent.NotSent.class::isInstance)) {
            throw new IOException("the stream is closed");
        }
    }

    @Override
    public void close() {
        Thread closing =
                new Thread(this::closeStream, "xmpp-closing"); // may wait for a write that the peer does not take
        closing.setDaemon(true);
        closing.start();
        try {
            reader.join(CLOSING_MILLIS); // until the peer has closed the stream and the connection
            drop(); // else we end it, which ends the reading
            reader.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            drop();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeStream() {
        pump.perform(stream.close());
    }

    private void read() {
        Optional<Throwable> cause = Optional.empty();
        try {
            socket.connect(new InetSocketAddress(login.host(), login.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            synchronized (this) {
                if (login.tls() == TlsPolicy.DIRECT) {
                    startTls();
                }
                pump.perform(stream.open());
            }
            byte[] buffer = new byte[BUFFER_OCTETS];
            // The stream is asked for each time: TLS may have come between.
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                synchronized (this) {
                    if (!ending) {
                        pump.perform(stream.receive(ByteBuffer.wrap(buffer, 0, n)));
                    }
                }
            }
        } catch (IOException | RuntimeException e) { // the network's fault, or the application's
            cause = Optional.of(e);
        }
        drop();
        synchronized (this) {
            pump.perform(stream.disconnected(cause)); // does nothing if the stream was closed in order
        }
    }

    /** Ends the connection beneath TLS, which would wait for its turn to say so. */
    private void drop() {
        try {
            connection.close();
        } catch (IOException e) { // then it is gone already
        }
    }

    private void perform(StreamEvent event) {
        try {
            if (event instanceof StreamEvent.Write write) {
                ByteBuffer octets = write.octets();
                byte[] copy = new byte[octets.remaining()];
                octets.get(copy);
                socket.getOutputStream().write(copy);
            } else if (event instanceof StreamEvent.StartTls) {
                startTls();
            } else if (event instanceof StreamEvent.CloseTransport) {
                ending = true;
                socket.setSoTimeout(CLOSING_MILLIS);
                socket.shutdownOutput(); // with close_notify; what the peer still says is read and dropped
            } else if (event instanceof StreamEvent.Notice notice) {
                heard(notice);
            }
        } catch (IOException e) {
            drop();
            pump.perform(stream.disconnected(Optional.of(e)));
        }
    }

    private void heard(StreamEvent.Notice notice) throws IOException {
        if (notice instanceof StreamEvent.Established established) {
            socket.setSoTimeout(0); // an idle stream is no fault; a program that minds calls stream.keepalive()
            address.complete(established.state().bound().orElseThrow());
        } else if (notice instanceof StreamEvent.Closed closed) {
            address.completeExceptionally(new EndedException(closed.reason()));
        }
        conversation.heard(notice).ifPresent(answer -> pump.perform(stream.send(List.of(answer.toElement()))));
    }

    /** The trust manager validates the path of the certificate; its name is for us to look at (RFC 6120 section 13.7.2). */
    private void startTls() throws IOException {
        String name = login.domain().domainpartToAscii(); // for SNI: the domain, wherever the connection leads to
        SSLSocket secure = (SSLSocket) context().getSocketFactory().createSocket(socket, name, login.port(), true);
        secure.startHandshake();
        List<X509Certificate> chain = Arrays.stream(secure.getSession().getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList();
        if (!PeerIdentities.of(chain.get(0)).matches(login.domain(), Service.CLIENT)) {
            secure.close();
            throw new SSLPeerUnverifiedException("the server's certificate is for another name than " + login.domain());
        }
        socket = secure;
        // With a binding(), SCRAM would bind the channel too; the JDK gives what that takes from version 25 on.
        pump.perform(stream.secured(TlsSession.builder(secure.getSession().getProtocol(), TlsSession.PathTrust.VERIFIED)
                .peer(chain)
                .build()));
    }

    private SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS"); // 1.2 and later, by the JDK's own settings
            context.init(null, login.trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
