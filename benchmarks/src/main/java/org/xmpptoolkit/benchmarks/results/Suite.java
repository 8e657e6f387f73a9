package org.xmpptoolkit.benchmarks.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is shown together: one table and one chart.
 *
 * @param name of its section and its files
 * @param title of its section
 * @param operation what one operation is, and what the inputs are
 * @param type the simple name of the class of benchmarks
 * @param methods a regular expression that its methods match
 * @param by the parameters that its groups differ by; others tell the candidates of a group apart
 * @param base what the others of a group are compared with
 */
record Suite(String name, String title, String operation, String type, String methods, List<String> by, Base base) {

    /** What the candidates of a group are compared with. */
    sealed interface Base {
        /** A method; one named {@code floorX} comes before it for the method {@code x}. */
        record Floor(String method) implements Base {}

        /** The same method where a parameter has this value. */
        record Parameter(String name, String value) implements Base {}
    }

    static final List<Suite> ALL = List.of(
            new Suite(
                    "jid",
                    "Addresses",
                    "One full JID from its text, prepared and checked. *cold*: 100,000 addresses in turn; *hot*: 100, so that a"
                            + " cache helps who has one. The floor cuts the text in three and looks at nothing."
                            + " jxmpp's SIMPLE, which is its default, prepares no Unicode.",
                    "JidBenchmark",
                    ".*",
                    List.of("set", "temp"),
                    new Base.Floor("floorSplit")),
            new Suite(
                    "element",
                    "XML to elements",
                    "One stanza from octets to `XmlElement`: a document of its own, and behind others on a stream. The floor is"
                            + " the parser's scan, every name, attribute and text touched.",
                    "ElementReadBenchmark",
                    ".*",
                    List.of("input"),
                    new Base.Floor("floor")),
            new Suite(
                    "stanza-read",
                    "Octets to stanzas",
                    "One stanza from octets to an object: as an element, bound with its payloads left as they came (lazy), bound"
                            + " with them (bound); from a stream that is busy, or (quiet) one where the stanza comes alone and"
                            + " a new parser is begun. Peers read a document of their own. The floor is the parser's scan.",
                    "StanzaReadBenchmark",
                    ".*",
                    List.of("input"),
                    new Base.Floor("floorAaltoSync")),
            new Suite(
                    "stanza-write",
                    "Stanzas to octets",
                    "One stanza from an object to fresh octets. The floor are calls on the parser's writer, by hand.",
                    "StanzaWriteBenchmark",
                    ".*",
                    List.of("input"),
                    new Base.Floor("floorAaltoWriter")),
            new Suite(
                    "stream",
                    "Streams",
                    "One stanza of 982 octets, of a stream of 10,000 that comes in segments of 1,460 octets: to elements, to"
                            + " stanzas, through the stream of a server (receive), and on to another stream (route). The floor"
                            + " counts stanzas by the parser's events and makes no objects.",
                    "StreamFeedBenchmark",
                    ".*",
                    List.of(),
                    new Base.Floor("floorAaltoAsync")),
            new Suite(
                    "idle-reader",
                    "A reader that was idle",
                    "One stanza that comes in whole on a stream that was idle: ours begins a new parser, the floor has kept its"
                            + " own and makes no texts.",
                    "IdleReaderBenchmark",
                    ".*",
                    List.of("input"),
                    new Base.Floor("floor")),
            new Suite(
                    "login",
                    "Logins",
                    "One login of a client at a server in memory, without TLS, by SCRAM-SHA-256 of 4,096 iterations: with the"
                            + " salted password kept, and derived from the password. The floor is what is computed on both"
                            + " sides, and the scan of all octets.",
                    "LoginBenchmark",
                    ".*",
                    List.of(),
                    new Base.Floor("floorCachedKeys")),
            new Suite(
                    "jid-length",
                    "Addresses, longer and longer",
                    "One address whose localpart and resourcepart have so many octets each, compared with that of 10: the cost"
                            + " grows by less than the length does.",
                    "JidLengthBenchmark",
                    "address",
                    List.of("text", "profile"),
                    new Base.Parameter("octets", "10")),
            new Suite(
                    "jid-hostile",
                    "Addresses made to cost",
                    "One text that is as long as is looked at, nearly all of it one part, compared with ASCII in that part.",
                    "JidLengthBenchmark",
                    "hostile",
                    List.of("part", "profile"),
                    new Base.Parameter("text", "ascii")));

    /** Candidates with the same values of {@link #by}. */
    record Group(String title, List<Row> rows) {}

    /**
     * A candidate.
     *
     * @param label method and the parameters that groups do not differ by
     * @param ratio to the base; empty where that was not measured
     */
    record Row(String label, Measurement measurement, Optional<Double> ratio) {}

    /** The groups of what was measured, each with its floors, then ours, then peers; none if this suite was left out. */
    List<Group> groups(List<Measurement> all) {
        List<Measurement> own = all.stream()
                .filter(one -> one.suite().equals(type) && one.method().matches(methods))
                .toList();
        Map<String, List<Measurement>> grouped = new LinkedHashMap<>();
        for (Measurement one : own) {
            grouped.computeIfAbsent(title(one), key -> new ArrayList<>()).add(one);
        }
        List<Group> groups = new ArrayList<>();
        grouped.forEach((title, group) -> groups.add(new Group(
                title,
                group.stream()
                        .sorted(Comparator.comparing((Measurement one) -> one.isFloor() ? 0 : one.isPeer() ? 2 : 1))
                        .map(one -> new Row(label(one), one, base(one, group).map(base -> one.score() / base.score())))
                        .toList())));
        return List.copyOf(groups);
    }

    private String title(Measurement one) {
        return String.join(
                ", ",
                by.stream()
                        .map(one::parameter)
                        .filter(value -> !value.isEmpty())
                        .toList());
    }

    private String label(Measurement one) {
        List<String> others = one.parameters().keySet().stream()
                .filter(name -> !by.contains(name))
                .sorted()
                .map(one::parameter)
                .toList();
        String method = base instanceof Base.Parameter ? "" : one.words() + " ";
        return (method + String.join(", ", others)).strip();
    }

    private Optional<Measurement> base(Measurement one, List<Measurement> group) {
        if (base instanceof Base.Parameter parameter) {
            return group.stream()
                    .filter(other -> other.parameter(parameter.name()).equals(parameter.value())
                            && sameBut(parameter.name(), one, other))
                    .findFirst();
        }
        String own = "floor" + Character.toUpperCase(one.method().charAt(0))
                + one.method().substring(1);
        String common = ((Base.Floor) base).method();
        return group.stream()
                .filter(other -> other.method().equals(own))
                .findFirst()
                .or(() -> one.isFloor() && !one.method().equals(common) && ownFloor(one, group)
                        ? Optional.of(one)
                        : group.stream()
                                .filter(other -> other.method().equals(common))
                                .findFirst());
    }

    /** Whether this floor is that of one candidate. */
    private static boolean ownFloor(Measurement floor, List<Measurement> group) {
        return group.stream().anyMatch(other -> ("floor" + other.method()).equalsIgnoreCase(floor.method()));
    }

    private static boolean sameBut(String name, Measurement one, Measurement other) {
        Map<String, String> some = new LinkedHashMap<>(one.parameters());
        Map<String, String> others = new LinkedHashMap<>(other.parameters());
        some.remove(name);
        others.remove(name);
        return some.equals(others);
    }
}
