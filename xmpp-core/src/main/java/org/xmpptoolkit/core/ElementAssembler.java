package org.xmpptoolkit.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an element together from start tags, text and end tags that were checked already. */
final class ElementAssembler {
    private static final class Open {
        final XmlElement start;
        final List<Object> parts = new ArrayList<>(4);

        Open(XmlElement start) {
            this.start = start;
        }
    }

    private final StreamLimits limits;
    private final List<Open> open = new ArrayList<>();
    private @Nullable String text;
    private @Nullable StringBuilder longText;

    ElementAssembler(StreamLimits limits) {
        this.limits = limits;
    }

    /** How many elements are open. */
    int depth() {
        return open.size();
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
        int children = open.isEmpty() ? 0 : open.get(open.size() - 1).parts.size() + (text == null ? 0 : 1);
        return children < limits.children() ? null : "an element has more than " + limits.children() + " children";
    }

    void start(XmlElement start) {
        flush();
        open.add(new Open(start));
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
        Open ended = open.remove(open.size() - 1);
        XmlElement start = ended.start;
        XmlElement element = ended.parts.isEmpty()
                ? start
                : new XmlElement(
                        start.namespace(),
                        start.localName(),
                        start.prefix(),
                        start.rawAttributes(),
                        XmlElement.Builder.content(ended.parts));
        if (open.isEmpty()) {
            return element;
        }
        open.get(open.size() - 1).parts.add(element);
        return null;
    }

    private void flush() {
        if (text != null) {
            open.get(open.size() - 1).parts.add(longText == null ? text : longText.toString());
            text = null;
            longText = null;
        }
    }
}
