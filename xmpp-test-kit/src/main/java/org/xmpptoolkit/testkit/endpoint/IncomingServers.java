package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackConfig;
import org.xmpptoolkit.stream.feature.BidirectionalStream;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** The streams that other servers open to us. One notice is worked on at a time: guarded by the router. */
final class IncomingServers implements XmppListener {
    /** How long a stream may be silent; longer than our own, whose peers close them first. */
    static final Duration IDLE = Duration.ofMinutes(30);

    private static final List<Language> LANGUAGES = List.of(Language.of("en"));

    private final Router router;
    private final RemoteServers servers;
    private final KeyVerifier keys;
    private final Predicate<Jid> ours;
    private final Jid first;
    private final List<StreamFeature.Receiving> features;
    private final Map<XmppConnection, Back> returning = new HashMap<>();
    private final Scheduler scheduler;
    /** The streams that are open, and whether a stanza came since they were last looked at. */
    private final Map<XmppConnection, Boolean> used = new HashMap<>();

    /** The way back on a stream that a peer opened (XEP-0288): its pairs come with those of the peer. */
    private record Back(XmppConnection connection) implements ServerLink {
        @Override
        public CompletionStage<Void> send(XmlElement stanza) {
            return connection.send(stanza);
        }

        @Override
        public boolean authorize(DomainPair pair) {
            return false;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the listener hears of it
        public void close() {
            connection.close();
        }
    }

    IncomingServers(
            EndpointContext context,
            FederationConfig config,
            DialbackConfig dialback,
            RemoteServers servers,
            KeyVerifier keys,
            Predicate<Jid> ours) {
        this.router = context.router();
        this.scheduler = context.scheduler();
        this.servers = servers;
        this.keys = keys;
        this.ours = ours;
        this.first = context.domains().get(0);
        List<StreamFeature.Receiving> offered = new ArrayList<>();
        offered.add(new StartTls());
        if (config.bidirectional()) {
            offered.add(new BidirectionalStream());
        }
        if (config.authentication().external()) {
            offered.add(Sasl.server());
        }
        if (config.authentication().dialback()) {
            offered.add(Dialback.receiving(dialback));
        }
        this.features = List.copyOf(offered);
    }

    @Override
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        synchronized (router) {
            if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof HeaderOffered offered) {
                connection.reply((StreamEvent.Asked<HeaderAnswer>) asked, serve(offered));
            } else if (notice instanceof StreamEvent.Asked<?> asked) {
                keys.asked(connection, asked);
            } else if (notice instanceof StreamEvent.Established) {
                watch(connection);
            } else if (notice instanceof StreamEvent.PairAuthorized authorized) {
                if (ours.test(authorized.pair().from())) {
                    servers.returning(authorized.pair(), returning.computeIfAbsent(connection, Back::new));
                }
            } else if (notice instanceof StreamEvent.ElementReceived received) {
                used.replace(connection, true);
                router.route(OutgoingLink.inside(received));
            } else if (notice instanceof StreamEvent.Closed) {
                used.remove(connection);
                @Nullable Back back = returning.remove(connection);
                if (back != null) {
                    servers.ended(back);
                }
            }
        }
    }

    /** Closes a stream when nothing came for a time, unless we answer on it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the listener hears of it
    private void watch(XmppConnection connection) {
        used.put(connection, false);
        scheduler.after(IDLE, () -> {
            synchronized (router) {
                @Nullable Boolean since = used.get(connection);
                if (since != null && (since || returning.containsKey(connection))) {
                    watch(connection);
                } else if (since != null) {
                    connection.close();
                }
            }
        });
    }

    private HeaderAnswer serve(HeaderOffered offered) {
        Optional<Jid> domain = offered.header().rawTo().isEmpty()
                ? Optional.of(first) // RFC 6120 section 4.7.2: old peers leave it out
                : offered.header().to().filter(ours);
        return domain.<HeaderAnswer>map(served -> new HeaderAnswer.Serve(served, features, LANGUAGES))
                .orElseGet(() ->
                        new HeaderAnswer.Refuse(StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(first)));
    }
}
