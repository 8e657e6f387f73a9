package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamRulesTest {
    private final StreamRules rules = StreamRules.load();

    @Test
    void holdsEveryRowThoughSomeBeginWithAQuotationMark() {
        assertEquals(518, rules.all().size());
        String text = rules.find("R-371").map(StreamRule::text).orElse("");
        assertTrue(text.startsWith("\""), text);
        assertEquals(Optional.empty(), rules.find("R-000"));
    }

    @Test
    void keepsIdsInOrder() {
        int number = 1;
        for (StreamRule rule : rules.all()) {
            assertEquals(String.format("R-%03d", number++), rule.id());
        }
    }

    @Test
    void tellsWhereARuleStands() {
        assertEquals(
                "RFC 6120 section 4.6.3",
                rules.find("R-042").orElseThrow().place().reference());
    }

    @Test
    void tellsWhereTheSpecificationsAreAtOdds() {
        assertEquals(26, rules.noVerdict().size());
        for (String id : rules.noVerdict().keySet()) {
            assertTrue(rules.find(id).isPresent(), id);
        }
        assertEquals(
                "tls-unique is not defined for TLS 1.3. No verdict there.",
                rules.noVerdict().get("R-417"));
    }
}
