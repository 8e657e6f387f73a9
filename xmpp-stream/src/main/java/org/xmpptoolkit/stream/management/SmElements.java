package org.xmpptoolkit.stream.management;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/** The elements of XEP-0198, their attributes, and what counts as a stanza. */
final class SmElements {
    static final String NAMESPACE = "urn:xmpp:sm:3";
    static final QName FEATURE = new QName(NAMESPACE, "sm");
    static final XmlElement REQUEST = of("r");
    /** The greatest count; behind it comes 0. */
    static final long MAX = 0xFFFF_FFFFL;

    private static final Set<String> STANZAS = Set.of("message", "presence", "iq");

    private SmElements() {}

    static XmlElement of(String localName) {
        return XmlElement.of(NAMESPACE, localName);
    }

    static XmlElement.Builder builder(String localName) {
        return XmlElement.builder(NAMESPACE, localName);
    }

    static boolean is(XmlElement element, String localName) {
        return element.is(NAMESPACE, localName);
    }

    static boolean isStanza(XmlElement element, String contentNamespace) {
        return element.namespace().equals(contentNamespace) && STANZAS.contains(element.localName());
    }

    static XmlElement failed(StanzaErrorCondition condition, OptionalLong h) {
        XmlElement.Builder failed = builder("failed");
        h.ifPresent(count -> failed.attribute("h", Long.toString(count)));
        return failed.child(XmlElement.of(condition.namespace(), condition.elementName()))
                .build();
    }

    /** The condition that a {@code failed} names, for people. */
    static String reason(XmlElement failed) {
        return failed.elements().stream().findFirst().map(XmlElement::localName).orElse("no cause given");
    }

    /** A count from 0 to 2^32-1; nothing if the attribute is missing or anything else. */
    static OptionalLong h(XmlElement element) {
        return number(element.attribute("h")).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A number from 0 to 2^32-1. */
    static Optional<Long> number(Optional<String> text) {
        return text.map(String::strip)
                .filter(digits -> digits.length() <= 10 && digits.matches("[0-9]+"))
                .map(Long::valueOf)
                .filter(number -> number <= MAX);
    }

    /** A boolean as XML Schema writes it; nothing if it is anything else. False where the attribute is missing. */
    static Optional<Boolean> flag(XmlElement element, String attribute) {
        return switch (element.attribute(attribute).orElse("false").strip()) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
