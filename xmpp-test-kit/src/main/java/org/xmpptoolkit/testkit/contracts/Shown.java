package org.xmpptoolkit.testkit.contracts;

import org.xmpptoolkit.testkit.arbitraries.Octets;

/** How what went in and what came out is shown to people: on one line, with what cannot be seen escaped and long runs counted. */
final class Shown {
    private static final int RUN = 12;
    private static final int LINE = 600;

    private Shown() {}

    static String octets(byte[] octets) {
        return escaped(Octets.of(octets).toString(), false);
    }

    /** A text with every character that is not ASCII as its code point, for what matters may be just that. */
    static String text(String text) {
        return "\"" + escaped(text, true) + "\"";
    }

    /** XML, which is told by the eye. */
    static String xml(String text) {
        return escaped(text, false);
    }

    private static String escaped(String text, boolean asciiOnly) {
        StringBuilder out = new StringBuilder();
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; ) {
            int end = i + 1;
            while (end < codePoints.length && codePoints[end] == codePoints[i]) {
                end++;
            }
            String one = one(codePoints[i], asciiOnly);
            if (end - i >= RUN) {
                out.append('[').append(one).append(" x ").append(end - i).append(']');
            } else {
                out.append(one.repeat(end - i));
            }
            i = end;
        }
        return out.length() <= LINE
                ? out.toString()
                : out.substring(0, LINE) + "[and " + (out.length() - LINE) + " more]";
    }

    private static String one(int codePoint, boolean asciiOnly) {
        boolean plain = codePoint >= ' ' && codePoint < 0x7F
                || !asciiOnly && codePoint >= 0xA0 && Character.isLetterOrDigit(codePoint);
        return plain ? Character.toString(codePoint) : String.format("{U+%04X}", codePoint);
    }
}
