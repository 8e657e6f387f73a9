package org.xmpptoolkit.core;

import java.util.Set;

/** Keeps credentials out of texts that people read. */
final class Secrets {
    private static final Set<String> NAMESPACES =
            Set.of(Namespaces.SASL, Namespaces.SASL2, "jabber:iq:auth", "jabber:iq:register");

    /** What is shown in the place of a value. */
    static final String HIDDEN = "***";

    private Secrets() {}

    /** The same element, with the texts and attribute values of everything that may carry a credential hidden. */
    static XmlElement redact(XmlElement element) {
        return redact(element, false);
    }

    /** Whether attributes of a namespace may be credentials, wherever they stand. */
    static boolean isSecret(String namespace) {
        return NAMESPACES.contains(namespace);
    }

    /** Whether what an element holds may be a credential, wherever it stands. */
    static boolean isSecret(XmlElement element) {
        return isSecret(element.namespace()) || element.is(Namespaces.COMPONENT_ACCEPT, "handshake");
    }

    /**
     * Whether the value of an attribute may be a credential.
     *
     * @param inside whether it stands inside of a secret element
     */
    static boolean isSecret(XmlAttribute attribute, boolean inside) {
        return (inside || isSecret(attribute.namespace())) && !isHarmless(attribute);
    }

    /** Whether a credential may be anywhere in an element. */
    static boolean anyIn(XmlElement element) {
        return isSecret(element)
                || element.attributes().stream().anyMatch(a -> isSecret(a, false))
                || element.elements().stream().anyMatch(Secrets::anyIn);
    }

    private static XmlElement redact(XmlElement element, boolean inside) {
        boolean secret = inside || isSecret(element);
        boolean isKey =
                element.namespace().equals(Namespaces.DIALBACK); // its text; errors and attributes tell no secret
        XmlElement.Builder copy =
                XmlElement.builder(element.namespace(), element.localName()).prefix(element.prefix());
        for (XmlAttribute attribute : element.attributes()) {
            String value = isSecret(attribute, secret) ? HIDDEN : attribute.value();
            copy.attribute(attribute.namespace(), attribute.localName(), attribute.prefix(), value);
        }
        element.forEachPart(part -> {
            if (part instanceof XmlElement child) {
                copy.child(redact(child, secret));
            } else {
                copy.text(secret || isKey ? HIDDEN : (String) part);
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
