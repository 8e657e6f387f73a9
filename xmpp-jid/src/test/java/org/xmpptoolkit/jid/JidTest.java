package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.rules.Rule;

class JidTest {
    private static final String LABEL_63 = "a".repeat(63);

    @ParameterizedTest
    @EnumSource
    @Rule({"R-342", "R-355", "R-358", "R-361", "R-374"})
    void splitsAtTheFirstSlashThenAtTheFirstAtSignBeforeIt(JidProfile profile) {
        Jid jid = Jid.parse("juliet@example.com/foo@bar/baz", profile);

        assertEquals(Optional.of("juliet"), jid.localpart());
        assertEquals("example.com", jid.domainpart());
        assertEquals(Optional.of("foo@bar/baz"), jid.resourcepart());
        Jid domainAndResource = Jid.parse("a.example.com/b@example.net", profile);
        assertEquals(Optional.empty(), domainAndResource.localpart());
        assertEquals("a.example.com", domainAndResource.domainpart());
        assertEquals(Optional.of("b@example.net"), domainAndResource.resourcepart());
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-361", "R-365"})
    void leavesTheSecondAtSignToTheDomainpart(JidProfile profile) {
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.PROHIBITED_CODE_POINT, "a@b@c", profile);
    }

    /** U+FE6B becomes an at sign, U+FF0F a solidus: too late to split there. */
    @ParameterizedTest
    @EnumSource
    @Rule("R-359")
    void splitsBeforeAnyMapping(JidProfile profile) {
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.PROHIBITED_CODE_POINT, "juliet\uFE6Bexample.com", profile);
        Refusals.assertRefused(
                JidPart.DOMAINPART, JidError.PROHIBITED_CODE_POINT, "juliet@example.com\uFF0Ffoo", profile);
        Refusals.assertRefused(JidPart.LOCALPART, JidError.PROHIBITED_CODE_POINT, "jul\uFF20iet@example.com", profile);
    }

    @ParameterizedTest
    @CsvSource({
        "@example.com,              LOCALPART",
        "@example.com/,             LOCALPART",
        "@,                         LOCALPART",
        "juliet@,                   DOMAINPART",
        "/foobar,                   DOMAINPART",
        "'',                        DOMAINPART",
        ".,                         DOMAINPART",
        "juliet@example.com/,       RESOURCEPART"
    })
    @Rule({"R-348", "R-351", "R-354", "R-364", "R-369", "R-372"})
    void refusesAnEmptyPart(String text, JidPart part) {
        for (JidProfile profile : JidProfile.values()) {
            Refusals.assertRefused(part, JidError.EMPTY, text, profile);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-342", "R-351", "R-354", "R-358", "R-369", "R-372"})
    void countsOctetsOfPreparedParts(JidProfile profile) {
        String local = "\u00E9".repeat(511) + "a";
        String resource = "\u20AC".repeat(341);
        String full = local + "@" + LABEL_63 + "/" + resource;

        assertEquals(full, Jid.parse(full, profile).toString());
        assertEquals(
                full,
                Jid.parse(local.toUpperCase(Locale.ROOT) + full.substring(512), profile)
                        .toString());
        Refusals.assertRefused(JidPart.LOCALPART, JidError.TOO_LONG, "a" + full, profile);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.TOO_LONG, full + "a", profile);
        Refusals.assertRefused(JidPart.LOCALPART, JidError.TOO_LONG, "a".repeat(1024) + "@b", profile);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.TOO_LONG, "b/" + "a".repeat(1024), profile);
    }

    @Test
    @Rule("R-348")
    void allowsADomainpartOf1023OctetsUnderStringprepAndOfDnsLengthUnderPrecis() {
        String octets1023 = (LABEL_63 + ".").repeat(15) + LABEL_63;
        String octets253 = (LABEL_63 + ".").repeat(3) + "a".repeat(61);

        assertEquals(1023, octets1023.length());
        Refusals.assertPrepared(octets1023, octets1023, JidProfile.STRINGPREP);
        Refusals.assertRefused(
                JidPart.DOMAINPART, JidError.TOO_LONG, "a." + octets1023.substring(1), JidProfile.STRINGPREP);
        Refusals.assertPrepared(octets253, octets253 + ".", JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.TOO_LONG, octets253 + "a", JidProfile.PRECIS);
    }

    @Test
    @Rule("R-364")
    void countsDnsLengthInAsciiForm() {
        String label = "\u00FC".repeat(4);
        String ace = Jid.parse(label, JidProfile.PRECIS).domainpartToAscii();
        int fits = (253 + 1) / (ace.length() + 1);

        String longest = String.join(".", Collections.nCopies(fits, label));
        Refusals.assertPrepared(longest, longest, JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.TOO_LONG, longest + "." + label, JidProfile.PRECIS);
    }

    @Test
    void refusesATextOver16384UnitsUnprepared() {
        String over = "a".repeat(16_385);

        Refusals.assertRefused(JidPart.DOMAINPART, JidError.TEXT_TOO_LONG, over, JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.LOCALPART, JidError.TEXT_TOO_LONG, over + "@b", JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.TEXT_TOO_LONG, "b/" + over, JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.LOCALPART, JidError.TOO_LONG, "a".repeat(16_382) + "@b", JidProfile.STRINGPREP);
        assertEquals(
                JidError.TEXT_TOO_LONG,
                assertThrows(JidParseException.class, () -> Jid.of(null, "b", over))
                        .reason());
    }

    @Test
    void countsWhatIsTooLongAtACodePoint() {
        String pairs = "\uD801\uDC28".repeat(8192);

        assertEquals(
                16_384, Refusals.refused(pairs + "a", JidProfile.STRINGPREP).index());
        assertEquals(
                16_383, Refusals.refused("a" + pairs, JidProfile.STRINGPREP).index());
        assertEquals(
                16_383,
                assertThrows(JidParseException.class, () -> Jid.of(null, "b", "a" + pairs))
                        .index());
    }

    @ParameterizedTest
    @EnumSource
    void refusesALoneSurrogateInEachPart(JidProfile profile) {
        Refusals.assertRefused(JidPart.LOCALPART, JidError.LONE_SURROGATE, "a\uD800@b/c", profile);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.LONE_SURROGATE, "a@\uDC00b/c", profile);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.LONE_SURROGATE, "a@b/c\uDC00\uD800", profile);
        assertEquals(6, Refusals.refused("aa@b/c\uDC00", profile).index());
    }

    @ParameterizedTest
    @EnumSource
    void trimsNothing(JidProfile profile) {
        Refusals.assertRefused(JidPart.LOCALPART, JidError.PROHIBITED_CODE_POINT, " juliet@example.com", profile);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.PROHIBITED_CODE_POINT, "juliet@example.com ", profile);
        assertEquals(Optional.of("a "), Jid.parse("b/a ", profile).resourcepart());
    }

    @Test
    void givesTheAddressWithoutTheReason() {
        assertEquals(Optional.of(Jid.ofDomain("b")), Jid.tryParse("B").toOptional());
        assertEquals(Optional.empty(), Jid.tryParse("b_").toOptional());
    }

    @Test
    void namesPartRuleAndIndex() {
        JidParseException thrown = assertThrows(JidParseException.class, () -> Jid.parse("jul\"iet@example.com"));

        assertEquals(JidPart.LOCALPART, thrown.part());
        assertEquals(JidError.PROHIBITED_CODE_POINT, thrown.reason());
        assertEquals(3, thrown.index());
        assertEquals(
                "localpart has U+0022 at index 3 of the address, which no localpart may have (RFC 7622 section 3.3.1, RFC 6122"
                        + " appendix A)",
                thrown.getMessage());
        assertEquals(
                "localpart is 1024 octets, at most 1023 (RFC 7622 section 3.3), at index 0 of the address",
                Refusals.refused("a".repeat(1024) + "@b", JidProfile.STRINGPREP).message());
    }

    @Test
    void countsTheIndexInTheGivenText() {
        // the soft hyphen goes, the sharp s becomes two letters: the index is that of the given text all the same
        String text = "\u00AD\u00DF\u00DF\u2665\uFF20@example.com";
        JidResult.Refused refused = Refusals.refused(text, JidProfile.STRINGPREP);

        assertEquals(4, refused.index());
        assertTrue(refused.message().contains("U+0040"), refused.message());
        JidResult.Refused underscore = Refusals.refused("a@example_com", JidProfile.PRECIS);
        assertEquals(9, underscore.index());
        assertTrue(underscore.message().contains("at index 9 of the address,"), underscore.message());
        assertEquals(
                10,
                Refusals.refused("a@b.c/\u00E9\u00E9\u00E9\u00E9\uE000", JidProfile.PRECIS)
                        .index());
    }

    @Test
    void countsTheIndexInAPartThatIsGivenByItself() {
        for (JidParseException thrown : List.of(
                assertThrows(JidParseException.class, () -> Jid.of("a", "b_", "c")),
                assertThrows(JidParseException.class, () -> Jid.ofDomain("b_")),
                assertThrows(JidParseException.class, () -> Jid.parse("a@b").withLocalpart("b_@")),
                assertThrows(JidParseException.class, () -> Jid.parse("a@b").withResourcepart("b\u0000")))) {
            assertEquals(thrown.part() == JidPart.LOCALPART ? 2 : 1, thrown.index());
            assertTrue(
                    String.valueOf(thrown.getMessage()).contains(" at its index " + thrown.index() + ", "),
                    thrown.getMessage());
        }
    }

    @Test
    void equalsByPreparedTextOnly() {
        Jid stringprep = Jid.parse("Juliet@Example.com/Balcony");
        Jid precis = Jid.parse("juliet@example.com/Balcony", JidProfile.PRECIS);

        assertEquals(stringprep, precis);
        assertEquals(stringprep.hashCode(), precis.hashCode());
        assertNotEquals(stringprep.profile(), precis.profile());
        assertNotEquals(stringprep, Jid.parse("juliet@example.com/balcony"));
        assertNotEquals(stringprep, (Object) "juliet@example.com/Balcony");
    }

    @Test
    void sortsByDomainThenAccountThenResourceInOctets() {
        List<Jid> jids = Stream.of(
                        "a.example",
                        "a.example/b",
                        "z@a.example",
                        "z@a.example/a",
                        "z@a.example/\uFFE6",
                        "z@a.example/\uD83D\uDE00",
                        "b.example")
                .map(text -> Jid.parse(text, JidProfile.PRECIS))
                .toList();
        List<Jid> shuffled = new ArrayList<>(jids);
        Collections.reverse(shuffled);

        Collections.sort(shuffled);

        assertEquals(jids, shuffled);
    }

    @Test
    void takesAddressesApartAndTogether() {
        Jid full = Jid.parse("juliet@example.com/balcony");

        assertEquals("juliet@example.com", full.bare().toString());
        assertEquals("example.com", full.domain().toString());
        assertEquals("romeo@example.com/balcony", full.withLocalpart("Romeo").toString());
        assertEquals(Optional.of("balcony"), full.withLocalpart("Romeo").resourcepart());
        assertEquals(
                "juliet@example.com/chamber", full.withResourcepart("chamber").toString());
        assertEquals("a@example.com", full.domain().withLocalpart("a").toString());
        assertEquals("example.com/a", full.domain().withResourcepart("a").toString());
        assertEquals(full, Jid.of("juliet", "example.com", "balcony"));
        assertEquals(full.domain(), Jid.ofDomain("example.com"));
        Jid bare = full.bare();
        assertSame(bare, bare.bare());
        assertEquals(Optional.empty(), bare.resourcepart());
        assertTrue(full.isFull() && !full.isBare() && !full.isDomain());
        assertTrue(full.bare().isBare() && !full.bare().isFull() && !full.bare().isDomain());
        assertTrue(full.domain().isDomain() && full.domain().isBare());
        assertFalse(full.domain().withResourcepart("a").isDomain());
    }

    @Test
    void goesOnWithItsProfile() {
        Jid jid = Jid.parse("example.com", JidProfile.PRECIS).withLocalpart("Fu\u00DFball");

        assertEquals("fu\u00DFball@example.com", jid.toString());
        assertEquals(JidProfile.PRECIS, jid.bare().domain().profile());
        assertThrows(JidParseException.class, () -> jid.withResourcepart(" a"));
        assertThrows(JidParseException.class, () -> jid.withResourcepart(""));
        assertThrows(JidParseException.class, () -> jid.withLocalpart("a@b"));
    }

    @Test
    void keepsTheGivenTextWhereItIsPreparedAlready() {
        String text = new String("juliet@im.example.com/Balcony 1");

        for (JidProfile profile : JidProfile.values()) {
            assertSame(text, Jid.parse(text, profile).toString());
        }
    }

    @Test
    void namesTheNullArgument() {
        assertEquals("text", nullMessage(() -> Jid.parse(nothing())));
        assertEquals("text", nullMessage(() -> Jid.tryParse(nothing(), JidProfile.PRECIS)));
        assertEquals("profile", nullMessage(() -> Jid.parse("a", nothing())));
        assertEquals("domainpart", nullMessage(() -> Jid.of(null, nothing(), null)));
        assertEquals("domainpart", nullMessage(() -> Jid.ofDomain(nothing())));
        assertEquals("localpart", nullMessage(() -> Jid.ofDomain("a").withLocalpart(nothing())));
        assertEquals("resourcepart", nullMessage(() -> Jid.ofDomain("a").withResourcepart(nothing())));
        assertEquals("text", nullMessage(() -> Jid.tryParse(nothing())));
        assertEquals("text", nullMessage(() -> Jid.parse(nothing(), JidProfile.PRECIS)));
        assertEquals("profile", nullMessage(() -> Jid.tryParse("a", nothing())));
        assertEquals("domainpart", nullMessage(() -> Jid.of(null, nothing(), null, JidProfile.PRECIS)));
        assertEquals("profile", nullMessage(() -> Jid.of(null, "a", null, nothing())));
        assertEquals("other", nullMessage(() -> Jid.ofDomain("a").compareTo(nothing())));
        assertEquals("jid", nullMessage(() -> new JidResult.Parsed(nothing())));
        assertEquals("part", nullMessage(() -> new JidResult.Refused(nothing(), JidError.EMPTY, 0, "")));
        assertEquals("reason", nullMessage(() -> new JidResult.Refused(JidPart.LOCALPART, nothing(), 0, "")));
        assertEquals(
                "message", nullMessage(() -> new JidResult.Refused(JidPart.LOCALPART, JidError.EMPTY, 0, nothing())));
        assertEquals("name", nullMessage(() -> JidEscaping.escape(nothing())));
        assertEquals("localpart", nullMessage(() -> JidEscaping.unescape(nothing())));
    }

    private static String nullMessage(Executable call) {
        return String.valueOf(assertThrows(NullPointerException.class, call).getMessage());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @ParameterizedTest
    @EnumSource(JidProfile.class)
    void keepsATextThatIsPreparedAndNothingMore(JidProfile profile) {
        for (String text :
                new String[] {"juliet@example.com/balcony", "j\u00FCrgen@b\u00FCcher.example/Gr\u00F6\u00DFe"}) {
            assertSame(text, Jid.parse(text, profile).toString());
        }
    }
}
