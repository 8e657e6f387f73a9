package org.xmpptoolkit.benchmarks.results;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What was set as a goal, and how it is read off the measurements.
 *
 * @param work what is done
 * @param goal in words
 * @param most the highest figure that meets it
 * @param unit behind the figure
 * @param measured the figure of what was measured
 */
record Target(String work, String goal, double most, String unit, ToDoubleFunction<Table> measured) {
    static final List<Target> ALL = List.of(
            new Target(
                    "address of ASCII, cold, STRINGPREP",
                    "at most 2x the split",
                    2,
                    "x",
                    table -> table.ratio(table.jid("ascii", "STRINGPREP"), table.jidFloor("ascii"))),
            new Target(
                    "the same, allocated",
                    "at most 200 B",
                    200,
                    " B",
                    table -> table.octets(table.jid("ascii", "STRINGPREP"))),
            new Target(
                    "address with other letters, cold, PRECIS",
                    "at most half the time of the best peer that prepares",
                    0.5,
                    "x",
                    table -> table.bestPeer(table.jid("nonascii", "PRECIS"), "nonascii", false)),
            new Target(
                    "the same, allocated",
                    "under half of what that peer does",
                    0.5,
                    "x",
                    table -> table.bestPeer(table.jid("nonascii", "PRECIS"), "nonascii", true)),
            read("element", "octets to XmlElement", 1.3),
            read("lazy", "octets to stanza, payloads left", 1.5),
            new Target(
                    "octets to stanza, roster bound (c)",
                    "at most 2x the scan",
                    2,
                    "x",
                    table -> table.ratio(
                            table.one("StanzaReadBenchmark", "bound", Map.of("input", "c")),
                            table.one("StanzaReadBenchmark", "floorAaltoSync", Map.of("input", "c")))),
            new Target(
                    "stanza to octets (the worse of a, c)",
                    "at most 1.3x the writer",
                    1.3,
                    "x",
                    table -> table.worst("StanzaWriteBenchmark", "stanza", "floorAaltoWriter", List.of("a", "c"))),
            stream("receive", "a server's stream receives", 2),
            stream("route", "a stanza from one stream to another", 3),
            new Target(
                    "login in memory, salted password kept",
                    "at most 2x what is computed",
                    2,
                    "x",
                    table -> table.ratio(
                            table.one("LoginBenchmark", "cachedKeys", Map.of()),
                            table.one("LoginBenchmark", "floorCachedKeys", Map.of()))));

    private static Target read(String method, String work, double most) {
        return new Target(
                work + " (the worst of a, b, c, d)",
                "at most " + most + "x the scan",
                most,
                "x",
                table -> table.worst("StanzaReadBenchmark", method, "floorAaltoSync", List.of("a", "b", "c", "d")));
    }

    private static Target stream(String method, String work, int most) {
        return new Target(
                work,
                "at most " + most + "x the events",
                most,
                "x",
                table -> table.ratio(
                        table.one("StreamFeedBenchmark", method, Map.of()),
                        table.one("StreamFeedBenchmark", "floorAaltoAsync", Map.of())));
    }

    /** What was measured, to be asked for. */
    record Table(List<Measurement> all) {
        Measurement one(String suite, String method, Map<String, String> parameters) {
            return all.stream()
                    .filter(one -> one.suite().equals(suite)
                            && one.method().equals(method)
                            && one.parameters().equals(parameters))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the table has no " + suite + "." + method
                            + " with " + parameters + "; measure all suites"));
        }

        Measurement jid(String set, String profile) {
            return one("JidBenchmark", "ours", Map.of("set", set, "temp", "cold", "profile", profile));
        }

        Measurement jidFloor(String set) {
            return one("JidBenchmark", "floorSplit", Map.of("set", set, "temp", "cold"));
        }

        double ratio(Measurement one, Measurement floor) {
            return one.score() / floor.score();
        }

        double octets(Measurement one) {
            return one.allocated().orElseThrow();
        }

        /** Ours in parts of the cheapest peer that prepares what Unicode asks for. */
        double bestPeer(Measurement ours, String set, boolean allocated) {
            ToDoubleFunction<Measurement> figure = allocated ? this::octets : Measurement::score;
            double best = all.stream()
                    .filter(one -> one.suite().equals("JidBenchmark")
                            && one.isPeer()
                            && one.parameter("set").equals(set)
                            && one.parameter("temp").equals("cold")
                            && !one.parameter("preparation").equals("SIMPLE"))
                    .mapToDouble(figure)
                    .min()
                    .orElseThrow();
            return figure.applyAsDouble(ours) / best;
        }

        double worst(String suite, String method, String floor, List<String> inputs) {
            return inputs.stream()
                    .mapToDouble(input -> ratio(
                            one(suite, method, Map.of("input", input)), one(suite, floor, Map.of("input", input))))
                    .max()
                    .orElseThrow();
        }
    }

    /** The figure; empty where what it needs was not measured. */
    Optional<Double> figure(Table table) {
        try {
            return Optional.of(measured.applyAsDouble(table));
        } catch (IllegalArgumentException | NoSuchElementException absent) {
            return Optional.empty();
        }
    }
}
