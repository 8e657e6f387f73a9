package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/** The elements of SASL2 (XEP-0388). */
final class Sasl2Elements {
    static final QName AUTHENTICATION = new QName(Namespaces.SASL2, "authentication");

    private static final String INLINE = "inline";
    private static final String IDENTIFIER = "authorization-identifier";

    private Sasl2Elements() {}

    /** The offer; what may be asked for inline stands in an element of its own, if there is any. */
    static XmlElement authentication(List<SaslMechanism> mechanisms, List<XmlElement> inline) {
        XmlElement.Builder out = builder(AUTHENTICATION.getLocalPart());
        mechanisms.forEach(m -> out.child(text("mechanism", m.wireName())));
        if (!inline.isEmpty()) {
            XmlElement.Builder list = builder(INLINE);
            inline.forEach(list::child);
            out.child(list.build());
        }
        return out.build();
    }

    static List<String> mechanismNames(XmlElement offer) {
        return offer.elements(Namespaces.SASL2, "mechanism").stream()
                .map(e -> e.text().strip())
                .toList();
    }

    /** What an offer says that may be asked for inline. */
    static Optional<XmlElement> inline(XmlElement offer) {
        return offer.element(Namespaces.SASL2, INLINE);
    }

    static XmlElement initialResponse(byte[] message) {
        return text("initial-response", SaslText.base64(message));
    }

    static XmlElement success(Optional<byte[]> additionalData, Jid identifier, List<XmlElement> inline) {
        XmlElement.Builder success = builder("success");
        additionalData.ifPresent(data -> success.child(text("additional-data", SaslText.base64(data))));
        success.child(text(IDENTIFIER, identifier.toString()));
        inline.forEach(success::child);
        return success.build();
    }

    /** Who is logged in: a bare address, or the full one that was bound; nothing if it is missing or neither. */
    static Optional<Jid> identifier(XmlElement success, JidProfile profile) {
        return success.element(Namespaces.SASL2, IDENTIFIER)
                .flatMap(text -> Jid.tryParse(text.text().strip(), profile).toOptional());
    }

    static SaslElements.Content contentOf(XmlElement parent, String child) {
        return parent.element(Namespaces.SASL2, child)
                .map(Sasl2Elements::content)
                .orElseGet(SaslElements.Content.None::new);
    }

    /** White space is no part of the message: it should not be there (section 2.2), but is no fault of the base64. */
    static SaslElements.Content content(XmlElement element) {
        if (!element.elements().isEmpty()) {
            return new SaslElements.Content.Junk();
        }
        return SaslText.tryBase64(element.text().replaceAll("[ \t\r\n]", ""))
                .<SaslElements.Content>map(SaslElements.Content.Message::new)
                .orElseGet(SaslElements.Content.Junk::new);
    }

    /** A failure in the other profile: the element and its texts change their namespace, the condition keeps its own (section 2.6.2). */
    static XmlElement moved(XmlElement failure, String from, String to) {
        XmlElement.Builder out = copy(failure, to);
        for (XmlNode child : failure.children()) {
            out.child(child instanceof XmlElement text && text.is(from, "text") ? text(text, to) : child);
        }
        return out.build();
    }

    private static XmlElement text(XmlElement text, String to) {
        XmlElement.Builder out = copy(text, to);
        text.children().forEach(out::child);
        return out.build();
    }

    private static XmlElement.Builder copy(XmlElement element, String namespace) {
        XmlElement.Builder out = XmlElement.builder(namespace, element.localName());
        element.attributes().forEach(a -> out.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        return out;
    }

    static XmlElement.Builder builder(String localName) {
        return XmlElement.builder(Namespaces.SASL2, localName);
    }

    static XmlElement text(String localName, String text) {
        return builder(localName).text(text).build();
    }
}
