package org.xmpptoolkit.testkit.arbitraries;

import java.util.List;

/**
 * A part of an address as it may come, and in prepared form.
 *
 * @param text as it may come
 * @param prepared in prepared form
 */
record Spelled(String text, String prepared) {
    static Spelled same(String text) {
        return new Spelled(text, text);
    }

    static Spelled join(List<Spelled> pieces) {
        StringBuilder text = new StringBuilder();
        StringBuilder prepared = new StringBuilder();
        for (Spelled piece : pieces) {
            text.append(piece.text);
            prepared.append(piece.prepared);
        }
        return new Spelled(text.toString(), prepared.toString());
    }
}
