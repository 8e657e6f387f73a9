package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** RFC 3454's appendices and the normalization of Unicode 3.2, read from the test's own tables: no Unicode library has a say. */
final class Rfc3454Appendix {
    private static final Map<String, BitSet> TABLES = new HashMap<>();
    private static final Map<String, String> B2 = new HashMap<>();
    private static final Map<String, String> NFKC = new HashMap<>();
    private static final BitSet NFKC_CHANGES = new BitSet();

    static {
        String section = "";
        for (String line : lines("rfc3454-tables.txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
                TABLES.put(section, new BitSet(Character.MAX_CODE_POINT + 1));
            } else {
                for (String item : line.split(" ")) {
                    read(item, B2, table(section));
                }
            }
        }
        for (String line : lines("nfkc-unicode-3.2.txt")) {
            for (String item : line.split(" ")) {
                read(item, NFKC, NFKC_CHANGES);
            }
        }
    }

    private static final BitSet B1 = table("B.1");
    private static final BitSet B2_CHANGES = table("B.2");

    private Rfc3454Appendix() {}

    private static List<String> lines(String resource) {
        try (InputStream in = requireNonNull(Rfc3454Appendix.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String item, Map<String, String> mappings, BitSet codePoints) {
        String[] sides = item.split(":");
        String[] ends = sides[0].split("-");
        if (ends.length == 1) {
            if (sides.length == 2) {
                mappings.put(text(sides[0]), text(sides[1]));
            }
            codePoints.set(text(sides[0]).codePointAt(0));
            return;
        }
        int first = Integer.parseInt(ends[0], 16);
        int last = Integer.parseInt(ends[1], 16);
        codePoints.set(first, last + 1);
        for (int c = first; sides.length == 2 && c <= last; c++) {
            mappings.put(Character.toString(c), Character.toString(Integer.parseInt(sides[1], 16) + c - first));
        }
    }

    private static String text(String codePoints) {
        return Arrays.stream(codePoints.split("\\+"))
                .map(hex -> Character.toString(Integer.parseInt(hex, 16)))
                .collect(Collectors.joining());
    }

    /** Whether a table, named as its appendix is, has the code point. */
    static boolean has(String appendix, int codePoint) {
        return table(appendix).get(codePoint);
    }

    static BitSet table(String appendix) {
        return requireNonNull(TABLES.get(appendix), appendix);
    }

    /** The union of some tables. */
    static BitSet tables(String... appendices) {
        BitSet union = new BitSet(Character.MAX_CODE_POINT + 1);
        for (String appendix : appendices) {
            union.or(table(appendix));
        }
        return union;
    }

    /** What B.2 maps a code point to. */
    static String b2(int codePoint) {
        String self = Character.toString(codePoint);
        return B2_CHANGES.get(codePoint) ? requireNonNull(B2.get(self)) : self;
    }

    /** Sections 3 and 4 for a code point alone: B.1, with {@code folds} B.2, then normalization form KC. */
    static String map(int codePoint, boolean folds) {
        if (B1.get(codePoint)) {
            return "";
        }
        String mapped = folds ? b2(codePoint) : Character.toString(codePoint);
        return NFKC_CHANGES.get(mapped.codePointAt(0)) ? NFKC.getOrDefault(mapped, mapped) : mapped;
    }
}
