package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.rules.Rule;

class JidEscapingProperties {
    @Property
    @Rule({"R-506", "R-508"})
    void unescapingWhatWasEscapedIsIdentity(@ForAll("names") String name) {
        assertEquals(name, JidEscaping.unescape(JidEscaping.escape(name)));
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    @Rule({"R-506", "R-507"})
    void anEscapedNameHasNothingThatALocalpartCannotHold(@ForAll("names") String name) {
        String localpart = JidEscaping.escape(name);
        Statistics.collect(localpart.contains("\\5c"), localpart.equals(name));
        Statistics.coverage(coverage -> {
            coverage.check(true, false).percentage(percent -> percent > 1);
            coverage.check(false, true).percentage(percent -> percent > 5);
        });

        assertTrue(localpart.chars().noneMatch(c -> " \"&'/:<>@".indexOf(c) >= 0), localpart);
    }

    @Property
    @Rule({"R-506", "R-507"})
    void anEscapedAsciiNameIsALocalpart(@ForAll("names") String name) {
        String localpart = JidEscaping.escape(name);

        assertTrue(localpart.isEmpty() || Jid.tryParse(localpart + "@b") instanceof JidResult.Parsed, localpart);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<Character> other = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of('\\')),
                Tuple.of(3, Arbitraries.of('2', '3', '4', '5', '0', '6', '7', 'a', 'c', 'e', 'f')),
                Tuple.of(2, Arbitraries.chars().range(' ', '~')));
        return Arbitraries.frequencyOf(
                        Tuple.of(20, other.map(String::valueOf)), Tuple.of(1, Arbitraries.of("\\20", "\\5c", "\\40")))
                .list()
                .ofMaxSize(16)
                .map(pieces -> String.join("", pieces))
                .filter(name -> !name.startsWith(" ") && !name.endsWith(" "));
    }
}
