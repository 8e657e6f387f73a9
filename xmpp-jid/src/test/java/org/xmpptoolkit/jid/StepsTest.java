package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "abcde"})
    void reappliesAsTheParserDoes(String text) {
        String stable = FixedPoint.of(text, StepsTest::shorter);
        Steps steps = new Steps(0, text, 0);
        steps.replace("the first time", "", shorter(text));
        steps.reapply(StepsTest::shorter, "the rules");

        assertEquals(stable == null, steps.isRefused());
        assertEquals(stable == null ? text.substring(3) : stable, steps.text());
        assertEquals(Math.max(1, Math.min(4, text.length())), steps.steps().size());
    }

    private static String shorter(String text) {
        return text.isEmpty() ? text : text.substring(1);
    }
}
