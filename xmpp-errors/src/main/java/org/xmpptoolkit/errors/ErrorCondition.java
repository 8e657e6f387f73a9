package org.xmpptoolkit.errors;

import java.util.Optional;

/**
 * What the RFCs say of a condition, whichever kind of error it belongs to. The constants of the three enums are all there are; the
 * doc comment of each is its {@link #meaning()}, kept for run time.
 */
public sealed interface ErrorCondition permits SaslFailureCondition, StanzaErrorCondition, StreamErrorCondition {
    /**
     * {@return the namespace name of its element, which tells conditions of one name apart: {@code conflict} is of streams and of stanzas}
     */
    String namespace();

    /** {@return the local name of the element that stands for it, for instance {@code item-not-found}} */
    String elementName();

    /**
     * {@return what it says, in one or two English sentences}
     *
     * @throws IllegalStateException if this module was built without its annotation processor, or its jar has lost what is under
     *     {@code META-INF/org.xmpptoolkit.docs}
     */
    String meaning();

    /** {@return who may send it} */
    ErrorSender sentBy();

    /** {@return the section of RFC 3920 that defines it, if one does, for instance {@code 4.7.3}} */
    Optional<String> section3920();

    /** {@return the section of RFC 6120 that defines it, if one does, for instance {@code 4.9.3.6}} */
    Optional<String> section6120();

    /** {@return whether RFC 3920 defines it} */
    default boolean inRfc3920() {
        return section3920().isPresent();
    }

    /** {@return whether RFC 6120 defines it} */
    default boolean inRfc6120() {
        return section6120().isPresent();
    }

    /** {@return the condition to send for this one today: itself, unless RFC 6120 has dropped it} */
    ErrorCondition canonical();

    /** {@return whether its element may hold text} */
    default boolean hasText() {
        return false;
    }
}
