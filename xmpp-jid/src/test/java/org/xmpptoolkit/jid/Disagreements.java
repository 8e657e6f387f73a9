package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects where an expectation and the code differ on a code point, to tell of the first twenty. */
final class Disagreements {
    private static final int SHOWN = 20;

    private final ConcurrentSkipListMap<Integer, String> first = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Asks about each of the 0x110000 code points, lone surrogates included. */
    static void overEveryCodePoint(Question question) {
        overEveryCodePoint(IntStream.rangeClosed(0, Character.MAX_CODE_POINT), question);
    }

    /**
     * Asks about each code point but those inside planes 4 to 13, of which the ends must do: the planes hold nothing, which
     * is what the tables are compared for, and the way through the parser is the same for all of them.
     */
    static void overEveryPlaneInUse(Question question) {
        overEveryCodePoint(
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < 0x40000 || c >= 0xE0000 || (c & 0xFFFF) < 0x100 || (c & 0xFFFF) >= 0xFF00),
                question);
    }

    private static void overEveryCodePoint(IntStream codePoints, Question question) {
        Disagreements disagreements = new Disagreements();
        IntConsumer one = c -> question.ask(disagreements, c);
        codePoints.parallel().forEach(one);
        disagreements.assertNone();
    }

    /** Notes a code point if the two are not equal. */
    void compare(int codePoint, String what, @Nullable Object expected, @Nullable Object actual) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            note(codePoint, what + ": expected " + shown(expected) + ", was " + shown(actual));
        }
    }

    /** Notes a code point if the condition does not hold for it. */
    void check(int codePoint, String what, boolean holds) {
        if (!holds) {
            note(codePoint, what + " does not hold");
        }
    }

    void note(int codePoint, String problem) {
        count.incrementAndGet();
        first.merge(codePoint, problem, (one, other) -> one + "; " + other);
        if (first.size() > SHOWN) {
            first.pollLastEntry();
        }
    }

    void assertNone() {
        if (count.get() > 0) {
            Collection<String> lines = first.entrySet().stream()
                    .map(entry -> "U+" + Integer.toHexString(entry.getKey()) + " " + entry.getValue())
                    .toList();
            fail(count + " disagreements, the first of them:\n" + String.join("\n", lines));
        }
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text
                ? text.codePoints()
                                .mapToObj(c -> c > ' ' && c < 0x7F
                                        ? Character.toString(c)
                                        : "\\x{" + Integer.toHexString(c) + "}")
                                .reduce("\"", String::concat)
                        + '"'
                : String.valueOf(value);
    }

    /** A question about a code point. */
    interface Question {
        void ask(Disagreements disagreements, int codePoint);
    }
}
