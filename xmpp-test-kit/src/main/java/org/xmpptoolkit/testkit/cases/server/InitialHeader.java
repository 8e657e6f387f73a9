package org.xmpptoolkit.testkit.cases.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.InitiatingEntity;

/**
 * An initial stream header, right or wrong. Immutable.
 *
 * @param declaration the XML declaration, may be empty
 * @param name the name of the root element, with its prefix
 * @param attributes its attributes and namespace declarations
 */
record InitialHeader(String declaration, String name, Map<String, String> attributes) {
    /** The one that a client sends to a domain. */
    static InitialHeader to(Object domain) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("to", domain.toString());
        attributes.put("version", "1.0");
        attributes.put("xml:lang", "en");
        attributes.put("xmlns", Namespaces.CLIENT);
        attributes.put("xmlns:stream", Namespaces.STREAM);
        return new InitialHeader("<?xml version='1.0'?>", "stream:stream", attributes);
    }

    InitialHeader with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new InitialHeader(declaration, name, more);
    }

    InitialHeader without(String attribute) {
        Map<String, String> fewer = new LinkedHashMap<>(attributes);
        fewer.remove(attribute);
        return new InitialHeader(declaration, name, fewer);
    }

    InitialHeader named(String other) {
        return new InitialHeader(declaration, other, attributes);
    }

    InitialHeader declared(String other) {
        return new InitialHeader(other, name, attributes);
    }

    /** The start tag alone. */
    String startTag() {
        return attributes.entrySet().stream()
                .map(each -> " " + each.getKey() + "='" + InitiatingEntity.escape(each.getValue()) + "'")
                .collect(Collectors.joining("", "<" + name, ">"));
    }

    @Override
    public String toString() {
        return declaration + startTag();
    }
}
