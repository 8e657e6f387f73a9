package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import org.xmpptoolkit.stream.Role;

/**
 * A stream header that breaks one rule. Immutable.
 *
 * @param role who sends it
 * @param fault what is wrong, with the rule and what may be answered
 * @param octets the header, with what stands before it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.7">RFC 6120 section 4.7</a>
 */
public record BrokenHeader(Role role, HeaderFault fault, Octets octets) {
    /**
     * Checks that all is there.
     *
     * @param role who sends the header
     * @param fault what is wrong with it
     * @param octets the header, with what stands before it
     */
    public BrokenHeader {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(octets, "octets");
    }
}
