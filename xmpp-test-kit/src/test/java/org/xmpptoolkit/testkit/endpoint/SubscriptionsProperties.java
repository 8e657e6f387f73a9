package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** Subscriptions, by whatever both sides say, against the tables of RFC 6121 appendix A. */
class SubscriptionsProperties {
    private static final Jid TYBALT = Jid.parse("tybalt@capulet.example");

    /** What one side knows. */
    private static final class Side {
        private final List<String> got = new ArrayList<>();
        private SubscriptionState state = SubscriptionState.NONE;
    }

    @Provide
    Arbitrary<List<Tuple2<Boolean, PresenceType>>> said() {
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(SubscriptionTables.OUTBOUND.keySet()))
                .as(Tuple::of)
                .list()
                .ofMaxSize(12);
    }

    /** Both have their accounts here: each sees what the tables say, one after the other. */
    @Property
    void twoOfOneServerSeeWhatTheTablesSay(@ForAll("said") List<Tuple2<Boolean, PresenceType>> said) {
        FakeServer server = new FakeServer();
        Client romeo = server.interested(FakeServer.ROMEO, "orchard");
        Client juliet = server.interested(FakeServer.JULIET, "balcony");
        Side first = new Side();
        Side second = new Side();
        for (Tuple2<Boolean, PresenceType> one : said) {
            boolean byRomeo = one.get1();
            Client sender = byRomeo ? romeo : juliet;
            Jid to = byRomeo ? FakeServer.JULIET : FakeServer.ROMEO;
            server.send(sender, "<presence type='" + one.get2() + "' to='" + to + "'/>");
            say(byRomeo ? first : second, byRomeo ? second : first, one.get2());
            assertEquals(first.got, subscriptionPresence(romeo));
            assertEquals(second.got, subscriptionPresence(juliet));
            first.got.clear();
            second.got.clear();
        }
        assertShown(server, romeo, FakeServer.JULIET, first.state);
        assertShown(server, juliet, FakeServer.ROMEO, second.state);
        assertEquals(first.state.isTo(), second.state.isFrom());
        assertEquals(first.state.isPendingOut(), second.state.isPendingIn());
    }

    /** The contact is elsewhere, and says what it likes, which may be out of place. */
    @Property
    void whateverAnotherServerSaysTheTablesHold(@ForAll("said") List<Tuple2<Boolean, PresenceType>> said) {
        FakeServer server = new FakeServer().withOthers();
        Client romeo = server.interested(FakeServer.ROMEO, "orchard");
        SubscriptionState state = SubscriptionState.NONE;
        for (Tuple2<Boolean, PresenceType> one : said) {
            PresenceType type = one.get2();
            SubscriptionTables.Row row =
                    one.get1() ? SubscriptionTables.outbound(type, state) : SubscriptionTables.inbound(type, state);
            if (one.get1()) {
                server.send(romeo, "<presence type='" + type + "' to='" + TYBALT + "'/>");
                assertEquals(row.passes(), server.elsewhere().contains(type + " " + FakeServer.ROMEO));
                assertEquals(List.of(), subscriptionPresence(romeo));
            } else {
                server.arrive("<presence type='" + type + "' from='" + TYBALT + "' to='" + FakeServer.ROMEO + "'/>");
                assertEquals(row.passes() ? List.of(type + " " + TYBALT) : List.of(), subscriptionPresence(romeo));
                assertEquals(
                        autoReply(type, state).stream()
                                .map(reply -> reply + " " + FakeServer.ROMEO)
                                .toList(),
                        server.elsewhere().stream()
                                .filter(sent -> sent.contains("subscribe"))
                                .toList());
            }
            state = row.next();
        }
        assertShown(server, romeo, TYBALT, state);
    }

    private static void say(Side sender, Side receiver, PresenceType type) {
        SubscriptionTables.Row out = SubscriptionTables.outbound(type, sender.state);
        sender.state = out.next();
        if (out.passes()) {
            hear(receiver, sender, type);
        }
    }

    private static void hear(Side receiver, Side sender, PresenceType type) {
        SubscriptionState before = receiver.state;
        SubscriptionTables.Row in = SubscriptionTables.inbound(type, before);
        receiver.state = in.next();
        if (in.passes()) {
            receiver.got.add(type.toString());
        }
        autoReply(type, before).ifPresent(reply -> hear(sender, receiver, reply));
    }

    /** Notes 2 of table 6 and 1 of table 7. */
    private static Optional<PresenceType> autoReply(PresenceType type, SubscriptionState before) {
        if (type == PresenceType.SUBSCRIBE && before.isFrom()) {
            return Optional.of(PresenceType.SUBSCRIBED);
        }
        return type == PresenceType.UNSUBSCRIBE
                        && SubscriptionTables.inbound(type, before).passes()
                ? Optional.of(PresenceType.UNSUBSCRIBED)
                : Optional.empty();
    }

    private static List<String> subscriptionPresence(Client client) {
        return client.take().stream()
                .filter(stanza -> stanza.attribute("type")
                        .filter(type -> type.contains("subscribe"))
                        .isPresent())
                .map(stanza -> client.address().bare().equals(FakeServer.ROMEO)
                                && stanza.attribute("from").equals(Optional.of(TYBALT.toString()))
                        ? FakeServer.inShort(stanza)
                        : stanza.attribute("type").orElseThrow())
                .toList();
    }

    /** The roster shows the state, and who comes new hears of a request that waits. */
    private static void assertShown(FakeServer server, Client client, Jid contact, SubscriptionState state) {
        client.take();
        server.send(client, "<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>");
        Optional<XmlElement> item =
                client.take().get(0).element("jabber:iq:roster", "query").orElseThrow().elements().stream()
                        .filter(one -> one.attribute("jid").equals(Optional.of(contact.toString())))
                        .findFirst();
        assertEquals(
                state.subscription().toString(),
                item.flatMap(one -> one.attribute("subscription")).orElse("none"));
        assertEquals(
                state.isPendingOut(), item.flatMap(one -> one.attribute("ask")).isPresent());
        Client later = server.client(client.address().bare(), "later");
        server.send(later, "<presence/>");
        assertEquals(
                state.isPendingIn() ? 1 : 0,
                later.shorts().stream().filter(("subscribe " + contact)::equals).count());
        server.leave(later);
    }
}
