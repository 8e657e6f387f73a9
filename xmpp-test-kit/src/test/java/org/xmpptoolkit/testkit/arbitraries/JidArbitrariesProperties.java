package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidPart;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

class JidArbitrariesProperties {
    @Provide
    Arbitrary<ValidJid> valid() {
        return Arbitraries.of(JidProfile.class).flatMap(JidArbitraries::valid);
    }

    @Provide
    Arbitrary<InvalidJid> invalid() {
        return Arbitraries.of(JidProfile.class).flatMap(JidArbitraries::invalid);
    }

    @Provide
    Arbitrary<String> texts() {
        return JidArbitraries.texts();
    }

    @Provide
    Arbitrary<Jid> jids() {
        return JidArbitraries.jids();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aValidAddressBecomesWhatItSays(@ForAll("valid") ValidJid valid) {
        assertValid(valid);

        boolean ascii = valid.text().chars().allMatch(c -> c < 0x80);
        Statistics.label("letters").collect(ascii ? "ascii" : "others").coverage(coverage -> {
            coverage.check("ascii").percentage(some -> some > 10);
            coverage.check("others").percentage(some -> some > 40);
        });
        Statistics.label("as it is")
                .collect(valid.prepared().equals(valid.text()))
                .coverage(coverage -> {
                    coverage.check(true).percentage(some -> some > 8);
                    coverage.check(false).percentage(some -> some > 40);
                });
        Statistics.label("parts")
                .collect(valid.localpart().isPresent(), valid.resourcepart().isPresent())
                .coverage(coverage -> {
                    coverage.check(true, true).percentage(some -> some > 25);
                    coverage.check(true, false).percentage(some -> some > 10);
                    coverage.check(false, true).percentage(some -> some > 10);
                    coverage.check(false, false).percentage(some -> some > 4);
                });
    }

    private static void assertValid(ValidJid valid) {
        JidResult.Parsed parsed =
                assertInstanceOf(JidResult.Parsed.class, Jid.tryParse(valid.text(), valid.profile()), valid::toString);
        assertEquals(valid.prepared(), parsed.jid().toString());
        assertEquals(valid.localpart(), parsed.jid().localpart());
        assertEquals(valid.domainpart(), parsed.jid().domainpart());
        assertEquals(valid.resourcepart(), parsed.jid().resourcepart());
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void anInvalidAddressIsRefusedForTheReasonItSays(@ForAll("invalid") InvalidJid invalid) {
        assertInvalid(invalid);

        Statistics.label("part").collect(invalid.part()).coverage(coverage -> {
            for (JidPart part : JidPart.values()) {
                coverage.check(part).percentage(some -> some > 20);
            }
        });
        Statistics.label("reason").collect(invalid.reason()).coverage(coverage -> {
            for (JidError reason : EnumSet.complementOf(EnumSet.of(JidError.NOT_STABLE))) {
                coverage.check(reason).percentage(some -> some > 1);
            }
        });
    }

    private static void assertInvalid(InvalidJid invalid) {
        JidResult.Refused refused = assertInstanceOf(
                JidResult.Refused.class, Jid.tryParse(invalid.text(), invalid.profile()), invalid::toString);
        assertEquals(invalid.reason(), refused.reason(), () -> invalid + " " + refused);
        assertEquals(invalid.part(), refused.part(), () -> invalid + " " + refused);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void shrinkingKeepsPartAndReason(@ForAll long seed, @ForAll JidProfile profile) {
        for (JidPart part : JidPart.values()) {
            for (JidError reason : JidArbitraries.reasons(profile, part)) {
                Shrinking.walk(JidArbitraries.invalid(profile, part, reason), seed, 1, invalid -> {
                    assertEquals(part, invalid.part());
                    assertEquals(reason, invalid.reason());
                    assertInvalid(invalid);
                });
            }
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void shrinkingAnyInvalidAddressKeepsPartAndReason(@ForAll long seed, @ForAll JidProfile profile) {
        Optional<?>[] first = {Optional.empty()};
        Shrinking.walk(JidArbitraries.invalid(profile), seed, 1, invalid -> {
            Optional<?> kind = Optional.of(invalid.part() + " " + invalid.reason());
            first[0] = first[0].isEmpty() ? kind : first[0];
            assertEquals(first[0], kind);
            assertInvalid(invalid);
        });
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void shrinkingAValidAddressKeepsItValid(@ForAll long seed, @ForAll JidProfile profile) {
        Shrinking.walk(JidArbitraries.valid(profile), seed, 1, JidArbitrariesProperties::assertValid);
        Shrinking.walk(JidArbitraries.full(profile), seed, 1, valid -> {
            assertValid(valid);
            assertTrue(valid.localpart().isPresent() && valid.resourcepart().isPresent());
        });
    }

    /** What the grammar of RFC 3986 section 3.2.2 allows is no broken literal, though this toolkit refuses it. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noLiteralOfTheFutureIsCalledBroken(@ForAll("badLiterals") InvalidJid invalid) {
        assertFalse(invalid.text().matches("(?i).*\\[v[0-9a-f]+\\.[^\\]]+\\].*"), invalid::text);
    }

    @Provide
    Arbitrary<InvalidJid> badLiterals() {
        return JidArbitraries.invalid(JidProfile.PRECIS, JidPart.DOMAINPART, JidError.BAD_IP_LITERAL);
    }

    /** RFC 6122 has the addresses of RFC 3986, which knows no zones; RFC 7622 has those of RFC 6874. */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void onlyRfc7622HasZones(@ForAll("valid") ValidJid valid) {
        assertFalse(valid.profile() != JidProfile.PRECIS && valid.domainpart().contains("%"), valid::text);
    }

    @Property
    void preparedAddressesAreValidByAllProfiles(@ForAll("jids") Jid jid) {
        for (JidProfile profile : JidProfile.values()) {
            assertEquals(jid.toString(), Jid.parse(jid.toString(), profile).toString());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void textsAreOfBothKinds(@ForAll("texts") String text, @ForAll JidProfile profile) {
        Statistics.collect(Jid.tryParse(text, profile) instanceof JidResult.Parsed);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 15);
            coverage.check(false).percentage(some -> some > 25);
        });
    }

    @Property(tries = 1)
    void noTextIsMadeForAReasonThatThereIsNot() {
        assertThrows(
                IllegalArgumentException.class,
                () -> JidArbitraries.invalid(JidProfile.PRECIS, JidPart.RESOURCEPART, JidError.BIDI));
    }
}
