package org.xmpptoolkit.testkit.endpoint;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

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
        XmlElement presence;

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
            XmlElement unavailable = gone.presence.toBuilder()
                    .attribute("type", "unavailable")
                    .attribute("from", address.toString())
                    .build();
            available(address.bare()).forEach(resource -> send(resource, unavailable));
        }
        if (ofAccount.isEmpty()) {
            resources.remove(address.bare());
        }
    }

    /** Takes a stanza, already stamped with its sender's address, to where it belongs. */
    synchronized void route(Session sender, XmlElement stanza) {
        Optional<String> to = stanza.attribute("to");
        if (to.isEmpty()) {
            toServer(sender, stanza);
            return;
        }
        if (!(Jid.tryParse(to.get(), JidProfile.STRINGPREP_QUERY) instanceof JidResult.Parsed parsed)) {
            refuse(sender, stanza, StanzaErrorCondition.JID_MALFORMED);
            return;
        }
        Jid address = parsed.jid();
        if (!domains.test(address.domain())) {
            refuse(sender, stanza, StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND);
        } else if (address.localpart().isEmpty()) {
            toDomain(sender, stanza);
        } else if (!accounts.test(address.bare())) {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        } else if (address.isFull()) {
            toResource(sender, stanza, address);
        } else {
            toAccount(sender, stanza, address);
        }
    }

    private void toServer(Session sender, XmlElement stanza) {
        switch (stanza.localName()) {
            case "presence" -> broadcast(sender, stanza);
            case "message" -> toAccount(sender, stanza, sender.address().bare());
            default -> query(sender, stanza);
        }
    }

    private void toDomain(Session sender, XmlElement stanza) {
        if (stanza.localName().equals("iq")) {
            query(sender, stanza);
        }
    }

    private void query(Session sender, XmlElement iq) {
        String type = iq.attribute("type").orElse("");
        if (type.equals("get") || type.equals("set")) {
            sender.deliver(ServerQueries.answer(iq));
        } else if (!type.equals("result") && !type.equals("error")) {
            sender.deliver(Replies.error(iq, StanzaErrorCondition.BAD_REQUEST));
        }
    }

    private void toResource(Session sender, XmlElement stanza, Jid address) {
        Optional<Resource> resource = find(address).filter(found -> found.session != null);
        if (resource.isPresent()) {
            send(resource.get(), stanza);
        } else if (stanza.localName().equals("message")) {
            toAccount(sender, stanza, address.bare()); // RFC 6121 section 8.5.3.2.1
        } else {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        }
    }

    private void toAccount(Session sender, XmlElement stanza, Jid account) {
        if (stanza.localName().equals("iq")) {
            query(sender, stanza);
            return;
        }
        boolean message = stanza.localName().equals("message");
        List<Resource> able = available(account).stream()
                .filter(resource -> !message || resource.priority >= 0)
                .toList();
        able.forEach(resource -> send(resource, stanza));
        if (message && able.isEmpty()) {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        }
    }

    private void broadcast(Session sender, XmlElement presence) {
        Jid address = sender.address();
        Optional<Resource> own = find(address);
        if (own.isEmpty()) {
            return;
        }
        Resource resource = own.get();
        String type = presence.attribute("type").orElse("");
        if (type.isEmpty()) {
            boolean first = resource.presence == null;
            resource.presence = presence;
            resource.priority = priority(presence);
            for (Resource other : available(address.bare())) {
                send(other, presence);
                if (first && other != resource && other.presence != null) {
                    send(resource, other.presence);
                }
            }
        } else if (type.equals("unavailable")) {
            available(address.bare()).forEach(other -> send(other, presence));
            resource.presence = null;
        }
    }

    private static int priority(XmlElement presence) {
        String text = presence.element(presence.namespace(), "priority")
                .map(XmlElement::text)
                .orElse("0")
                .trim();
        try {
            return Byte.parseByte(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Answers with an error what may be answered so: never an error, a result or presence (RFC 6120 section 8.3.1). */
    private static void refuse(Session sender, XmlElement stanza, StanzaErrorCondition condition) {
        String type = stanza.attribute("type").orElse("");
        boolean answerable = !type.equals("error")
                && !type.equals("result")
                && (!stanza.localName().equals("presence") || condition == StanzaErrorCondition.JID_MALFORMED);
        if (answerable) {
            sender.deliver(Replies.error(stanza, condition));
        }
    }

    private Optional<Resource> find(Jid address) {
        return Optional.ofNullable(resources.get(address.bare()))
                .map(ofAccount -> ofAccount.get(address.resourcepart().orElse("")));
    }

    private List<Resource> available(Jid account) {
        List<Resource> list = new ArrayList<>();
        for (Resource resource : resources.getOrDefault(account, Map.of()).values()) {
            if (resource.presence != null) {
                list.add(resource);
            }
        }
        return list;
    }

    private static void send(Resource resource, XmlElement stanza) {
        if (resource.session != null) {
            resource.session.deliver(stanza);
        }
    }
}
