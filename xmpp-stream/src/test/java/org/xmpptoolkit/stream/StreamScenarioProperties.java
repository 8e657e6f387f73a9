package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Scenario.Part;
import org.xmpptoolkit.stream.ScenarioWorld.Side;

/** Laws of two streams that are wired together, whatever both want and whatever happens between them. */
class StreamScenarioProperties {
    /** Errors that one stream may earn from the other although neither application says so. */
    private static final Set<StreamErrorCondition> EARNED = EnumSet.of(
            StreamErrorCondition.UNSUPPORTED_FEATURE, // something mandatory that the client has not
            StreamErrorCondition.POLICY_VIOLATION, // tries at SASL or binding, or an element that is too long
            StreamErrorCondition.NOT_AUTHORIZED, // an early stanza
            StreamErrorCondition.INVALID_FROM, // a forged stanza, or a header that names another account
            StreamErrorCondition.HOST_UNKNOWN, // the header is refused
            StreamErrorCondition.SEE_OTHER_HOST, // or redirected
            StreamErrorCondition.CONFLICT); // the session is taken out

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Tag("torture")
    void bothGetEstablishedOrBothEndForAReason(@ForAll("scenarios") Scenario scenario) {
        ScenarioWorld world = new ScenarioWorld(scenario);
        world.play();
        boolean ended = world.initiator.isClosed() && world.receiver.isClosed();
        if (!ended) {
            assertEstablished(world);
            finish(world, world.initiator);
        }
        assertLaws(scenario, world);
        Statistics.label("outcome")
                .collect(ended ? outcome(world) : "established")
                .coverage(coverage -> {
                    coverage.check("established").percentage(some -> some >= 15);
                    coverage.check("error sent and received").percentage(some -> some >= 5);
                    for (String rarer : List.of(
                            "no common mechanism",
                            "refused",
                            "TLS policy",
                            "authentication failed",
                            "transport lost")) {
                        coverage.check(rarer).percentage(some -> some >= 1);
                    }
                    coverage.check("closed by the initiator").percentage(some -> some >= 0.5);
                    coverage.check("closed by the receiver").percentage(some -> some >= 0.5);
                });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Tag("torture")
    void whereNothingStandsAgainstItBothGetEstablished(@ForAll("scenarios") Scenario scenario, @ForAll boolean first) {
        Scenario reconciled = scenario.reconciled();
        ScenarioWorld world = new ScenarioWorld(reconciled);
        world.play();
        assertEstablished(world);
        assertEquals(
                world.initiator.stream.state().bound(),
                world.receiver.stream.state().bound());
        boolean managed = isManaged(reconciled.initiator().parts())
                && isManaged(reconciled.receiver().parts());
        assertEquals(managed, world.initiator.managed());
        assertEquals(managed, world.receiver.managed());
        Side closing = first ? world.initiator : world.receiver;
        finish(world, closing);
        assertLaws(reconciled, world);
        assertEquals(Optional.of(new Reason.WeClosed()), closing.reason());
        assertEquals(Optional.of(new Reason.PeerClosed()), (first ? world.receiver : world.initiator).reason());
    }

    static boolean isManaged(List<Part> parts) {
        return parts.contains(Part.ACKS) || parts.contains(Part.RESUMPTION);
    }

    static void assertEstablished(ScenarioWorld world) {
        assertEquals(Phase.ESTABLISHED, world.initiator.stream.state().phase(), () -> told(world));
        assertEquals(Phase.ESTABLISHED, world.receiver.stream.state().phase(), () -> told(world));
        assertEquals(1, world.initiator.all(StreamEvent.Established.class).size());
        assertEquals(1, world.receiver.all(StreamEvent.Established.class).size());
    }

    /** Two established streams take what is sent, and one of them closes. */
    static void finish(ScenarioWorld world, Side closing) {
        for (Side side : List.of(world.initiator, world.receiver)) {
            world.send(side, 2, "");
            world.requestAck(side);
            world.settle();
        }
        assertEquals(world.initiator.sent, world.receiver.took);
        assertEquals(world.receiver.sent, world.initiator.took);
        for (Side side : List.of(world.initiator, world.receiver)) {
            assertEquals(side.managed() ? last(side.sent) : Optional.empty(), last(side.acknowledged));
        }
        world.close(closing);
        world.settle();
        for (Side side : List.of(world.initiator, world.receiver)) {
            assertEquals(List.of(), side.left, "all was acknowledged");
        }
    }

    private static Optional<Integer> last(List<Integer> numbers) {
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.get(numbers.size() - 1));
    }

    static void assertLaws(Scenario scenario, ScenarioWorld world) {
        assertEnd(scenario, world, world.initiator, world.receiver);
        assertEnd(scenario, world, world.receiver, world.initiator);
        assertDelivery(world, world.initiator, world.receiver);
        assertDelivery(world, world.receiver, world.initiator);
    }

    /** Why a side ended is what it did, or what the other told it. */
    private static void assertEnd(Scenario scenario, ScenarioWorld world, Side side, Side other) {
        assertEquals(1, side.all(StreamEvent.Closed.class).size(), () -> told(world));
        assertTrue(side.events.get(side.events.size() - 1) instanceof StreamEvent.Closed, () -> told(world));
        Reason reason = side.reason().orElseThrow();
        assertTrue(isJustified(reason, scenario, world, side, other), () -> told(world));
    }

    private static boolean isJustified(Reason reason, Scenario scenario, ScenarioWorld world, Side side, Side other) {
        if (reason instanceof Reason.ErrorReceived received) {
            return other.all(StreamEvent.ErrorSent.class).stream()
                    .anyMatch(sent -> isSame(sent.error(), received.error()));
        }
        if (reason instanceof Reason.ErrorSent sent) {
            StreamErrorCondition condition = sent.error().condition();
            boolean illFormed = condition == StreamErrorCondition.NOT_WELL_FORMED
                    && (!scenario.agreesOnDirectTls() || isAcrossRestart(side, other));
            return side.all(StreamEvent.ErrorSent.class).size() == 1
                    && (EARNED.contains(condition) || side.said.contains(condition) || illFormed)
                    && (isHeard(sent.error(), world, other) || isDeaf(scenario, other) || isAcrossRestart(side, other));
        }
        if (reason instanceof Reason.PeerClosed) {
            Reason theirs = other.reason().orElseThrow();
            return !side.silent
                    && !other.silent
                    && !(theirs instanceof Reason.PeerClosed)
                    && !(theirs instanceof Reason.ErrorSent)
                    && !(theirs instanceof Reason.ErrorReceived);
        }
        if (reason instanceof Reason.WeClosed) {
            return side.closes || !side.said.isEmpty() && !side.opened;
        }
        if (reason instanceof Reason.TransportLost) {
            return world.lost || scenario.secure().fails() || !scenario.agreesOnDirectTls() || other.silent;
        }
        if (reason instanceof Reason.TlsRefused) {
            return true;
        }
        return isTheClients(reason, scenario) ? side.initiates : reason instanceof Reason.AuthenticationFailed;
    }

    /**
     * Whether the client ended its stream while it did not know yet that authentication had gone well. The server expects a new
     * header by then, and nothing else, and what it says belongs to the new stream (RFC 6120 section 6.4.6).
     */
    private static boolean isAcrossRestart(Side side, Side other) {
        return !side.initiates
                && (other.closes || !other.said.isEmpty())
                && side.stream.state().account().isPresent()
                && other.stream.state().account().isEmpty();
    }

    private static boolean isTheClients(Reason reason, Scenario scenario) {
        return reason instanceof Reason.NoCommonMechanism
                || reason instanceof Reason.NegotiationFailed
                || reason instanceof Reason.AuthenticationFailed
                        && !scenario.initiator().login().who().certified;
    }

    private static boolean isSame(StreamError sent, StreamError received) {
        return sent.condition() == received.condition() && sent.texts().equals(received.texts());
    }

    /** Whether a side heard of an error that it was told, or had ended before, or could not hear any more. */
    private static boolean isHeard(StreamError error, ScenarioWorld world, Side hearer) {
        Reason reason = hearer.reason().orElseThrow();
        boolean heard = hearer.all(StreamEvent.ErrorReceived.class).stream()
                .anyMatch(received -> isSame(error, received.error()));
        return heard
                || reason instanceof Reason.ErrorSent
                || reason instanceof Reason.TlsRefused
                || world.lost
                || hearer.silent
                || hearer.gone && reason instanceof Reason.TransportLost;
    }

    /** Whether a side may have found a fault, or lost its patience, while it waited for the closing tag, and so have ended without. */
    private static boolean isDeaf(Scenario scenario, Side side) {
        Scenario.Options options = side.initiates
                ? scenario.initiator().options()
                : scenario.receiver().options();
        boolean judges = !side.initiates && scenario.receiver().from() == FromPolicy.REFUSE;
        return (options.small() || judges || !side.said.isEmpty())
                && !(side.reason().orElseThrow() instanceof Reason.PeerClosed);
    }

    /** What is delivered is what was sent, from the first on, in order; stream management knows of each how it fared. */
    private static void assertDelivery(ScenarioWorld world, Side from, Side to) {
        int arrived = to.took.size();
        assertTrue(arrived <= from.sent.size(), () -> told(world));
        assertEquals(from.sent.subList(0, arrived), to.took, () -> told(world));
        List<Integer> known = new ArrayList<>(from.acknowledged);
        known.addAll(from.left);
        assertEquals(
                from.sent.subList(Math.max(0, from.sent.size() - known.size()), from.sent.size()),
                known,
                () -> told(world));
        assertTrue(to.took.containsAll(from.acknowledged), () -> told(world));
    }

    private static String outcome(ScenarioWorld world) {
        Reason ours = world.initiator.reason().orElseThrow();
        Reason theirs = world.receiver.reason().orElseThrow();
        List<Reason> both = List.of(ours, theirs);
        if (world.lost || both.stream().anyMatch(Reason.TransportLost.class::isInstance)) {
            return "transport lost";
        }
        if (both.stream().anyMatch(Reason.TlsRefused.class::isInstance)) {
            return "TLS policy";
        }
        if (both.stream().allMatch(Reason.ErrorSent.class::isInstance)) {
            return "errors that crossed";
        }
        if (both.stream().anyMatch(Reason.ErrorSent.class::isInstance)) {
            return both.stream().anyMatch(Reason.ErrorReceived.class::isInstance)
                    ? "error sent and received"
                    : "error that nobody could hear";
        }
        if (ours instanceof Reason.NoCommonMechanism) {
            return "no common mechanism";
        }
        if (both.stream().anyMatch(Reason.AuthenticationFailed.class::isInstance)) {
            return "authentication failed";
        }
        if (ours instanceof Reason.NegotiationFailed) {
            return "refused";
        }
        if (ours instanceof Reason.WeClosed) {
            return theirs instanceof Reason.WeClosed ? "closed by both" : "closed by the initiator";
        }
        if (theirs instanceof Reason.WeClosed) {
            return "closed by the receiver";
        }
        return fail(told(world));
    }

    /** What happened, for a failure. */
    static String told(ScenarioWorld world) {
        StringBuilder text = new StringBuilder();
        for (Side side : List.of(world.initiator, world.receiver)) {
            text.append(side.initiates ? "\ninitiator " : "\nreceiver ")
                    .append(side.stream.state().phase())
                    .append(" sent ")
                    .append(side.sent)
                    .append(" took ")
                    .append(side.took)
                    .append(" acknowledged ")
                    .append(side.acknowledged)
                    .append(" left ")
                    .append(side.left);
            side.events.forEach(event -> text.append("\n  ").append(event));
        }
        return text.toString();
    }
}
