package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.stream.Role;

/**
 * One of the many ways to write a stream header. Immutable.
 *
 * @param role who sends it
 * @param text the header, perhaps with an XML declaration and white space before it
 * @param to the recipient
 * @param from the sender
 * @param id the stream id, on response headers
 * @param language the language
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.7">RFC 6120 section 4.7</a>
 */
public record HeaderSpelling(
        Role role,
        String text,
        Optional<String> to,
        Optional<String> from,
        Optional<String> id,
        Optional<String> language) {
    /**
     * Checks that all is there.
     *
     * @param role who sends the header
     * @param text the header, perhaps with an XML declaration and white space before it
     * @param to the recipient, if the header tells
     * @param from the sender, if the header tells
     * @param id the stream id, on response headers
     * @param language the language, if the header tells
     */
    public HeaderSpelling {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(language, "language");
    }
}
