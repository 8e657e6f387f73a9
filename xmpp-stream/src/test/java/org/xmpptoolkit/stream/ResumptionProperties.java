package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ResumptionWorld.Memory;
import org.xmpptoolkit.stream.ResumptionWorld.Side;

/** What becomes of stanzas where the transport is lost at any octet, as often as you like (XEP-0198). */
class ResumptionProperties {
    enum Kind {
        CLIENT_SENDS,
        SERVER_SENDS,
        TO_SERVER,
        TO_CLIENT,
        SETTLE,
        CLIENT_ASKS,
        SERVER_ASKS,
        CONNECT,
        LOSE,
        LOSE_UNNOTICED
    }

    /**
     * Something that happens.
     *
     * @param kind what
     * @param amount how much of it
     */
    record Happening(Kind kind, int amount) {}

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.CLIENT_SENDS),
                Tuple.of(4, Kind.SERVER_SENDS),
                Tuple.of(4, Kind.TO_SERVER),
                Tuple.of(4, Kind.TO_CLIENT),
                Tuple.of(4, Kind.SETTLE),
                Tuple.of(1, Kind.CLIENT_ASKS),
                Tuple.of(1, Kind.SERVER_ASKS),
                Tuple.of(8, Kind.CONNECT),
                Tuple.of(4, Kind.LOSE),
                Tuple.of(3, Kind.LOSE_UNNOTICED));
        return Combinators.combine(kinds, Arbitraries.integers().between(1, 200))
                .as(Happening::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(80);
    }

    /** Counts on both sides of the wrap. */
    @Provide
    Arbitrary<Long> counts() {
        return Arbitraries.longs().between(-30, 5).map(offset -> offset & 0xFFFF_FFFFL);
    }

    private static void happen(ResumptionWorld world, Happening happening) {
        int few = 1 + happening.amount() % 8;
        switch (happening.kind()) {
            case CLIENT_SENDS -> world.send(world.client, few);
            case SERVER_SENDS -> world.send(world.server, few);
            case TO_SERVER -> world.flow(true, happening.amount());
            case TO_CLIENT -> world.flow(false, happening.amount());
            case SETTLE -> world.settle();
            case CLIENT_ASKS -> world.requestAck(world.client);
            case SERVER_ASKS -> world.requestAck(world.server);
            case CONNECT -> world.connect();
            case LOSE -> world.lose(true);
            case LOSE_UNNOTICED -> world.lose(false);
        }
    }

    /** Comes to a state where nothing is on its way and all is acknowledged. */
    private static void finish(ResumptionWorld world) {
        world.connect();
        world.settle();
        for (int i = 0; i < 1_000 && !(world.client.waiting.isEmpty() && world.server.waiting.isEmpty()); i++) {
            world.requestAck(world.client);
            world.requestAck(world.server);
            world.settle();
        }
        world.requestAck(world.client);
        world.requestAck(world.server);
        world.settle();
        assertEquals(List.of(), world.faults);
        assertTrue(world.client.waiting.isEmpty() && world.server.waiting.isEmpty(), "all was sent");
    }

    private static List<Integer> numbers(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Property
    @Rule({"R-448", "R-449", "R-458"})
    void resumedStreamsDeliverEachStanzaOnceAndInOrder(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("counts") long fromClient,
            @ForAll("counts") long fromServer,
            @ForAll Random random) {
        ResumptionWorld world = new ResumptionWorld(fromClient, fromServer, random);
        happenings.forEach(happening -> happen(world, happening));
        finish(world);
        assertEquals(numbers(world.client.numbered), world.server.took);
        assertEquals(numbers(world.server.numbered), world.client.took);
        assertEquals(world.server.took, world.client.acknowledged);
        assertEquals(world.client.took, world.server.acknowledged);
        assertEquals(List.of(), world.client.gotBack);
        assertEquals(List.of(), world.server.gotBack);
        Statistics.label("resumptions").collect(world.resumptions / 2 > 3 ? "4 or more" : world.resumptions / 2);
    }

    @Property
    @Rule({"R-450", "R-451", "R-454"})
    void whereResumptionFailsAStanzaArrivesOrComesBack(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll List<Memory> memories,
            @ForAll("counts") long fromClient,
            @ForAll("counts") long fromServer,
            @ForAll Random random) {
        ResumptionWorld world = new ResumptionWorld(fromClient, fromServer, random);
        for (int i = 0; i < happenings.size(); i++) {
            world.remember(memories.isEmpty() ? Memory.FORGETS : memories.get(i % memories.size()));
            happen(world, happenings.get(i));
        }
        finish(world);
        int both = holds(world.client, world.server) + holds(world.server, world.client);
        Statistics.label("stanzas that arrived and came back").collect(both > 3 ? "4 or more" : both);
        if (!memories.isEmpty() && !memories.contains(Memory.FORGETS)) {
            assertTrue(
                    inBoth(world.client.gotBack, world.server.took).isEmpty(),
                    "a server that tells the count leaves no doubt to the client");
        }
    }

    /** The laws of one direction; gives the number of stanzas that arrived and came back. */
    private static int holds(Side from, Side to) {
        assertEquals(List.copyOf(new TreeSet<>(to.took)), to.took, "in order, none twice");
        assertEquals(List.copyOf(new TreeSet<>(from.gotBack)), from.gotBack, "in order, none twice");
        Set<Integer> either = new TreeSet<>(to.took);
        either.addAll(from.gotBack);
        assertEquals(numbers(from.numbered), List.copyOf(either), "none is lost");
        assertTrue(to.took.containsAll(from.acknowledged), "only what arrived is acknowledged");
        assertEquals(Set.of(), inBoth(from.acknowledged, from.gotBack), "what is acknowledged does not come back");
        Set<Integer> notBack = new TreeSet<>(numbers(from.numbered));
        from.gotBack.forEach(notBack::remove);
        assertEquals(
                List.copyOf(notBack), from.acknowledged, "only for want of an acknowledgement something comes back");
        return inBoth(to.took, from.gotBack).size();
    }

    private static Set<Integer> inBoth(List<Integer> some, List<Integer> others) {
        Set<Integer> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }
}
