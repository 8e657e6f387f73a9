package org.xmpptoolkit.core;

import java.util.Set;

/** Keeps credentials out of texts that people read. */
final class Secrets {
    private static final Set<String> NAMESPACES =
            Set.of(Namespaces.SASL, Namespaces.SASL2, "jabber:iq:auth", "jabber:iq:register");
    private static final String HIDDEN = "***";

    private Secrets() {}

    /** The same element, with the texts and attribute values of everything that may carry a credential hidden. */
    static XmlElement redact(XmlElement element) {
        return redact(element, false);
    }

    private static XmlElement redact(XmlElement element, boolean inside) {
        boolean secret = inside
                || NAMESPACES.contains(element.namespace())
                || element.is(Namespaces.COMPONENT_ACCEPT, "handshake");
        XmlElement.Builder copy =
                XmlElement.builder(element.namespace(), element.localName()).prefix(element.prefix());
        for (XmlAttribute attribute : element.attributes()) {
            String value = secret && !isHarmless(attribute) ? HIDDEN : attribute.value();
            copy.attribute(attribute.namespace(), attribute.localName(), attribute.prefix(), value);
        }
        element.forEachPart(part -> {
            if (part instanceof XmlElement child) {
                copy.child(redact(child, secret));
            } else {
                copy.text(secret ? HIDDEN : (String) part);
            }
        });
        return copy.build();
    }

    private static boolean isHarmless(XmlAttribute attribute) {
        return switch (attribute.localName()) {
            case "mechanism" -> attribute.namespace().isEmpty();
            case "lang" -> attribute.namespace().equals(Namespaces.XML);
            default -> false;
        };
    }
}
