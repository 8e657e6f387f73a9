package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class StringprepTest {
    @ParameterizedTest
    @CsvSource({
        "JULIET,                juliet",
        "Fu\u00DFball,          fussball",
        "\u0130,                i\u0307",
        "a\u00AD\u200Bb\uFEFF,  ab",
        "\u212B,                \u00E5",
        "\u2163,                iv",
        "\u33A5,                m3",
        "a\u0340,               \u00E0",
        "\u1E9B\u0323,          \u1E69",
        "\u03D2,                \u03C5",
        "\u2102,                c",
        "\u2665,                \u2665",
        "\u04C0,                \u04C0",
        "\u10A0,                \u10A0",
        "\uD87E\uDC68,          \uD844\uDF6A"
    })
    @Rule({"R-349", "R-350", "R-356"})
    void mapsLocalpartsByNodeprep(String localpart, String prepared) {
        Refusals.assertPrepared(prepared + "@example.com", localpart + "@example.com", JidProfile.STRINGPREP);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x20, 0x22, 0x26, 0x27, 0x3A, 0x3C, 0x3E, 0x00, 0x7F, 0x80, 0xA0, 0x6DD, 0x70F, 0x1680, 0x180E, 0x2000,
                0x200E, 0x2028, 0x202A, 0x202F, 0x205F, 0x2061, 0x206A, 0x2FF0, 0x3000, 0xE000, 0xFDD0, 0xFFF9, 0xFFFD,
                0xFFFE, 0xFF20, 0x2100, 0x1D173, 0x1FFFE, 0xE0001, 0xE0020, 0xF0000, 0x10FFFD
            })
    @Rule({"R-349", "R-356"})
    void prohibitsWhatNodeprepProhibits(int codePoint) {
        String text = "a" + Character.toString(codePoint) + "b@example.com";
        for (JidProfile profile : new JidProfile[] {JidProfile.STRINGPREP, JidProfile.STRINGPREP_QUERY}) {
            Refusals.assertRefused(JidPart.LOCALPART, JidError.PROHIBITED_CODE_POINT, text, profile);
            assertEquals(1, Refusals.refused(text, profile).index());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Fu\u00DFball,          Fu\u00DFball",
        "\u212B,                \u00C5",
        "a\u00ADb,              ab",
        "A \"&':<>@/,           A \"&':<>@/",
        "\u2163,                IV",
        "\uFF21,                A"
    })
    @Rule({"R-352", "R-353", "R-357"})
    void mapsResourcepartsByResourceprep(String resourcepart, String prepared) {
        Refusals.assertPrepared("example.com/" + prepared, "example.com/" + resourcepart, JidProfile.STRINGPREP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x1F, 0x7F, 0x85, 0x200E, 0xE000, 0xFFFD, 0x2FF0, 0xE0001, 0xFFFF})
    @Rule({"R-352", "R-357"})
    void prohibitsWhatResourceprepProhibits(int codePoint) {
        Refusals.assertRefused(
                JidPart.RESOURCEPART,
                JidError.PROHIBITED_CODE_POINT,
                "example.com/a" + Character.toString(codePoint),
                JidProfile.STRINGPREP_QUERY);
    }

    @Test
    @Rule({"R-351", "R-354"})
    void refusesAPartOfWhichMappingLeavesNothing() {
        Refusals.assertRefused(JidPart.LOCALPART, JidError.EMPTY, "\u00AD\u200B@example.com", JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.EMPTY, "example.com/\u00AD", JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.EMPTY, "a@\u00AD", JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, "a@\u00AD.b", JidProfile.STRINGPREP);
    }

    /** All came after Unicode 3.2; the last two have a case folding and a decomposition today. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0221", "\uD83D\uDE00", "\u1E9E", "\u2C7C"})
    @Rule({"R-349", "R-352", "R-356", "R-357"})
    void refusesWhatUnicode32DoesNotAssignUnlessItIsAQuery(String text) {
        Refusals.assertRefused(
                JidPart.LOCALPART, JidError.UNASSIGNED_CODE_POINT, text + "@example.com", JidProfile.STRINGPREP);
        Refusals.assertRefused(
                JidPart.DOMAINPART, JidError.UNASSIGNED_CODE_POINT, text + ".example", JidProfile.STRINGPREP);
        Refusals.assertRefused(
                JidPart.RESOURCEPART, JidError.UNASSIGNED_CODE_POINT, "example.com/" + text, JidProfile.STRINGPREP);
        String full = text + "@" + text + ".example/" + text;
        Refusals.assertPrepared(full, full, JidProfile.STRINGPREP_QUERY);
    }

    @ParameterizedTest
    @CsvSource({"\u05D0a", "\u05D01", "1\u05D0", "a\u05D0", "\u06271"})
    @Rule({"R-356", "R-357", "R-346"})
    void refusesMixedDirections(String text) {
        Refusals.assertRefused(JidPart.LOCALPART, JidError.BIDI, text + "@example.com", JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.BIDI, "example.com/" + text, JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BIDI, text + ".example", JidProfile.STRINGPREP);
    }

    @Test
    @Rule({"R-356", "R-357"})
    void takesDirectionsFromRfc3454() {
        Refusals.assertPrepared("\u05D01\u05D0@b", "\u05D01\u05D0@b", JidProfile.STRINGPREP);
        // U+2801 was neutral in Unicode 3.2 and is left-to-right today; with U+1885 it is the other way round
        Refusals.assertPrepared("\u05D0\u2801\u05D0@b", "\u05D0\u2801\u05D0@b", JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.LOCALPART, JidError.BIDI, "\u05D0\u1885\u05D0@b", JidProfile.STRINGPREP);
    }

    @ParameterizedTest
    @CsvSource({
        "EXAMPLE.com,                       example.com",
        "B\u00FCcher.example,               b\u00FCcher.example",
        "XN--BCHER-KVA.example,             xn--bcher-kva.example",
        "xn--no-good-\u3002example,         -",
        "xn--9,                             xn--9",
        "fa\u00DF.de,                       fass.de",
        "a\u3002b\uFF0Ec\uFF61d,            a.b.c.d",
        "example.com\u3002,                 example.com",
        "example.com\uFF0E,                 example.com",
        "example.com\uFF61,                 example.com",
        "\uFF45xample,                      example",
        "ab--c.example,                     ab--c.example",
        "localhost,                         localhost"
    })
    @Rule({"R-344", "R-345", "R-346", "R-347"})
    void preparesLabelsByNameprepAndKeepsALabels(String domainpart, String prepared) {
        if (prepared.equals("-")) {
            Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, domainpart, JidProfile.STRINGPREP);
        } else {
            Refusals.assertPrepared(prepared, domainpart, JidProfile.STRINGPREP);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a..b,                  BAD_LABEL",
        ".a,                    BAD_LABEL",
        "a..,                   BAD_LABEL",
        "-a,                    BAD_LABEL",
        "a-,                    BAD_LABEL",
        "-\u00FC,               BAD_LABEL",
        "\u00FC-,               BAD_LABEL",
        "\u00FC_,               PROHIBITED_CODE_POINT",
        "a_b,                   PROHIBITED_CODE_POINT",
        "a b,                   PROHIBITED_CODE_POINT",
        "a:5222,                PROHIBITED_CODE_POINT",
        "a\u2024b,              PROHIBITED_CODE_POINT",
        "\u2488com,             PROHIBITED_CODE_POINT",
        "\u2100,                PROHIBITED_CODE_POINT",
        "a\u00A0b,              PROHIBITED_CODE_POINT",
        "xn--\u00FC,            BAD_LABEL"
    })
    @Rule({"R-345", "R-346"})
    void refusesWhatToAsciiRefuses(String domainpart, JidError reason) {
        Refusals.assertRefused(JidPart.DOMAINPART, reason, domainpart, JidProfile.STRINGPREP);
    }

    @Test
    @Rule("R-346")
    void countsALabelInItsAsciiForm() {
        String fits = "a".repeat(63);
        Refusals.assertPrepared(fits, fits, JidProfile.STRINGPREP);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, fits + "a", JidProfile.STRINGPREP);
        String unicode = "\u00FC" + "a".repeat(55);
        assertEquals(63, Jid.parse(unicode).domainpartToAscii().length());
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, unicode + "a", JidProfile.STRINGPREP);
    }

    @Test
    @Rule("R-347")
    void givesBothFormsOfADomainpart() {
        Jid ace = Jid.parse("a@xn--bcher-kva.example/b");
        Jid unicode = Jid.parse("a@b\u00FCcher.example/b");

        assertEquals("b\u00FCcher.example", ace.domainpartToUnicode());
        assertEquals("b\u00FCcher.example", unicode.domainpartToUnicode());
        assertEquals("xn--bcher-kva.example", ace.domainpartToAscii());
        assertEquals("xn--bcher-kva.example", unicode.domainpartToAscii());
        assertEquals("xn--9", Jid.parse("xn--9").domainpartToUnicode());
        assertEquals("[::1]", Jid.parse("[::1]").domainpartToAscii());
        assertEquals("[::1]", Jid.parse("[::1]").domainpartToUnicode());
        // what ToASCII does not give back stays: xn--fa-hia is the sharp s of IDNA2008
        assertEquals("xn--fa-hia.de", Jid.parse("xn--fa-hia.de").domainpartToUnicode());
    }

    /** No label holds what separates labels (RFC 3490 section 3.1): one that stands for it would become two. */
    @ParameterizedTest
    @ValueSource(strings = {"xn--ab-r13a.x", "q.xn--a-93t", "xn--r6j"})
    @Rule("R-347")
    void keepsALabelThatStandsForASeparator(String domainpart) {
        assertEquals(domainpart, Jid.parse(domainpart).domainpartToUnicode());
        assertEquals(domainpart, Jid.parse(domainpart).domainpartToAscii());
    }

    /** What is far too long is refused before the costly steps; this is not: it shrinks to 1023 octets. */
    @Test
    @Rule({"R-351", "R-354"})
    void countsOctetsAfterMappingHoweverLongTheTextWasBefore() {
        String mathematicalU = "\uD835\uDC2E\u0308\u0301"; // eight octets, which become two
        String text = "\u00AD".repeat(13_000) + mathematicalU.repeat(511) + "a";

        assertEquals("\u01D8".repeat(511) + "a@b", Jid.parse(text + "@b").toString());
        assertEquals("b/" + "\u01D8".repeat(511) + "a", Jid.parse("b/" + text).toString());
        Refusals.assertRefused(JidPart.LOCALPART, JidError.TOO_LONG, text + "a@b", JidProfile.STRINGPREP);
        Refusals.assertRefused(
                JidPart.LOCALPART, JidError.TOO_LONG, mathematicalU.repeat(2000) + "@b", JidProfile.STRINGPREP);
    }
}
