package org.xmpptoolkit.netty;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.XmppStream;

/** Drives one stream over a socket of the JDK, without Netty: one thread reads, and whoever calls writes. */
final class SocketDriver implements Runnable {
    private static final int BUFFER = 4_096;

    final CompletableFuture<StreamState> established = new CompletableFuture<>();
    final CompletableFuture<Reason> closed = new CompletableFuture<>();
    private final BlockingQueue<XmlElement> elements = new LinkedBlockingQueue<>();

    private final XmppStream stream;
    private final SSLContext tls;
    private final PeerCheck peers;
    private final EventPump pump = new EventPump(this::perform);
    private Socket socket;
    private boolean ending;

    SocketDriver(Socket socket, XmppStream stream, SSLContext tls, PeerCheck peers) {
        this.socket = socket;
        this.stream = stream;
        this.tls = tls;
        this.peers = peers;
    }

    SocketDriver start() {
        Thread thread = new Thread(this, "socket-driver");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    @Override
    public void run() {
        try {
            socket.setSoTimeout(Patience.MILLIS);
            if (stream.state().role() == Role.INITIATING) {
                call(stream.open());
            }
            byte[] buffer = new byte[BUFFER];
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (this) {
                    if (!ending) {
                        call(stream.receive(ByteBuffer.wrap(buffer, 0, count)));
                    }
                }
                in = socket.getInputStream(); // TLS may have come between
            }
            call(stream.disconnected(Optional.empty()));
            socket.close();
        } catch (IOException | RuntimeException failure) {
            call(stream.disconnected(Optional.of(failure)));
        }
    }

    synchronized void send(XmlElement element) {
        call(stream.send(List.of(element)));
    }

    synchronized void close() {
        call(stream.close());
    }

    XmlElement element() throws InterruptedException {
        @Nullable XmlElement element = elements.poll(Patience.MILLIS, TimeUnit.MILLISECONDS);
        if (element == null) {
            throw new AssertionError("no element came");
        }
        return element;
    }

    private synchronized void call(List<StreamEvent> events) {
        pump.perform(events);
    }

    private void perform(StreamEvent event) {
        try {
            if (event instanceof StreamEvent.Write write) {
                byte[] octets = new byte[write.octets().remaining()];
                write.octets().get(octets);
                OutputStream out = socket.getOutputStream();
                out.write(octets);
                out.flush();
            } else if (event instanceof StreamEvent.StartTls start) {
                startTls(start);
            } else if (event instanceof StreamEvent.CloseTransport) {
                ending = true;
                socket.shutdownOutput(); // with close_notify; the reading goes on until the peer ends too
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                Accounts.answer(asked, this::reply);
            } else if (event instanceof StreamEvent.Established done) {
                established.complete(done.state());
            } else if (event instanceof StreamEvent.ElementReceived received) {
                elements.add(received.element());
            } else if (event instanceof StreamEvent.Closed last) {
                established.completeExceptionally(new StreamEndedException(last.reason()));
                closed.complete(last.reason());
            }
        } catch (IOException failure) {
            call(stream.disconnected(Optional.of(failure)));
        }
    }

    private <R> Object reply(StreamEvent.Asked<R> asked, R answer) {
        call(stream.reply(asked, answer));
        return asked;
    }

    private void startTls(StreamEvent.StartTls start) throws IOException {
        boolean client = start.role() == Role.INITIATING;
        String host = start.domain().orElseThrow().domainpartToAscii();
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        secure.setUseClientMode(client);
        secure.startHandshake();
        socket = secure;
        call(stream.secured(TlsSessions.of(secure.getSession(), client, peers)));
    }
}
