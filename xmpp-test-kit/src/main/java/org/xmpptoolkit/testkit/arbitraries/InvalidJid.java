package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidPart;
import org.xmpptoolkit.jid.JidProfile;

/**
 * A text that is no address, for one reason. Immutable.
 *
 * @param profile the rules by which it is none
 * @param text the text; for {@link JidError#LONE_SURROGATE} it is no well-formed UTF-16
 * @param part the part that is wrong; the others are right
 * @param reason what is wrong with it; an implementation that knows no bound like {@link JidError#TEXT_TOO_LONG} may say too long
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 */
public record InvalidJid(JidProfile profile, String text, JidPart part, JidError reason) {
    /**
     * Checks that all is there.
     *
     * @param profile the rules by which the text is no address
     * @param text the text; it need not be well-formed UTF-16
     * @param part the part that is wrong
     * @param reason what is wrong with it
     */
    public InvalidJid {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(reason, "reason");
    }

    /** {@return whether XML 1.0 can hold the text, so that it can be sent as the value of an attribute} */
    public boolean isXml() {
        return XmlTexts.isAllowed(text);
    }
}
