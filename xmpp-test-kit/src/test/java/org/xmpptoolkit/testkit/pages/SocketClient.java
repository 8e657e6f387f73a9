package org.xmpptoolkit.testkit.pages;

// snippet: socket-client
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;

/** Drives a client's stream over a socket of the JDK. One thread runs it; the application hears of notices on that thread. */
final class SocketClient {
    private static final int BUFFER_OCTETS = 8_192;

    private final XmppStream stream;
    private final SSLContext tls;
    private final BiConsumer<SocketClient, StreamEvent> application;
    private final EventPump pump = new EventPump(this::perform);
    private Socket socket;

    SocketClient(XmppStream stream, Socket socket, SSLContext tls, BiConsumer<SocketClient, StreamEvent> application) {
        this.stream = stream;
        this.socket = socket;
        this.tls = tls;
        this.application = application;
    }

    /** Runs the stream until it is over; {@link StreamEvent.Closed} tells why. */
    void run() {
        Optional<Throwable> lost = Optional.empty();
        try (Socket connected = socket) {
            pump.perform(stream.open());
            byte[] buffer = new byte[BUFFER_OCTETS];
            // Asked anew each time: behind STARTTLS it is another socket.
            for (int read = read(buffer); read >= 0; read = read(buffer)) {
                pump.perform(stream.receive(ByteBuffer.wrap(buffer, 0, read)));
            }
        } catch (IOException | UncheckedTransportException failure) {
            lost = Optional.of(failure);
        }
        pump.perform(stream.disconnected(lost));
    }

    /** What the application does to the stream, from within a notice. */
    void perform(List<StreamEvent> events) {
        pump.perform(events);
    }

    private int read(byte[] buffer) throws IOException {
        return socket.getInputStream().read(buffer);
    }

    private void perform(StreamEvent event) {
        try {
            if (event instanceof StreamEvent.Write write) {
                byte[] octets = new byte[write.octets().remaining()];
                write.octets().get(octets);
                socket.getOutputStream().write(octets);
                socket.getOutputStream().flush();
            } else if (event instanceof StreamEvent.StartTls start) {
                pump.perform(stream.secured(startTls(start.domain().orElseThrow())));
            } else if (event instanceof StreamEvent.CloseTransport) {
                socket.shutdownOutput(); // the reading goes on until the peer ends, too
            } else {
                application.accept(this, event);
            }
        } catch (IOException failure) {
            throw new UncheckedTransportException(failure);
        }
    }

    private TlsSession startTls(Jid domain) throws IOException {
        String host = domain.domainpartToAscii(); // for SNI
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        secure.startHandshake(); // the path is validated here, by the trust manager
        List<X509Certificate> peer = Stream.of(secure.getSession().getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList();
        if (!PeerIdentities.of(peer.get(0)).matches(domain, Service.CLIENT)) { // and here the name
            throw new SSLPeerUnverifiedException("the certificate is for another name than " + domain);
        }
        socket = secure;
        return TlsSession.builder(secure.getSession().getProtocol(), TlsSession.PathTrust.VERIFIED)
                .peer(peer)
                .build();
    }

    /** Takes a failure out of the pump. */
    private static final class UncheckedTransportException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UncheckedTransportException(IOException cause) {
            super(cause);
        }
    }
}
// end
