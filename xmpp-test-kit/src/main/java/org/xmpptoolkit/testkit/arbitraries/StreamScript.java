package org.xmpptoolkit.testkit.arbitraries;

import java.util.List;
import java.util.Objects;
import org.xmpptoolkit.stream.Role;

/**
 * All that one entity sends on a stream between client and server, step by step, from its header to its closing tag. Immutable.
 *
 * @param role whose steps they are
 * @param setting who speaks to whom
 * @param steps the steps in order
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-9.1">RFC 6120 section 9.1</a>
 */
public record StreamScript(Role role, StreamSetting setting, List<ScriptStep> steps) {
    /**
     * Checks and copies.
     *
     * @param role whose steps they are
     * @param setting who speaks to whom
     * @param steps the steps in order; copied
     */
    public StreamScript {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(setting, "setting");
        steps = List.copyOf(steps);
    }

    /** The steps, one a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(role + " " + setting);
        for (ScriptStep step : steps) {
            text.append("\n  ")
                    .append(step.name())
                    .append(": ")
                    .append(step.name().startsWith("auth") ? "***" : step.octets());
        }
        return text.toString();
    }
}
