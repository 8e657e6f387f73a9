package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.rules.Rule;

/** An address, its parts and its other forms, over addresses that mostly are valid and not ASCII. */
@Domain(DomainContext.Global.class)
@Domain(Addresses.class)
class JidPartsProperties {
    @Provide
    Arbitrary<String> parts() {
        return Addresses.part();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    @Rule({"R-350", "R-353", "R-368"})
    void parsingItsOwnTextIsIdentity(@ForAll String text, @ForAll JidProfile profile) {
        Optional<Jid> parsed = parsed(text, profile);
        Statistics.label("profile and code points")
                .collect(
                        profile,
                        parsed.map(jid -> !AsciiParts.isAscii(jid.toString())).orElse(false));
        Statistics.label("profile and code points").coverage(coverage -> {
            for (JidProfile each : JidProfile.values()) {
                coverage.check(each, true).percentage(percent -> percent > 12);
            }
        });
        if (parsed.isEmpty()) {
            return;
        }
        Jid jid = parsed.get();

        Jid again = Jid.parse(jid.toString(), profile);

        assertEquals(jid.toString(), again.toString());
        assertEquals(jid.localpart(), again.localpart());
        assertEquals(jid.domainpart(), again.domainpart());
        assertEquals(jid.resourcepart(), again.resourcepart());
        assertEquals(jid, again);
        assertEquals(0, jid.compareTo(again));
    }

    /** What PRECIS and stringprep fold differently stays apart; what they prepare to the same text is equal. */
    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void equalByOneProfileAndAnotherIffTheTextsAre(@ForAll String text) {
        Optional<Jid> precis = parsed(text, JidProfile.PRECIS);
        Optional<Jid> stringprep = parsed(text, JidProfile.STRINGPREP);
        Statistics.collect(precis.isPresent() && stringprep.isPresent(), precis.equals(stringprep));
        Statistics.coverage(coverage -> {
            coverage.check(true, true).percentage(percent -> percent > 15);
            coverage.check(true, false).percentage(percent -> percent > 5);
        });

        assertEquals(precis.map(Jid::toString).equals(stringprep.map(Jid::toString)), precis.equals(stringprep));
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void changingAPartIsParsingAfresh(@ForAll String text, @ForAll("parts") String part, @ForAll JidProfile profile) {
        Optional<Jid> parsed = parsed(text, profile);
        Statistics.collect(parsed.isPresent());
        Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 50));
        if (parsed.isEmpty()) {
            return;
        }
        Jid jid = parsed.get();
        String behind = jid.resourcepart().map(resource -> "/" + resource).orElse("");
        String before = jid.localpart().map(local -> local + "@").orElse("");

        assertSameAs(before + jid.domainpart(), profile, jid.bare());
        assertSameAs(jid.domainpart(), profile, jid.domain());
        assertEquals(
                jid,
                Jid.of(
                        jid.localpart().orElse(null),
                        jid.domainpart(),
                        jid.resourcepart().orElse(null),
                        profile));
        assertEquals(jid.resourcepart().isPresent(), jid.isFull());
        assertEquals(jid.resourcepart().isEmpty(), jid.isBare());
        assertEquals(jid.toString().equals(jid.domainpart()), jid.isDomain());

        Jid otherLocal = orNull(part + "@" + jid.domainpart() + behind, profile);
        if (otherLocal == null) {
            assertEquals(
                    JidPart.LOCALPART,
                    assertThrows(JidParseException.class, () -> jid.withLocalpart(part))
                            .part());
        } else {
            assertSameAs(otherLocal.toString(), profile, jid.withLocalpart(part));
        }
        Jid otherResource = orNull(before + jid.domainpart() + "/" + part, profile);
        if (otherResource == null) {
            assertEquals(
                    JidPart.RESOURCEPART,
                    assertThrows(JidParseException.class, () -> jid.withResourcepart(part))
                            .part());
        } else {
            assertSameAs(otherResource.toString(), profile, jid.withResourcepart(part));
        }
    }

    private static void assertSameAs(String text, JidProfile profile, Jid jid) {
        Jid afresh = Jid.parse(text, profile);
        assertEquals(afresh.toString(), jid.toString());
        assertEquals(afresh.localpart(), jid.localpart());
        assertEquals(afresh.domainpart(), jid.domainpart());
        assertEquals(afresh.resourcepart(), jid.resourcepart());
        assertEquals(profile, jid.profile());
    }

    /**
     * Both forms lead to the same ASCII form, and making one twice changes nothing. There are so many tries because some 2 % of the
     * addresses have an A-label with each profile: of a thousand, chance alone leaves less than 1 % now and then.
     */
    @Property(tries = 8_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    @Rule({"R-346", "R-347", "R-366"})
    void bothFormsOfADomainpartLeadToEachOther(@ForAll String text, @ForAll JidProfile profile) {
        Optional<Jid> parsed = parsed(text, profile);
        boolean converted = parsed.map(jid -> !jid.domainpartToAscii().equals(jid.domainpartToUnicode()))
                .orElse(false);
        boolean fromAnALabel = converted && text.contains("xn--");
        Statistics.label("converted").collect(profile, converted);
        Statistics.label("converted").coverage(coverage -> {
            for (JidProfile each : JidProfile.values()) {
                coverage.check(each, true).percentage(percent -> percent > 10);
            }
        });
        Statistics.label("from an A-label").collect(profile, fromAnALabel);
        Statistics.label("from an A-label").coverage(coverage -> {
            for (JidProfile each : JidProfile.values()) {
                coverage.check(each, true).percentage(percent -> percent > 1);
            }
        });
        if (parsed.isEmpty()) {
            return;
        }
        Jid jid = parsed.get();
        String ascii = jid.domainpartToAscii();
        String unicode = jid.domainpartToUnicode();
        Jid fromAscii = Jid.of(null, ascii, null, profile);

        assertTrue(AsciiParts.isAscii(ascii), ascii);
        assertFalse(profile == JidProfile.PRECIS && unicode.startsWith("xn--"), unicode);
        assertEquals(ascii, fromAscii.domainpartToAscii());
        assertEquals(unicode, fromAscii.domainpartToUnicode());
        Jid fromUnicode = Jid.of(null, unicode, null, profile);
        assertEquals(ascii, fromUnicode.domainpartToAscii());
        assertEquals(unicode, fromUnicode.domainpartToUnicode());
        assertTrue(profile != JidProfile.PRECIS || jid.domainpart().equals(unicode), unicode);
    }

    private static @Nullable Jid orNull(String text, JidProfile profile) {
        return parsed(text, profile).orElse(null);
    }

    private static Optional<Jid> parsed(String text, JidProfile profile) {
        return Jid.tryParse(text, profile).toOptional();
    }
}
