package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.SaslMechanism;

class StreamPairProperties {
    private static final XmlElement MESSAGE =
            XmlElement.builder("jabber:client", "message").attribute("id", "1").build();

    // Each try derives a key or two, 4,096 iterations each.
    @Property(tries = 150)
    void bothReachEstablishedAndCloseHoweverOctetsAreCut(
            @ForAll("passwords") List<SaslMechanism> mechanisms, @ForAll Random random) {
        StreamPair pair = Logins.pair("r0m30", mechanisms)
                .cut(available -> 1 + random.nextInt(available))
                .build()
                .open();
        assertEquals(Phase.ESTABLISHED, pair.initiating().state().phase());
        assertEquals(Phase.ESTABLISHED, pair.receiving().state().phase());
        assertEquals(
                Optional.of(Logins.DOMAIN.withLocalpart("juliet").withResourcepart("balcony")),
                pair.initiating().state().bound());
        assertEquals(pair.initiating().state().bound(), pair.receiving().state().bound());

        pair.initiating(stream -> stream.send(List.of(MESSAGE)));
        assertEquals(1, count(pair.receivingEvents(), StreamEvent.ElementReceived.class));
        pair.receiving(stream -> stream.close());
        assertEndedOnce(pair.initiatingEvents(), Reason.PeerClosed.class);
        assertEndedOnce(pair.receivingEvents(), Reason.WeClosed.class);
    }

    @Property(tries = 50)
    void wrongPasswordEndsBothInOrder(@ForAll("passwords") List<SaslMechanism> mechanisms, @ForAll Random random) {
        StreamPair pair = Logins.pair("wrong", mechanisms)
                .cut(available -> 1 + random.nextInt(available))
                .build()
                .open();
        assertEndedOnce(pair.initiatingEvents(), Reason.AuthenticationFailed.class);
        assertEndedOnce(pair.receivingEvents(), Reason.PeerClosed.class);
        assertEquals(0, count(pair.receivingEvents(), StreamEvent.Established.class));
    }

    /** Mechanisms that show a password, and work on a pair without channel-binding data. */
    @Provide
    Arbitrary<List<SaslMechanism>> passwords() {
        return Arbitraries.of(SaslMechanism.values())
                .filter(m -> m == SaslMechanism.PLAIN || (m.scramHash().isPresent() && !m.bindsChannel()))
                .list()
                .uniqueElements()
                .ofMinSize(1);
    }

    private static void assertEndedOnce(List<StreamEvent> events, Class<? extends Reason> reason) {
        assertEquals(1, count(events, StreamEvent.Closed.class), events::toString);
        StreamEvent.Closed last = assertInstanceOf(StreamEvent.Closed.class, events.get(events.size() - 1));
        assertInstanceOf(reason, last.reason());
    }

    private static long count(List<StreamEvent> events, Class<? extends StreamEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }
}
