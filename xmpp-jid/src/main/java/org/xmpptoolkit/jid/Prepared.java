package org.xmpptoolkit.jid;

import java.util.Locale;

/** What came of preparing one part: its text, or its first fault. */
sealed interface Prepared {
    record Text(String text) implements Prepared {}

    /**
     * What is wrong with a part.
     *
     * @param index UTF-16 index in the part that was given
     * @param problem the rest of the sentence that begins with the part's name
     */
    record Fault(JidError reason, int index, String problem) implements Prepared {
        static Fault codePoint(JidError reason, int codePoint, int index, String rule) {
            return new Fault(reason, index, "has " + uPlus(codePoint) + ", " + rule);
        }

        Fault movedBy(int offset) {
            return offset == 0 ? this : new Fault(reason, index + offset, problem);
        }

        JidResult.Refused in(JidPart part, int offset) {
            String name = part.name().toLowerCase(Locale.ROOT);
            int position = offset + index;
            return new JidResult.Refused(part, reason, position, name + " " + problem + ", at index " + position);
        }
    }

    static String uPlus(int codePoint) {
        String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }
}
