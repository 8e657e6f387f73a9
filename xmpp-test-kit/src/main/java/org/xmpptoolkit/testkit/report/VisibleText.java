package org.xmpptoolkit.testkit.report;

import java.util.function.IntPredicate;

/**
 * Makes visible what a peer's text may hide: whatever could steer a terminal, reorder a line, or has no place in XML.
 *
 * <p>Control and format characters, spaces other than U+0020, line and paragraph separators, noncharacters and lone surrogates become
 * {@code \xHH} below U+0100, else <code>&#92;u{X}</code>. All else stays, the backslash too.
 */
public final class VisibleText {
    private VisibleText() {}

    /**
     * {@return the text with all of that made visible, but for TAB and LF}
     *
     * @param text any text, well-formed UTF-16 or not
     */
    public static String of(String text) {
        return replace(text, c -> c != '\t' && c != '\n' && isHidden(c));
    }

    /**
     * {@return the text with all of that made visible, TAB and LF too, so that it is one line}
     *
     * @param text any text, well-formed UTF-16 or not
     */
    public static String inLine(String text) {
        return replace(text, VisibleText::isHidden);
    }

    /**
     * {@return the text in ASCII, in one line: all else is made visible too}
     *
     * @param text any text, well-formed UTF-16 or not
     */
    public static String inAscii(String text) {
        return replace(text, c -> c > 0x7E || isHidden(c));
    }

    private static String replace(String text, IntPredicate hidden) {
        if (text.codePoints().noneMatch(hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (hidden.test(c)) {
                visible.append(String.format(c < 0x100 ? "\\x%02X" : "\\u{%X}", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        };
    }
}
