package org.xmpptoolkit.netty;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Reads the octets of one direction as text, and leaves out what stands inside of elements for authentication, and the values of
 * attributes that let a stream be taken over. It does not need well-formed input: where an end tag is missing or another one comes,
 * all that follows is left out. Keeps no more than two names and the part of a character.
 */
final class Redactor {
    private static final String SECRET = "[secret]";

    private static final Set<String> SECRETS = Set.of(
            "auth",
            "challenge",
            "response",
            "success",
            "authenticate",
            "initial-response",
            "additional-data",
            "continue",
            "password",
            "digest",
            "handshake",
            "token");
    /** Dialback's, by the prefix that servers declare for it (XEP-0220 section 2.4.1): other elements have these names too. */
    private static final Set<String> KEYS = Set.of("db:result", "db:verify");
    /** By element, XEP-0198's; of {@code token} all are, whichever specification it is of. */
    private static final Map<String, String> SECRET_ATTRIBUTES =
            Map.of("enabled", "id", "resume", "previd", "resumed", "previd");

    private static final int LONGEST = 64;
    private static final String CDATA = "![CDATA[";

    private enum At {
        TEXT,
        NAME,
        TAG,
        QUOTED,
        CDATA
    }

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer cut = ByteBuffer.allocate(0);

    private At at = At.TEXT;
    /** The local name of the tag. */
    private final StringBuilder name = new StringBuilder();
    /** What stood before it, with the colon. */
    private String prefix = "";

    /** The name of the attribute, with its prefix. */
    private final StringBuilder attribute = new StringBuilder();

    private boolean hidden;
    private boolean end;
    private char quote;
    private char before;
    private char beforeThat;
    /** How many elements are open from the one for authentication on; 0 outside. */
    private int depth;

    private String secret = "";
    private boolean leftOut;

    /** The next octets as text. */
    String next(ByteBuffer octets) {
        ByteBuffer all = ByteBuffer.allocate(cut.remaining() + octets.remaining());
        all.put(cut).put(octets).flip();
        CharBuffer characters = CharBuffer.allocate(all.remaining());
        decoder.decode(all, characters, false);
        cut = all;
        characters.flip();
        StringBuilder text = new StringBuilder(characters.remaining());
        while (characters.hasRemaining()) {
            take(characters.get(), text);
        }
        return text.toString();
    }

    private void take(char character, StringBuilder text) {
        if (depth == 0 && !hidden) {
            text.append(character);
        }
        switch (at) {
            case TEXT -> inText(character);
            case NAME -> inName(character, text);
            case TAG -> inTag(character, text);
            case QUOTED -> inQuoted(character, text);
            case CDATA -> at = character == '>' && before == ']' && beforeThat == ']' ? At.TEXT : At.CDATA;
        }
        beforeThat = before;
        before = character;
    }

    private void inText(char character) {
        if (character == '<') {
            at = At.NAME;
            name.setLength(0);
            prefix = "";
            end = false;
        } else {
            leftOut = true;
        }
    }

    private void inName(char character, StringBuilder text) {
        if (character == '/' && before == '<') {
            end = true;
        } else if (character == ':') {
            prefix = name + ":";
            name.setLength(0);
        } else if (character == '>' || character == '/' || Character.isWhitespace(character)) {
            at = At.TAG;
            inTag(character, text);
        } else if (name.length() <= LONGEST) {
            name.append(character);
            if (name.charAt(0) == '!' && name.toString().equals(CDATA)) {
                at = At.CDATA;
                leftOut = true;
            }
        }
    }

    private void inTag(char character, StringBuilder text) {
        if (character == '\'' || character == '"') {
            quote = character;
            at = At.QUOTED;
            hidden = depth == 0 && isSecretAttribute();
        } else if (character == '>') {
            at = At.TEXT;
            if (end) {
                endTag(text);
            } else if (before != '/' && (depth > 0 || isSecret())) {
                startTag();
            }
        } else if (character != '=' && !Character.isWhitespace(character)) {
            inAttribute(character);
        }
    }

    private boolean isSecret() {
        return SECRETS.contains(name.toString()) || KEYS.contains(prefix + name);
    }

    private void inAttribute(char character) {
        if (Character.isWhitespace(before) || before == quote) {
            attribute.setLength(0);
        }
        if (attribute.length() <= LONGEST) {
            attribute.append(character);
        }
    }

    private boolean isSecretAttribute() {
        String element = name.toString();
        String asked = attribute.toString();
        return element.equals("token")
                ? !asked.equals("xmlns") && !asked.startsWith("xmlns:")
                : asked.equals(SECRET_ATTRIBUTES.get(element));
    }

    private void inQuoted(char character, StringBuilder text) {
        if (character == quote) {
            at = At.TAG;
            if (hidden) {
                hidden = false;
                text.append(before == quote ? "" : SECRET).append(quote);
            }
        }
    }

    private void startTag() {
        if (depth == 0) {
            secret = name.toString();
        }
        leftOut = depth > 0;
        depth++;
    }

    private void endTag(StringBuilder text) {
        if (depth > 1) {
            depth--;
        } else if (depth == 1 && secret.contentEquals(name)) {
            depth = 0;
            text.append(leftOut ? SECRET : "")
                    .append("</")
                    .append(prefix)
                    .append(secret)
                    .append('>');
        }
    }
}
