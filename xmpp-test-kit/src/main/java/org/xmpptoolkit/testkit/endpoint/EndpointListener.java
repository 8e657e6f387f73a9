package org.xmpptoolkit.testkit.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.AdvertisedLimits;
import org.xmpptoolkit.stream.feature.AnonymousRequested;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.ClientStateIndication;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ExternalRequested;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslDecision;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;

/**
 * Answers what streams ask, and hands stanzas to the router. One notice is worked on at a time: what is known of connections is
 * guarded by the router.
 */
final class EndpointListener implements XmppListener {
    private static final List<Language> LANGUAGES = List.of(Language.of("en"));

    private final List<Jid> domains;
    private final Accounts accounts;
    private final Router router;
    private final BindingPolicy binding;
    private final ClientStreams streams;
    private final Resumptions resumptions;
    private final SaslServerConfig sasl;
    private final Consumer<List<Stanza>> undelivered;

    EndpointListener(
            List<Jid> domains,
            Accounts accounts,
            Router router,
            BindingPolicy binding,
            SaslServerConfig sasl,
            ClientStreams streams,
            Resumptions resumptions,
            Consumer<List<Stanza>> undelivered) {
        this.domains = domains;
        this.accounts = accounts;
        this.router = router;
        this.binding = binding;
        this.sasl = sasl;
        this.streams = streams;
        this.resumptions = resumptions;
        this.undelivered = undelivered;
    }

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        synchronized (router) {
            if (notice instanceof StreamEvent.Asked<?> asked) {
                answer(connection, asked);
            } else if (notice instanceof StreamEvent.Established established) {
                established(connection, established.resumed());
            } else if (notice instanceof StreamEvent.ElementReceived received) {
                streams.client(connection)
                        .ifPresent(client -> router.route(client, Stanza.fromElement(received.inLanguage())));
            } else if (notice instanceof StreamEvent.Suspended suspended) {
                resumptions.suspended(connection, suspended.state());
            } else if (notice instanceof StreamEvent.Undelivered lost) {
                resumptions.taken(connection);
                streams.leave(connection);
                undelivered.accept(
                        lost.stanzas().stream().map(Stanza::fromElement).toList());
            } else if (notice instanceof StreamEvent.Closed) {
                closed(connection);
            }
        }
    }

    private void established(XmppConnection connection, boolean resumed) {
        if (resumed) {
            resumptions.taken(connection);
        } else {
            streams.client(connection).ifPresent(router::join);
        }
    }

    private void closed(XmppConnection connection) {
        resumptions.closed(connection);
        streams.closed(connection);
        accounts.leave(connection).ifPresent(guest -> {
            streams.end(guest, StreamErrorCondition.NOT_AUTHORIZED); // nobody can resume what was a guest's
            router.then(() -> router.tell(feature -> feature.removed(guest)));
        });
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private void answer(XmppConnection connection, StreamEvent.Asked<?> asked) {
        Prompt<?> prompt = asked.prompt();
        if (prompt instanceof HeaderOffered offered) {
            connection.reply((StreamEvent.Asked<HeaderAnswer>) asked, serve(connection, offered));
        } else if (prompt instanceof CredentialsRequested request) {
            streams.claimed(connection, request.account());
            connection.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, accounts.answer(request));
        } else if (prompt instanceof ExternalRequested request) {
            List<Jid> named = PeerIdentities.of(request.certificate()).addresses(request.domain());
            SaslDecision decision = request.decide(named, accounts::contains);
            if (decision instanceof SaslDecision.Accept accept) {
                streams.claimed(connection, accept.account());
            }
            connection.reply((StreamEvent.Asked<SaslDecision>) asked, decision);
        } else if (prompt instanceof AnonymousRequested request) {
            Jid guest = accounts.addGuest(connection, request.domain());
            connection.reply((StreamEvent.Asked<SaslDecision>) asked, new SaslDecision.Accept(guest));
        } else if (prompt instanceof BindRequested request) {
            connection.reply((StreamEvent.Asked<BindAnswer>) asked, bind(connection, request));
        } else if (prompt instanceof ResumeRequested request) {
            resumptions.asked(connection, (StreamEvent.Asked<ResumeAnswer>) asked, request);
        } else {
            router.tell(feature -> feature.asked(connection, asked));
        }
    }

    private HeaderAnswer serve(XmppConnection connection, HeaderOffered offered) {
        Optional<Jid> domain = offered.header().rawTo().isEmpty()
                ? Optional.of(domains.get(0)) // RFC 6120 section 4.7.2: old peers leave it out
                : offered.header().to().filter(domains::contains);
        if (domain.isEmpty()) {
            return new HeaderAnswer.Refuse(
                    StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(domains.get(0)));
        }
        StreamFeature.Receiving management = resumptions.feature(connection);
        List<StreamFeature.Receiving> features = new ArrayList<>(List.of(
                new StartTls(),
                Sasl2.server(sasl, management, Bind2.server(management)),
                Sasl.server(sasl),
                ResourceBinding.server(),
                new LegacySession(),
                new ClientStateIndication(), // heard, and nothing is kept back for it
                management,
                AdvertisedLimits.feature(StreamLimits.DEFAULT)));
        router.features().forEach(feature -> features.addAll(feature.streamFeatures(domain.get())));
        return new HeaderAnswer.Serve(domain.get(), features, LANGUAGES);
    }

    private BindAnswer bind(XmppConnection connection, BindRequested request) {
        BindingPolicy.Decision decision = router.decide(request, binding);
        decision.displaced().ifPresent(former -> streams.end(former, StreamErrorCondition.CONFLICT));
        if (decision.answer() instanceof BindAnswer.Bound bound) {
            Client client = new Client(connection, bound.address(), router);
            router.reserve(client.address());
            streams.join(connection, client);
        }
        return decision.answer();
    }
}
