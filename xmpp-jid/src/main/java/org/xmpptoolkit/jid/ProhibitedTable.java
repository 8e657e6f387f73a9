package org.xmpptoolkit.jid;

import com.ibm.icu.text.UnicodeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of RFC 3454 appendix C one by one, and the characters that Nodeprep adds. Used for explanations only; the
 * profiles look into unions of them, which {@link Rfc3454} has.
 */
enum ProhibitedTable {
    /** ASCII space. */
    C_1_1("table C.1.1, ASCII space characters", "\\ "),
    /** Other spaces. */
    C_1_2("table C.1.2, non-ASCII space characters", "\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\u3000"),
    /** ASCII controls. */
    C_2_1("table C.2.1, ASCII control characters", "\\u0000-\\u001F\\u007F"),
    /** Other controls. */
    C_2_2(
            "table C.2.2, non-ASCII control characters",
            "\\u0080-\\u009F\\u06DD\\u070F\\u180E\\u200C\\u200D\\u2028\\u2029\\u2060-\\u2063\\u206A-\\u206F\\uFEFF"
                    + "\\uFFF9-\\uFFFC\\U0001D173-\\U0001D17A"),
    /** Private use. */
    C_3("table C.3, private use", "\\uE000-\\uF8FF\\U000F0000-\\U000FFFFD\\U00100000-\\U0010FFFD"),
    /** Noncharacters. */
    C_4("table C.4, non-character code points", "[:Noncharacter_Code_Point:]"),
    /** Surrogates. */
    C_5("table C.5, surrogate codes", "\\uD800-\\uDFFF"),
    /** Characters that stand for no text. */
    C_6("table C.6, inappropriate for plain text", "\\uFFF9-\\uFFFD"),
    /** Ideographic description. */
    C_7("table C.7, inappropriate for canonical representation", "\\u2FF0-\\u2FFB"),
    /** Display properties. */
    C_8(
            "table C.8, change display properties or are deprecated",
            "\\u0340\\u0341\\u200E\\u200F\\u202A-\\u202E\\u206A-\\u206F"),
    /** Tags. */
    C_9("table C.9, tagging characters", "\\U000E0001\\U000E0020-\\U000E007F"),
    /** What Nodeprep adds. */
    NODEPREP("the characters that Nodeprep adds (RFC 6122 appendix A.5)", "\\\"\\&\\'\\/\\:\\<\\>\\@");

    private final String title;
    private final UnicodeSet members;

    ProhibitedTable(String title, String members) {
        this.title = title;
        this.members = new UnicodeSet("[" + members + "]").freeze();
    }

    /** The first table that has a code point, if the profile looks into it; null if it is not prohibited. */
    static @Nullable ProhibitedTable of(int codePoint, int prohibited) {
        if (!Rfc3454.isIn(prohibited, codePoint)) {
            return null;
        }
        for (ProhibitedTable table : values()) {
            if (table.members.contains(codePoint)) {
                return table;
            }
        }
        throw new IllegalStateException("no table has " + Prepared.uPlus(codePoint));
    }

    UnicodeSet members() {
        return members;
    }

    @Override
    public String toString() {
        return title;
    }
}
