package org.xmpptoolkit.testkit.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;

/**
 * Takes stanzas to where they belong (RFC 6120 section 10): to other domains by routes, to accounts and the server itself by {@link
 * ServerFeature}s, and what none of them takes to the resource that it is for. Safe for use by several threads: one stanza is worked on to
 * its end before those that it caused, so that order is kept.
 */
final class Router {
    private final Predicate<Jid> domains;
    private final Predicate<Jid> accounts;
    private final List<Route> routes = new ArrayList<>();
    private final List<ServerFeature> features = new ArrayList<>();
    private final Resources resources = new Resources();
    private final Senders senders;
    private final Turns turns = new Turns();

    /**
     * A router.
     *
     * @param domains which domains are served
     * @param accounts which bare addresses exist
     */
    Router(Predicate<Jid> domains, Predicate<Jid> accounts) {
        this.domains = domains;
        this.accounts = accounts;
        this.senders = new Senders(domains, resources, stanza -> stanza.to().ifPresent(to -> forward(to, stanza)));
    }

    /** Adds a way to other domains, asked behind those that were added before. */
    synchronized void add(Route route) {
        routes.add(route);
    }

    /** Adds what the server does, asked behind those that were added before. */
    synchronized void add(ServerFeature feature) {
        features.add(feature);
    }

    /** What the server does, in the order of asking. */
    List<ServerFeature> features() {
        return features;
    }

    Resources resources() {
        return resources;
    }

    boolean isAccount(Jid address) {
        return accounts.test(address);
    }

    boolean isServed(Jid domain) {
        return domains.test(domain);
    }

    void tell(Consumer<ServerFeature> what) {
        features.forEach(what);
    }

    /** Does something behind what is under way. */
    synchronized void then(Runnable task) {
        turns.then(task);
    }

    /** Decides about a resource. Nothing is reserved yet. */
    synchronized BindingPolicy.Decision decide(BindRequested request, BindingPolicy policy) {
        return policy.decide(request, resources.of(request.account()));
    }

    /** Reserves a resource that nobody has. */
    synchronized void reserve(Jid address) {
        resources.add(address);
    }

    /** A reserved resource has a session now, or another one than before; its presence stays. */
    synchronized void join(Session session) {
        resources.find(session.address()).ifPresent(resource -> resource.session(session));
    }

    /** A resource is gone; those who knew it hear of it. */
    synchronized void leave(Jid address) {
        turns.then(() -> resources.remove(address).ifPresent(gone -> tell(feature -> feature.left(gone))));
    }

    /**
     * A session did not take a stanza. If its resource has another one now, that gets it, else the sender is told; nobody else is
     * tried, for each of them could refuse it too.
     */
    synchronized void refused(Session former, XmlElement element) {
        Optional<Session> present = resources.find(former.address()).flatMap(Resource::session);
        if (present.isPresent() && present.get() != former) {
            present.get().deliver(element);
        } else {
            undeliverable(Stanza.fromElement(element));
        }
    }

    /** Tells the sender of a message or a request that nobody gets it; where a presence goes is not to be known. */
    void undeliverable(Stanza stanza) {
        if (!(stanza instanceof Presence)) {
            failed(stanza, StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
        }
    }

    /**
     * Tells whoever sent a stanza, wherever that is, that it was not delivered. What the server sent for an account is of no interest to
     * its clients (XEP-0280 section 9.3), but for a request to subscribe (RFC 6121 section 3.1.2).
     */
    synchronized void failed(Stanza stanza, StanzaError error) {
        boolean presence = stanza instanceof Presence;
        boolean request = presence && stanza.rawType().equals(Optional.of("subscribe"));
        stanza.from()
                .filter(from -> request || from.isFull() || !presence && !domains.test(from.domain()))
                .ifPresent(from -> Senders.refuse(senders.of(from), stanza, error));
    }

    /** Takes a stanza of a client, already stamped with its address, to where it belongs. */
    synchronized void route(Session client, Stanza stanza) {
        then(() -> {
            if (isSound(client, stanza) && features.stream().noneMatch(feature -> feature.sent(client, stanza))) {
                // RFC 6120 section 10.3: without an address, it is for the client's own account
                deliver(client, stanza, stanza.to().orElse(client.address().bare()));
            }
        });
    }

    /**
     * Takes a stanza from another domain to where it belongs.
     *
     * @param stanza a stanza in {@code jabber:client}, whose sender was checked and whose addresses are well-formed
     */
    synchronized void route(Stanza stanza) {
        Session sender = senders.elsewhere(stanza.from().orElseThrow());
        then(() -> stanza.to().filter(to -> isSound(sender, stanza)).ifPresent(to -> deliver(sender, stanza, to)));
    }

    /** Takes a stanza that the server sends for an account, with both addresses, to where it belongs. */
    void dispatch(Stanza stanza) {
        then(() -> deliver(
                senders.of(stanza.from().orElseThrow()), stanza, stanza.to().orElseThrow()));
    }

    private static boolean isSound(Session sender, Stanza stanza) {
        Optional<StanzaError> fault = StanzaRules.check(stanza);
        fault.ifPresent(error -> Senders.refuse(sender, stanza, error));
        return fault.isEmpty();
    }

    private void deliver(Session sender, Stanza stanza, Jid to) {
        if (!domains.test(to.domain())) {
            boolean unanswered =
                    stanza instanceof Presence presence && !presence.type().equals(Optional.of(PresenceType.SUBSCRIBE));
            if (!forward(to, stanza) && !unanswered) {
                Senders.refuse(sender, stanza, StanzaError.of(StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND));
            }
        } else if (stanza instanceof Iq iq && (to.isBare() || to.localpart().isEmpty())) {
            query(sender, iq, to.bare());
        } else if (to.localpart().isPresent() && features.stream().noneMatch(feature -> feature.received(stanza, to))) {
            resources.connected(to).ifPresentOrElse(resource -> resource.send(stanza), () -> undeliverable(stanza));
        }
    }

    private boolean forward(Jid address, Stanza stanza) {
        return routes.stream().anyMatch(route -> route.take(address, stanza));
    }

    /** Answers a request; for an account that does not exist as for one that has no answer (RFC 6120 section 13.10.2). */
    private void query(Session sender, Iq iq, Jid entity) {
        if (iq.isRequest()) {
            Request request = new Request(iq, sender.address(), entity);
            Optional<Iq> answer = entity.isDomain() || accounts.test(entity)
                    ? features.stream()
                            .flatMap(feature -> feature.answer(request).stream())
                            .findFirst()
                    : Optional.empty();
            sender.deliver(answer.or(() -> request.refusal(StanzaErrorCondition.SERVICE_UNAVAILABLE))
                    .orElseThrow()
                    .toElement());
        }
    }
}
