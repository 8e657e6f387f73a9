package org.xmpptoolkit.testkit.endpoint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.carbons.CarbonReceived;
import org.xmpptoolkit.stanza.carbons.CarbonSent;
import org.xmpptoolkit.stanza.forward.Forwarded;

/** Copies of what an account sends and gets, for those of its clients that want them (XEP-0280). */
final class Carbons implements ServerFeature {
    private static final String NAMESPACE = "urn:xmpp:carbons:2";
    private static final String HINTS = "urn:xmpp:hints";
    private static final String ROOMS = "http://jabber.org/protocol/muc#user";

    private final Resources resources;
    private final Set<Jid> enabled = new HashSet<>();

    Carbons(Resources resources) {
        this.resources = resources;
    }

    @Override
    public List<String> advertised() {
        return List.of(NAMESPACE);
    }

    @Override
    public Optional<Iq> answer(Request request) {
        if (request.isGet() || !request.isToOwnAccount()) {
            return Optional.empty();
        }
        if (request.is(NAMESPACE, "enable")) {
            enabled.add(request.sender());
        } else if (request.is(NAMESPACE, "disable")) {
            enabled.remove(request.sender());
        } else {
            return Optional.empty();
        }
        return Optional.of(request.iq().result());
    }

    @Override
    public void left(Resource resource) {
        enabled.remove(resource.address());
    }

    /** What goes to others is copied here; what an account sends to itself, where it is known who got it. */
    @Override
    public boolean sent(Session client, Stanza stanza) {
        Jid account = client.address().bare();
        boolean toOthers = stanza.to().filter(to -> !to.bare().equals(account)).isPresent();
        if (stanza instanceof Message message && toOthers && isEligible(message)) {
            copy(account, Set.of(client.address()), message, CarbonSent.of(Forwarded.of(message)));
        }
        return false;
    }

    @Override
    public void delivered(Message message, Jid account, List<Resource> reached) {
        if (!isEligible(message)) {
            return;
        }
        Set<Jid> without = new HashSet<>();
        reached.forEach(resource -> without.add(resource.address()));
        boolean own = message.from().filter(from -> from.bare().equals(account)).isPresent();
        if (own) {
            message.from().ifPresent(without::add);
        }
        Forwarded forwarded = Forwarded.of(message);
        copy(account, without, message, own ? CarbonSent.of(forwarded) : CarbonReceived.of(forwarded));
    }

    private void copy(Jid account, Set<Jid> without, Message message, Payload carbon) {
        for (Resource resource : resources.connectedOf(account)) {
            if (enabled.contains(resource.address()) && !without.contains(resource.address())) {
                Message.Builder copy =
                        Message.builder().from(account).to(resource.address()).payload(carbon);
                if (message.rawType().isPresent()) {
                    copy.type(message.type());
                }
                resource.send(copy.build());
            }
        }
    }

    /**
     * Whether a message is part of a conversation (section 6). One that says to be private is not copied, one that came from a room is
     * not, nor is one that claims to be a copy, which would have no end.
     */
    private static boolean isEligible(Message message) {
        boolean talk = message.type() == MessageType.CHAT
                || message.type() == MessageType.NORMAL && message.body().isPresent();
        return talk
                && message.payloads().stream()
                        .noneMatch(payload -> payload.namespace().equals(NAMESPACE)
                                || payload.is(HINTS, "no-copy")
                                || payload.is(ROOMS, "x"));
    }
}
