package org.xmpptoolkit.testkit.check;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Leaves out what a stream carries that is not to be read by people: the text of elements that hold passwords and proofs, however it is
 * cut into reads. Not thread-safe.
 */
final class SecretText {
    private static final Set<String> SECRET = Set.of("auth", "response", "initial-response", "password", "digest");
    private static final int LONGEST_NAME = 64;

    private final StringBuilder name = new StringBuilder();
    private State state = State.CONTENT;
    private boolean nameEnded;
    private char quote;
    private char last;

    private enum State {
        CONTENT,
        TAG,
        HIDDEN,
        /** Behind a {@code <} in what is hidden. */
        HIDDEN_TAG
    }

    /** What may be shown of the next octets. */
    byte[] hide(byte[] octets) {
        StringBuilder shown = new StringBuilder(octets.length);
        for (byte octet : octets) {
            char c = (char) (octet & 0xff);
            switch (state) {
                case CONTENT -> content(c, shown);
                case TAG -> tag(c, shown);
                case HIDDEN -> state = c == '<' ? State.HIDDEN_TAG : State.HIDDEN;
                case HIDDEN_TAG -> hiddenTag(c, shown);
            }
        }
        return shown.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void content(char c, StringBuilder shown) {
        shown.append(c);
        if (c == '<') {
            state = State.TAG;
            name.setLength(0);
            nameEnded = false;
            quote = 0;
            last = c;
        }
    }

    private void tag(char c, StringBuilder shown) {
        shown.append(c);
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '>') {
            boolean secret = last != '/' && SECRET.contains(name.substring(name.indexOf(":") + 1));
            state = secret ? State.HIDDEN : State.CONTENT;
            shown.append(secret ? "..." : "");
        } else if (c <= ' ' || c == '/') {
            nameEnded = true;
        } else if (!nameEnded && name.length() < LONGEST_NAME) {
            name.append(c);
        }
        last = c;
    }

    /** An end tag shows again what comes; all else, as a CDATA section, is a part of what is hidden. */
    private void hiddenTag(char c, StringBuilder shown) {
        state = State.HIDDEN;
        if (c == '/') {
            state = State.CONTENT;
            content('<', shown);
            tag(c, shown);
        }
    }
}
