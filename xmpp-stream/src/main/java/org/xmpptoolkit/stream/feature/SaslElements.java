package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** The elements that carry SASL in XMPP (RFC 6120 section 6.4). */
final class SaslElements {
    static final QName MECHANISMS = new QName(Namespaces.SASL, "mechanisms");

    /** What an element carries. */
    sealed interface Content {
        /** No message at all. */
        record None() implements Content {}

        /** A message, perhaps of length zero. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Message(byte[] octets) implements Content {}

        /** No correct base64. */
        record Junk() implements Content {}
    }

    private SaslElements() {}

    static XmlElement mechanisms(List<SaslMechanism> mechanisms) {
        XmlElement.Builder out = XmlElement.builder(Namespaces.SASL, "mechanisms");
        for (SaslMechanism mechanism : mechanisms) {
            out.child(XmlElement.builder(Namespaces.SASL, "mechanism")
                    .text(mechanism.wireName())
                    .build());
        }
        return out.build();
    }

    static List<String> mechanismNames(XmlElement offer) {
        return offer.elements(Namespaces.SASL, "mechanism").stream()
                .map(e -> e.text().strip())
                .toList();
    }

    static XmlElement auth(SaslMechanism mechanism, byte[] initialResponse) {
        return XmlElement.builder(Namespaces.SASL, "auth")
                .attribute("mechanism", mechanism.wireName())
                .text(orEquals(initialResponse))
                .build();
    }

    static XmlElement success(Optional<byte[]> message) {
        return carrying("success", message.map(SaslElements::orEquals).orElse(""));
    }

    /** A message of length zero, where none at all would be something else, is {@code =} (sections 6.4.2 and 6.4.6). */
    private static String orEquals(byte[] message) {
        return message.length == 0 ? "=" : SaslText.base64(message);
    }

    private static XmlElement carrying(String localName, String text) {
        return XmlElement.builder(Namespaces.SASL, localName).text(text).build();
    }

    static Content content(XmlElement element) {
        String text = element.text();
        if (!element.elements().isEmpty()) {
            return new Content.Junk();
        }
        if (text.isEmpty()) {
            return new Content.None();
        }
        if (text.equals("=")) {
            return new Content.Message(new byte[0]);
        }
        return SaslText.tryBase64(text).<Content>map(Content.Message::new).orElseGet(Content.Junk::new);
    }
}
