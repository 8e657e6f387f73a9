package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;

/**
 * Who is told of whose presence: asking, granting, refusing and ending it (RFC 6121 section 3), as {@link SubscriptionState} has it. A
 * user and a contact of the same server take the same way as those of two.
 */
final class Subscriptions implements ServerFeature {
    /** The longest request that is stored with all its content, in octets. */
    private static final int LONGEST_REQUEST = 8_192;

    private final Router router;
    private final Rosters rosters;
    private final RosterPushes pushes;

    Subscriptions(Router router, Rosters rosters, RosterPushes pushes) {
        this.router = router;
        this.rosters = rosters;
        this.pushes = pushes;
    }

    @Override
    public boolean sent(Session client, Stanza stanza) {
        if (!(stanza instanceof Presence presence) || !SubscriptionState.isConcernedBy(presence.type())) {
            return false;
        }
        Jid account = client.address().bare();
        Optional<Jid> contact = stanza.to().map(Jid::bare);
        if (contact.isPresent() && !contact.get().equals(account)) { // one's own presence one gets anyhow
            send(client, account, contact.get(), presence);
        }
        return true;
    }

    private void send(Session client, Jid account, Jid contact, Presence presence) {
        PresenceType type = presence.type().orElseThrow();
        Rosters.Contact before = rosters.find(account, contact);
        SubscriptionState state = before.state();
        boolean added = type == PresenceType.SUBSCRIBE || type == PresenceType.SUBSCRIBED && state.routes(type);
        Rosters.Contact moved = before.in(state.sent(type));
        Rosters.Contact after = added ? moved.inRoster() : moved;
        if (added && !before.listed() && (rosters.isFull(account) || !rosters.hasRoomFor(account, after))) {
            client.deliver(
                    presence.error(StanzaErrorCondition.RESOURCE_CONSTRAINT).toElement());
            return;
        }
        rosters.put(account, after);
        if (type == PresenceType.UNSUBSCRIBED && state.isFrom()) {
            tellUnavailable(account, contact);
        }
        if (state.routes(type)) {
            router.dispatch(presence.toBuilder().from(account).to(contact).build());
        }
        pushChange(account, before);
        if (type == PresenceType.SUBSCRIBED && state.isPendingIn()) {
            router.resources()
                    .available(account)
                    .forEach(resource -> router.dispatch(resource.presence().orElseThrow().toBuilder()
                            .to(contact)
                            .build()));
        }
    }

    private void pushChange(Jid account, Rosters.Contact before) {
        Rosters.Contact after = rosters.find(account, before.jid());
        if (after.listed() && !(before.listed() && after.item().equals(before.item()))) {
            pushes.push(account, after.item());
        }
    }

    private void tellUnavailable(Jid account, Jid contact) {
        for (Resource resource : router.resources().available(account)) {
            router.dispatch(Presence.builder(PresenceType.UNAVAILABLE)
                    .from(resource.address())
                    .to(contact)
                    .build());
        }
    }

    @Override
    public boolean received(Stanza stanza, Jid to) {
        if (!(stanza instanceof Presence presence) || !SubscriptionState.isConcernedBy(presence.type())) {
            return false;
        }
        PresenceType type = presence.type().orElseThrow();
        // RFC 6121 sections 8.5.1 and 8.5.3.2.2: nobody learns what is not there
        boolean ignored = !router.isAccount(to.bare())
                || to.isFull()
                        && type != PresenceType.SUBSCRIBE
                        && router.resources().connected(to).isEmpty();
        if (!ignored) {
            Jid contact = stanza.from().orElseThrow().bare();
            // section 3.1.3: what is for one resource is for the account
            Presence whole = to.isFull() ? presence.toBuilder().to(to.bare()).build() : presence;
            receive(to.bare(), rosters.find(to.bare(), contact), type, whole);
        }
        return true;
    }

    private void receive(Jid account, Rosters.Contact before, PresenceType type, Presence presence) {
        SubscriptionState state = before.state();
        if (!state.delivers(type)) {
            if (type == PresenceType.SUBSCRIBE && state.isFrom()) {
                reply(account, before.jid(), PresenceType.SUBSCRIBED, presence.id());
            }
        } else if (type == PresenceType.SUBSCRIBE) {
            request(account, before, presence);
        } else {
            rosters.put(account, before.in(state.received(type)));
            pushes.deliver(account, presence);
            pushChange(account, before);
            if (type == PresenceType.UNSUBSCRIBE) {
                if (state.isFrom()) {
                    tellUnavailable(account, before.jid());
                }
                reply(account, before.jid(), PresenceType.UNSUBSCRIBED, Optional.empty());
            }
        }
    }

    /** Keeps a request until it is answered (section 3.1.3); one that is more than can be kept is lost. */
    private void request(Jid account, Rosters.Contact before, Presence presence) {
        Presence kept = StanzaSize.octets(presence) <= LONGEST_REQUEST
                ? presence
                : bare(before.jid(), account, PresenceType.SUBSCRIBE);
        Rosters.Contact asking =
                before.in(before.state().received(PresenceType.SUBSCRIBE)).asking(kept);
        boolean tooMany = !before.listed() && rosters.hasTooManyRequests(account);
        if (!tooMany && rosters.hasRoomFor(account, asking)) {
            rosters.put(account, asking);
            router.resources().available(account).forEach(resource -> resource.send(presence));
        }
    }

    private static Presence bare(Jid from, Jid to, PresenceType type) {
        return Presence.builder(type).from(from).to(to).build();
    }

    private void reply(Jid account, Jid contact, PresenceType type, Optional<String> id) {
        Presence.Builder answer = bare(account, contact, type).toBuilder();
        id.ifPresent(answer::id);
        router.dispatch(answer.build());
    }

    /** A resource that becomes available hears of the requests that wait, each time again until they are answered. */
    @Override
    public void available(Resource resource, boolean initial) {
        if (initial) {
            rosters.of(resource.account()).stream()
                    .flatMap(contact -> contact.request().stream())
                    .forEach(resource::send);
        }
    }

    /** Ends what is between an account and a contact that is no longer known to it (section 2.5.2). */
    void end(Jid account, Rosters.Contact contact) {
        SubscriptionState state = contact.state();
        if (state.isTo() || state.isPendingOut()) {
            reply(account, contact.jid(), PresenceType.UNSUBSCRIBE, Optional.empty());
        }
        if (state.isFrom()) {
            tellUnavailable(account, contact.jid());
        }
        if (state.isFrom() || state.isPendingIn()) {
            reply(account, contact.jid(), PresenceType.UNSUBSCRIBED, Optional.empty());
        }
    }

    @Override
    public void removed(Jid account) {
        rosters.of(account).forEach(contact -> end(account, contact));
    }
}
