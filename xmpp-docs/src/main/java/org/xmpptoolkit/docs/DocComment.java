package org.xmpptoolkit.docs;

import java.util.List;
import java.util.Objects;

/**
 * A doc comment, as a text for people. Immutable, so it may be shared between threads.
 *
 * @param text plain text: paragraphs separated by an empty line, no markup; a line break stands only in what was preformatted. Never blank.
 * @param links where it sends its reader to, in order
 */
public record DocComment(String text, List<SpecLink> links) {
    /**
     * A doc comment.
     *
     * @param text plain text that is not blank; paragraphs separated by an empty line
     * @param links in the order of the comment; the list is copied
     * @throws IllegalArgumentException if the text is blank
     */
    public DocComment {
        links = List.copyOf(links);
        if (Objects.requireNonNull(text, "text").isBlank()) {
            throw new IllegalArgumentException("a comment has a text");
        }
    }

    /** {@return the first sentence of the text: what stands before its first full stop that a space or the end follows} */
    public String summary() {
        int paragraph = text.indexOf("\n\n");
        String first = paragraph < 0 ? text : text.substring(0, paragraph);
        int stop = first.indexOf(". ");
        return stop < 0 ? first : first.substring(0, stop + 1);
    }
}
