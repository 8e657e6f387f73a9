package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xmpptoolkit.rules.Rule;

/** Every code point, by the tables of RFC 3454's appendices. */
class StringprepTablesTest {
    private static final String[] C3_TO_C9 = {"C.3", "C.4", "C.5", "C.6", "C.7", "C.8", "C.9"};

    /** RFC 6122 appendix A.5. */
    private static final BitSet NODEPREP = union(of("C.1.1", "C.1.2", "C.2.1", "C.2.2"), ascii("\"&'/:<>@"));

    /** RFC 6122 appendix B.5. */
    private static final BitSet RESOURCEPREP = of("C.1.2", "C.2.1", "C.2.2");

    /** RFC 3491 section 5. */
    private static final BitSet NAMEPREP = of("C.1.2", "C.2.2");

    private static final BitSet A1 = Rfc3454Appendix.table("A.1");
    private static final BitSet D1 = Rfc3454Appendix.table("D.1");
    private static final BitSet D2 = Rfc3454Appendix.table("D.2");

    private static BitSet of(String... appendices) {
        return union(Rfc3454Appendix.tables(appendices), Rfc3454Appendix.tables(C3_TO_C9));
    }

    private static BitSet union(BitSet one, BitSet other) {
        one.or(other);
        return one;
    }

    private static BitSet ascii(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }

    /** Those that are looked into one by one. */
    private static final Map<String, Integer> TABLES = Map.of(
            "A.1", Rfc3454.A1,
            "B.1", Rfc3454.B1,
            "B.2", Rfc3454.B2,
            "C.1.1", Rfc3454.C11,
            "C.2.1", Rfc3454.C21,
            "D.1", Rfc3454.D1,
            "D.2", Rfc3454.D2);

    /** So that a table which was cut off, or read wrongly, does not agree with itself. The counts are the RFC's. */
    @Test
    void theAppendicesAreWhole() {
        assertEquals(
                List.of(879_309, 27, 1371, 1, 17, 33, 62, 137_468, 66, 2048, 5, 12, 15, 97, 1044, 229_973),
                List.of(
                                "A.1", "B.1", "B.2", "C.1.1", "C.1.2", "C.2.1", "C.2.2", "C.3", "C.4", "C.5", "C.6",
                                "C.7", "C.8", "C.9", "D.1", "D.2")
                        .stream()
                        .map(appendix -> Rfc3454Appendix.table(appendix).cardinality())
                        .toList());
        assertEquals("ss", Rfc3454Appendix.b2(0xDF));
        assertEquals("z", Rfc3454Appendix.b2('Z'));
        assertEquals("iv", Rfc3454Appendix.map(0x2163, true));
    }

    @Test
    @Rule({"R-356", "R-357"})
    void tablesAreThoseOfTheAppendices() {
        Disagreements.overEveryCodePoint((found, c) -> {
            for (Map.Entry<String, Integer> table : TABLES.entrySet()) {
                found.compare(
                        c, table.getKey(), Rfc3454Appendix.has(table.getKey(), c), Rfc3454.isIn(table.getValue(), c));
            }
            found.check(c, "Nodeprep", NODEPREP.get(c) == Rfc3454.isIn(Nodeprep.PROFILE.prohibited(), c));
            found.check(c, "Resourceprep", RESOURCEPREP.get(c) == Rfc3454.isIn(Resourceprep.PROFILE.prohibited(), c));
            found.check(c, "Nameprep", NAMEPREP.get(c) == Rfc3454.isIn(Nameprep.PROFILE.prohibited(), c));
        });
    }

    /** B.2 alone, and each profile's mapping; what is not well-formed UTF-16 is refused before any mapping. */
    @Test
    @Rule({"R-356", "R-357"})
    void mappingsAreB1AndB2AndNormalizationOfUnicode32() {
        Disagreements.overEveryCodePoint((found, c) -> {
            if (!isSurrogate(c)) {
                StringBuilder folded = new StringBuilder();
                Rfc3454.appendB2(folded, c);
                String self = Character.toString(c);
                String b2 = Rfc3454Appendix.b2(c);
                found.compare(c, "B.2, normalized", Rfc3454.nfkc(b2), Rfc3454.nfkc(folded.toString()));
                found.compare(c, "Nodeprep", Rfc3454Appendix.map(c, true), Nodeprep.PROFILE.map(self));
                found.compare(c, "Nameprep", Rfc3454Appendix.map(c, true), Nameprep.PROFILE.map(self));
                found.compare(c, "Resourceprep", Rfc3454Appendix.map(c, false), Resourceprep.PROFILE.map(self));
                // what case folding skips must come out the same without it
                found.check(
                        c,
                        "the same without case folding",
                        Rfc3454.isIn(Rfc3454.B2 | Rfc3454.NFKC, c)
                                || Rfc3454Appendix.map(c, false).equals(Rfc3454Appendix.map(c, true)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PRECIS")
    @Rule({"R-349", "R-350", "R-356"})
    void aloneInALocalpart(JidProfile profile) {
        Disagreements.overEveryPlaneInUse((found, c) -> {
            Expected expected =
                    switch (c) {
                        case '@' -> Expected.refused(JidPart.LOCALPART, JidError.EMPTY);
                        case '/' -> Expected.refused(JidPart.DOMAINPART, JidError.EMPTY);
                        default -> prepared(c, true, NODEPREP, profile).in(JidPart.LOCALPART);
                    };
            expected.compare(found, c, "", Character.toString(c), "@q", profile);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PRECIS")
    @Rule({"R-352", "R-353", "R-357"})
    void aloneInAResourcepart(JidProfile profile) {
        Disagreements.overEveryPlaneInUse((found, c) -> prepared(c, false, RESOURCEPREP, profile)
                .in(JidPart.RESOURCEPART)
                .compare(found, c, "q/", Character.toString(c), "", profile));
    }

    /** RFC 3490 section 3.1 for the dots, 4.1 for the rest. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PRECIS")
    @Rule({"R-344", "R-345", "R-346"})
    void aloneInADomainpart(JidProfile profile) {
        Disagreements.overEveryPlaneInUse((found, c) -> {
            Expected expected =
                    switch (c) {
                        case '@' -> Expected.refused(JidPart.LOCALPART, JidError.EMPTY);
                        case '/', '.', 0x3002, 0xFF0E, 0xFF61 -> Expected.refused(JidPart.DOMAINPART, JidError.EMPTY);
                        case '[' -> Expected.refused(JidPart.DOMAINPART, JidError.BAD_IP_LITERAL);
                        default ->
                            letterDigitHyphen(prepared(c, true, NAMEPREP, profile))
                                    .in(JidPart.DOMAINPART);
                    };
            expected.compare(found, c, "", Character.toString(c), "", profile);
        });
    }

    /** Between letters that compose with nothing, of either direction: RFC 3454 section 6. */
    @Test
    @Rule({"R-356", "R-357"})
    void besideALetterOfEitherDirection() {
        Disagreements.overEveryCodePoint((found, c) -> {
            // what is unassigned has no direction, as the comparison of the tables shows
            if (isSurrogate(c) || A1.get(c)) {
                return;
            }
            String self = Character.toString(c);
            String mapped = Rfc3454Appendix.map(c, false);
            for (String[] around : new String[][] {{"q", "q"}, {"\u05D0", ""}, {"", "\u05D0"}, {"\u05D0", "\u05D0"}}) {
                String whole = around[0] + mapped + around[1];
                Expected expected = judged(whole, RESOURCEPREP, JidProfile.STRINGPREP);
                Prepared actual = Resourceprep.PROFILE.prepare(around[0] + self + around[1], false);
                found.compare(
                        c,
                        "beside a letter",
                        expected.reason() == null ? expected.text() : expected.reason(),
                        actual instanceof Prepared.Fault fault ? fault.reason() : ((Prepared.Text) actual).text());
            }
        });
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= 0xD800 && codePoint <= 0xDFFF;
    }

    private static Expected prepared(int c, boolean folds, BitSet prohibited, JidProfile profile) {
        return isSurrogate(c)
                ? Expected.refused(JidError.LONE_SURROGATE)
                : judged(Rfc3454Appendix.map(c, folds), prohibited, profile);
    }

    /** RFC 3454 sections 5 to 7 for a mapped text. */
    private static Expected judged(String mapped, BitSet prohibited, JidProfile profile) {
        if (mapped.isEmpty()) {
            return Expected.refused(JidError.EMPTY);
        }
        boolean randAl = false;
        boolean left = false;
        for (int i = 0, c; i < mapped.length(); i += Character.charCount(c)) {
            c = mapped.codePointAt(i);
            if (prohibited.get(c)) {
                return Expected.refused(JidError.PROHIBITED_CODE_POINT);
            }
            if (profile == JidProfile.STRINGPREP && A1.get(c)) {
                return Expected.refused(JidError.UNASSIGNED_CODE_POINT);
            }
            randAl |= D1.get(c);
            left |= D2.get(c);
        }
        boolean bothEnds = D1.get(mapped.codePointAt(0)) && D1.get(mapped.codePointBefore(mapped.length()));
        return randAl && (left || !bothEnds) ? Expected.refused(JidError.BIDI) : Expected.prepared(mapped);
    }

    /** RFC 3490 section 4.1 step 3, UseSTD3ASCIIRules. */
    private static Expected letterDigitHyphen(Expected nameprep) {
        String text = nameprep.text();
        if (text == null) {
            return nameprep;
        }
        if (!text.codePoints().allMatch(c -> c >= 0x80 || c == '-' || Character.isLetterOrDigit(c))) {
            return Expected.refused(JidError.PROHIBITED_CODE_POINT);
        }
        return text.startsWith("-") || text.endsWith("-") ? Expected.refused(JidError.BAD_LABEL) : nameprep;
    }
}
