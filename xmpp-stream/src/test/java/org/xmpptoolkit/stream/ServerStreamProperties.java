package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.ServerWorld.OPENING;
import static org.xmpptoolkit.stream.ServerWorld.SERVING;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.ServerWorld.Plan;
import org.xmpptoolkit.stream.ServerWorld.Proof;
import org.xmpptoolkit.stream.ServerWorld.Server;
import org.xmpptoolkit.stream.ServerWorld.Side;

/** Laws of two servers that are wired together: who gets where, and which stanzas pass. */
class ServerStreamProperties {
    private static final Jid NOWHERE = Jid.parse("nowhere.example");
    private static final List<Integer> WHOLE = List.of(1_000_000);

    /** One stanza that is sent. */
    record Sent(boolean there, DomainPair pair) {}

    private static Arbitrary<DomainPair> pairs(List<Jid> from, List<Jid> to) {
        return Combinators.combine(Arbitraries.of(from), Arbitraries.of(to)).as(DomainPair::new);
    }

    @Provide
    Arbitrary<Plan> plans() {
        Arbitrary<Server> servers = Combinators.combine(
                        Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false)))
                .as(Server::new);
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Proof.class),
                        Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
                        servers,
                        servers,
                        pairs(OPENING, SERVING).list().ofMaxSize(3),
                        pairs(SERVING, OPENING).list().ofMaxSize(2))
                .as(Plan::new);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 200).list().ofMinSize(1).ofMaxSize(5);
    }

    /** Sensible ones, and pairs of any two domains. */
    @Provide
    Arbitrary<Sent> stanzas() {
        List<Jid> all = Stream.of(OPENING, SERVING, List.of(NOWHERE))
                .flatMap(List::stream)
                .toList();
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(new Sent(true, Servers.THERE), new Sent(false, Servers.BACK))),
                Tuple.of(2, pairs(OPENING, SERVING).map(pair -> new Sent(true, pair))),
                Tuple.of(2, pairs(SERVING, OPENING).map(pair -> new Sent(false, pair))),
                Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.of(true, false), pairs(all, all))
                                .as(Sent::new)));
    }

    private static ServerWorld played(Plan plan, List<Integer> cuts) {
        ServerWorld world = new ServerWorld(plan, cuts);
        world.play();
        return world;
    }

    private static XmlElement stanza(DomainPair pair) {
        return Servers.stanza("a@" + pair.from(), "b@" + pair.to());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void statesAreTheSameHoweverOctetsAreCut(@ForAll("plans") Plan plan, @ForAll("cuts") List<Integer> cuts) {
        ServerWorld whole = played(plan, WHOLE);
        ServerWorld cut = played(plan, cuts);
        assertEquals(whole.opening.outcome(), cut.opening.outcome());
        assertEquals(whole.serving.outcome(), cut.serving.outcome());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void bothAgreeOnThePairsOrNothingIsAuthorized(@ForAll("plans") Plan plan, @ForAll("cuts") List<Integer> cuts) {
        ServerWorld world = played(plan, cuts);
        for (Side side : List.of(world.opening, world.serving)) {
            StreamState state = side.stream.state();
            assertTrue(state.secure());
            assertEquals(plan.succeeds() ? Phase.ESTABLISHED : Phase.CLOSED, state.phase());
            Set<DomainPair> expected =
                    Stream.of(plan.there(), plan.back()).flatMap(Set::stream).collect(Collectors.toSet());
            assertEquals(plan.succeeds() ? expected : Set.of(), state.authorized());
            assertEquals(
                    plan.succeeds() ? 1 : 0,
                    side.all(StreamEvent.Established.class).size());
        }
        boolean external = plan.proof() == Proof.PROVEN && plan.trusted();
        assertEquals(external, world.serving.stream.state().account().isPresent());
        Statistics.label("authorized by")
                .collect(external ? "certificate" : plan.succeeds() ? "dialback" : "nothing")
                .coverage(coverage -> {
                    for (String kind : List.of("certificate", "dialback", "nothing")) {
                        coverage.check(kind).percentage(some -> some >= 10);
                    }
                });
        Statistics.label("pairs")
                .collect(!plan.succeeds() ? "none" : plan.there().size() == 1 ? "one" : "several")
                .coverage(coverage -> coverage.check("several").percentage(some -> some >= 15));
    }

    /** What the stream lets us send arrives; nothing else is let through, neither by us nor by the peer. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void stanzaPassesIfItsPairIsAuthorizedAndOnlyThen(
            @ForAll("plans") Plan plan, @ForAll("cuts") List<Integer> cuts, @ForAll("stanzas") Sent sent) {
        Plan believed = new Plan(
                plan.starttls(), Proof.PROVEN, true, plan.opening(), plan.serving(), plan.more(), plan.askedBack());
        boolean authorized = (sent.there() ? believed.there() : believed.back()).contains(sent.pair());
        Statistics.label("stanza")
                .collect((sent.there() ? "there" : "back") + (authorized ? ", passes" : ", is refused"))
                .coverage(coverage -> {
                    for (String kind :
                            List.of("there, passes", "there, is refused", "back, passes", "back, is refused")) {
                        coverage.check(kind).percentage(some -> some >= 1.5);
                    }
                });

        ServerWorld honest = played(believed, cuts);
        Side sender = sent.there() ? honest.opening : honest.serving;
        Side receiver = sent.there() ? honest.serving : honest.opening;
        if (authorized) {
            sender.perform(sender.stream.send(List.of(stanza(sent.pair()))));
        } else {
            assertThrows(IllegalStateException.class, () -> sender.stream.send(List.of(stanza(sent.pair()))));
        }
        honest.settle();
        assertEquals(authorized ? List.of(stanza(sent.pair())) : List.of(), receiver.received());
        assertEquals(Phase.ESTABLISHED, receiver.stream.state().phase());

        ServerWorld hostile = played(believed, cuts);
        Side victim = sent.there() ? hostile.serving : hostile.opening;
        byte[] octets = stanza(sent.pair()).toString().getBytes(StandardCharsets.UTF_8);
        victim.perform(victim.stream.receive(ByteBuffer.wrap(octets)));
        assertEquals(authorized ? List.of(stanza(sent.pair())) : List.of(), victim.received());
        assertEquals(
                authorized ? Optional.empty() : Optional.of(refusal(sent)),
                victim.all(StreamEvent.ErrorSent.class).stream()
                        .map(event -> event.error().condition())
                        .findFirst());
    }

    private static StreamErrorCondition refusal(Sent sent) {
        boolean known = (sent.there() ? SERVING : OPENING).contains(sent.pair().to());
        return known ? StreamErrorCondition.INVALID_FROM : StreamErrorCondition.HOST_UNKNOWN;
    }
}
