package org.xmpptoolkit.examples.cluster;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A client that comes back at the next node when its connection is lost, and sends again what was not acknowledged. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is told by notices
final class TestClient implements XmppListener {
    static final String PASSWORD = "secret";
    private static final SmConfig MANAGEMENT =
            SmConfig.builder().requestAfter(2).build();

    private final EventLoopGroup loops;
    private final Jid address;
    private final List<Integer> ports;
    private final CompletableFuture<Void> loggedIn = new CompletableFuture<>();
    private final BlockingQueue<XmlElement> received = new LinkedBlockingQueue<>();
    /** How often it came back, in the order in which it did: whether its stream was resumed. */
    private final BlockingQueue<Boolean> returns = new LinkedBlockingQueue<>();

    /** The ids of the messages that the server said it has, in that order. */
    private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();

    // Guarded by this
    private final Deque<XmlElement> waiting = new ArrayDeque<>();
    private int tries;
    private @Nullable XmppConnection connection;
    private @Nullable SmState state;
    private boolean closing;

    /**
     * A client that logs in.
     *
     * @param ports where the nodes are, in the order of trying
     */
    TestClient(EventLoopGroup loops, Jid address, List<Integer> ports) {
        this.loops = loops;
        this.address = address;
        this.ports = ports;
        connect();
    }

    TestClient loggedIn() throws Exception {
        loggedIn.get(60, TimeUnit.SECONDS);
        return this;
    }

    Jid address() {
        return address;
    }

    BlockingQueue<XmlElement> received() {
        return received;
    }

    /** Whether the stream was resumed, the next time that it came back. */
    boolean comesBackResumed() throws InterruptedException {
        @Nullable Boolean resumed = returns.poll(60, TimeUnit.SECONDS);
        if (resumed == null) {
            throw new AssertionError(address + " did not come back");
        }
        return resumed;
    }

    /** The next stanza of a kind; those before it are dropped. */
    XmlElement hears(Predicate<XmlElement> wanted) throws InterruptedException {
        for (@Nullable XmlElement next = received.poll(60, TimeUnit.SECONDS);
                next != null;
                next = received.poll(60, TimeUnit.SECONDS)) {
            if (wanted.test(next)) {
                return next;
            }
        }
        throw new AssertionError(this + " hears nothing of the kind");
    }

    /** Where it stands, for failures. */
    @Override
    public synchronized String toString() {
        return address + " (" + (connection == null ? "not connected" : "connected") + ", " + tries + " tries, "
                + waiting.size() + " waiting, " + (state == null ? "no state" : state) + ")";
    }

    synchronized void send(XmlElement stanza) {
        waiting.add(stanza);
        flush();
    }

    /** Asks whether the server has what was sent. */
    synchronized void requestAck() {
        if (connection != null) {
            connection.tell(StreamManagement.requestAck());
        }
    }

    BlockingQueue<String> acknowledged() {
        return acknowledged;
    }

    void say(Jid to, String id) {
        send(Message.builder().to(to).id(id).body(id).build().toElement());
    }

    synchronized void close() {
        closing = true;
        if (connection != null) {
            connection.close();
        }
    }

    private synchronized void connect() {
        List<StreamFeature.Initiating> features = new ArrayList<>();
        features.add(Sasl.client(SaslCredentials.of(address.localpart().orElseThrow(), PASSWORD.toCharArray())));
        if (state != null) {
            features.add(StreamManagement.resuming(state, MANAGEMENT));
        }
        features.add(ResourceBinding.request(address.resourcepart().orElseThrow()));
        features.add(StreamManagement.enable(MANAGEMENT));
        XmppClient.builder()
                .host("127.0.0.1")
                .port(ports.get(tries++ % ports.size()))
                .config(StreamConfig.builder()
                        .to(address.domain())
                        .tlsPolicy(TlsPolicy.NONE)
                        .build())
                .features(features)
                .listener(this)
                .eventLoops(loops)
                .build()
                .connect()
                .whenComplete((made, failure) -> {
                    if (failure != null) {
                        again();
                    }
                });
    }

    /** Tries the next node in a moment. */
    private void again() {
        loops.schedule(this::connect, 50, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void notice(XmppConnection from, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.ElementReceived element) {
            received.add(element.element());
        } else if (notice instanceof StreamEvent.Established established) {
            established(from, established.resumed());
        } else if (notice instanceof StreamEvent.Acknowledged some) {
            some.stanzas().forEach(stanza -> stanza.attribute("id").ifPresent(acknowledged::add));
            flush();
        } else if (notice instanceof StreamEvent.Suspended suspended) {
            state = suspended.state();
        } else if (notice instanceof StreamEvent.Undelivered undelivered) {
            undelivered.stanzas().stream()
                    .filter(stanza -> stanza.is(Namespaces.CLIENT, "message"))
                    .forEach(waiting::add);
        } else if (notice instanceof StreamEvent.Closed && from == connection) {
            connection = null;
            if (!closing) {
                again();
            }
        }
    }

    private void established(XmppConnection made, boolean resumed) {
        connection = made;
        state = null;
        if (!resumed) {
            made.send(Presence.builder().build().toElement());
        }
        if (loggedIn.isDone()) {
            returns.add(resumed);
        }
        loggedIn.complete(null);
        flush();
    }

    private void flush() {
        @Nullable XmppConnection to = connection;
        if (to != null) {
            List<XmlElement> due = List.copyOf(waiting);
            waiting.clear();
            due.forEach(stanza -> to.send(stanza).whenComplete((done, failure) -> {
                if (failure != null && failure.getCause() instanceof IllegalStateException) { // else management has it
                    notSent(to, stanza);
                }
            }));
        }
    }

    /** The stream took it no more, or takes none until some are acknowledged. */
    private synchronized void notSent(XmppConnection to, XmlElement stanza) {
        waiting.add(stanza);
        if (to != connection) {
            flush();
        }
    }
}
