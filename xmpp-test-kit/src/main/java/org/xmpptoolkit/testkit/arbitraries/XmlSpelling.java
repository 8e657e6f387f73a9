package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import org.xmpptoolkit.core.XmlElement;

/**
 * One of the many ways to write an element. Immutable.
 *
 * @param element what is meant
 * @param text how it is written: all that it needs is declared in it, so that it stands for the same in any place of any stream
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-11">RFC 6120 section 11</a>
 */
public record XmlSpelling(XmlElement element, String text) {
    /**
     * Checks that both are there.
     *
     * @param element what is meant
     * @param text how it is written, with all the declarations that it needs
     */
    public XmlSpelling {
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(text, "text");
    }
}
