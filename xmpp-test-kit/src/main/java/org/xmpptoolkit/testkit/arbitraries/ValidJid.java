package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.jid.JidProfile;

/**
 * A text that is an address, and what becomes of it in preparation. Immutable.
 *
 * @param profile the rules by which it is one
 * @param text the text as it may come: not prepared, with any separators and final dot
 * @param localpart the localpart in prepared form, if there is one
 * @param domainpart the domainpart in prepared form
 * @param resourcepart the resourcepart in prepared form, if there is one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.1">RFC 7622 section 3.1</a>
 */
public record ValidJid(
        JidProfile profile, String text, Optional<String> localpart, String domainpart, Optional<String> resourcepart) {
    /**
     * Checks that all is there.
     *
     * @param profile the rules by which the text is an address
     * @param text the text as it may come
     * @param localpart the localpart in prepared form, if there is one
     * @param domainpart the domainpart in prepared form
     * @param resourcepart the resourcepart in prepared form, if there is one
     */
    public ValidJid {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(localpart, "localpart");
        Objects.requireNonNull(domainpart, "domainpart");
        Objects.requireNonNull(resourcepart, "resourcepart");
    }

    /** {@return the whole address in prepared form} */
    public String prepared() {
        return localpart.map(local -> local + "@").orElse("")
                + domainpart
                + resourcepart.map(resource -> "/" + resource).orElse("");
    }
}
