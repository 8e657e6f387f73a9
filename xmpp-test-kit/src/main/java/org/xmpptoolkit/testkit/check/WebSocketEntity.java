package org.xmpptoolkit.testkit.check;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/**
 * The checker as a client over WebSocket (RFC 7395): says messages, right or wrong, and hears what the server makes of them. Waiting
 * and memory are bounded. Not thread-safe.
 */
public final class WebSocketEntity implements SaslTalk, AutoCloseable {
    private final PlayContext context;
    private final WebSocketTarget target;
    private final Spoken spoken;
    private final WebSocketInbox inbox;
    private final WebSocket socket;
    private final List<WebSocketHeard> heard = new ArrayList<>();

    private WebSocketEntity(
            PlayContext context, WebSocketTarget target, Spoken spoken, WebSocketInbox inbox, WebSocket socket) {
        this.context = context;
        this.target = target;
        this.spoken = spoken;
        this.inbox = inbox;
        this.socket = socket;
    }

    static WebSocketEntity connect(PlayContext context, WebSocketTarget target, HttpClient http) throws Halt {
        Spoken spoken = new Spoken(context.transcript());
        WebSocketInbox inbox = new WebSocketInbox();
        CompletableFuture<WebSocket> connecting = http.newWebSocketBuilder()
                .subprotocols("xmpp")
                .connectTimeout(context.patience())
                .buildAsync(target.uri(), inbox);
        try {
            WebSocket socket = connecting.get(Math.max(1, context.left().toNanos()), TimeUnit.NANOSECONDS);
            spoken.note("WebSocket, subprotocol '" + socket.getSubprotocol() + "'");
            return new WebSocketEntity(context, target, spoken, inbox, socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Halt.skipped("interrupted");
        } catch (TimeoutException e) {
            var unused = connecting.thenAccept(WebSocket::abort);
            throw Halt.skipped("no WebSocket in time");
        } catch (ExecutionException e) {
            throw Halt.skipped(
                    e.getCause() instanceof WebSocketHandshakeException refused
                            ? "no WebSocket: HTTP status "
                                    + refused.getResponse().statusCode()
                            : "no WebSocket: " + e.getCause());
        }
    }

    /** {@return the subprotocol that was granted, or an empty text} */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Sends a message of the text type. */
    @Override
    public void send(String message) {
        spoken.sent(message.getBytes(StandardCharsets.UTF_8));
        await(socket.sendText(message, true));
    }

    /**
     * Sends a message, all of which breaks a rule.
     *
     * @param message what to send, as one message
     */
    public void sendOffending(String message) {
        spoken.sentOffending(message.getBytes(StandardCharsets.UTF_8));
        await(socket.sendText(message, true));
    }

    /**
     * Sends a message of the binary type, which breaks a rule.
     *
     * @param message what to send, as one message
     */
    public void sendBinary(byte[] message) {
        spoken.sentOffending(message);
        await(socket.sendBinary(ByteBuffer.wrap(message), true));
    }

    @Override
    public void sendSecret(String message, String shown) {
        spoken.sent(shown);
        await(socket.sendText(message, true));
    }

    private void await(CompletableFuture<WebSocket> sending) {
        try {
            sending.get(Math.max(1, context.left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            spoken.note("not sent: the WebSocket is over");
        }
    }

    /**
     * Marks a part of what the server said last, if it is there.
     *
     * @param part the part as reports show it; an empty one marks nothing
     */
    public void blame(String part) {
        spoken.blame(part);
    }

    /**
     * {@return the next that the server says, within the patience}
     *
     * @throws Halt with {@code SKIPPED} if the server says too much
     */
    public WebSocketHeard hear() throws Halt {
        return hear(System.nanoTime() + context.patience().toNanos());
    }

    private WebSocketHeard hear(long until) throws Halt {
        Duration left = context.left(until);
        WebSocketHeard said = inbox.take(left);
        if (said instanceof WebSocketHeard.Text text) {
            spoken.received(text.message().getBytes(StandardCharsets.UTF_8));
        } else {
            spoken.note(said.words());
        }
        if (said instanceof WebSocketHeard.Flooded) {
            throw Halt.skipped("the server floods: more came than the checker takes");
        }
        heard.add(said);
        return said;
    }

    /** {@return all that was heard; a copy} */
    public List<WebSocketHeard> heard() {
        return List.copyOf(heard);
    }

    /**
     * Hears until the server begins to close the WebSocket, it is gone, or nothing comes in time.
     *
     * @return what was heard meanwhile
     * @throws Halt with {@code SKIPPED} if the server says too much
     */
    public List<WebSocketHeard> awaitClosing() throws Halt {
        long until = System.nanoTime() + context.patience().toNanos();
        int from = heard.size();
        WebSocketHeard said = hear(until);
        while (said instanceof WebSocketHeard.Text || said instanceof WebSocketHeard.Binary) {
            said = hear(until);
        }
        return List.copyOf(heard.subList(from, heard.size()));
    }

    /**
     * {@return the element that a message is, if it is one}
     *
     * @param said what was heard
     */
    public static Optional<XmlElement> element(WebSocketHeard said) {
        if (said instanceof WebSocketHeard.Text text
                && StreamReader.readDocument(text.message().getBytes(StandardCharsets.UTF_8), StreamLimits.DEFAULT)
                        instanceof StreamReader.ElementComplete complete) {
            return Optional.of(complete.element());
        }
        return Optional.empty();
    }

    @Override
    public XmlElement expect(String namespace, String localName) throws Halt {
        WebSocketHeard said = hear();
        return element(said)
                .filter(element -> element.is(namespace, localName))
                .orElseThrow(() -> Halt.skipped("<" + localName + "/> was due, but there was " + said.words()));
    }

    /** {@return the message that opens a stream} */
    public String opening() {
        return "<open xmlns='" + Namespaces.FRAMING + "' to='" + target.server().domain()
                + "' version='1.0' xml:lang='en'/>";
    }

    /**
     * Opens a stream, at first or anew.
     *
     * @return the features
     * @throws Halt with {@code SKIPPED} if the server does not answer by {@code <open/>} and features
     */
    public XmlElement open() throws Halt {
        send(opening());
        expect(Namespaces.FRAMING, "open");
        return expect(Namespaces.STREAM, "features");
    }

    /**
     * Goes all the way to authentication, and opens the stream anew.
     *
     * @param account as whom
     * @return the features behind it
     * @throws Halt with {@code SKIPPED} if the server does not take part
     */
    public XmlElement login(Account account) throws Halt {
        XmlElement features = open();
        List<String> offered = features.element(Namespaces.SASL, "mechanisms").stream()
                .flatMap(list -> list.elements(Namespaces.SASL, "mechanism").stream())
                .map(XmlElement::text)
                .toList();
        Login.with(offered, account, target.uri().getScheme().equals("wss"), this);
        return open();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
