package org.xmpptoolkit.testkit.report;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Exchange.Kind;
import org.xmpptoolkit.testkit.result.Exchange.Line;
import org.xmpptoolkit.testkit.result.Exchange.Mark;

class DiagramTest {
    private static String parts(String text, Mark... marks) {
        return Diagram.parts(new Line(1, Kind.SENT, text, Arrays.asList(marks))).stream()
                .map(Diagram.Part::toString)
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, a|[[bc]]|def",
        "0, 6, [[abcdef]]",
        "0, 1, [[a]]|bcdef",
        "2, 2, ab|[[c]]|def", // what is missing before c
        "6, 6, abcde|[[f]]"
    })
    void cutsWhereAMarkBeginsAndEnds(int start, int end, String expected) {
        assertEquals(expected, parts("abcdef", new Mark(start, end)));
    }

    @Test
    void joinsMarksThatOverlapAndSortsThem() {
        assertEquals(
                "a|[[b]]|c|[[de]]|[[f]]",
                parts("abcdef", new Mark(3, 5), new Mark(4, 6), new Mark(1, 2), new Mark(1, 2)));
        assertEquals("", parts("", new Mark(0, 0)));
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertEquals("[[\uD83D\uDE00]]|a", parts("\uD83D\uDE00a", new Mark(1, 2)));
        assertEquals("[[\uD83D\uDE00]]|a", parts("\uD83D\uDE00a", new Mark(0, 1)));
        String emoji = "\uD83D\uDE00".repeat(1000);
        assertEquals(-1, parts("a" + emoji).indexOf("\\u{"));
        assertEquals(-1, parts(emoji).indexOf("\\u{"));
        assertEquals(-1, parts(emoji + "a").indexOf("\\u{"));
    }

    @Test
    void leavesOutTheMiddleOfWhatIsLongAndKeepsWhatIsMarked() {
        String shown = parts("x".repeat(5_000) + "!" + "y".repeat(5_000), new Mark(5_000, 5_001));
        assertTrue(shown.contains("x|[[!]]|y"), shown);
        assertTrue(shown.contains("|[... 4400 characters more ...]|"), shown);
        assertTrue(shown.length() < 1_400, () -> "length " + shown.length());
        assertEquals("x".repeat(Diagram.LONGEST_CHARS), parts("x".repeat(Diagram.LONGEST_CHARS)));
    }

    @Test
    void keepsConnectionsApartAndTheOrderOfTime() {
        Exchange exchange = new Exchange(
                List.of(
                        new Line(2, Kind.NOTE, "connected", List.of()),
                        new Line(1, Kind.SENT, "a", List.of(new Mark(0, 1))),
                        new Line(2, Kind.RECEIVED, "b", List.of())),
                1);
        assertEquals("2     connected\n1 --> [[a]]\n2 <-- b\nand 1 line more\n", Diagram.text(exchange));
        assertEquals(
                "[1 [2], 2 [1, 3]]",
                Diagram.of(exchange).stream()
                        .map(connection -> connection.get("number") + " " + numbers(connection.get("lines")))
                        .toList()
                        .toString());
    }

    private static List<?> numbers(@Nullable Object lines) {
        return ((List<?>) requireNonNull(lines))
                .stream().map(line -> ((Map<?, ?>) line).get("number")).toList();
    }
}
