package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class PrecisTest {
    @ParameterizedTest
    @CsvSource({
        "JULIET,                    juliet",
        "Fu\u00DFball,              fu\u00DFball",
        "\uFF2A\uFF55liet,          juliet",
        "\uFF76\uFF9E,              \u30AC",
        "u\u0308,                   \u00FC",
        "\u212B,                    -",
        "\u0391\u03A3,              \u03B1\u03C2",
        "\u0391\u03A3\u0391,        \u03B1\u03C3\u03B1",
        "\u0130,                    i\u0307",
        "\u13A0,                    \uAB70",
        "\u05D0\u05D1,              \u05D0\u05D1",
        "l\u00B7l,                  l\u00B7l",
        "\u0915\u094D\u200C\u0937,  \u0915\u094D\u200C\u0937",
        "a~`!#$%^*()_+-={}[]|\\;?., a~`!#$%^*()_+-={}[]|\\;?.",
    })
    @Rule({"R-370", "R-378"})
    void mapsLocalpartsByUsernameCaseMapped(String localpart, String prepared) {
        if (prepared.equals("-")) {
            Refusals.assertRefused(
                    JidPart.LOCALPART, JidError.PROHIBITED_CODE_POINT, localpart + "@b", JidProfile.PRECIS);
        } else {
            Refusals.assertPrepared(prepared + "@b", localpart + "@b", JidProfile.PRECIS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x22, 0x26, 0x27, 0x3A, 0x3C, 0x3E, 0xFF02, 0xFF06, 0xFF07, 0xFF0F, 0xFF1A, 0xFF1C, 0xFF1E, 0xFF20})
    @Rule("R-371")
    void excludesWhatRfc7622ExcludesAlsoInFullWidth(int codePoint) {
        Refusals.assertRefused(
                JidPart.LOCALPART,
                JidError.PROHIBITED_CODE_POINT,
                "a" + Character.toString(codePoint) + "@b",
                JidProfile.PRECIS);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x20, 0x00, 0x7F, 0x85, 0xA0, 0xAD, 0x132, 0x1C5, 0x2163, 0xB2, 0x488, 0x640, 0x7FA, 0x1100, 0x2028,
                0x2122, 0x265A, 0x302E, 0x303B, 0x3000, 0x115F, 0xD7B0, 0xE000, 0xFB01, 0xFDD0, 0xFE0F, 0xFEFF, 0xFFFD,
                0x1D400, 0x1F600, 0xE0001
            })
    @Rule("R-370")
    void prohibitsWhatTheIdentifierClassProhibits(int codePoint) {
        Refusals.assertRefused(
                JidPart.LOCALPART,
                JidError.PROHIBITED_CODE_POINT,
                "a" + Character.toString(codePoint) + "@b",
                JidProfile.PRECIS);
    }

    @ParameterizedTest
    @CsvSource({
        "Fu\u00DFball,      Fu\u00DFball",
        "u\u0308,           \u00FC",
        "a\u00A0\u3000b,    'a  b'",
        "\uFF21,            \uFF21",
        "\u2163,            \u2163",
        "\u265A,            \u265A",
        "\uD83D\uDE00,      \uD83D\uDE00",
        "a\u05D01,          a\u05D01"
    })
    @Rule({"R-373", "R-374", "R-378"})
    void mapsResourcepartsByOpaqueString(String resourcepart, String prepared) {
        Refusals.assertPrepared("b/" + prepared, "b/" + resourcepart, JidProfile.PRECIS);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x00, 0x1F, 0x7F, 0x85, 0xAD, 0x200E, 0x2028, 0x1100, 0x640, 0xE000, 0xFE0F, 0xFEFF, 0xFFFF, 0xE0001
            })
    @Rule("R-373")
    void prohibitsWhatTheFreeformClassProhibits(int codePoint) {
        Refusals.assertRefused(
                JidPart.RESOURCEPART,
                JidError.PROHIBITED_CODE_POINT,
                "b/a" + Character.toString(codePoint),
                JidProfile.PRECIS);
    }

    @Test
    @Rule({"R-370", "R-373"})
    void refusesTheUnassigned() {
        String text = "\u0378";
        Refusals.assertRefused(JidPart.LOCALPART, JidError.UNASSIGNED_CODE_POINT, text + "@b", JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.RESOURCEPART, JidError.UNASSIGNED_CODE_POINT, "b/" + text, JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.UNASSIGNED_CODE_POINT, text, JidProfile.PRECIS);
    }

    @ParameterizedTest
    @CsvSource({
        "l\u00B7l,                              true",
        "l\u00B7a,                              false",
        "a\u00B7l,                              false",
        "\u00B7,                                false",
        "\u0375\u03B1,                          true",
        "\u0375a,                               false",
        "a\u0375,                               false",
        "\u05D0\u05F3,                          true",
        "\u05F3\u05D0,                          false",
        "\u05D0\u05F4\u05D0,                    true",
        "\u30A2\u30FB,                          true",
        "\u30FB\u6F22,                          true",
        "a\u30FBb,                              false",
        "\u30A2\u30FB\u30FB,                    true",
        "\u30A2\u30FB\u00B7,                    false",
        "l\u00B7l\u00B7,                        false",
        "\u0627\u0660\u0661,                    true",
        "\u0627\u0660,                          true",
        "\u0627\u06F0,                          true",
        "\u0627\u0660\u06F0,                    false",
        "\u0627\u06F1\u0661,                    false",
        "\u0915\u094D\u200D,                    true",
        "\u0915\u200D,                          false",
        "\u200Da,                               false",
        "\u0915\u094D\u200C,                    true",
        "\u0628\u200C\u0628,                    true",
        "\u0628\u064E\u200C\u064E\u0627,        true",
        "\u0627\u200C\u0628,                    false",
        "\u0628\u200Ca,                         false",
        "a\u200Cb,                              false",
        "\u0628\u200C,                          false"
    })
    @Rule({"R-370", "R-373", "R-365"})
    void holdsToTheContextualRules(String text, boolean allowed) {
        String[] addresses = {text + "@b", text, "b/" + text};
        for (String address : addresses) {
            if (allowed) {
                Refusals.assertPrepared(address, address, JidProfile.PRECIS);
            } else {
                assertEquals(
                        JidError.CONTEXT_RULE,
                        Refusals.refused(address, JidProfile.PRECIS).reason());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\u05D0\u05D1,          true",
        "\u05D01,               true",
        "\u05D0\u05B0,          true",
        "\u0627\u0661,          true",
        "\u05D0-\u05D1,         true",
        "1\u05D0,               false",
        "\u0661\u0627,          false",
        "\u05B0\u05D0,          false",
        "\u05D0a,               false",
        "a\u05D0,               false",
        "\u05D0+,               false",
        "a+\u0661,              false",
        "\u06271\u0661,         false"
    })
    @Rule("R-370")
    void holdsLocalpartsToTheBidiRule(String localpart, boolean allowed) {
        if (allowed) {
            Refusals.assertPrepared(localpart + "@b", localpart + "@b", JidProfile.PRECIS);
        } else {
            Refusals.assertRefused(JidPart.LOCALPART, JidError.BIDI, localpart + "@b", JidProfile.PRECIS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXAMPLE.com.,                          example.com",
        "B\u00DCCHER.example,                   b\u00FCcher.example",
        "XN--BCHER-KVA.example,                 b\u00FCcher.example",
        "xn--fa-hia.de,                         fa\u00DF.de",
        "fa\u00DF.de,                           fa\u00DF.de",
        "\u1E9E,                                \u00DF",
        "\u03A3\u03B1\u03A3,                    \u03C3\u03B1\u03C3",
        "\u03C2,                                \u03C2",
        "a\u3002b\uFF0Ec\uFF61d\u3002,          a.b.c.d",
        "\uFF45xample,                          example",
        "\uFF58n--bcher-kva,                    b\u00FCcher",
        "\uFF76\uFF9E,                          \u30AC",
        "u\u0308,                               \u00FC",
        "\u05D0.\u05D1,                         \u05D0.\u05D1",
        "\u13A0,                                \u13A0",
        "1.2.3.4,                               1.2.3.4"
    })
    @Rule({"R-362", "R-363", "R-365", "R-366", "R-367", "R-368", "R-378"})
    void preparesLabelsByIdna2008AndKeepsULabels(String domainpart, String prepared) {
        Refusals.assertPrepared(prepared, domainpart, JidProfile.PRECIS);
    }

    @ParameterizedTest
    @CsvSource({
        "a..b,                      BAD_LABEL",
        "a..,                       BAD_LABEL",
        "-a,                        BAD_LABEL",
        "a-,                        BAD_LABEL",
        "ab--c,                     BAD_LABEL",
        "\u00FCb--c,                BAD_LABEL",
        "-\u00FC,                   BAD_LABEL",
        "\u0301a,                   BAD_LABEL",
        "xn--,                      BAD_LABEL",
        "xn--9,                     BAD_LABEL",
        "xn--abc-,                  BAD_LABEL",
        "xn---tda,                  BAD_LABEL",
        "xn--bcher-kvA-,            BAD_LABEL",
        "xn--bcher-kva_,            PROHIBITED_CODE_POINT",
        "xn--u-ccb,                 BAD_LABEL",
        "xn--g6h,                   PROHIBITED_CODE_POINT",
        "a_b,                       PROHIBITED_CODE_POINT",
        "a b,                       PROHIBITED_CODE_POINT",
        "\u2665,                    PROHIBITED_CODE_POINT",
        "\uD83D\uDE00,              PROHIBITED_CODE_POINT",
        "\u2163,                    PROHIBITED_CODE_POINT",
        "a\u00ADb,                  PROHIBITED_CODE_POINT",
        "\u0640,                    PROHIBITED_CODE_POINT",
        "\u1100,                    PROHIBITED_CODE_POINT",
        "a\u20D0,                   PROHIBITED_CODE_POINT",
        "a\uD834\uDD65,             PROHIBITED_CODE_POINT",
        "\uFB01,                    PROHIBITED_CODE_POINT",
        "\u212B,                    -",
        "\u05D0a,                   BIDI",
        "1a.\u05D0,                 BIDI",
        "\u05D0.1,                  BIDI",
        "1\u05D0,                   BIDI"
    })
    @Rule({"R-363", "R-365", "R-366", "R-367"})
    void refusesWhatIdna2008Refuses(String domainpart, String reason) {
        if (reason.equals("-")) {
            Refusals.assertPrepared("\u00E5", domainpart, JidProfile.PRECIS);
        } else {
            Refusals.assertRefused(JidPart.DOMAINPART, JidError.valueOf(reason), domainpart, JidProfile.PRECIS);
        }
    }

    /** Third and fourth place are counted in code points: U+10428 is one, of two UTF-16 units. */
    @Test
    @Rule("R-365")
    void countsThePlacesOfReservedHyphensInCodePoints() {
        String letter = "\uD801\uDC28";

        Refusals.assertPrepared(letter + "--a", letter + "--a", JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, letter + "a--b", JidProfile.PRECIS);
        assertEquals(3, Refusals.refused(letter + "a--b", JidProfile.PRECIS).index());
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, letter + letter + "--", JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_LABEL, letter + letter + "--b", JidProfile.PRECIS);
        assertEquals(
                4, Refusals.refused(letter + letter + "--b", JidProfile.PRECIS).index());
        Refusals.assertPrepared(letter, letter, JidProfile.PRECIS);
        Refusals.assertPrepared(letter + "-a", letter + "-a", JidProfile.PRECIS);
    }

    @ParameterizedTest
    @CsvSource({
        "a\u05D0,                1, U+05D0",
        "\u05D0.ab\u0661,        4, U+0661",
        "\u05D0.Bu\u0308\u05D1,   5, U+05D1",
        "\u05D0.b\u3002A1.1a,    7, U+0031"
    })
    @Rule("R-367")
    void pointsAtTheCodePointAgainstTheBidiRule(String domainpart, int index, String codePoint) {
        JidResult.Refused refused = Refusals.refused(domainpart, JidProfile.PRECIS);

        assertEquals(JidError.BIDI, refused.reason());
        assertEquals(index, refused.index(), refused.message());
        assertEquals(
                "domainpart has " + codePoint + " at index " + index + " of the address",
                refused.message().substring(0, refused.message().indexOf(',')));
    }

    /** RFC 6452 section 2: what Unicode 6.0 changed under IDNA2008 is taken as it came, without exceptions. */
    @Test
    @Rule("R-365")
    void followsTheChangesOfUnicode60() {
        Refusals.assertPrepared("\u0C95\u0CF1", "\u0C95\u0CF1", JidProfile.PRECIS);
        Refusals.assertPrepared("\u0C95\u0CF2", "\u0C95\u0CF2", JidProfile.PRECIS);
        Refusals.assertRefused(JidPart.DOMAINPART, JidError.PROHIBITED_CODE_POINT, "a\u19DA", JidProfile.PRECIS);
    }

    @Test
    @Rule("R-366")
    void givesTheAsciiForm() {
        Jid jid = Jid.parse("fa\u00DF.b\u00FCcher.example", JidProfile.PRECIS);

        assertEquals("xn--fa-hia.xn--bcher-kva.example", jid.domainpartToAscii());
        assertEquals(jid.domainpart(), jid.domainpartToUnicode());
    }

    /** A code point that no localpart may have is told of first, as STRINGPREP does: it helps more than its direction. */
    @ParameterizedTest
    @ValueSource(strings = {"\u05D0\"", "'\u0627", "\u05D0\uFF20"})
    @Rule("R-371")
    void tellsOfAnExcludedCodePointBeforeDirections(String localpart) {
        for (JidProfile profile : JidProfile.values()) {
            Refusals.assertRefused(JidPart.LOCALPART, JidError.PROHIBITED_CODE_POINT, localpart + "@b", profile);
        }
    }
}
