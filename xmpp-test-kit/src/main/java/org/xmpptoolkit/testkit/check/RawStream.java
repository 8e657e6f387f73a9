package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;

/** A connection that says whatever it is told to, right or wrong, and hears what the server makes of it. Not thread-safe. */
final class RawStream implements AutoCloseable {
    /** How the server's side of a stream ended. */
    enum End {
        /** The server ended the connection. */
        CLOSED,
        /** The server kept it open until patience ran out. */
        OPEN
    }

    private static final int BUFFER_OCTETS = 8_192;

    private final Target target;
    private Socket socket;
    private StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
    private final List<StreamReader.Event> heard = new ArrayList<>();

    private RawStream(Target target, Socket socket) {
        this.target = target;
        this.socket = socket;
    }

    static RawStream connect(Target target) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(target.address(), Math.toIntExact(target.patience().toMillis()));
            socket.setTcpNoDelay(true);
            return new RawStream(target, socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The initial header that a client would send. */
    String header() {
        return header(target.domain().toString());
    }

    static String header(String to) {
        return "<?xml version='1.0'?><stream:stream to='" + to + "' version='1.0' xml:lang='en' xmlns='"
                + Namespaces.CLIENT + "' xmlns:stream='" + Namespaces.STREAM + "'>";
    }

    void send(String xml) throws IOException {
        send(xml.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** Opens the stream, takes TLS, and opens it again. */
    void secure() throws IOException {
        send(header());
        awaitElement(Namespaces.STREAM, "features");
        send("<starttls xmlns='" + Namespaces.TLS + "'/>");
        awaitElement(Namespaces.TLS, "proceed");
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, target.trust().getTrustManagers(), null);
            SSLSocket tls = (SSLSocket) context.getSocketFactory()
                    .createSocket(socket, target.domain().domainpartToAscii(), socket.getPort(), true);
            tls.setSoTimeout(Math.toIntExact(target.patience().toMillis()));
            tls.startHandshake();
            socket = tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        reader = StreamReader.opening(StreamLimits.DEFAULT);
        heard.clear();
        send(header());
        awaitElement(Namespaces.STREAM, "features");
    }

    /** Waits for an element; anything before it is kept as heard. */
    XmlElement awaitElement(String namespace, String localName) throws IOException {
        Predicate<StreamReader.Event> wanted = event -> event instanceof StreamReader.ElementComplete complete
                && complete.element().is(namespace, localName);
        int from = heard.size();
        listen(wanted);
        return heard.subList(from, heard.size()).stream()
                .filter(wanted)
                .map(event -> ((StreamReader.ElementComplete) event).element())
                .findFirst()
                .orElseThrow(() -> new IOException("no <" + localName + "/> came, but " + describe()));
    }

    /** Listens until the server ends the connection or patience runs out. */
    End awaitEnd() throws IOException {
        return listen(event -> false) ? End.OPEN : End.CLOSED;
    }

    /** Listens until an event is wanted or nothing more comes; false if the connection ended. */
    private boolean listen(Predicate<StreamReader.Event> until) throws IOException {
        long deadline = System.nanoTime() + target.patience().toNanos();
        byte[] buffer = new byte[BUFFER_OCTETS];
        InputStream in = socket.getInputStream();
        while (true) {
            for (Optional<StreamReader.Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                heard.add(event.get());
                if (until.test(event.get())) {
                    return true;
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return true;
            }
            socket.setSoTimeout((int) left);
            int octets;
            try {
                octets = in.read(buffer);
            } catch (SocketTimeoutException e) {
                return true;
            } catch (IOException e) {
                return false; // a reset, or TLS without close_notify, ends the connection as well
            }
            if (octets < 0) {
                return false;
            }
            reader.feed(ByteBuffer.wrap(buffer, 0, octets));
        }
    }

    /** The stream error that was heard, if one was. */
    Optional<StreamError> error() {
        return heard.stream()
                .filter(event -> event instanceof StreamReader.ElementComplete complete
                        && complete.element().is(Namespaces.STREAM, "error"))
                .map(event -> StreamError.fromElement(((StreamReader.ElementComplete) event).element()))
                .findFirst();
    }

    /** The condition of the stanza error that was heard, if one was. */
    Optional<StanzaErrorCondition> stanzaError() {
        return heard.stream()
                .filter(StreamReader.ElementComplete.class::isInstance)
                .map(event -> ((StreamReader.ElementComplete) event).element())
                .filter(element -> element.attribute("type").equals(Optional.of("error")))
                .flatMap(element -> element.element(element.namespace(), "error").stream())
                .map(error -> StanzaError.fromElement(error).condition())
                .findFirst();
    }

    boolean heardHeader() {
        return heard.stream().anyMatch(StreamReader.HeaderOpened.class::isInstance);
    }

    boolean heardClosingTag() {
        return heard.stream().anyMatch(StreamReader.HeaderClosed.class::isInstance);
    }

    /** What was heard last, in few words. */
    String describe() {
        if (heard.isEmpty()) {
            return "nothing";
        }
        StreamReader.Event last = heard.get(heard.size() - 1);
        if (last instanceof StreamReader.ElementComplete complete) {
            return "<" + complete.element().localName() + "/>";
        }
        return last.getClass().getSimpleName();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
