package org.xmpptoolkit.core;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts one element together from start tags, text and end tags that were checked already.
 *
 * <p>For the next element there is a new assembler: a collector that knows generations makes each reference that is stored in an old
 * object dear, and here every tag stores some.
 */
final class ElementAssembler {
    private static final @Nullable Object[] NO_PARTS = {};

    private final StreamLimits limits;
    private int depth;
    private @Nullable Open innermost;
    /** The parts of the open elements, those of the innermost last. */
    private @Nullable Object[] parts = NO_PARTS;

    private int partCount;
    private @Nullable String text;
    private @Nullable StringBuilder longText;

    /**
     * An element whose end tag is to come.
     *
     * @param firstPart how many parts stand before its own
     */
    private record Open(
            @Nullable Open outer,
            String namespace,
            String localName,
            String prefix,
            String[] attributes,
            int firstPart) {}

    ElementAssembler(StreamLimits limits) {
        this.limits = limits;
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** The limit that another element here would pass, in words: null if it passes none. */
    @Nullable
    String limitOfElement() {
        return depth() == limits.depth()
                ? "elements are nested more than " + limits.depth() + " levels deep"
                : limitOfChildren();
    }

    /** The limit that this text here would pass, in words: null if it passes none. */
    @Nullable
    String limitOfText(String piece) {
        return piece.isEmpty() || text != null ? null : limitOfChildren();
    }

    private @Nullable String limitOfChildren() {
        int children = innermost == null ? 0 : partCount - innermost.firstPart + (text == null ? 0 : 1);
        return children < limits.children() ? null : "an element has more than " + limits.children() + " children";
    }

    void start(XmlElement start) {
        start(start.namespace(), start.localName(), start.prefix(), start.rawAttributes());
    }

    /** Starts an element inside the innermost; its attributes have the form that those of an {@link XmlElement} have. */
    void start(String namespace, String localName, String prefix, String[] attributes) {
        flush();
        innermost = new Open(innermost, namespace, localName, prefix, attributes, partCount);
        depth++;
    }

    /** Appends text, in as many pieces as it comes in. */
    void text(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (text == null) {
            text = piece;
            return;
        }
        if (longText == null) {
            longText = new StringBuilder(text.length() + piece.length() + 64).append(text);
        }
        longText.append(piece);
    }

    /** Ends the innermost element; returns it if it was the outermost as well. */
    @Nullable
    XmlElement end() {
        flush();
        Open ended = Objects.requireNonNull(innermost);
        XmlElement element = new XmlElement(
                ended.namespace, ended.localName, ended.prefix, ended.attributes, content(ended.firstPart));
        partCount = ended.firstPart;
        innermost = ended.outer;
        depth--;
        if (innermost == null) {
            return element;
        }
        add(element);
        return null;
    }

    private @Nullable Object content(int first) {
        return switch (partCount - first) {
            case 0 -> null;
            case 1 -> parts[first];
            default -> Arrays.copyOfRange(parts, first, partCount);
        };
    }

    private void add(Object part) {
        if (partCount == parts.length) {
            parts = Arrays.copyOf(parts, Math.max(16, partCount * 2));
        }
        parts[partCount++] = part;
    }

    private void flush() {
        if (text != null) {
            add(longText == null ? text : longText.toString());
            text = null;
            longText = null;
        }
    }
}
