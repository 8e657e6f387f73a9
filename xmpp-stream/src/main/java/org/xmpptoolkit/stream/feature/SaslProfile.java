package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;

/** How the messages of a mechanism are laid into elements: a SASL profile (RFC 4422 section 4). */
enum SaslProfile {
    /** RFC 6120 section 6: the message is the text of the element, and {@code =} is a message of length zero. */
    RFC_6120(SaslElements.MECHANISMS, "auth") {
        @Override
        SaslElements.Content content(XmlElement element) {
            return SaslElements.content(element);
        }

        @Override
        SaslElements.Content initial(XmlElement request) {
            return content(request);
        }

        @Override
        SaslElements.Content additional(XmlElement success) {
            return content(success);
        }

        @Override
        XmlElement failure(SaslFailure failure) {
            return failure.toElement();
        }

        @Override
        SaslFailure failure(XmlElement element) {
            return SaslFailure.fromElement(element);
        }
    },
    /** XEP-0388: what may be missing is an element of its own, so that an empty one is a message of length zero (section 2.2). */
    SASL2(Sasl2Elements.AUTHENTICATION, "authenticate") {
        @Override
        SaslElements.Content content(XmlElement element) {
            return Sasl2Elements.content(element);
        }

        @Override
        SaslElements.Content initial(XmlElement request) {
            return Sasl2Elements.contentOf(request, "initial-response");
        }

        @Override
        SaslElements.Content additional(XmlElement success) {
            return Sasl2Elements.contentOf(success, "additional-data");
        }

        @Override
        XmlElement failure(SaslFailure failure) {
            return Sasl2Elements.moved(failure.toElement(), Namespaces.SASL, Namespaces.SASL2);
        }

        @Override
        SaslFailure failure(XmlElement element) {
            return SaslFailure.fromElement(Sasl2Elements.moved(element, Namespaces.SASL2, Namespaces.SASL));
        }
    };

    private final QName offer;
    private final String request;

    SaslProfile(QName offer, String request) {
        this.offer = offer;
        this.request = request;
    }

    /** The name of the offer. */
    QName offer() {
        return offer;
    }

    String namespace() {
        return offer.getNamespaceURI();
    }

    /** Whether a client begins with this element. */
    boolean begins(XmlElement element) {
        return element.is(namespace(), request);
    }

    /** The start of what a client begins with. */
    XmlElement.Builder request(SaslMechanism mechanism) {
        return XmlElement.builder(namespace(), request).attribute("mechanism", mechanism.wireName());
    }

    XmlElement challenge(byte[] message) {
        return carrying("challenge", message);
    }

    XmlElement response(byte[] message) {
        return carrying("response", message);
    }

    XmlElement abort() {
        return XmlElement.of(namespace(), "abort");
    }

    private XmlElement carrying(String localName, byte[] message) {
        return XmlElement.builder(namespace(), localName)
                .text(SaslText.base64(message))
                .build();
    }

    /** What a challenge or a response carries. */
    abstract SaslElements.Content content(XmlElement element);

    /** What a client begins with. */
    abstract SaslElements.Content initial(XmlElement request);

    /** What a server ends with. */
    abstract SaslElements.Content additional(XmlElement success);

    abstract XmlElement failure(SaslFailure failure);

    abstract SaslFailure failure(XmlElement element);

    /** The message that an element carries, one of length zero where it carries none; nothing if it is no correct base64. */
    static Optional<byte[]> message(SaslElements.Content content) {
        if (content instanceof SaslElements.Content.Junk) {
            return Optional.empty();
        }
        return Optional.of(content instanceof SaslElements.Content.Message some ? some.octets() : new byte[0]);
    }
}
