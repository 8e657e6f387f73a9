package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/**
 * One profile of stringprep (RFC 3454): map, normalize, look for what is prohibited, check the directions.
 *
 * @param name the profile's name and the place that defines it, for messages
 * @param foldsCase whether table B.2 is applied
 * @param prohibited the tables of {@link Rfc3454} that the prepared text must not have
 */
record Stringprep(String name, boolean foldsCase, int prohibited) {
    /** Prepares a text; with {@code query}, what Unicode 3.2 does not assign is let through (RFC 3454 section 7). */
    Prepared prepare(String part, boolean query) {
        String mapped = FixedPoint.of(part, this::map);
        if (mapped == null) {
            return FixedPoint.fault(name);
        }
        Prepared.Fault fault = fault(mapped, query);
        return fault == null ? new Prepared.Text(mapped) : fault.at(Origin.index(part, fault.index(), this::map));
    }

    /** Mapping and normalization: RFC 3454 sections 3 and 4. */
    String map(String text) {
        int changed = Rfc3454.B1 | Rfc3454.NFKC | (foldsCase ? Rfc3454.B2 : 0);
        int unchanged = Rfc3454.span(text, changed);
        return unchanged == text.length() ? text : Rfc3454.nfkc(mapFrom(text, unchanged));
    }

    private String mapFrom(String text, int begin) {
        StringBuilder mapped = new StringBuilder(text.length() + 8).append(text, 0, begin);
        for (int i = begin, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Rfc3454.isIn(Rfc3454.B1, c)) {
                continue;
            }
            int old = Rfc3454.oldDecomposition(c);
            if (foldsCase) {
                Rfc3454.appendB2(mapped, old);
            } else {
                mapped.appendCodePoint(old);
            }
        }
        return mapped.toString();
    }

    private Prepared.@Nullable Fault fault(String mapped, boolean query) {
        int suspect = prohibited | Rfc3454.D1 | (query ? 0 : Rfc3454.A1);
        if (Rfc3454.span(mapped, suspect) == mapped.length()) {
            return null;
        }
        boolean rightToLeft = false;
        int leftToRightAt = -1;
        for (int i = 0, c; i < mapped.length(); i += Character.charCount(c)) {
            c = mapped.codePointAt(i);
            if (Rfc3454.isIn(prohibited, c)) {
                return Prepared.Fault.codePoint(JidError.PROHIBITED_CODE_POINT, c, i, "which " + name + " prohibits");
            }
            if (!query && Rfc3454.isIn(Rfc3454.A1, c)) {
                return Prepared.Fault.codePoint(
                        JidError.UNASSIGNED_CODE_POINT,
                        c,
                        i,
                        "which Unicode 3.2 does not assign (" + name + "; RFC 3454 section 7)");
            }
            rightToLeft |= Rfc3454.isIn(Rfc3454.D1, c);
            if (leftToRightAt < 0 && Rfc3454.isIn(Rfc3454.D2, c)) {
                leftToRightAt = i;
            }
        }
        return rightToLeft ? bidiFault(mapped, leftToRightAt) : null;
    }

    /** RFC 3454 section 6, requirements 2 and 3. */
    private static Prepared.@Nullable Fault bidiFault(String mapped, int leftToRightAt) {
        if (leftToRightAt >= 0) {
            return Prepared.Fault.codePoint(
                    JidError.BIDI,
                    mapped.codePointAt(leftToRightAt),
                    leftToRightAt,
                    "a left-to-right code point among right-to-left ones (RFC 3454 section 6)");
        }
        int lastAt = mapped.offsetByCodePoints(mapped.length(), -1);
        int wrong = !Rfc3454.isIn(Rfc3454.D1, mapped.codePointAt(0))
                ? 0
                : !Rfc3454.isIn(Rfc3454.D1, mapped.codePointAt(lastAt)) ? lastAt : -1;
        if (wrong < 0) {
            return null;
        }
        return Prepared.Fault.codePoint(
                JidError.BIDI,
                mapped.codePointAt(wrong),
                wrong,
                "where a right-to-left part must begin and end with a right-to-left letter (RFC 3454 section 6)");
    }
}
