package org.xmpptoolkit.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.StreamRules;

/** What the page takes and what it refuses. */
class FindingsTest {
    private final StreamRules register = StreamRules.load();
    private final Findings findings = new Findings(register);

    private static Finding of(String rule, Optional<String> choice) {
        return new Finding("Peer", "1.0", rule, "<a|b/>", "refused", "read", choice);
    }

    @Test
    void takesWhatBreaksARuleWithAKeyword() {
        Finding finding = of("R-307", Optional.empty());
        assertEquals(List.of(finding), findings.add(finding).taken());
        assertEquals(List.of(), findings.refused());
    }

    @Test
    void refusesWhatIsButADefinition() {
        assertRefused(of("R-342", Optional.empty()), "(ABNF)");
        assertRefused(of("R-325", Optional.empty()), "(definition)");
    }

    @Test
    void refusesWhatHangsOnAChoice() {
        assertRefused(of("R-517", Optional.empty()), "(choice)");
        assertRefused(of("R-346", Optional.of("underscores are in use")), "underscores are in use");
    }

    @Test
    void refusesEveryRuleThatGivesNoVerdict() {
        assertEquals(26, register.noVerdict().size());
        register.noVerdict()
                .forEach((rule, point) ->
                        assertTrue(findings.refusal(of(rule, Optional.empty())).isPresent(), rule));
        assertRefused(of("R-313", Optional.empty()), "bad-format");
    }

    @Test
    void refusesARuleThatIsNone() {
        assertRefused(of("R-999", Optional.empty()), "no such rule");
    }

    private void assertRefused(Finding finding, String reason) {
        Findings one = new Findings(register).add(finding);
        assertEquals(List.of(), one.taken());
        assertTrue(one.refused().get(0).contains(reason), one.refused().get(0));
    }

    @Test
    void writesATableForEachPeer() {
        String page = new FindingsPage(register).servers(List.of(of("R-307", Optional.empty())));
        assertTrue(page.startsWith(FindingsPage.SERVERS), page);
        assertTrue(page.contains("### Peer 1.0\n"), page);
        assertTrue(page.contains("| R-307 | RFC 6120 11.1 | MUST | <code>&lt;a\\|b/></code> | refused | read |"), page);
    }

    @Test
    void readsReviewedRows() {
        List<Finding> rows = FindingsPage.reviewed(List.of(
                "peer\tversion\trule\tinput\texpected\tcame", "A\t1\tR-307\tx\ty\tz", "A\t1\tR-307\tx\ty\tz\topen"));
        assertEquals(new Finding("A", "1", "R-307", "x", "y", "z", Optional.empty()), rows.get(0));
        assertEquals(Optional.of("open"), rows.get(1).choice());
        assertThrows(IllegalArgumentException.class, () -> FindingsPage.reviewed(List.of("head", "A\t1\tR-307")));
    }
}
