package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.rules.Rule;

/** Hostile documents, each whole, octet by octet, and in pieces of any size: the same condition, and nothing behind it. */
class TortureTest {
    private static final int CUTS = 6;

    static Stream<TortureCase> all() {
        return TortureCase.all().stream();
    }

    @Rule({
        "R-307", "R-308", "R-309", "R-310", "R-311", "R-313", "R-315", "R-316", "R-320", "R-322", "R-323", "R-324",
        "R-325", "R-327", "R-328", "R-329"
    })
    @ParameterizedTest
    @MethodSource("all")
    void earnsItsConditionHoweverItIsCut(TortureCase torture) {
        byte[] document = torture.document();
        List<StreamReader.Event> whole = Reading.feed(torture.reader(), document);
        assertEquals(expected(torture), outcome(whole), whole::toString);
        List<String> events = Reading.described(whole);
        assertEquals(events, Reading.described(Reading.feedOneByOne(torture.reader(), document)));
        Random random = new Random(torture.name().hashCode());
        for (int i = 0; i < CUTS; i++) {
            Chunkings.Chunking cut = new Chunkings.Chunking(
                    random.ints(1 + random.nextInt(6), 1, i % 2 == 0 ? 9 : 4_000)
                            .boxed()
                            .toList(),
                    1 + random.nextInt(3));
            assertEquals(events, Reading.described(cut.feed(torture.reader(), document)), cut::toString);
        }
    }

    @Test
    void theTableIsLargeAndItsNamesDiffer() {
        List<TortureCase> all = TortureCase.all();
        assertTrue(all.stream().filter(TortureCase::refused).count() >= 170);
        assertEquals(all.size(), all.stream().map(TortureCase::name).distinct().count());
    }

    private static List<String> expected(TortureCase torture) {
        List<String> expected = new ArrayList<>();
        expected.add(torture.elements() + " elements");
        if (torture.refused()) {
            expected.add(torture.condition());
        } else {
            expected.addAll(List.of("after", "closed"));
        }
        return expected;
    }

    /** How many elements came, and what came behind the last of them. */
    private static List<String> outcome(List<StreamReader.Event> events) {
        int elements = 0;
        List<String> rest = new ArrayList<>();
        for (StreamReader.Event event : events) {
            if (event instanceof StreamReader.ElementComplete complete) {
                if (complete.element().localName().equals("after")) {
                    rest.add("after");
                } else {
                    elements++;
                }
            } else if (event instanceof StreamReader.HeaderClosed) {
                rest.add("closed");
            } else if (event instanceof StreamReader.Refused refused) {
                rest.add(condition(refused.violation().kind()));
            }
        }
        rest.add(0, elements + " elements");
        return rest;
    }

    /** The condition by its name; {@code ErrorsTest} of xmpp-errors holds the same. */
    private static String condition(XmlViolation.Kind kind) {
        return kind == XmlViolation.Kind.LIMIT_EXCEEDED
                ? "policy-violation"
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
