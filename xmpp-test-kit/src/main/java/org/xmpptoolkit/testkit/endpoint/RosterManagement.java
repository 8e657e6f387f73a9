package org.xmpptoolkit.testkit.endpoint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.roster.RosterItem;
import org.xmpptoolkit.stanza.roster.RosterSubscription;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** Rosters: reading and changing them, with versions (RFC 6121 section 2). */
final class RosterManagement implements ServerFeature {
    private static final String NAMESPACE = "jabber:iq:roster";
    private static final int LONGEST_NAME = 1_023;
    private static final int MOST_GROUPS = 100;

    private final Rosters rosters;
    private final RosterPushes pushes;
    private final Subscriptions subscriptions;

    RosterManagement(Rosters rosters, RosterPushes pushes, Subscriptions subscriptions) {
        this.rosters = rosters;
        this.pushes = pushes;
        this.subscriptions = subscriptions;
    }

    @Override
    public List<StreamFeature.Receiving> streamFeatures(Jid domain) {
        return List.of(new Versioning(XmlElement.of("urn:xmpp:features:rosterver", "ver")));
    }

    @Override
    public Optional<Iq> answer(Request request) {
        if (!request.is(NAMESPACE, "query") || request.isToServer()) {
            return Optional.empty();
        }
        if (!request.isToOwnAccount()) { // a get is answered as for an account that is not there
            return request.isGet() ? Optional.empty() : request.refusal(StanzaErrorCondition.FORBIDDEN);
        }
        Roster query = request.iq().extension(Roster.class).orElseThrow();
        return request.isGet() ? Optional.of(get(request, query)) : set(request, query.items());
    }

    private Iq get(Request request, Roster query) {
        pushes.interest(request.sender());
        Jid account = request.entity();
        String version = pushes.version(account);
        return query.version().equals(Optional.of(version))
                ? request.iq().result()
                : request.iq().result(Roster.of(version, rosters.items(account)));
    }

    /** Changes one item (sections 2.3 to 2.5). */
    private Optional<Iq> set(Request request, List<RosterItem> items) {
        Jid account = request.entity();
        if (items.size() != 1 || items.get(0).jid().isEmpty()) {
            return request.refusal(StanzaErrorCondition.BAD_REQUEST);
        }
        RosterItem item = items.get(0);
        Rosters.Contact before = rosters.find(account, item.jid().orElseThrow());
        if (item.subscription().equals(Optional.of(RosterSubscription.REMOVE))) {
            return remove(request, before);
        }
        Optional<StanzaErrorCondition> fault = fault(item, account, before);
        if (fault.isPresent()) {
            return request.refusal(fault.get());
        }
        Rosters.Contact after = before.named(item.name().filter(name -> !name.isEmpty()), item.groups());
        if (!rosters.hasRoomFor(account, after)) {
            return request.refusal(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        }
        rosters.put(account, after);
        pushes.push(account, after.item());
        return Optional.of(request.iq().result());
    }

    private Optional<StanzaErrorCondition> fault(RosterItem item, Jid account, Rosters.Contact before) {
        if (before.jid().equals(account)) {
            return Optional.of(StanzaErrorCondition.NOT_ALLOWED);
        }
        if (new HashSet<>(item.groups()).size() < item.groups().size()) {
            return Optional.of(StanzaErrorCondition.BAD_REQUEST);
        }
        boolean oversized = item.name().orElse("").length() > LONGEST_NAME
                || item.groups().size() > MOST_GROUPS
                || item.groups().stream().anyMatch(group -> group.isEmpty() || group.length() > LONGEST_NAME);
        if (oversized) {
            return Optional.of(StanzaErrorCondition.NOT_ACCEPTABLE);
        }
        return !before.listed() && rosters.isFull(account)
                ? Optional.of(StanzaErrorCondition.RESOURCE_CONSTRAINT)
                : Optional.empty();
    }

    /** Removes an item, and ends the subscriptions with it (section 2.5.2). */
    private Optional<Iq> remove(Request request, Rosters.Contact contact) {
        Jid account = request.entity();
        if (!contact.listed()) {
            return request.refusal(StanzaErrorCondition.ITEM_NOT_FOUND);
        }
        rosters.remove(account, contact.jid());
        pushes.push(account, contact.removal());
        subscriptions.end(account, contact);
        return Optional.of(request.iq().result());
    }

    @Override
    public void left(Resource resource) {
        pushes.forget(resource.address());
    }

    @Override
    public void removed(Jid account) {
        pushes.forget(account);
        rosters.remove(account);
    }

    /** The offer of versions, once it is known who the client is (section 2.6.1). */
    private record Versioning(XmlElement offer) implements VoluntaryFeature {
        @Override
        public boolean admissible(StreamState state) {
            return state.account().isPresent();
        }
    }
}
