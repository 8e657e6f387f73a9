package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What {@link Jid#tryParse(String)} found: an address, or the reason why there is none. No exception is made for it.
 *
 * <p>Immutable; may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 */
public sealed interface JidResult {
    /**
     * The address, for those who need no reason.
     *
     * @return the address, or nothing if the text is none
     */
    default Optional<Jid> toOptional() {
        return this instanceof Parsed parsed ? Optional.of(parsed.jid()) : Optional.empty();
    }

    /**
     * The text is an address.
     *
     * @param jid the prepared address
     */
    record Parsed(Jid jid) implements JidResult {
        /**
         * Wraps an address.
         *
         * @param jid the prepared address
         * @throws NullPointerException if {@code jid} is null
         */
        public Parsed {
            requireNonNull(jid, "jid");
        }
    }

    /**
     * The text is no address.
     *
     * @param part the part that is wrong
     * @param reason what is wrong with it
     * @param index where in the given text, in UTF-16 units; the text's length where something is missing at its end
     * @param message part, rule, index and RFC section, for people; a code point as {@code U+XXXX}, with the one that it was mapped
     *     from or the A-label that stands for it; the text is not repeated
     */
    record Refused(JidPart part, JidError reason, int index, String message) implements JidResult {
        /**
         * Keeps the reason of a refusal.
         *
         * @param part the part that is wrong
         * @param reason what is wrong with it
         * @param index where in the given text, in UTF-16 units
         * @param message the sentence for people
         * @throws NullPointerException if {@code part}, {@code reason} or {@code message} is null
         */
        public Refused {
            requireNonNull(part, "part");
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }
    }
}
