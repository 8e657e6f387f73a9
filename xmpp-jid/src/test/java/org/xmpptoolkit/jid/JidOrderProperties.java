package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Equality and order, over addresses that are often equal in some parts. */
@Domain(DomainContext.Global.class)
class JidOrderProperties {
    /** In the order of octets, which is not that of UTF-16 units: the last but one is above all surrogates. */
    private static final List<String> TEXTS =
            List.of("a", "aa", "aab", "b", "\u00E4", "\uD7A3", "\uFA0E", "\uFA0Ea", "\uD840\uDC00", "\uD869\uDED6");

    private static final List<String> NO_AND_ALL = List.of("", "a", "aa", "aab", "b", "\uFA0E", "\uD840\uDC00");

    @Provide
    Arbitrary<Jid> jids() {
        Arbitrary<String> local = Arbitraries.of(NO_AND_ALL).map(text -> text.isEmpty() ? "" : text + "@");
        Arbitrary<String> domain = Arbitraries.of(TEXTS);
        Arbitrary<String> resource = Arbitraries.of(NO_AND_ALL).map(text -> text.isEmpty() ? "" : "/" + text);
        return Combinators.combine(local, domain, resource, Arbitraries.of(JidProfile.values()))
                .as((before, name, behind, profile) -> Jid.parse(before + name + behind, profile));
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void orderIsAntisymmetricTransitiveAndConsistentWithEquals(
            @ForAll("jids") Jid one, @ForAll("jids") Jid two, @ForAll("jids") Jid three) {
        Statistics.collect(one.domainpart().equals(two.domainpart()));
        Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 3));

        List<Jid> sorted = List.of(one, two, three).stream().sorted().toList();

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                Jid left = sorted.get(i);
                Jid right = sorted.get(j);
                int order = Integer.signum(left.compareTo(right));
                assertEquals(-order, Integer.signum(right.compareTo(left)), left + " and " + right);
                assertTrue(i == j || Integer.signum(i - j) * order >= 0, left + " and " + right);
                assertEquals(left.equals(right), order == 0, left + " and " + right);
                assertEquals(left.equals(right), left.toString().equals(right.toString()));
                assertTrue(!left.equals(right) || left.hashCode() == right.hashCode());
            }
        }
    }

    @Property
    void orderIsThatOfDomainThenLocalThenResourceInOctets(@ForAll("jids") Jid left, @ForAll("jids") Jid right) {
        int expected = octets(left.domainpart(), right.domainpart());
        expected = expected != 0
                ? expected
                : octets(left.localpart().orElse(""), right.localpart().orElse(""));
        expected = expected != 0
                ? expected
                : octets(left.resourcepart().orElse(""), right.resourcepart().orElse(""));

        assertEquals(Integer.signum(expected), Integer.signum(left.compareTo(right)), left + " and " + right);
    }

    private static int octets(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
