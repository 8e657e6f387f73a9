package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;

/**
 * Takes stanzas from bound clients to where they belong (RFC 6120 section 10, RFC 6121 section 8). There are no rosters and nothing
 * is kept for those who are away. Safe for use by several threads: one stanza is routed at a time, so that order is kept.
 */
final class Router {
    private final Predicate<Jid> domains;
    private final Predicate<Jid> accounts;
    /** By bare address, then by resourcepart. */
    private final Map<Jid, Map<String, Resource>> resources = new HashMap<>();

    /** A resource: reserved at binding, with a session once the stream is established, available after presence. */
    private static final class Resource {
        @Nullable
        Session session;

        @Nullable
        Presence presence;

        int priority;
    }

    /**
     * A router.
     *
     * @param domains which domains are served
     * @param accounts which bare addresses exist
     */
    Router(Predicate<Jid> domains, Predicate<Jid> accounts) {
        this.domains = domains;
        this.accounts = accounts;
    }

    /** Decides about a resource. Nothing is reserved yet. */
    synchronized BindingPolicy.Decision decide(BindRequested request, BindingPolicy policy) {
        return policy.decide(
                request, resources.getOrDefault(request.account(), Map.of()).keySet());
    }

    /** Reserves a resource that nobody has. */
    synchronized void reserve(Jid address) {
        resources
                .computeIfAbsent(address.bare(), key -> new LinkedHashMap<>())
                .put(address.resourcepart().orElseThrow(), new Resource());
    }

    /** A reserved resource has a session now, or another one than before; its presence stays. */
    synchronized void join(Session session) {
        find(session.address()).ifPresent(resource -> resource.session = session);
    }

    /**
     * A session did not take a stanza. If its resource has another one now, that gets it, else the sender is told; nobody else is
     * tried, for each of them could refuse it too.
     */
    synchronized void refused(Session former, XmlElement element) {
        Optional<Session> present = find(former.address()).map(resource -> resource.session);
        if (present.isPresent() && present.get() != former) {
            present.get().deliver(element);
        } else {
            tellSender(Stanza.fromElement(element));
        }
    }

    /**
     * Stanzas were routed to a client that is gone: a message goes to another one of the account, and whoever sent what nobody gets
     * is told (RFC 6121 section 8.5, XEP-0198 section 8).
     */
    synchronized void undelivered(List<XmlElement> elements) {
        for (XmlElement element : elements) {
            Stanza stanza = Stanza.fromElement(element);
            List<Resource> able = stanza instanceof Message && !stanza.isError()
                    ? stanza.to().map(to -> able(to.bare())).orElse(List.of())
                    : List.of();
            if (able.isEmpty()) {
                tellSender(stanza);
            } else {
                able.forEach(resource -> send(resource, stanza));
            }
        }
    }

    private void tellSender(Stanza stanza) {
        stanza.from()
                .flatMap(this::find)
                .map(resource -> resource.session)
                .ifPresent(sender -> refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE));
    }

    /** A resource is gone; those who knew it hear of it. */
    synchronized void leave(Jid address) {
        Map<String, Resource> ofAccount = resources.getOrDefault(address.bare(), Map.of());
        Resource gone = ofAccount.remove(address.resourcepart().orElse(""));
        if (gone != null && gone.presence != null) {
            Presence unavailable = Presence.builder()
                    .type(PresenceType.UNAVAILABLE)
                    .from(address)
                    .build();
            available(address.bare()).forEach(resource -> send(resource, unavailable));
        }
        if (ofAccount.isEmpty()) {
            resources.remove(address.bare());
        }
    }

    /** Takes a stanza, already stamped with its sender's address, to where it belongs. */
    synchronized void route(Session sender, Stanza stanza) {
        Optional<StanzaError> fault = StanzaRules.check(stanza);
        if (fault.isPresent()) {
            refuse(sender, stanza, fault.get());
        } else if (stanza.to().isEmpty()) {
            toServer(sender, stanza);
        } else {
            route(sender, stanza, stanza.to().get());
        }
    }

    private void route(Session sender, Stanza stanza, Jid address) {
        if (!domains.test(address.domain())) {
            refuse(sender, stanza, StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND);
        } else if (address.localpart().isEmpty()) {
            query(sender, stanza);
        } else if (!accounts.test(address.bare())) {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        } else if (address.isFull()) {
            toResource(sender, stanza, address);
        } else {
            toAccount(sender, stanza, address);
        }
    }

    private void toServer(Session sender, Stanza stanza) {
        if (stanza instanceof Presence presence) {
            broadcast(sender, presence);
        } else if (stanza instanceof Message) {
            toAccount(sender, stanza, sender.address().bare()); // RFC 6120 section 10.3.1
        } else {
            query(sender, stanza);
        }
    }

    private static void query(Session sender, Stanza stanza) {
        if (stanza instanceof Iq iq && iq.isRequest()) {
            sender.deliver(ServerQueries.answer(iq).toElement());
        }
    }

    private void toResource(Session sender, Stanza stanza, Jid address) {
        Optional<Resource> resource = find(address).filter(found -> found.session != null);
        if (resource.isPresent()) {
            send(resource.get(), stanza);
        } else if (stanza instanceof Message) {
            toAccount(sender, stanza, address.bare()); // RFC 6121 section 8.5.3.2.1
        } else {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        }
    }

    private void toAccount(Session sender, Stanza stanza, Jid account) {
        if (stanza instanceof Iq) {
            if (account.equals(sender.address().bare())) {
                query(sender, stanza);
            } else {
                // As for an account that does not exist: the answer must not tell them apart (RFC 6120 section
                // 13.10.2).
                refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
            }
            return;
        }
        boolean message = stanza instanceof Message;
        List<Resource> able = message ? able(account) : available(account);
        able.forEach(resource -> send(resource, stanza));
        if (message && able.isEmpty()) {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        }
    }

    private void broadcast(Session sender, Presence presence) {
        Jid address = sender.address();
        Optional<Resource> own = find(address);
        if (own.isEmpty()) {
            return;
        }
        Resource resource = own.get();
        if (presence.isAvailable()) {
            boolean first = resource.presence == null;
            resource.presence = presence;
            resource.priority = presence.priority();
            for (Resource other : available(address.bare())) {
                send(other, presence);
                if (first && other != resource && other.presence != null) {
                    send(resource, other.presence);
                }
            }
        } else if (presence.type().equals(Optional.of(PresenceType.UNAVAILABLE))) {
            available(address.bare()).forEach(other -> send(other, presence));
            resource.presence = null;
        }
    }

    private static void refuse(Session sender, Stanza stanza, StanzaErrorCondition condition) {
        if (!(stanza instanceof Presence)) {
            refuse(sender, stanza, StanzaError.of(condition));
        }
    }

    /** Answers with an error what may be answered so: never an error or a result (RFC 6120 section 8.3.1). */
    private static void refuse(Session sender, Stanza stanza, StanzaError error) {
        boolean answer = stanza.isError() || stanza.rawType().equals(Optional.of("result"));
        if (!answer) {
            sender.deliver(stanza.error(error).toElement());
        }
    }

    private Optional<Resource> find(Jid address) {
        return Optional.ofNullable(resources.get(address.bare()))
                .map(ofAccount -> ofAccount.get(address.resourcepart().orElse("")));
    }

    private List<Resource> available(Jid account) {
        return resources.getOrDefault(account, Map.of()).values().stream()
                .filter(resource -> resource.presence != null)
                .toList();
    }

    /** Those that want messages to the account. */
    private List<Resource> able(Jid account) {
        return available(account).stream()
                .filter(resource -> resource.priority >= 0)
                .toList();
    }

    private static void send(Resource resource, Stanza stanza) {
        if (resource.session != null) {
            resource.session.deliver(stanza.toElement());
        }
    }
}
