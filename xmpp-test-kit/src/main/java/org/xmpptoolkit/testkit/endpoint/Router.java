package org.xmpptoolkit.testkit.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.testkit.endpoint.Resources.Resource;

/**
 * Takes stanzas from bound clients to where they belong (RFC 6120 section 10, RFC 6121 section 8). There are no rosters and nothing
 * is kept for those who are away. What goes to other domains goes by routes. Safe for use by several threads: one stanza is routed at a time, so that order is kept.
 */
final class Router {
    private final Predicate<Jid> domains;
    private final Predicate<Jid> accounts;
    private final List<Route> routes = new ArrayList<>();
    private final Resources resources = new Resources();

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

    /** Adds a way to other domains, asked behind those that were added before. */
    synchronized void add(Route route) {
        routes.add(route);
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
        resources.find(session.address()).ifPresent(resource -> resource.session = session);
    }

    /**
     * A session did not take a stanza. If its resource has another one now, that gets it, else the sender is told; nobody else is
     * tried, for each of them could refuse it too.
     */
    synchronized void refused(Session former, XmlElement element) {
        Optional<Session> present = resources.session(former.address());
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
                    ? stanza.to().map(to -> resources.able(to.bare())).orElse(List.of())
                    : List.of();
            if (able.isEmpty()) {
                tellSender(stanza);
            } else {
                able.forEach(resource -> resource.send(stanza));
            }
        }
    }

    private void tellSender(Stanza stanza) {
        if (!(stanza instanceof Presence)) {
            failed(stanza, StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
        }
    }

    /** Tells whoever sent a stanza, wherever that is, that it was not delivered. */
    synchronized void failed(Stanza stanza, StanzaError error) {
        stanza.from().flatMap(this::sender).ifPresent(sender -> refuse(sender, stanza, error));
    }

    private Optional<Session> sender(Jid address) {
        return domains.test(address.domain()) ? resources.session(address) : Optional.of(new Elsewhere(address));
    }

    /** A resource is gone; those who knew it hear of it. */
    synchronized void leave(Jid address) {
        resources.leave(address);
    }

    /**
     * Takes a stanza from another domain to where it belongs.
     *
     * @param stanza a stanza in {@code jabber:client}, whose sender was checked and whose addresses are well-formed
     */
    synchronized void route(Stanza stanza) {
        stanza.from().ifPresent(from -> route(new Elsewhere(from), stanza));
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
            if (!forward(address, stanza)) {
                refuse(sender, stanza, StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND);
            }
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

    private boolean forward(Jid address, Stanza stanza) {
        return routes.stream().anyMatch(route -> route.take(address, stanza));
    }

    private void toServer(Session sender, Stanza stanza) {
        if (stanza instanceof Presence presence) {
            resources.broadcast(sender.address(), presence);
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
        Optional<Resource> resource = resources.find(address).filter(found -> found.session != null);
        if (resource.isPresent()) {
            resource.get().send(stanza);
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
        List<Resource> able = message ? resources.able(account) : resources.available(account);
        able.forEach(resource -> resource.send(stanza));
        if (message && able.isEmpty()) {
            refuse(sender, stanza, StanzaErrorCondition.SERVICE_UNAVAILABLE);
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

    /** Somebody whose domain is not served here. */
    private final class Elsewhere implements Session {
        private final Jid address;

        Elsewhere(Jid address) {
            this.address = address;
        }

        @Override
        public Jid address() {
            return address;
        }

        @Override
        public void deliver(XmlElement element) {
            synchronized (Router.this) {
                forward(address, Stanza.fromElement(element));
            }
        }
    }
}
