package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.ScenarioWorld.Side;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.MessageFraming;

/** Two streams that are wired together over WebSocket: the laws of those over TCP, and that it makes no difference. */
class MessageScenarioProperties {
    /** How two streams end that have nothing more to say. */
    enum End {
        INITIATOR_CLOSES,
        RECEIVER_CLOSES,
        BOTH_CLOSE,
        INITIATOR_FAILS,
        RECEIVER_FAILS,
        BOTH_FAIL,
        ONE_CLOSES_AND_THE_OTHER_FAILS,
        LOST
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any().map(Scenario::withTlsOfTransport);
    }

    @Provide
    Arbitrary<End> ends() {
        return Arbitraries.of(End.class);
    }

    private static ScenarioWorld overMessages(Scenario scenario) {
        return new ScenarioWorld(scenario, new MessageFraming(), false);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Tag("torture")
    void bothGetEstablishedOrBothEndForAReason(@ForAll("scenarios") Scenario scenario) {
        ScenarioWorld world = overMessages(scenario);
        world.play();
        boolean ended = world.initiator.isClosed() && world.receiver.isClosed();
        if (!ended) {
            StreamScenarioProperties.assertEstablished(world);
            StreamScenarioProperties.finish(world, world.initiator);
        }
        StreamScenarioProperties.assertLaws(scenario, world);
        Statistics.label("ended").collect(ended).coverage(coverage -> {
            coverage.check(true).percentage(some -> some >= 15);
            coverage.check(false).percentage(some -> some >= 15);
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Tag("torture")
    void whereNothingStandsAgainstItBothGetEstablished(@ForAll("scenarios") Scenario scenario, @ForAll boolean first) {
        Scenario reconciled = scenario.reconciled();
        ScenarioWorld world = overMessages(reconciled);
        world.play();
        StreamScenarioProperties.assertEstablished(world);
        Side closing = first ? world.initiator : world.receiver;
        StreamScenarioProperties.finish(world, closing);
        StreamScenarioProperties.assertLaws(reconciled, world);
        assertEquals(Optional.of(new Reason.WeClosed()), closing.reason());
        assertEquals(
                1, closing.all(StreamEvent.CloseTransport.class).size(), "it is for the closer to end the WebSocket");
        Side other = first ? world.receiver : world.initiator;
        assertEquals(Optional.of(new Reason.PeerClosed()), other.reason());
        assertEquals(0, other.all(StreamEvent.CloseTransport.class).size());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Tag("torture")
    void bothFramingsLeadToTheSameStatesByTheSameNotices(
            @ForAll("scenarios") Scenario scenario, @ForAll("ends") End end) {
        Scenario undisturbed = scenario.undisturbed();
        ScenarioWorld documents = new ScenarioWorld(undisturbed, new DocumentFraming(), true);
        ScenarioWorld messages = new ScenarioWorld(undisturbed, new MessageFraming(), true);
        for (ScenarioWorld world : List.of(documents, messages)) {
            world.play();
        }
        assertSame(documents, messages);
        for (ScenarioWorld world : List.of(documents, messages)) {
            end(world, end);
        }
        assertSame(documents, messages);
        boolean established =
                !documents.initiator.all(StreamEvent.Established.class).isEmpty();
        Statistics.label("established").collect(established).coverage(coverage -> {
            coverage.check(true).percentage(some -> some >= 15);
            coverage.check(false).percentage(some -> some >= 15);
        });
    }

    private static void end(ScenarioWorld world, End end) {
        switch (end) {
            case INITIATOR_CLOSES -> world.close(world.initiator);
            case RECEIVER_CLOSES -> world.close(world.receiver);
            case BOTH_CLOSE -> {
                world.close(world.receiver);
                world.close(world.initiator);
            }
            case INITIATOR_FAILS -> fail(world.initiator);
            case RECEIVER_FAILS -> fail(world.receiver);
            case BOTH_FAIL -> {
                fail(world.initiator);
                fail(world.receiver);
            }
            case ONE_CLOSES_AND_THE_OTHER_FAILS -> {
                world.close(world.initiator);
                fail(world.receiver);
            }
            case LOST -> world.lose(world.receiver, true);
        }
        world.settle();
    }

    private static void fail(Side side) {
        side.pump.perform(side.stream.fail(StreamError.of(StreamErrorCondition.RESET)));
    }

    private static void assertSame(ScenarioWorld documents, ScenarioWorld messages) {
        assertSame(documents, documents.initiator, messages, messages.initiator);
        assertSame(documents, documents.receiver, messages, messages.receiver);
    }

    private static void assertSame(ScenarioWorld documents, Side one, ScenarioWorld messages, Side other) {
        assertEquals(
                notices(one),
                notices(other),
                () -> StreamScenarioProperties.told(documents) + "\nand over messages\n"
                        + StreamScenarioProperties.told(messages));
        assertEquals(state(one.stream.state()), state(other.stream.state()));
    }

    /**
     * What was heard, but for what is random and for the frames' own form. What could not be sent any more is left out: a stream that
     * waits for its transport to end still says so, and a closed one to the caller only.
     */
    private static List<Object> notices(Side side) {
        return side.events.stream()
                .filter(event -> event instanceof StreamEvent.Notice && !(event instanceof StreamEvent.NotSent))
                .map(MessageScenarioProperties::comparable)
                .toList();
    }

    private static Object comparable(StreamEvent event) {
        if (event instanceof StreamEvent.HeaderReceived received) {
            return List.of("header", header(received.header()));
        }
        if (event instanceof StreamEvent.Asked<?> asked) {
            return List.of("asked", asked.id(), asked.prompt().getClass());
        }
        if (event instanceof StreamEvent.Established established) {
            return List.of("established", state(established.state()), established.resumed());
        }
        if (event instanceof StreamEvent.Suspended suspended) {
            return List.of("suspended", suspended.state().unacknowledged());
        }
        if (event instanceof StreamEvent.Closed closed && closed.reason() instanceof Reason.TransportLost) {
            return "lost";
        }
        return event;
    }

    private static List<Object> header(StreamHeader header) {
        return List.of(
                header.start().name(),
                header.rawFrom(),
                header.rawTo(),
                header.version(),
                header.language(),
                header.contentNamespace());
    }

    private static List<Object> state(StreamState state) {
        return List.of(
                state.role(),
                state.ours(),
                state.phase(),
                state.phase() == Phase.CLOSED ? "any" : state.theirs(), // an error ends both directions
                state.secure(),
                state.account(),
                state.bound(),
                state.authorized(),
                state.localHeader().map(MessageScenarioProperties::header),
                state.peerHeader().map(MessageScenarioProperties::header));
    }
}
