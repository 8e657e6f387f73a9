package org.xmpptoolkit.jid;

import com.ibm.icu.lang.CharacterProperties;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The tables of RFC 3454, for Unicode 3.2. Read when the first part that is not ASCII comes.
 *
 * <p>Appendix D is a resource of our own: the bidirectional categories of later Unicode versions, which ICU has, differ
 * from it. A.1 and the case folding of B.2 are stable and come from ICU.
 */
final class Rfc3454 {
    /** What Unicode 3.2 assigns, noncharacters included. */
    private static final UnicodeSet UNICODE_3_2 = frozen("[:age=3.2:]");

    /** As a set, since asking ICU for the property of one code point normalizes it each time. */
    private static final UnicodeSet NFKC_CASEFOLDED =
            CharacterProperties.getBinaryPropertySet(UProperty.CHANGES_WHEN_NFKC_CASEFOLDED);

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private static final Normalizer2 NFKC_3_2 = new FilteredNormalizer2(NFKC, UNICODE_3_2);

    /** B.1: commonly mapped to nothing. */
    private static final UnicodeSet B1 =
            frozen("[\\u00AD\\u034F\\u1806\\u180B-\\u180D\\u200B-\\u200D\\u2060\\uFE00-\\uFE0F\\uFEFF]");

    private static final String C12 = "\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\u3000";
    private static final String C21 = "\\u0000-\\u001F\\u007F";
    private static final String C22 = "\\u0080-\\u009F\\u06DD\\u070F\\u180E\\u200C\\u200D\\u2028\\u2029"
            + "\\u2060-\\u2063\\u206A-\\u206F\\uFEFF\\uFFF9-\\uFFFC\\U0001D173-\\U0001D17A";
    private static final String C3_TO_C9 = "\\uE000-\\uF8FF\\U000F0000-\\U000FFFFD\\U00100000-\\U0010FFFD" // C.3
            + "[:Noncharacter_Code_Point:]" // C.4
            + "\\uD800-\\uDFFF\\uFFF9-\\uFFFD\\u2FF0-\\u2FFB" // C.5, C.6, C.7
            + "\\u0340\\u0341\\u200E\\u200F\\u202A-\\u202E\\u206A-\\u206F" // C.8
            + "\\U000E0001\\U000E0020-\\U000E007F"; // C.9

    /** C.1.1 to C.9, and the ASCII characters that RFC 6122 appendix A.5 adds. */
    static final UnicodeSet NODEPREP_PROHIBITED =
            frozen("[\\ " + C12 + C21 + C22 + C3_TO_C9 + "\\\"\\&\\'\\/\\:\\<\\>\\@]");

    /** C.1.2 to C.9. */
    static final UnicodeSet RESOURCEPREP_PROHIBITED = frozen("[" + C12 + C21 + C22 + C3_TO_C9 + "]");

    /** C.1.2, C.2.2, C.3 to C.9: RFC 3491 section 5. */
    static final UnicodeSet NAMEPREP_PROHIBITED = frozen("[" + C12 + C22 + C3_TO_C9 + "]");

    /** D.1: bidirectional category R or AL. */
    static final UnicodeSet D1 = new UnicodeSet();

    /** D.2: bidirectional category L. */
    static final UnicodeSet D2 = new UnicodeSet();

    static {
        readBidiTables();
        D1.freeze();
        D2.freeze();
    }

    private Rfc3454() {}

    private static UnicodeSet frozen(String pattern) {
        return new UnicodeSet(pattern).freeze();
    }

    private static void readBidiTables() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Rfc3454.class.getResourceAsStream("rfc3454-bidi.txt")),
                StandardCharsets.US_ASCII))) {
            UnicodeSet table = D1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("[D.2]")) {
                    table = D2;
                } else if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '[') {
                    int hyphen = line.indexOf('-');
                    int first = Integer.parseInt(hyphen < 0 ? line : line.substring(0, hyphen), 16);
                    int last = hyphen < 0 ? first : Integer.parseInt(line.substring(hyphen + 1), 16);
                    table.add(first, last);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether B.1 maps the code point to nothing. */
    static boolean isRemoved(int codePoint) {
        return codePoint >= 128 && B1.contains(codePoint);
    }

    /** A.1: not assigned in Unicode 3.2. Noncharacters are not in it; they are prohibited by C.4. */
    static boolean isUnassigned(int codePoint) {
        return !UNICODE_3_2.contains(codePoint);
    }

    /** Normalization form KC as Unicode 3.2 had it: what is unassigned there stays as it is. */
    static String nfkc(String text) {
        return UNICODE_3_2.containsAll(text) ? NFKC.normalize(text) : NFKC_3_2.normalize(text);
    }

    /** Whether B.2 and normalization leave the code point alone: most of what is lower case already. */
    static boolean isFolded(int codePoint) {
        return codePoint < 128 ? codePoint < 'A' || codePoint > 'Z' : !NFKC_CASEFOLDED.contains(codePoint);
    }

    /**
     * Appends what B.2 maps a code point to. B.2 is made by its own definition (RFC 3454 section 3.2): case folding that
     * stays within Unicode 3.2, and where normalization would bring out upper case again, folding and normalization twice.
     */
    static void appendB2(StringBuilder to, int codePoint) {
        int simple = isFolded(codePoint) ? codePoint : UCharacter.foldCase(codePoint, true);
        if (isFolded(simple) && isWithin(codePoint, simple)) {
            to.appendCodePoint(simple);
            return;
        }
        String folded = fold(codePoint);
        String normalized = nfkc(folded);
        if (normalized.equals(folded)) {
            to.append(folded);
            return;
        }
        StringBuilder again = new StringBuilder();
        normalized.codePoints().forEach(c -> again.append(fold(c)));
        to.append(nfkc(again.toString()));
    }

    private static boolean isWithin(int codePoint, int folded) {
        return codePoint == folded || (UNICODE_3_2.contains(codePoint) && UNICODE_3_2.contains(folded));
    }

    private static String fold(int codePoint) {
        String self = UCharacter.toString(codePoint);
        String folded = UCharacter.foldCase(self, true);
        return UNICODE_3_2.contains(codePoint) && UNICODE_3_2.containsAll(folded) ? folded : self;
    }

    /** The five decompositions that Unicode 3.2 has otherwise than later versions (Corrigendum 4); else the code point. */
    static int oldDecomposition(int codePoint) {
        return switch (codePoint) {
            case 0x2F868 -> 0x2136A;
            case 0x2F874 -> 0x5F33;
            case 0x2F91F -> 0x43AB;
            case 0x2F95F -> 0x7AAE;
            case 0x2F9BF -> 0x4D57;
            default -> codePoint;
        };
    }
}
