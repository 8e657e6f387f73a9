package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidExplanationTest {
    /** The whole text, as people are to read it: a change of it is to be looked at in the file. */
    @ParameterizedTest
    @CsvSource({
        "emoji,         stringprep, romeo@example.com/\uD83D\uDE00",
        "fullwidth-at,  stringprep, a\uFF20example.com",
        "a-label,       precis,     juliet@xn--bcher-kva.example",
        "digit-first,   precis,     1\u05D0@example.com",
        "roman-numeral, precis,     henry\u2163@example.com",
        "underscore,    stringprep, a_b.example",
        "space,         stringprep, user name@example.com",
        "zone,          precis,     [::1%25eth0]",
        "mapped,        stringprep, Fu\u00DF\u00ADball@B\u00DCcher\u3002example./\u2163 e\u0301"
    })
    void readsLikeThis(String name, String profile, String text) throws IOException {
        try (InputStream expected = JidExplanation.class.getResourceAsStream("explanations/" + name + ".txt")) {
            assertEquals(
                    new String(Objects.requireNonNull(expected).readAllBytes(), StandardCharsets.UTF_8),
                    explain(text, profile).toString());
        }
    }

    private static JidExplanation explain(String text, String profile) {
        return JidExplanation.of(text, JidProfile.valueOf(profile.toUpperCase(Locale.ROOT)));
    }

    /** One text at least for each way to be refused, and its neighbour that is not. */
    @Test
    void stepsLeadToTheVerdictAtTheEdgesOfEachRule() {
        String octets63 = "a".repeat(63);
        String octets191 = octets63 + "." + octets63 + "." + octets63 + ".";
        List<String> texts = List.of(
                "",
                "@",
                "/",
                "@b",
                "b/",
                "\u00AD@b",
                "\u00AD",
                "b/\u00AD",
                ".",
                "..",
                "a..b",
                "a.",
                "a\u3002",
                "\u3002",
                "a.\u00AD",
                "\u05D01@b",
                "1\u05D0@b",
                "\u05D0a@b",
                "\u05D0-\u05D0@b",
                "\u05D0\u0661@b",
                "b/\u05D01",
                "\u05D01.a",
                "\u05D0.1a",
                "b/ c",
                "b/c d",
                "b/c ",
                "b/\u00A0",
                "b/c\u3000d",
                " @b",
                "a\u0020@b",
                "\u3000@b",
                "a\u0340@b",
                "a\uFFF9@b",
                "\"@b",
                "\uFF02@b",
                "\uFF20@b",
                "\u2163@b",
                "\u0221@b",
                "\u0378@b",
                "\uE000@b",
                "\uFDD0@b",
                "\uD800@b",
                "b/\uDC00",
                "l\u00B7l@b",
                "l\u00B7a@b",
                "\u0660\u06F0@b",
                "\u30FB@b",
                "\u30A2\u30FB@b",
                "\u0915\u094D\u200D@b",
                "\u0915\u200D@b",
                "\u1100@b",
                "\u03A3\u03A3@b",
                "\u0130@b",
                "\u00DF@\u00DF",
                "\u1E9E@\u1E9E",
                "\uFF21@\uFF21",
                "a@\uFF0E",
                "\u0301@b",
                "-a",
                "a-",
                "-\u00FC",
                "\u00FC-",
                "ab--c",
                "ab--\u00FC",
                "\u0301a",
                "a_b",
                "a_\u00FC",
                "\u2260",
                "\u00B7",
                "\u0640",
                "xn--",
                "xn--a-",
                "xn--bcher-kva",
                "XN--BCHER-KVA",
                "xn--bcher-kva2",
                "xn---1rrc", // stands for what xn--1rrc stands for
                "xn--\u00FC",
                "\uFF58n--bcher-kva",
                "\uFF58n--\u00FC",
                Ace.PREFIX + Punycode.encode("e\u0301a", 59),
                Ace.PREFIX + Punycode.encode("\u00DCa", 59),
                Ace.PREFIX + Punycode.encode("-\u00FC", 59),
                Ace.PREFIX + Punycode.encode("\u0301a", 59),
                Ace.PREFIX + Punycode.encode("1\u05D0", 59),
                octets63,
                octets63 + "a",
                "\u00FC".repeat(55),
                "\u00FC".repeat(60),
                octets191 + "a".repeat(61),
                octets191 + "a".repeat(62),
                "\u00FC".repeat(30) + "." + octets191 + "a",
                "[::1]",
                "[::1",
                "[::1].",
                "[v1.a]",
                "[1]",
                "[::1%25eth0]",
                "[::1%]",
                "[2001:DB8::1]",
                "::1",
                "a:1",
                "1.2.3.4",
                "a".repeat(1023) + "@b",
                "a".repeat(1024) + "@b",
                "b/" + "a".repeat(1024),
                "\u0130".repeat(400) + "@b",
                "b/" + "\u00E9".repeat(511) + "a",
                "b/" + "\u00E9".repeat(512),
                "\u00E9".repeat(5000) + "@b",
                "b/" + "\uFDFA".repeat(40));
        for (JidProfile profile : JidProfile.values()) {
            for (String text : texts) {
                JidExplanationProperties.assertStepsLeadToTheVerdict(text, profile);
                JidExplanationProperties.assertNamesWhatTheParserNames(text, profile);
            }
        }
    }

    @Test
    void keepsWhatItWasAskedAbout() {
        JidExplanation explanation = JidExplanation.of("A@b", JidProfile.PRECIS);
        assertEquals("A@b", explanation.text());
        assertEquals(JidProfile.PRECIS, explanation.profile());
        assertEquals(Jid.tryParse("A@b", JidProfile.PRECIS), explanation.result());
        assertEquals(String.join("\n", explanation.lines()) + "\n", explanation.toString());
    }

    @Test
    void goesThroughAllPartsAndNamesAllThatIsRefused() {
        JidExplanation explanation = JidExplanation.of("a b:c@d_e/f\u0001", JidProfile.STRINGPREP);
        assertEquals(
                List.of(" ", ":", "_", "\u0001"),
                explanation.parts().stream()
                        .flatMap(part -> part.steps().stream())
                        .flatMap(step -> step.notes().stream())
                        .filter(JidExplanation.Note::refused)
                        .map(JidExplanation.Note::codePoints)
                        .toList());
    }

    @Test
    void writesDownEachMapping() {
        JidExplanation.Part local = JidExplanation.of("\u00ADX\u2163@b", JidProfile.STRINGPREP)
                .parts()
                .get(0);
        assertEquals(Optional.of("xiv"), local.prepared());
        assertEquals(
                List.of("\u00ADX\u2163", "X\u2163", "x\u2173", "xiv"),
                local.steps().stream().limit(4).map(JidExplanation.Step::after).toList());
        assertEquals(
                List.of(
                        new JidExplanation.Note(1, "X", "x", false, "table B.2"),
                        new JidExplanation.Note(2, "\u2163", "\u2173", false, "table B.2")),
                local.steps().get(2).notes());
    }

    @ParameterizedTest
    @CsvSource({
        "a@b/\uD83D\uDE00,    stringprep, stringprep-query lets through",
        "a\uFF20b,            stringprep, with '@' there: \"a@b\" is valid",
        "a@b\uFF0Fc,          precis,     with '/' there: \"a@b/c\" is valid",
        "xmpp:a@b,            stringprep, looks like an XMPP URI",
        "a@b_c,               precis,     an underscore may be in a DNS name",
        "a@::1/x,             precis,     \"a@[::1]/x\" is valid",
        "d'artagnan@b,        precis,     \"d\\27artagnan@b\" is valid",
        "a@b@c/d,             stringprep, \"a\\40b@c/d\" is valid",
        "a@b/\uFFFD,          stringprep, U+FFFD at index 4",
        "example.com:5222,    precis,     an address has no port: \"example.com\" is valid",
        "a@[::1]:5222/b,      stringprep, an address has no port: \"a@[::1]/b\" is valid",
        "a@b.c/,              precis,     what follows it is empty: \"a@b.c\" is valid",
        "http://example.com,  precis,     looks like a URL",
        "'\"A B\" <a@b> ',     stringprep, stands in the angle brackets: \"a@b\" is valid"
    })
    void hasAHint(String text, String profile, String hint) {
        String all = explain(text, profile).toString();
        int hints = all.indexOf("\nhints\n");
        assertTrue(hints > 0 && all.indexOf(hint, hints) > 0, all);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a@b", "a@b/c ", "a@b/\u00A0", "a@b\r", "a@b/\t"})
    void saysThatNothingIsTrimmed(String text) {
        String all = explain(text, "stringprep").toString();
        assertTrue(all.contains(" with white space"), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.c/d", "example.com", "a/b c@d_e'"})
    void hasNoHintWhereNothingIsOdd(String text) {
        String all = explain(text, "stringprep").toString();
        assertTrue(!all.contains("hints"), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp:juliet@example.com", "A B <a@b>", "https://a@b/c"})
    void proposesNoEscapingOfWhatIsWrittenInAnotherWay(String text) {
        String all = explain(text, "stringprep").toString();
        assertTrue(all.contains("hints") && !all.contains("XEP-0106"), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com:99999999", "example.com:", "a_b:1", "http:/", "a@b..c/", ""})
    void proposesNothingThatIsNotValidEither(String text) {
        String all = explain(text, "stringprep").toString();
        assertTrue(!all.contains("is valid") && !all.contains("URL"), all);
    }

    @Test
    void tellsEachRuleOnce() {
        String all = explain("[::1]x", "precis").toString();
        assertTrue(all.contains(": REFUSED, has something behind its closing bracket\n"), all);
    }

    @Test
    void namesTheLabelThatBringsTheBidiRuleIntoForce() {
        String all = explain("1a.\u05D0", "precis").toString();
        assertTrue(all.contains("directions, the bidi rule (RFC 5893 section 2, in force by label 2): REFUSED"), all);
    }

    @Test
    void countsOneOctet() {
        String all = explain("b", "precis").toString();
        assertTrue(all.contains("ASCII form of 1 octet, at most 253; 1 octet of UTF-8"), all);
    }

    @Test
    void saysOfWhatIsInNoSetThatItIsInNone() {
        String all = explain("\u2028@b", "precis").toString();
        assertTrue(all.contains(": DISALLOWED, being in no set of RFC 8264 section 9"), all);
    }

    @Test
    void proposesNoEscapingOfSpacesAtTheEnds() {
        String all = explain(" a@b", "stringprep").toString();
        assertTrue(!all.contains("XEP-0106"), all);
    }

    @Test
    void comparesWithTheOtherProfiles() {
        String ofStringprep = explain("fu\u00DF@b", "stringprep").toString();
        assertTrue(ofStringprep.contains("\n  stringprep-query  valid, the same address\n"), ofStringprep);
        assertTrue(ofStringprep.contains("\n  precis            valid, \"fu\u00DF@b\"\n"), ofStringprep);
        String ofPrecis = explain("fu\u00DF@b/ ", "precis").toString();
        assertTrue(ofPrecis.contains("\n  stringprep        valid, \"fuss@b/ \"\n"), ofPrecis);
        String query = explain("\u265A@b", "stringprep_query").toString();
        assertTrue(query.contains("\n  precis            invalid, localpart has U+265A"), query);
    }

    @Test
    void quotesWhatCannotBeSeenOrWouldMislead() {
        assertEquals(
                "\"a\\u{200B}\\u{A0}\\u{22}\\u{5C}u\\20\\u{D800}\"", CodePoints.quote("a\u200B\u00A0\"\\u\\20\uD800"));
        assertEquals("\"\\u{301}e\u0301\"", CodePoints.quote("\u0301e\u0301"));
        assertEquals("\"\\u{3164}\u05D0\u05B0\"", CodePoints.quote("\u3164\u05D0\u05B0"));
    }

    @Test
    void saysOfATextThatIsTooLongOnlyThat() {
        JidExplanation explanation = JidExplanation.of("a".repeat(16_385), JidProfile.PRECIS);
        assertEquals(List.of(), explanation.parts());
        assertEquals(Jid.tryParse("a".repeat(16_385), JidProfile.PRECIS), explanation.result());
        assertTrue(explanation.toString().contains("... and 16305 more code points"), explanation.toString());
    }

    /** Each of them is 16,384 units long; the refusal is listed however late it comes. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00AD", "a.", "\u00E9.", "\u0301\u0323", "\u30FB", "\uD800", "xn--4ca."})
    void cutsWhatIsLong(String piece) {
        String text = piece.repeat(16_384 / piece.length());
        for (JidProfile profile : JidProfile.values()) {
            JidExplanation explanation = JidExplanation.of(text, profile);
            assertTrue(explanation.lines().size() < 200, explanation.toString());
            assertTrue(explanation.toString().length() < 20_000, explanation.toString());
        }
    }

    @Test
    void listsALateRefusalAmongManyNotes() {
        String text = "b/" + "\u00E9".repeat(100) + "\uE000";
        JidExplanation.Step step = JidExplanation.of(text, JidProfile.PRECIS)
                .parts()
                .get(1)
                .steps()
                .get(1);
        assertEquals(24, step.notes().size());
        assertEquals(77, step.unlisted());
        assertEquals("\uE000", step.notes().get(23).codePoints());
        assertEquals(102, step.notes().get(23).index());
    }

    @Test
    void goesOnToTheFirstLabelThatIsRefused() {
        JidExplanation explanation = JidExplanation.of("a.".repeat(100) + "b_c.d_e", JidProfile.STRINGPREP);
        List<JidExplanation.Step> steps = explanation.parts().get(0).steps();
        assertEquals(
                List.of(101),
                steps.stream()
                        .filter(step -> step.refusal().isPresent())
                        .map(JidExplanation.Step::label)
                        .toList());
        assertTrue(explanation.toString().contains("85 labels not listed"), explanation.toString());
    }

    @Test
    void goesOnToTheFirstLabelAgainstTheBidiRule() {
        JidExplanation explanation = JidExplanation.of("a.".repeat(30) + "1\u05D0", JidProfile.PRECIS);
        assertEquals(
                List.of(31),
                explanation.parts().get(0).steps().stream()
                        .filter(step -> step.refusal().isPresent())
                        .map(JidExplanation.Step::label)
                        .toList());
    }
}
