package org.xmpptoolkit.testkit.load;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.Deadlines;
import org.xmpptoolkit.netty.Reconnector;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.lookup.Backoff;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/**
 * One of the clients: logs in, sends what it is told to, counts what it hears, and comes back if it is to. What it keeps belongs to its
 * event loop, which all of its connections have.
 */
final class LoadClient implements XmppListener {
    /** What all clients of a run share. */
    record Shared(LoadConfig config, String run, Traffic traffic, Tally tally, LoginGate gate, Executor computations) {}

    private static final SmConfig MANAGEMENT = SmConfig.builder().build();
    private static final Deadlines DEADLINES =
            Deadlines.builder().keepalive(Duration.ofMinutes(1)).build();
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), 0);

    private final Shared shared;
    private final LoadConfig config;
    private final int index;
    private final EventLoop loop;
    private final SplittableRandom random;
    private final CompletableFuture<Void> login = new CompletableFuture<>();
    private volatile @Nullable Jid address;
    private volatile boolean up;

    private final Deque<XmlElement> waiting = new ArrayDeque<>();
    private Backoff backoff = BACKOFF;
    private int attempts;
    private boolean closing;
    private @Nullable XmppConnection connection;
    private @Nullable SmState state;

    LoadClient(Shared shared, int index, EventLoop loop) {
        this.shared = shared;
        this.config = shared.config();
        this.index = index;
        this.loop = loop;
        this.random = new SplittableRandom(config.seed() ^ index);
    }

    /**
     * Logs in when its turn comes, to the first server that there is.
     *
     * @return done when it is logged in, or could not: the tally knows
     */
    CompletionStage<Void> login() {
        enter();
        return login.minimalCompletionStage();
    }

    /** Whether it may send and be written to: it is connected, or means to be again. */
    boolean isUsable() {
        return up || config.resume() && address != null;
    }

    /** Whether it has a stream. */
    boolean isUp() {
        return up;
    }

    /** Sends a message to another client, now, or when it is back. */
    void send(int number, LoadClient addressee) {
        Jid to = addressee.address;
        if (to != null) {
            XmlElement message = shared.traffic().message(number, to);
            loop.execute(() -> offer(message));
        }
    }

    /** Closes the stream in order, or comes back no more. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        loop.execute(() -> {
            closing = true;
            up = false;
            if (connection == null) {
                over.complete(null);
            } else {
                connection.close().thenAccept(reason -> over.complete(null));
            }
        });
        return over;
    }

    private void enter() {
        shared.gate().enter(() -> loop.execute(this::connect));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // that of a stage whose function does not throw
    private void connect() {
        HostPort server =
                config.servers().get((index + attempts) % config.servers().size());
        attempts++;
        XmppClient.builder()
                .host(server.host())
                .port(server.port().orElseThrow())
                .config(StreamConfig.builder()
                        .to(config.domain())
                        .tlsPolicy(config.tlsPolicy())
                        .build())
                .features(features())
                .trust(config.tls())
                .deadlines(DEADLINES)
                .eventLoops(loop)
                .computations(shared.computations())
                .listener(this)
                .build()
                .connect()
                .whenComplete((made, failure) -> {
                    shared.gate().leave();
                    if (failure == null) {
                        login.complete(null);
                    } else {
                        Throwable cause = failure.getCause();
                        failed(failure instanceof CompletionException && cause != null ? cause : failure);
                    }
                });
    }

    private List<StreamFeature.Initiating> features() {
        List<StreamFeature.Initiating> features = new ArrayList<>();
        features.add(new StartTls());
        features.add(Sasl.client(config.account(index), config.sasl()));
        if (state != null) {
            features.add(StreamManagement.resuming(state, MANAGEMENT));
        }
        // the same each time, so that those who write to it need not learn another
        features.add(ResourceBinding.request("load-" + shared.run() + "-" + index));
        if (config.resume()) {
            features.add(StreamManagement.enable(MANAGEMENT));
        }
        return features;
    }

    private void failed(Throwable failure) {
        Optional<Reason> reason =
                failure instanceof StreamEndedException ended ? Optional.of(ended.reason()) : Optional.empty();
        boolean passing = reason.filter(Reconnector::isPassing).isPresent();
        if (address != null) {
            if (passing) {
                comeBack();
            } else {
                shared.tally().dropped("did not get in again: " + failure.getMessage());
                address = null;
            }
        } else if (passing && attempts < config.servers().size() && !closing) {
            enter();
        } else {
            shared.tally().refused(String.valueOf(failure.getMessage()), reason);
            login.complete(null);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a task that does not throw
    private void comeBack() {
        if (!closing) {
            loop.schedule(this::enter, backoff.delay(random).toNanos(), TimeUnit.NANOSECONDS);
            backoff = backoff.next();
        }
    }

    @Override
    public void notice(XmppConnection from, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.ElementReceived received) {
            heard(from, received.element());
        } else if (notice instanceof StreamEvent.Established established) {
            established(from, established);
        } else if (notice instanceof StreamEvent.Acknowledged) {
            flush();
        } else if (notice instanceof StreamEvent.NotSent refused) {
            refused.elements()
                    .forEach(element -> shared.traffic().number(element).ifPresent(shared.tally()::notSent));
            keep(refused.elements());
        } else if (notice instanceof StreamEvent.Suspended suspended) {
            state = suspended.state();
        } else if (notice instanceof StreamEvent.Undelivered undelivered) {
            state = null;
            keep(undelivered.stanzas());
        } else if (notice instanceof StreamEvent.Closed closed && from == connection) {
            closed(closed.reason());
        }
    }

    private void heard(XmppConnection from, XmlElement element) {
        if (element.is(Namespaces.CLIENT, "message")) {
            shared.traffic().heard(element);
        } else if (element.is(Namespaces.CLIENT, "iq")) {
            StanzaRules.notUnderstood(Iq.fromElement(element))
                    .ifPresent(error ->
                            from.send(Iq.fromElement(element).error(error).toElement()));
        }
    }

    private void established(XmppConnection made, StreamEvent.Established established) {
        boolean first = address == null;
        connection = made;
        backoff = BACKOFF;
        if (established.resumed()) {
            shared.tally().resumed();
        } else if (first) {
            shared.tally().loggedIn();
        } else {
            shared.tally().rebound();
        }
        state = null;
        address = established.state().bound().orElse(null);
        if (closing) {
            made.close();
            return;
        }
        if (!established.resumed() && !config.accountsAreShared()) {
            made.send(Presence.builder().build().toElement());
        }
        up = true;
        flush();
    }

    private void closed(Reason reason) {
        up = false;
        connection = null;
        if (closing) {
            return;
        }
        shared.tally().dropped(words(reason));
        if (config.resume() && Reconnector.isPassing(reason)) {
            comeBack();
        } else {
            address = null;
        }
    }

    private static String words(Reason reason) {
        if (reason instanceof Reason.ErrorReceived received) {
            return "the server ended it with " + received.error().condition().elementName();
        } else if (reason instanceof Reason.ErrorSent sent) {
            return "we ended it with " + sent.error().condition().elementName();
        } else if (reason instanceof Reason.PeerClosed) {
            return "the server closed it";
        }
        return reason instanceof Reason.TransportLost ? "the connection was lost" : reason.describe();
    }

    private void offer(XmlElement message) {
        if (up) {
            give(message);
        } else if (config.resume() && address != null) {
            waiting.add(message);
        }
    }

    /** What the stream did not take, or did not get over, goes with the next one. */
    private void keep(List<XmlElement> stanzas) {
        if (config.resume() && !closing) {
            stanzas.stream()
                    .filter(stanza -> shared.traffic().number(stanza).isPresent())
                    .forEach(waiting::add);
        }
    }

    private void flush() {
        int most = waiting.size(); // what comes back meanwhile waits for the next time
        for (int i = 0; i < most && up; i++) {
            give(waiting.remove());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what a break leaves behind is told by notices
    private void give(XmlElement message) {
        XmppConnection to = connection;
        if (to != null) {
            shared.traffic().number(message).ifPresent(shared.tally()::sent);
            to.send(message);
        }
    }
}
