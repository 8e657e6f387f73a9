package org.xmpptoolkit.examples.singledomain;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;

/**
 * Takes stanzas to where they belong (RFC 6121 section 8). Thread-safe: connections live on several event loops, and one lock keeps the
 * order of stanzas between any two of them (RFC 6120 section 10.1). Nothing blocks while it is held.
 */
final class Router {
    private static final int MOST_RESOURCES = 10;

    private final Jid domain;
    private final Resources resources = new Resources();
    private final BindingPolicy binding = BindingPolicy.builder()
            .conflict(BindingPolicy.Conflict.DISPLACE)
            .resources(MOST_RESOURCES)
            .build();

    Router(Jid domain) {
        this.domain = domain;
    }

    /** Gives a client its address; whoever had the same before has to go (RFC 6120 section 7.7.2.2). */
    synchronized BindAnswer bind(XmppConnection connection, BindRequested request) {
        BindingPolicy.Decision decision = binding.decide(request, resources.resourceparts(request.account()));
        decision.displaced().flatMap(resources::find).ifPresent(former -> {
            leave(former.connection());
            former.connection().fail(StreamError.of(StreamErrorCondition.CONFLICT));
        });
        if (decision.answer() instanceof BindAnswer.Bound bound) {
            resources.add(new Resource(bound.address(), connection));
        }
        return decision.answer();
    }

    /** A client is gone, and did not always say so itself (RFC 6121 section 4.5.2). */
    synchronized void leave(XmppConnection connection) {
        resources.remove(connection).ifPresent(this::unavailable);
    }

    private void unavailable(Resource gone) {
        available(
                gone,
                Presence.builder(PresenceType.UNAVAILABLE).from(gone.address()).build());
    }

    /** Takes a stanza of a client; the stream has seen to it that its {@code from} is the client's address. */
    synchronized void route(XmppConnection connection, Stanza stanza) {
        Optional<Resource> sender = resources.of(connection);
        if (sender.isEmpty()) { // displaced meanwhile
            return;
        }
        Optional<StanzaError> fault = StanzaRules.check(stanza);
        Jid to = stanza.to().orElse(sender.get().address().bare()); // RFC 6120 section 10.3
        if (fault.isPresent()) {
            send(sender.get(), stanza.error(fault.get()));
        } else if (stanza instanceof Presence presence && presence.to().isEmpty()) {
            broadcast(sender.get(), presence);
        } else if (!to.domain().equals(domain) && stanza instanceof Presence presence) {
            refuse(sender.get(), presence, StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND);
        } else if (!to.domain().equals(domain)) {
            refuse(stanza, StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND);
        } else if (stanza instanceof Message message) {
            deliver(message, to);
        } else if (stanza instanceof Presence presence) {
            direct(sender.get(), presence, to);
        } else if (stanza instanceof Iq iq) {
            deliver(sender.get(), iq, to);
        }
    }

    /** Only being available, or no more, is for nobody in particular; all other presence is for somebody (RFC 6121 section 4.7.1). */
    private void broadcast(Resource sender, Presence presence) {
        if (presence.isAvailable() || presence.type().equals(Optional.of(PresenceType.UNAVAILABLE))) {
            available(sender, presence);
        } else {
            refuse(sender, presence, StanzaErrorCondition.BAD_REQUEST);
        }
    }

    /** Presence to nobody in particular is for the account's own resources, for there are no rosters here (section 4.2.2). */
    private void available(Resource sender, Presence presence) {
        boolean before = sender.presence().isPresent();
        sender.presence(presence);
        List<Resource> own = resources.available(sender.address().bare());
        if (before || presence.isAvailable()) {
            own.forEach(resource -> send(resource, presence));
        }
        if (!before && presence.isAvailable()) {
            own.stream()
                    .filter(resource -> resource != sender)
                    .forEach(resource -> send(sender, resource.presence().orElseThrow()));
        }
        if (!presence.isAvailable()) {
            sender.told().stream()
                    .filter(this::isHere)
                    .forEach(other ->
                            send(other, presence.toBuilder().to(other.address()).build()));
            sender.told().clear();
        }
    }

    /** The stream gives subscription requests the account's address (section 3.1.2), but whoever asked is to hear of it. */
    private void refuse(Resource sender, Presence presence, StanzaErrorCondition condition) {
        refuse(presence.toBuilder().from(sender.address()).build(), condition);
    }

    private boolean isHere(Resource resource) {
        return resources.of(resource.connection()).equals(Optional.of(resource));
    }

    /** Presence to somebody: being available, or no more (section 4.6). */
    private void direct(Resource sender, Presence presence, Jid to) {
        if (presence.type().equals(Optional.of(PresenceType.SUBSCRIBE))) {
            refuse(
                    sender,
                    presence,
                    StanzaErrorCondition.SERVICE_UNAVAILABLE); // nobody can be subscribed to without rosters
        } else if (presence.type().isEmpty() || presence.type().equals(Optional.of(PresenceType.UNAVAILABLE))) {
            List<Resource> addressees =
                    to.isFull() ? resources.find(to).stream().toList() : resources.available(to);
            addressees.forEach(resource -> send(resource, presence));
            sender.told().removeIf(other -> !isHere(other) || addressees.contains(other));
            if (presence.isAvailable()) {
                sender.told().addAll(addressees);
            }
        }
    }

    /** Section 8.5, table 1; nothing is stored for those who are away. */
    private void deliver(Message message, Jid to) {
        Optional<Resource> match = resources.find(to);
        MessageType type = message.type();
        if (match.isPresent()) {
            send(match.get(), message);
            return;
        }
        if (type == MessageType.ERROR) {
            return; // whoever it was for is not there any more; nobody else is to have it
        }
        boolean forAccount = to.isBare() ? type != MessageType.GROUPCHAT : type == MessageType.CHAT;
        List<Resource> able = resources.available(to.bare()).stream()
                .filter(resource -> forAccount && resource.takesMessages())
                .toList();
        able.forEach(resource -> send(resource, message));
        if (able.isEmpty() && type != MessageType.HEADLINE) {
            refuse(
                    message,
                    StanzaErrorCondition.SERVICE_UNAVAILABLE); // also if there is no such account: nobody is to know
        }
    }

    private void deliver(Resource sender, Iq iq, Jid to) {
        Optional<Resource> match = resources.find(to);
        if (match.isPresent()) {
            send(match.get(), iq);
        } else if (isPing(iq)
                && (to.equals(domain) || to.equals(sender.address().bare()))) {
            send(sender, iq.result());
        } else {
            refuse(iq, StanzaErrorCondition.SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isPing(Iq iq) {
        return iq.type().equals(Optional.of(IqType.GET))
                && iq.extension(Ping.class).isPresent();
    }

    private void send(Resource resource, Stanza stanza) {
        resource.connection().send(stanza.toElement()).whenComplete((done, failure) -> {
            if (failure != null && !(stanza instanceof Presence)) {
                refuse(
                        stanza,
                        StanzaErrorCondition
                                .SERVICE_UNAVAILABLE); // its connection ended, and it may yet be in our table
            }
        });
    }

    /** Tells the sender, unless it was an answer itself: an error is never answered (RFC 6120 section 8.3.1). */
    private synchronized void refuse(Stanza stanza, StanzaErrorCondition condition) {
        boolean answer = stanza.isError() || stanza instanceof Iq iq && !iq.isRequest();
        if (!answer) {
            stanza.from().flatMap(resources::find).ifPresent(sender -> send(sender, stanza.error(condition)));
        }
    }
}
