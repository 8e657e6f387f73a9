package org.xmpptoolkit.jid;

import com.google.common.base.Strings;
import java.util.Locale;

/** What came of preparing one part: its text, or its first fault. */
sealed interface Prepared {
    record Text(String text) implements Prepared {}

    /**
     * What is wrong with a part.
     *
     * @param index UTF-16 index in the part that was given
     * @param codePoint the code point that is wrong, in prepared form; -1 if it is not one code point
     * @param inALabel whether an A-label at the index stands for what is wrong
     * @param problem the rest of the sentence that begins with the part's name, or with the part's name and the code point
     */
    record Fault(JidError reason, int index, int codePoint, boolean inALabel, String problem) implements Prepared {
        /** Stands for the offset of a part that is not given in an address. */
        static final int ALONE = -1;

        Fault(JidError reason, int index, String problem) {
            this(reason, index, -1, false, problem);
        }

        static Fault codePoint(JidError reason, int codePoint, int index, String rule) {
            return new Fault(reason, index, codePoint, false, rule);
        }

        Fault at(int otherIndex) {
            return new Fault(reason, otherIndex, codePoint, inALabel, problem);
        }

        /** The same fault of what the A-label at the beginning stands for. */
        Fault ofALabel() {
            return new Fault(reason, 0, codePoint, true, problem);
        }

        /** The same fault, with more to say about it. */
        Fault and(String more) {
            return new Fault(reason, index, codePoint, inALabel, problem + more);
        }

        /**
         * The refusal to tell of.
         *
         * @param given the part that was given
         * @param offset where the part begins in the address that was given; {@link #ALONE} if it was given by itself
         */
        JidResult.Refused in(JidPart part, String given, int offset) {
            int position = Math.max(0, offset) + index;
            String where = offset == ALONE ? "at its index " + position : "at index " + position + " of the address";
            String message = part.name().toLowerCase(Locale.ROOT) + " " + sentence(given, where);
            return new JidResult.Refused(part, reason, position, message);
        }

        private String sentence(String given, String where) {
            if (codePoint < 0) {
                return problem + (inALabel ? ", where the A-label " + where + " stands for it" : ", " + where);
            }
            if (inALabel) {
                return "has an A-label " + where + " that stands for " + uPlus(codePoint) + ", " + problem;
            }
            int origin = given.codePointAt(index);
            return "has " + uPlus(codePoint) + (origin == codePoint ? "" : " (from " + uPlus(origin) + ")") + " "
                    + where + ", " + problem;
        }
    }

    static String uPlus(int codePoint) {
        return "U+" + Strings.padStart(Integer.toHexString(codePoint).toUpperCase(Locale.ROOT), 4, '0');
    }
}
