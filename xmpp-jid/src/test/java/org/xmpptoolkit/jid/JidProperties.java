package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.rules.Rule;

@Domain(Texts.class)
@Domain(DomainContext.Global.class)
class JidProperties {
    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    @Rule({"R-350", "R-353", "R-368"})
    void parsingItsOwnTextIsIdentity(@ForAll String text, @ForAll JidProfile profile) {
        Optional<Jid> jid = parsed(text, profile);
        Statistics.collect(jid.isPresent());
        Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20));
        Assume.that(jid.isPresent());

        Jid again = Jid.parse(jid.orElseThrow().toString(), profile);

        assertEquals(jid.orElseThrow().toString(), again.toString());
        assertEquals(jid.orElseThrow().localpart(), again.localpart());
        assertEquals(jid.orElseThrow().domainpart(), again.domainpart());
        assertEquals(jid.orElseThrow().resourcepart(), again.resourcepart());
    }

    @Property
    @Rule({"R-348", "R-351", "R-354", "R-364", "R-369", "R-372"})
    void partsGiveTheAddressBackAndKeepTheirLimits(@ForAll String text, @ForAll JidProfile profile) {
        Optional<Jid> parsed = parsed(text, profile);
        Assume.that(parsed.isPresent());
        Jid jid = parsed.orElseThrow();
        String local = jid.localpart().orElse(null);
        String resource = jid.resourcepart().orElse(null);

        assertEquals(jid, Jid.of(local, jid.domainpart(), resource, profile));
        assertEquals(
                (local == null ? "" : local + "@") + jid.domainpart() + (resource == null ? "" : "/" + resource),
                jid.toString());
        for (String part : Arrays.asList(local, jid.domainpart(), resource)) {
            int octets = part == null ? 1 : octets(part).length;
            assertTrue(octets >= 1 && octets <= 1023, part);
        }
        Jid rebuilt = jid.domain();
        rebuilt = local == null ? rebuilt : rebuilt.withLocalpart(local);
        assertEquals(jid.bare(), rebuilt);
        assertEquals(jid, resource == null ? rebuilt : rebuilt.withResourcepart(resource));
    }

    @Property
    void anyTextGivesAnAddressOrItsOwnException(@ForAll String text, @ForAll JidProfile profile) {
        JidResult result = Jid.tryParse(text, profile);

        if (result instanceof JidResult.Refused refused) {
            JidParseException thrown = assertThrows(JidParseException.class, () -> Jid.parse(text, profile));
            assertEquals(refused.message(), thrown.getMessage());
            assertEquals(refused.reason(), thrown.reason());
            assertEquals(refused.part(), thrown.part());
            assertEquals(refused.index(), thrown.index());
        } else {
            assertEquals(((JidResult.Parsed) result).jid(), Jid.parse(text, profile));
        }
    }

    /** The two forms of a domainpart are domainparts, and the ASCII one is ASCII. */
    @Property
    @Rule({"R-346", "R-347", "R-366"})
    void bothFormsOfADomainpartLeadToTheSameAsciiForm(@ForAll String text, @ForAll JidProfile profile) {
        Optional<Jid> jid = parsed(text, profile);
        Assume.that(jid.isPresent());
        String ascii = jid.orElseThrow().domainpartToAscii();
        String unicode = jid.orElseThrow().domainpartToUnicode();

        assertTrue(AsciiParts.isAscii(ascii), ascii);
        assertEquals(ascii, Jid.of(null, unicode, null, lenient(profile)).domainpartToAscii());
        assertEquals(unicode, Jid.of(null, ascii, null, lenient(profile)).domainpartToUnicode());
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void equalIfAndOnlyIfPreparedTextsAreEqual(
            @ForAll String one, @ForAll String other, @ForAll JidProfile profile, @ForAll JidProfile otherProfile) {
        Optional<Jid> left = parsed(one, profile);
        // the same text by another profile is often equal, two texts hardly ever are
        Optional<Jid> right = parsed(one.length() % 2 == 0 ? one : other, otherProfile);
        Assume.that(left.isPresent() && right.isPresent());
        boolean sameText =
                left.orElseThrow().toString().equals(right.orElseThrow().toString());
        Statistics.collect(sameText);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(percent -> percent > 5);
            coverage.check(false).percentage(percent -> percent > 5);
        });

        assertEquals(sameText, left.equals(right));
        assertEquals(sameText, left.orElseThrow().compareTo(right.orElseThrow()) == 0);
        assertTrue(!sameText || left.hashCode() == right.hashCode());
    }

    @Property
    void orderIsThatOfOctetsDomainFirst(@ForAll String one, @ForAll String other) {
        Optional<Jid> left = parsed(one, JidProfile.STRINGPREP_QUERY);
        Optional<Jid> right = parsed(other, JidProfile.STRINGPREP_QUERY);
        Assume.that(left.isPresent() && right.isPresent());

        assertOrder(left.orElseThrow(), right.orElseThrow());
        Jid sameDomain = right.orElseThrow()
                .resourcepart()
                .map(resource -> left.orElseThrow().bare().withResourcepart(resource))
                .orElse(left.orElseThrow().bare());
        assertOrder(left.orElseThrow(), sameDomain);
    }

    private static void assertOrder(Jid left, Jid right) {
        int expected = Arrays.compareUnsigned(octets(left.domainpart()), octets(right.domainpart()));
        if (expected == 0) {
            expected = compare(left.localpart(), right.localpart());
        }
        if (expected == 0) {
            expected = compare(left.resourcepart(), right.resourcepart());
        }
        assertEquals(Integer.signum(expected), Integer.signum(left.compareTo(right)), left + " to " + right);
        assertEquals(Integer.signum(-expected), Integer.signum(right.compareTo(left)), right + " to " + left);
    }

    private static int compare(Optional<String> left, Optional<String> right) {
        return left.isPresent() && right.isPresent()
                ? Arrays.compareUnsigned(octets(left.get()), octets(right.get()))
                : Boolean.compare(left.isPresent(), right.isPresent());
    }

    private static JidProfile lenient(JidProfile profile) {
        return profile == JidProfile.PRECIS ? profile : JidProfile.STRINGPREP_QUERY;
    }

    private static Optional<Jid> parsed(String text, JidProfile profile) {
        return Jid.tryParse(text, profile).toOptional();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
