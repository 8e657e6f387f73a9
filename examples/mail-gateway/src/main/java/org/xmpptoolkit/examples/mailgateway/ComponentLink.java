package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.Deadlines;
import org.xmpptoolkit.netty.Reconnector;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqTracker;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.component.ComponentHandshake;

/**
 * The stream of the component, made again whenever it ends. XEP-0114 has no acknowledgements: that the server has taken what was sent
 * is known when it has answered a ping (XEP-0199) that was sent behind it on the same stream, for a server handles a stream in order.
 * Thread-safe.
 */
final class ComponentLink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What a server says of what was sent. All else is about who we are, or how the server is: then what was sent is sent again. */
    private static final Set<StreamErrorCondition> OF_WHAT_WAS_SENT = EnumSet.of(
            StreamErrorCondition.BAD_FORMAT,
            StreamErrorCondition.BAD_NAMESPACE_PREFIX,
            StreamErrorCondition.IMPROPER_ADDRESSING,
            StreamErrorCondition.INVALID_FROM,
            StreamErrorCondition.INVALID_NAMESPACE,
            StreamErrorCondition.INVALID_XML,
            StreamErrorCondition.NOT_WELL_FORMED,
            StreamErrorCondition.POLICY_VIOLATION,
            StreamErrorCondition.RESTRICTED_XML,
            StreamErrorCondition.UNDEFINED_CONDITION,
            StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
            StreamErrorCondition.XML_NOT_WELL_FORMED);

    /** Who hears what happens. Called on the event loop, so it must not block. */
    interface Listener {
        /** A stanza came. */
        void heard(Stanza stanza);

        /** The stream is there. */
        void up();

        /** Something is wrong, or right again. */
        void told(String what);

        /** It is of no use to try again. */
        void failed(String why);
    }

    /** The server ended the stream with an error that is about what was sent. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private final Jid domain;
    private final Jid server;
    private final Listener listener;
    private final Reconnector reconnector;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reconnect");
        thread.setDaemon(true);
        return thread;
    });

    // Guarded by this
    private final IqTracker<CompletableFuture<Stanza>> pings;
    private @Nullable XmppConnection connection;
    private long sent;
    private boolean wasUp;
    private boolean closing;

    ComponentLink(GatewayConfig config, Listener listener) {
        this.domain = config.addresses().gateway();
        this.server = config.addresses().served().get(0);
        this.listener = listener;
        this.pings = new IqTracker<>(domain);
        GatewayConfig.Component component = config.component();
        XmppClient client = XmppClient.builder()
                .host(component.host())
                .port(component.port())
                .trust(component.trust())
                .config(StreamConfig.builder()
                        .to(domain)
                        .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                        .tlsPolicy(component.tls())
                        .build())
                .features(List.of(ComponentHandshake.component(component.secret())))
                .deadlines(Deadlines.builder().keepalive(PATIENCE).build()) // so that a dead connection is found
                .listener(this::notice)
                .build();
        this.reconnector = Reconnector.builder(client::connect, scheduler)
                .backoff(config.times().backoff())
                .when(this::isPassing)
                .build();
    }

    void start() {
        reconnector.start();
    }

    synchronized boolean isUp() {
        return connection != null;
    }

    /**
     * Sends stanzas, and waits until the server has taken them.
     *
     * @throws RefusedException if the server would not have them
     * @throws IOException if it is not known whether the server has them: they have to be sent again
     */
    void deliver(List<XmlElement> stanzas) throws IOException, InterruptedException {
        CompletableFuture<Stanza> answer = new CompletableFuture<>();
        XmppConnection used;
        Iq ping;
        synchronized (this) {
            if (connection == null) {
                throw new IOException("there is no stream");
            }
            used = connection;
            ping = Iq.get("taken-" + ++sent, Ping.of()).from(domain).to(server).build();
            pings.sent(ping, answer);
        }
        List<XmlElement> all = new ArrayList<>(stanzas);
        all.add(ping.toElement(Namespaces.COMPONENT_ACCEPT));
        used.send(all).exceptionally(failure -> {
            answer.completeExceptionally(failure);
            return null;
        });
        try {
            answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // an error, too, comes behind what was before it
        } catch (TimeoutException e) {
            used.close();
            throw new IOException("the server does not answer a ping", e);
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            if (cause instanceof RefusedException refused) {
                throw refused;
            } else if (cause instanceof IllegalArgumentException wrong) {
                throw new RefusedException(String.valueOf(wrong.getMessage()));
            }
            throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
        } finally {
            synchronized (this) {
                pings.cancel(ping);
            }
        }
    }

    /** Sends a stanza at once; where there is no stream, nobody waits for it any more. */
    void answer(Stanza stanza) {
        @Nullable XmppConnection used;
        synchronized (this) {
            used = connection;
        }
        if (used != null) {
            used.send(stanza.toElement(Namespaces.COMPONENT_ACCEPT)).exceptionally(failure -> null);
        }
    }

    private void notice(XmppConnection at, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.ElementReceived received && Stanza.isStanza(received.element())) {
            Stanza stanza = Stanza.fromElement(received.inLanguage());
            @Nullable CompletableFuture<Stanza> answered;
            synchronized (this) {
                answered = pings.received(stanza).orElse(null);
            }
            if (answered != null) {
                answered.complete(stanza);
            } else {
                listener.heard(stanza);
            }
        } else if (notice instanceof StreamEvent.Established) {
            synchronized (this) {
                connection = at;
                wasUp = true;
            }
            listener.told("connected as " + domain);
            listener.up();
        } else if (notice instanceof StreamEvent.Closed closed) {
            ended(closed.reason());
        }
    }

    private void ended(Reason reason) {
        List<CompletableFuture<Stanza>> open;
        boolean wanted;
        synchronized (this) {
            connection = null;
            open = pings.cancelAll();
            wanted = closing;
        }
        String why = Failures.describe(reason);
        boolean refused = reason instanceof Reason.ErrorReceived received
                && OF_WHAT_WAS_SENT.contains(received.error().condition());
        open.forEach(ping -> ping.completeExceptionally(refused ? new RefusedException(why) : new IOException(why)));
        if (!wanted) {
            listener.told(why);
        }
    }

    /** Once it was there, the stream is made again whatever ends it; before that, not where somebody has to mend something. */
    private boolean isPassing(Reason reason) {
        boolean conflict = reason instanceof Reason.ErrorReceived received
                && received.error().condition() == StreamErrorCondition.CONFLICT; // our own old stream, as a rule
        boolean again;
        synchronized (this) {
            again = !closing && (wasUp || conflict || Reconnector.isPassing(reason));
        }
        if (!again && !(reason instanceof Reason.WeClosed)) {
            listener.failed(Failures.describe(reason));
        }
        return again;
    }

    /** Closes the stream in order: what the server has sent before is still heard. */
    @Override
    public void close() {
        @Nullable XmppConnection open;
        synchronized (this) {
            closing = true;
            open = connection;
        }
        reconnector.stop();
        if (open != null) {
            open.closed().toCompletableFuture().join(); // within the deadline for closing
        }
        scheduler.shutdownNow();
    }
}
