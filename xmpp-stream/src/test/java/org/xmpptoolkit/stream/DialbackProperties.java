package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.DialbackWorld.Authority;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;

/** Dialback among three servers, in any order of events. */
class DialbackProperties {
    private static final List<Jid> SENDERS = List.of(Dialbacks.CAPULET, Dialbacks.ROOMS, Jid.parse("tybalt.example"));
    private static final List<Jid> TARGETS = List.of(Dialbacks.MONTAGUE, Dialbacks.CHAT, Jid.parse("nowhere.example"));
    private static final int MOST_MOVES = 2_000;

    /** @param losses after how many moves a connection is lost, and which */
    record Play(
            List<DomainPair> pairs,
            Map<Jid, Authority> authorities,
            boolean reuse,
            List<Integer> choices,
            Map<Integer, Integer> losses) {}

    @Provide
    Arbitrary<Play> plays() {
        Arbitrary<DomainPair> pair =
                Combinators.combine(mostly(SENDERS), mostly(TARGETS)).as(DomainPair::new);
        Arbitrary<Authority> authority = Arbitraries.frequency(
                Tuple.of(6, Authority.RIGHT),
                Tuple.of(3, Authority.OTHER_SECRET),
                Tuple.of(1, Authority.STRANGER),
                Tuple.of(1, Authority.UNREACHABLE));
        return Combinators.combine(
                        pair.list().uniqueElements().ofMinSize(1).ofMaxSize(5),
                        Combinators.combine(authority, authority)
                                .as((one, other) -> Map.of(SENDERS.get(0), one, SENDERS.get(1), other)),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 1_000).list().ofMaxSize(60),
                        Arbitraries.maps(
                                        Arbitraries.integers().between(0, 40),
                                        Arbitraries.integers().between(0, 9))
                                .ofMaxSize(1))
                .as(Play::new);
    }

    /** One of the first two as a rule. */
    private static Arbitrary<Jid> mostly(List<Jid> domains) {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(domains.subList(0, 2))), Tuple.of(1, Arbitraries.of(domains)));
    }

    @Rule({"R-470", "R-472", "R-473", "R-476"})
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Tag("torture")
    void eachPairEndsAuthorizedByARightKeyOrRefused(@ForAll("plays") Play play) {
        DialbackWorld world = new DialbackWorld(play.pairs(), play.authorities(), play.reuse());
        perform(world, play);
        Set<DomainPair> initiators = world.originating().state().authorized();
        Set<DomainPair> receivers = world.receiving().state().authorized();
        assertTrue(receivers.containsAll(initiators), "nothing is sent that the receiving server does not take");
        for (DomainPair pair : receivers) {
            assertEquals(Authority.RIGHT, play.authorities().get(pair.from()), "the key of " + pair + " was wrong");
            assertTrue(TARGETS.indexOf(pair.to()) < 2, pair + " goes nowhere");
        }
        world.asked.forEach((pair, notices) -> {
            assertEquals(1, notices.size(), pair + " got " + notices);
            assertEquals(notices.get(0) instanceof StreamEvent.PairAuthorized, initiators.contains(pair));
            Statistics.label("outcome").collect(outcome(notices.get(0)));
        });
        boolean untroubled = play.losses().isEmpty()
                && play.pairs().stream()
                        .noneMatch(pair -> play.authorities().get(pair.from()) == Authority.OTHER_SECRET);
        if (untroubled) {
            play.pairs().forEach(pair -> {
                boolean right =
                        play.authorities().get(pair.from()) == Authority.RIGHT && TARGETS.indexOf(pair.to()) < 2;
                assertEquals(right, initiators.contains(pair), pair + " with nothing in its way");
            });
        }
        Statistics.label("outcome").coverage(coverage -> {
            for (String outcome : List.of(
                    "authorized",
                    "invalid",
                    "item-not-found",
                    "remote-server-not-found",
                    "remote-server-timeout",
                    "forbidden")) {
                coverage.check(outcome).count(count -> count > 0);
            }
        });
    }

    private static void perform(DialbackWorld world, Play play) {
        List<Integer> choices = new ArrayList<>(play.choices());
        for (int move = 0; move < MOST_MOVES; move++) {
            List<Runnable> losses = play.losses().containsKey(move) ? world.losses() : List.of();
            List<Runnable> moves = losses.isEmpty() ? world.moves() : losses;
            if (moves.isEmpty()) {
                return;
            }
            int choice = losses.isEmpty()
                    ? choices.isEmpty() ? 0 : choices.remove(0)
                    : play.losses().get(move);
            moves.get(choice % moves.size()).run();
        }
        throw new AssertionError("no end after " + MOST_MOVES + " moves");
    }

    private static String outcome(StreamEvent notice) {
        if (notice instanceof StreamEvent.PairRefused refused) {
            return refused.verdict() instanceof DialbackVerdict.Failed failed
                    ? failed.error().condition().elementName()
                    : "invalid";
        }
        return "authorized";
    }
}
