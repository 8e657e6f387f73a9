package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** Messages go to exactly those whom table 1 of RFC 6121 section 8.5 names. */
class MessageDeliveryProperties {
    /** A resource that is connected and not available. */
    private static final int SILENT = 1_000;

    /** Normal, chat, groupchat and headline, by the rows of the table; the cells with a choice hold what is done here. */
    private static final Map<String, String> TABLE = Map.of(
            "no account, bare", "E E E S",
            "no account, full", "E E E S",
            "nobody, bare", "O O E S",
            "nobody, no match", "E O E S",
            "negative, bare", "O O E S",
            "negative, no match", "E O E S",
            "able, bare", "M M E A",
            "able, no match", "E M E S",
            "match", "D D D D");

    private static final List<String> TYPES = List.of("normal", "chat", "groupchat", "headline");

    @Provide
    Arbitrary<List<Integer>> priorities() {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(0, 2)),
                        net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(-2, -1)),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(SILENT)))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("normal", "chat", "groupchat", "headline", "error", "-", "unheard-of");
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of(
                "romeo@im.example.com",
                "romeo@im.example.com/r0",
                "romeo@im.example.com/r1",
                "romeo@im.example.com/gone",
                "nobody@im.example.com",
                "nobody@im.example.com/r0");
    }

    @Property(tries = 2_000)
    void eachGoesToThoseOfTheTable(
            @ForAll("priorities") List<Integer> priorities,
            @ForAll("types") String type,
            @ForAll("addresses") String to) {
        FakeServer server = new FakeServer();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < priorities.size(); i++) {
            int priority = priorities.get(i);
            clients.add(
                    priority == SILENT
                            ? server.client(FakeServer.ROMEO, "r" + i)
                            : server.available(FakeServer.ROMEO, "r" + i, priority));
        }
        clients.forEach(Client::take);
        Client sender = server.client(FakeServer.JULIET, "a");
        server.send(
                sender, "<message id='m' to='" + to + "'" + (type.equals("-") ? "" : " type='" + type + "'") + "/>");
        String action = action(priorities, type, to);
        Statistics.label("action").collect(action);
        assertEquals(expected(priorities, action, to), reached(clients));
        List<XmlElement> answers = sender.take();
        assertEquals(action.equals("E") ? 1 : 0, answers.size());
        if (action.equals("E")) {
            assertEquals("service-unavailable", FakeServer.condition(answers.get(0)));
        }
        Client later = server.client(FakeServer.ROMEO, "later");
        server.send(later, "<presence><priority>5</priority></presence>");
        assertEquals(action.equals("O"), later.shorts().stream().anyMatch(stanza -> stanza.startsWith("message m")));
    }

    private static String action(List<Integer> priorities, String type, String to) {
        String row = row(priorities, to);
        if (type.equals("error")) {
            return row.equals("match") ? "D" : "S";
        }
        int column = Math.max(0, TYPES.indexOf(type)); // what is no known type is normal (section 5.2.2)
        return Objects.requireNonNull(TABLE.get(row)).split(" ")[column];
    }

    private static String row(List<Integer> priorities, String to) {
        boolean bare = !to.contains("/");
        if (to.startsWith("nobody")) {
            return "no account, " + (bare ? "bare" : "full");
        }
        if (match(priorities, to).isPresent()) {
            return "match";
        }
        boolean able = priorities.stream().anyMatch(priority -> priority >= 0 && priority != SILENT);
        boolean negative = priorities.stream().anyMatch(priority -> priority < 0);
        return (able ? "able" : negative ? "negative" : "nobody") + ", " + (bare ? "bare" : "no match");
    }

    private static Optional<Integer> match(List<Integer> priorities, String to) {
        int at = to.indexOf("/r");
        return Optional.of(at < 0 ? -1 : Integer.parseInt(to.substring(at + 2)))
                .filter(index -> index >= 0 && index < priorities.size());
    }

    private static List<Boolean> expected(List<Integer> priorities, String action, String to) {
        int highest = priorities.stream()
                .filter(priority -> priority != SILENT)
                .max(Integer::compare)
                .orElse(-1);
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < priorities.size(); i++) {
            int priority = priorities.get(i);
            int index = i;
            expected.add(
                    switch (action) {
                        case "D" ->
                            match(priorities, to)
                                    .filter(match -> match == index)
                                    .isPresent();
                        case "M" -> priority == highest;
                        case "A" -> priority >= 0 && priority != SILENT;
                        default -> false;
                    });
        }
        return expected;
    }

    private static List<Boolean> reached(List<Client> clients) {
        List<Boolean> reached = new ArrayList<>();
        for (Client client : clients) {
            List<XmlElement> got = client.take();
            assertTrue(got.size() <= 1, got.toString());
            reached.add(!got.isEmpty());
        }
        return reached;
    }
}
