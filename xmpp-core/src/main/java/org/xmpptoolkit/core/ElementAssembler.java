package org.xmpptoolkit.core;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts an element together from start tags, text and end tags that were checked already. */
final class ElementAssembler {
    private static final @Nullable String[] NO_NAMES = {};
    private static final String[] @Nullable [] NO_ATTRIBUTES = {};
    private static final @Nullable Object[] NO_PARTS = {};
    private static final int[] NO_NUMBERS = {};

    /** Room for so many parts is kept from one outermost element to the next. */
    private static final int MOST_KEPT = 1_024;

    private final StreamLimits limits;
    private int depth;
    /** Of the open elements, outermost first: namespace, local name and prefix each. */
    private @Nullable String[] names = NO_NAMES;

    private String[] @Nullable [] attributes = NO_ATTRIBUTES;
    /** How many parts stand before those of each open element. */
    private int[] firstParts = NO_NUMBERS;
    /** The parts of the open elements, those of the innermost last. */
    private @Nullable Object[] parts = NO_PARTS;

    private int partCount;
    private @Nullable String text;
    private @Nullable StringBuilder longText;

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
        int children = depth == 0 ? 0 : partCount - firstParts[depth - 1] + (text == null ? 0 : 1);
        return children < limits.children() ? null : "an element has more than " + limits.children() + " children";
    }

    void start(XmlElement start) {
        start(start.namespace(), start.localName(), start.prefix(), start.rawAttributes());
    }

    /** Starts an element inside the innermost; its attributes have the form that those of an {@link XmlElement} have. */
    void start(String namespace, String localName, String prefix, String[] attributes) {
        flush();
        if (depth == firstParts.length) {
            int more = depth * 2 + 4;
            names = Arrays.copyOf(names, more * 3);
            this.attributes = Arrays.copyOf(this.attributes, more);
            firstParts = Arrays.copyOf(firstParts, more);
        }
        names[depth * 3] = namespace;
        names[depth * 3 + 1] = localName;
        names[depth * 3 + 2] = prefix;
        this.attributes[depth] = attributes;
        firstParts[depth] = partCount;
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
        depth--;
        int first = firstParts[depth];
        XmlElement element = new XmlElement(
                Objects.requireNonNull(names[depth * 3]),
                Objects.requireNonNull(names[depth * 3 + 1]),
                Objects.requireNonNull(names[depth * 3 + 2]),
                Objects.requireNonNull(attributes[depth]),
                content(first));
        attributes[depth] = null;
        Arrays.fill(parts, first, partCount, null);
        partCount = first;
        if (depth == 0) {
            if (parts.length > MOST_KEPT) {
                parts = NO_PARTS;
            }
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
            parts = Arrays.copyOf(parts, Math.max(8, partCount * 2));
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
