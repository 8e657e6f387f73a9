package org.xmpptoolkit.docs;

import java.util.Objects;

/**
 * A link from a doc comment, mostly to the section of a specification: {@code @see <a href="address">title</a>}.
 *
 * @param address the address, of scheme http or https
 * @param title the text of the link
 */
public record SpecLink(String address, String title) {
    /**
     * A link.
     *
     * @param address begins with {@code https://} or {@code http://}, and has no white space, quotation mark or angle bracket
     * @param title plain text, perhaps empty
     * @throws IllegalArgumentException if the address is of neither scheme: it is shown to people, who follow it
     */
    public SpecLink {
        Objects.requireNonNull(title, "title");
        if (!isAddress(address)) {
            throw new IllegalArgumentException(address + " is no address of scheme http or https");
        }
    }

    static boolean isAddress(String text) {
        return (text.startsWith("https://") || text.startsWith("http://"))
                && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>');
    }
}
