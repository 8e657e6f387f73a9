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

    private final List<Open> open = new ArrayList<>();
    private @Nullable String text;
    private @Nullable StringBuilder longText;

    /** How many elements are open. */
    int depth() {
        return open.size();
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
