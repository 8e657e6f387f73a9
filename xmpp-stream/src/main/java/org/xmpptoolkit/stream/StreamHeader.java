package org.xmpptoolkit.stream;

import java.util.Map;
import java.util.Optional;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/**
 * A stream header (RFC 6120 section 4.7). Attributes are kept as they came, so that missing, empty and malformed ones can be told
 * apart. Immutable.
 *
 * @param start the root element, without children
 * @param contentNamespace the namespace of the stream's stanzas
 * @param scope what the header declares
 * @param profile by which addresses in the header are prepared
 */
public record StreamHeader(XmlElement start, String contentNamespace, NamespaceScope scope, JidProfile profile) {
    /** {@return the text of {@code to}, or nothing if the attribute is missing} */
    public Optional<String> rawTo() {
        return start.attribute("to");
    }

    /** {@return the address in {@code to}, or nothing if the attribute is missing or no address} */
    public Optional<Jid> to() {
        return rawTo().flatMap(this::address);
    }

    /** {@return the text of {@code from}, or nothing if the attribute is missing} */
    public Optional<String> rawFrom() {
        return start.attribute("from");
    }

    /** {@return the address in {@code from}, or nothing if the attribute is missing or no address} */
    public Optional<Jid> from() {
        return rawFrom().flatMap(this::address);
    }

    /** {@return the stream id (RFC 6120 section 4.7.3), or nothing if it is missing} */
    public Optional<String> id() {
        return start.attribute("id");
    }

    /** {@return the version; {@link StreamVersion#BEFORE_XMPP} if it is missing; nothing if it is none} */
    public Optional<StreamVersion> version() {
        return start.attribute("version").map(StreamVersion::tryParse).orElse(Optional.of(StreamVersion.BEFORE_XMPP));
    }

    /** {@return the language of the stream, or nothing if it is missing or ill-formed} */
    public Optional<Language> language() {
        return start.xmlLang().flatMap(Language::tryParse);
    }

    /** {@return the namespace names by prefix, as the header declares them} */
    public Map<String, String> declarations() {
        return scope.declarations();
    }

    /** {@return whether it declares the namespace of server dialback, and so announces that (XEP-0220 section 2.4.1)} */
    public boolean announcesDialback() {
        return declarations().containsValue(Namespaces.DIALBACK);
    }

    private Optional<Jid> address(String text) {
        return Jid.tryParse(text, profile).toOptional();
    }
}
