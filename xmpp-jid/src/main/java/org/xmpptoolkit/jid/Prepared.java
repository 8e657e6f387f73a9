package org.xmpptoolkit.jid;

import java.util.Locale;

/** What came of preparing one part: its text, or its first fault. */
sealed interface Prepared {
    record Text(String text) implements Prepared {}

    /**
     * What is wrong with a part.
     *
     * @param index UTF-16 index in the part that was given
     * @param codePoint the code point that is wrong, in prepared form; -1 if it is not one code point
     * @param problem the rest of the sentence that begins with the part's name, or with the part's name and the code point
     */
    record Fault(JidError reason, int index, int codePoint, String problem) implements Prepared {
        /** Stands for the offset of a part that is not given in an address. */
        static final int ALONE = -1;

        Fault(JidError reason, int index, String problem) {
            this(reason, index, -1, problem);
        }

        static Fault codePoint(JidError reason, int codePoint, int index, String rule) {
            return new Fault(reason, index, codePoint, rule);
        }

        Fault at(int otherIndex) {
            return new Fault(reason, otherIndex, codePoint, problem);
        }

        /**
         * The refusal to tell of.
         *
         * @param offset where the part begins in the address that was given; {@link #ALONE} if it was given by itself
         */
        JidResult.Refused in(JidPart part, int offset) {
            String name = part.name().toLowerCase(Locale.ROOT);
            int position = Math.max(0, offset) + index;
            String where = offset == ALONE ? "at its index " + position : "at index " + position + " of the address";
            String message = codePoint < 0
                    ? name + " " + problem
                    : name + " has " + uPlus(codePoint) + " " + where + ", " + problem;
            return new JidResult.Refused(part, reason, position, message);
        }
    }

    static String uPlus(int codePoint) {
        String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }
}
