package org.xmpptoolkit.testkit.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text of a line, from octets and back: as UTF-8, or in ASCII with all else escaped.
 *
 * <p>Escaped, everything outside U+0021 to U+007E, and the backslash, stands as {@code \}{@code uXXXX} (one UTF-16 unit, so that a
 * lone surrogate can be given) or as {@code \}{@code u{XXXXXX}} (one code point). Immutable.
 */
enum Cells {
    /** Text as it is, in UTF-8. */
    PLAIN {
        @Override
        String read(byte[] octets) throws BadCell {
            ByteBuffer left = ByteBuffer.wrap(octets);
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(left).toString();
            } catch (CharacterCodingException e) {
                throw new BadCell("not-utf-8", "octet " + left.position() + " of the line begins no UTF-8 character");
            }
        }

        @Override
        String write(String text) {
            return text;
        }
    },

    /** ASCII only. */
    ESCAPED {
        @Override
        String read(byte[] octets) throws BadCell {
            String cell = new String(octets, StandardCharsets.ISO_8859_1);
            StringBuilder text = new StringBuilder(cell.length());
            for (int i = 0; i < cell.length(); ) {
                i = cell.charAt(i) == '\\' ? readEscape(cell, i, text) : readPlain(cell, i, text);
            }
            return text.toString();
        }

        @Override
        String write(String text) {
            StringBuilder cell = new StringBuilder(text.length());
            text.codePoints().forEach(c -> {
                if (isPlain(c)) {
                    cell.append((char) c);
                } else {
                    cell.append(String.format(Character.isBmpCodePoint(c) ? "\\u%04X" : "\\u{%06X}", c));
                }
            });
            return cell.toString();
        }
    };

    /** The text that the octets stand for. */
    abstract String read(byte[] octets) throws BadCell;

    /** The text as it is to be printed. */
    abstract String write(String text);

    private static boolean isPlain(int codePoint) {
        return codePoint > 0x20 && codePoint < 0x7F && codePoint != '\\';
    }

    private static int readPlain(String cell, int at, StringBuilder text) throws BadCell {
        char c = cell.charAt(at);
        if (!isPlain(c)) {
            throw new BadCell(
                    "bad-escape", String.format("octet %d of the line is %02X, which has to be escaped", at, (int) c));
        }
        text.append(c);
        return at + 1;
    }

    /** Reads the escape at an index; gives the index behind it. */
    private static int readEscape(String cell, int at, StringBuilder text) throws BadCell {
        boolean braces = cell.startsWith("\\u{", at);
        int from = at + (braces ? 3 : 2);
        int to = braces ? cell.indexOf('}', from) : from + 4;
        int value = cell.startsWith("\\u", at) && to <= cell.length() ? hex(cell, from, to, braces ? 6 : 4) : -1;
        if (value < 0 || value > Character.MAX_CODE_POINT) {
            throw new BadCell(
                    "bad-escape", "octet " + at + " of the line begins neither \\uXXXX nor \\u{X} to \\u{10FFFF}");
        }
        text.appendCodePoint(value);
        return braces ? to + 1 : to;
    }

    private static int hex(String cell, int from, int to, int most) {
        if (to <= from || to - from > most) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = cell.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** A line is no text. */
    static final class BadCell extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        BadCell(String reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        /** The rule that the line breaks, as a word. */
        String reason() {
            return reason;
        }

        /** What is wrong with it, in one line. */
        String message() {
            return String.valueOf(getMessage());
        }
    }
}
