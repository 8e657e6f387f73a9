package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import org.xmpptoolkit.core.XmlElement;

/**
 * A stanza that breaks one rule of stanzas. Immutable.
 *
 * @param fault what is wrong, with the rule and what may be answered
 * @param element the stanza, in {@code jabber:client}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 */
public record BrokenStanza(StanzaFault fault, XmlElement element) {
    /**
     * Checks that both are there.
     *
     * @param fault what is wrong with the stanza
     * @param element the stanza, in {@code jabber:client}
     */
    public BrokenStanza {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(element, "element");
    }
}
