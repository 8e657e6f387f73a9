package org.xmpptoolkit.testkit.endpoint;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;

/**
 * Takes stanzas from bound clients to where they belong (RFC 6120 section 10, RFC 6121 section 8). There are no rosters and nothing
 * is kept for those who are away. Safe for use by several threads: one stanza is routed at a time, so that order is kept.
 */
final class Router {
    private static final int RESOURCE_OCTETS = 9;

    private final Predicate<Jid> domains;
    private final Predicate<Jid> accounts;
    private final SecureRandom random = new SecureRandom();
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

    /** Reserves a resource: the one wished for if it is free, else one made here (RFC 6120 section 7.7.2.2, override). */
    synchronized Jid reserve(Jid account, Optional<String> wish) {
        Map<String, Resource> taken = resources.computeIfAbsent(account, key -> new LinkedHashMap<>());
        String resourcepart = wish.filter(name -> !taken.containsKey(name)).orElseGet(this::newResourcepart);
        taken.put(resourcepart, new Resource());
        return account.withResourcepart(resourcepart);
    }

    private String newResourcepart() {
        byte[] octets = new byte[RESOURCE_OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    /** A reserved resource has a session now. */
    synchronized void join(Session session) {
        find(session.address()).ifPresent(resource -> resource.session = session);
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
        List<Resource> able = available(account).stream()
                .filter(resource -> !message || resource.priority >= 0)
                .toList();
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

    private static void send(Resource resource, Stanza stanza) {
        if (resource.session != null) {
            resource.session.deliver(stanza.toElement());
        }
    }
}
