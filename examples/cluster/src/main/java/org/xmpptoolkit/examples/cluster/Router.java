package org.xmpptoolkit.examples.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stanza.ping.Ping;

/**
 * Takes stanzas of clients to where they belong: into the cluster. A stage that it gives is done once the cluster holds the stanza, or
 * the error that its sender gets for it. Rosters and other domains are not served.
 */
final class Router {
    private final Grid grid;
    private final Jid domain;
    private final Predicate<Jid> accounts;

    Router(Grid grid, Jid domain, Predicate<Jid> accounts) {
        this.grid = grid;
        this.domain = domain;
        this.accounts = accounts;
    }

    /** Takes a stanza of a client, stamped with its address. */
    CompletionStage<?> route(ClientStream client, XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        Optional<StanzaError> fault = StanzaRules.check(stanza);
        if (fault.isPresent()) {
            return refuse(stanza, fault.get());
        }
        Jid to = stanza.to().orElse(client.address().bare()); // RFC 6120 section 10.3
        if (stanza instanceof Presence presence && presence.rawTo().isEmpty()) {
            return broadcast(client, presence);
        } else if (!to.domain().equals(domain)) {
            return refuse(stanza, StanzaError.of(StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND));
        } else if (stanza instanceof Iq iq && (to.isBare() || to.localpart().isEmpty())) {
            return answer(client, iq, to);
        } else if (to.localpart().isEmpty() || !accounts.test(to.bare())) {
            return refuse(stanza, StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
        }
        return deliver(stanza, to);
    }

    private CompletionStage<?> broadcast(ClientStream client, Presence presence) {
        boolean unavailable = presence.type().equals(Optional.of(PresenceType.UNAVAILABLE));
        if (!unavailable && !presence.isAvailable()) {
            return CompletableFuture.completedFuture(null); // a subscription for nobody
        }
        Optional<Entry> entry = entry(presence, Entry.Kind.OTHER);
        if (entry.isEmpty()) {
            return CompletableFuture.completedFuture(null); // dropped, as presence is where there is no room
        }
        return client.submit(new Command.Presence(
                client.hold().resource(), client.hold().lease(), entry.get(), !unavailable, presence.priority()));
    }

    /** Answers for the server, and for an account where its own client asks (RFC 6121 section 8.5.2.1.3). */
    private CompletionStage<?> answer(ClientStream client, Iq iq, Jid entity) {
        if (!iq.isRequest()) {
            return CompletableFuture.completedFuture(null);
        }
        boolean ours =
                entity.localpart().isEmpty() || entity.equals(client.address().bare());
        if (ours && iq.extension(Ping.class).isPresent()) {
            return deliver(iq.result(), client.address());
        }
        return refuse(iq, StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
    }

    private CompletionStage<?> deliver(Stanza stanza, Jid to) {
        Command.Rule rule = rule(stanza, to);
        Entry.Kind kind = rule == Command.Rule.STORE
                ? Entry.Kind.MESSAGE
                : rule == Command.Rule.REFUSE ? Entry.Kind.REQUEST : Entry.Kind.OTHER;
        Optional<Entry> entry = entry(stanza, kind);
        if (entry.isEmpty()) {
            return refuse(stanza, StanzaError.of(StanzaErrorCondition.POLICY_VIOLATION));
        }
        Command command = new Command.Deliver(to.resourcepart().orElse(""), rule, entry.get());
        return grid.submit(to.bare().toString(), command).thenCompose(outcome -> outcome.refusal()
                .<CompletionStage<?>>map(condition -> refuse(stanza, StanzaError.of(condition)))
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** RFC 6121 section 8.5. */
    private static Command.Rule rule(Stanza stanza, Jid to) {
        if (stanza instanceof Message message) {
            return switch (message.type()) {
                case NORMAL, CHAT -> Command.Rule.STORE;
                case GROUPCHAT -> Command.Rule.REFUSE;
                case HEADLINE -> to.isBare() ? Command.Rule.ALL : Command.Rule.DROP;
                case ERROR -> Command.Rule.DROP;
            };
        }
        if (stanza instanceof Iq iq) {
            return iq.isRequest() ? Command.Rule.REFUSE : Command.Rule.DROP;
        }
        return to.isBare() ? Command.Rule.ALL : Command.Rule.DROP;
    }

    /** A stanza as the cluster holds it; nothing if it does not take it. */
    private Optional<Entry> entry(Stanza stanza, Entry.Kind kind) {
        byte[] octets = Stanzas.octets(stanza.toElement());
        return Stanzas.fits(octets) ? Optional.of(new Entry(octets, grid.now(), kind, false)) : Optional.empty();
    }

    /** Nobody will answer this request. */
    void bounced(byte[] request) {
        refuse(Stanza.fromElement(Stanzas.parse(request)), StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
    }

    /** Answers with an error what may be answered so: never an error or a result (RFC 6120 section 8.3.1). */
    private CompletionStage<?> refuse(Stanza stanza, StanzaError error) {
        boolean answer = stanza.isError() || stanza.rawType().equals(Optional.of("result"));
        Optional<Jid> sender = stanza.from();
        if (answer || sender.isEmpty() || stanza instanceof Presence) {
            return CompletableFuture.completedFuture(null);
        }
        Optional<Entry> entry = entry(stanza.error(error), Entry.Kind.OTHER);
        if (entry.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Jid to = sender.get();
        Command command = new Command.Deliver(to.resourcepart().orElse(""), Command.Rule.DROP, entry.get());
        return grid.submit(to.bare().toString(), command);
    }
}
