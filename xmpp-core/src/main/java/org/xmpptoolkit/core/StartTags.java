package org.xmpptoolkit.core;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the start tag that the parser stands at. */
final class StartTags {
    private static final String[] NO_ATTRIBUTES = {};

    /** The longest that RFCs and XEPs name have a tenth of it, and so have those together that RFCs have a header declare. */
    private static final int NAMESPACE_OCTETS = 1_024;

    /** A character has no more as it is written, {@code &apos;} for instance. */
    private static final int CHARACTER_OCTETS = 6;

    private StartTags() {}

    /**
     * The rule of Namespaces in XML 1.0 that the tag breaks and Aalto does not know, in words: null if it breaks none.
     *
     * @param attributes the tag's, as {@link #attributes} gives them
     */
    static @Nullable String violation(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, String[] attributes) {
        boolean wellFormed = isLocalPart(parser.getPrefix(), parser.getLocalName());
        for (int i = 0; i < attributes.length; i += 4) {
            wellFormed &= isLocalPart(attributes[i + 2], attributes[i + 1]);
        }
        int declarations = parser.getNamespaceCount();
        for (int i = 0; i < declarations; i++) {
            String prefix = nonNull(parser.getNamespacePrefix(i));
            String namespace = nonNull(parser.getNamespaceURI(i));
            if (prefix.isEmpty()) {
                // Aalto takes xmlns:='' for a declaration that binds no prefix, but lists it like one of the default
                // namespace.
                wellFormed &= namespace.equals(nonNull(parser.getNamespaceURI("")));
            } else if (namespace.isEmpty()) {
                return "a prefix bound to nothing (Namespaces in XML 1.0 section 2.2)";
            } else {
                wellFormed &= XmlChars.isNameStart(prefix.charAt(0));
            }
        }
        return wellFormed ? null : "a local part that is no NCName (Namespaces in XML 1.0 section 4)";
    }

    /** Aalto judges the start of the whole name only, so that {@code p:-a} passes. */
    private static boolean isLocalPart(@Nullable String prefix, String localName) {
        return prefix == null || prefix.isEmpty() || !localName.isEmpty() && XmlChars.isNameStart(localName.charAt(0));
    }

    /**
     * The limit that the tag passes, in words: null if it passes none. A few octets use a namespace, however long its name is, and
     * whoever writes them elsewhere has to declare it there; those of a header each stanza may use.
     *
     * @param elements where the tag comes into; null for a header
     */
    static @Nullable String limit(
            AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, @Nullable ElementAssembler elements) {
        int together = 0;
        for (int i = 0; i < parser.getNamespaceCount(); i++) {
            String namespace = nonNull(parser.getNamespaceURI(i));
            if (elements == null || namespace.length() > NAMESPACE_OCTETS / CHARACTER_OCTETS) {
                int octets = OctetBuffer.octetsOfValue(namespace);
                if (octets > NAMESPACE_OCTETS) {
                    return "the name of a namespace has more than " + NAMESPACE_OCTETS + " octets";
                }
                together += octets;
            }
        }
        if (elements != null) {
            return elements.limitOfElement();
        }
        return together <= NAMESPACE_OCTETS
                ? null
                : "the header declares namespaces of more than " + NAMESPACE_OCTETS + " octets";
    }

    /** The attributes, four strings each: namespace, local name, prefix, value. */
    static String[] attributes(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        int count = parser.getAttributeCount();
        String[] attributes = count == 0 ? NO_ATTRIBUTES : new String[count * 4];
        for (int i = 0; i < count; i++) {
            String prefix = nonNull(parser.getAttributePrefix(i));
            // The default namespace is none of attributes (Namespaces in XML 1.0 section 6.2).
            attributes[i * 4] = prefix.isEmpty() ? "" : nonNull(parser.getAttributeNamespace(i));
            attributes[i * 4 + 1] = parser.getAttributeLocalName(i);
            attributes[i * 4 + 2] = prefix;
            attributes[i * 4 + 3] = parser.getAttributeValue(i);
        }
        return attributes;
    }

    static String namespace(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        return nonNull(parser.getNamespaceURI());
    }

    static String prefix(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        return nonNull(parser.getPrefix());
    }

    private static String nonNull(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What the tag declares. */
    static NamespaceScope scope(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        Map<String, String> declarations = new LinkedHashMap<>();
        for (int i = 0; i < parser.getNamespaceCount(); i++) {
            String prefix = nonNull(parser.getNamespacePrefix(i));
            if (!prefix.equals("xml")) { // declared already, everywhere
                declarations.put(prefix, nonNull(parser.getNamespaceURI(i)));
            }
        }
        return NamespaceScope.of(declarations);
    }
}
