package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;

/**
 * XML that a stream must not carry, for one reason. Immutable.
 *
 * @param fault what is wrong, with the rule and what may be answered
 * @param octets a first-level element with the fault in it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-11">RFC 6120 section 11</a>
 */
public record BrokenXml(XmlFault fault, Octets octets) {
    /**
     * Checks that both are there.
     *
     * @param fault what is wrong with the XML
     * @param octets a first-level element with the fault in it
     */
    public BrokenXml {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(octets, "octets");
    }
}
