package org.xmpptoolkit.jid;

import com.google.common.io.ByteStreams;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The tables of RFC 3454, for Unicode 3.2. Read when the first part that is not ASCII comes.
 *
 * <p>They are a resource of our own, which one look-up asks for all tables of a code point: the bidirectional categories of
 * later Unicode versions differ from appendix D, and deriving the others from what ICU knows takes far longer than reading
 * them. What B.2 maps to is ICU's case folding, which is stable.
 */
final class Rfc3454 {
    /** A.1: not assigned in Unicode 3.2. Noncharacters are not in it; they are prohibited by C.4. */
    static final int A1 = 1;
    /** B.1: commonly mapped to nothing. */
    static final int B1 = 1 << 1;
    /** B.2: mapped by case folding. */
    static final int B2 = 1 << 2;
    /** What normalization form KC may change, alone or by what stands before it: section 4. */
    static final int NFKC = 1 << 3;

    /** C.1.1: the ASCII space. */
    static final int C11 = 1 << 4;
    /** C.2.1: ASCII control characters. */
    static final int C21 = 1 << 5;
    /** C.1.2, C.2.2, C.3 to C.9, which all profiles prohibit: RFC 3491 section 5, RFC 6122 appendices A.5 and B.5. */
    static final int PROHIBITED = 1 << 6;
    /** The ASCII characters that RFC 6122 appendix A.5 adds. */
    static final int NODEPREP = 1 << 7;
    /** D.1: bidirectional category R or AL. */
    static final int D1 = 1 << 8;
    /** D.2: bidirectional category L. */
    static final int D2 = 1 << 9;

    private static final int BLOCK = 128;

    /** The tables of each code point, in blocks; whole blocks that are alike are one. */
    private static final short[][] BLOCKS = read();

    private Rfc3454() {}

    private static short[][] read() {
        short[][] blocks = new short[(Character.MAX_CODE_POINT + 1) / BLOCK][];
        Arrays.fill(blocks, new short[BLOCK]);
        short[] none = blocks[0];
        short[] section = none;
        for (String line : resource().split("\n")) {
            if (line.startsWith("[")) {
                section = new short[BLOCK];
                Arrays.fill(section, tables(line.substring(1, line.length() - 1)));
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                for (String run : line.split(" ")) {
                    int hyphen = run.indexOf('-');
                    int first = Integer.parseInt(hyphen < 0 ? run : run.substring(0, hyphen), 16);
                    int last = hyphen < 0 ? first : Integer.parseInt(run.substring(hyphen + 1), 16);
                    set(blocks, first, last, section, none);
                }
            }
        }
        return blocks;
    }

    private static void set(short[][] blocks, int first, int last, short[] section, short[] none) {
        for (int begin = first, end; begin <= last; begin = end) {
            int block = begin / BLOCK;
            end = Math.min((block + 1) * BLOCK, last + 1);
            if (end - begin == BLOCK) {
                blocks[block] = section;
            } else {
                if (blocks[block] == none) {
                    blocks[block] = new short[BLOCK];
                }
                Arrays.fill(blocks[block], begin % BLOCK, begin % BLOCK + end - begin, section[0]);
            }
        }
    }

    private static String resource() {
        try (InputStream resource = Objects.requireNonNull(Rfc3454.class.getResourceAsStream("rfc3454.txt"))) {
            return new String(ByteStreams.toByteArray(resource), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short tables(String names) {
        short tables = 0;
        for (String name : names.split(" ")) {
            tables |= switch (name) {
                case "A.1" -> A1;
                case "B.1" -> B1;
                case "B.2" -> B2;
                case "NFKC" -> NFKC;
                case "C.1.1" -> C11;
                case "C.2.1" -> C21;
                case "C.1.2", "C.2.2", "C.3", "C.4", "C.5", "C.6", "C.7", "C.8", "C.9" -> PROHIBITED;
                case "Nodeprep" -> NODEPREP;
                case "D.1" -> D1;
                case "D.2" -> D2;
                default -> throw new IllegalStateException("rfc3454.txt has a section " + name);
            };
        }
        return tables;
    }

    /** Whether one of some tables names a code point. */
    static boolean isIn(int tables, int codePoint) {
        return (BLOCKS[codePoint / BLOCK][codePoint % BLOCK] & tables) != 0;
    }

    /** Where the first code point begins that one of some tables names; the length of the text if there is none. */
    static int span(String text, int tables) {
        int i = 0;
        for (int c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (isIn(tables, c)) {
                break;
            }
        }
        return i;
    }

    /** Normalization form KC as Unicode 3.2 had it: what is unassigned there stays as it is. */
    static String nfkc(String text) {
        if (isFreeOf(NFKC, text)) {
            return text;
        }
        return (isFreeOf(A1, text) ? Normalizer2.getNFKCInstance() : Unassigned.NFKC_3_2).normalize(text);
    }

    /** Whether none of some tables names a code point of a text. */
    static boolean isFreeOf(int tables, String text) {
        return span(text, tables) == text.length();
    }

    /** What only a text needs that has something unassigned beside something to normalize. */
    private static final class Unassigned {
        static final Normalizer2 NFKC_3_2 =
                new FilteredNormalizer2(Normalizer2.getNFKCInstance(), new UnicodeSet("[:age=3.2:]").freeze());
    }

    /**
     * Appends what B.2 maps a code point to, or what normalizes to it. B.2 is made by its own definition (RFC 3454 section
     * 3.2): case folding that stays within Unicode 3.2, and where normalization would bring out upper case again, folding
     * and normalization twice.
     */
    static void appendB2(StringBuilder to, int codePoint) {
        if (!isIn(B2, codePoint)) {
            to.appendCodePoint(codePoint);
            return;
        }
        int simple = UCharacter.foldCase(codePoint, true);
        if (simple != codePoint && !isIn(A1 | B2, simple)) {
            to.appendCodePoint(simple);
            return;
        }
        String folded = fold(UCharacter.toString(codePoint));
        String normalized = nfkc(folded);
        to.append(normalized.equals(folded) ? folded : nfkc(fold(normalized)));
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            String self = UCharacter.toString(c);
            String other = UCharacter.foldCase(self, true);
            folded.append(isFreeOf(A1, other) ? other : self);
        }
        return folded.toString();
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
