package org.xmpptoolkit.stream.lookup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) as far as host-meta needs it: objects as maps, arrays as lists, strings; numbers and the three names as {@link
 * #OTHER}. Of members of one name the last counts. Strict, and no deeper than {@value #DEPTH} levels.
 */
final class Json {
    /** What is neither object nor array nor string. */
    static final Object OTHER = new Object();

    private static final int DEPTH = 32;
    private static final String LITERAL = "true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";
    private static final String LITERAL_CHARACTERS = "+-.0123456789Eaeflnrstu";

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The one value of a text; nothing if it is no JSON in UTF-8. */
    static Optional<Object> parse(byte[] octets) {
        try {
            Json json = new Json(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
            Object value = json.value(0);
            json.space();
            return json.at == json.text.length() ? Optional.of(value) : Optional.empty();
        } catch (CharacterCodingException | Malformed none) {
            return Optional.empty();
        }
    }

    private Object value(int depth) throws Malformed {
        space();
        char first = peek();
        if (depth == DEPTH) {
            throw new Malformed();
        }
        return switch (first) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object(int depth) throws Malformed {
        Map<String, Object> members = new HashMap<>();
        expect('{');
        space();
        if (taken('}')) {
            return members;
        }
        do {
            space();
            String name = string();
            space();
            expect(':');
            members.put(name, value(depth));
            space();
        } while (taken(','));
        expect('}');
        return members;
    }

    private List<Object> array(int depth) throws Malformed {
        List<Object> values = new ArrayList<>();
        expect('[');
        space();
        if (taken(']')) {
            return values;
        }
        do {
            values.add(value(depth));
            space();
        } while (taken(','));
        expect(']');
        return values;
    }

    private String string() throws Malformed {
        StringBuilder value = new StringBuilder();
        expect('"');
        while (!taken('"')) {
            char next = next();
            if (next < ' ') {
                throw new Malformed();
            }
            value.append(next == '\\' ? escaped() : next);
        }
        return value.toString();
    }

    private char escaped() throws Malformed {
        char kind = next();
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw new Malformed();
        };
    }

    private char unit() throws Malformed {
        int unit = 0;
        for (int digits = 0; digits < 4; digits++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw new Malformed();
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    private Object literal() throws Malformed {
        int begin = at;
        while (at < text.length() && LITERAL_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (!text.substring(begin, at).matches(LITERAL)) {
            throw new Malformed();
        }
        return OTHER;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at == text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        char next = peek();
        at++;
        return next;
    }

    private boolean taken(char wanted) throws Malformed {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) throws Malformed {
        if (!taken(wanted)) {
            throw new Malformed();
        }
    }

    /** The text is no JSON. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super("no JSON", null, false, false);
        }
    }
}
