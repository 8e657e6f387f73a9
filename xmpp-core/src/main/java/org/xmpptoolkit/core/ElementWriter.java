package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements as XML, with no more namespace declarations than their place needs.
 *
 * <p>What is written can be read by {@link StreamReader} and gives an equal element. Attributes stand in apostrophes; CDATA,
 * comments, processing instructions and entities other than the predefined ones are never written (RFC 6120 section 11.1), and
 * the content namespaces of streams never get a prefix (RFC 6120 section 4.8.5). Stateless, so it may be called from any thread.
 */
public final class ElementWriter {
    private final StringBuilder out;
    /** Declarations in force, outermost first: prefix, namespace name. */
    private final List<String> scope = new ArrayList<>();

    private ElementWriter(StringBuilder out, NamespaceScope context) {
        this.out = out;
        for (Map.Entry<String, String> declaration : context.declarations().entrySet()) {
            declare(declaration.getKey(), declaration.getValue());
        }
    }

    /**
     * The XML of an element, as octets of UTF-8.
     *
     * @param element the element
     * @param context what is declared where it will stand
     * @return the octets
     */
    public static byte[] toBytes(XmlElement element, NamespaceScope context) {
        return toString(element, context).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The XML of an element, secrets included.
     *
     * @param element the element
     * @param context what is declared where it will stand
     * @return the text
     */
    public static String toString(XmlElement element, NamespaceScope context) {
        StringBuilder out = new StringBuilder(256);
        append(element, context, out);
        return out.toString();
    }

    /**
     * Appends the XML of an element, secrets included.
     *
     * @param element the element
     * @param context what is declared where it will stand
     * @param out where to append
     */
    public static void append(XmlElement element, NamespaceScope context, StringBuilder out) {
        new ElementWriter(out, context).element(element);
    }

    /**
     * The start tag of an element, left open, with declarations of its own: a stream header (RFC 6120 section 4.2).
     *
     * @param element the element, whose children are not written
     * @param declarations what it declares, in this order
     * @return the text, which ends with {@code >}
     * @throws IllegalArgumentException if the declarations bind the element's prefix, or its want of one, to another namespace
     */
    public static String startTag(XmlElement element, NamespaceScope declarations) {
        ElementWriter writer = new ElementWriter(new StringBuilder(256), declarations);
        String prefix = writer.open(element, 0);
        if (!element.namespace().equals(declarations.namespace(prefix).orElse(element.namespace()))) {
            throw new IllegalArgumentException(
                    "the prefix '" + prefix + "' is declared for another namespace than that of " + element.name()
                            + ": give the element another prefix");
        }
        return writer.out.append('>').toString();
    }

    /** The start tag of an element under the very prefix it came with, which only the reader's own parser sees. */
    static String startTagAsRead(XmlElement element, NamespaceScope declarations) {
        ElementWriter writer = new ElementWriter(new StringBuilder(256), declarations);
        writer.out.append('<');
        writer.name(element.prefix(), element.localName());
        writer.declarations(0);
        return writer.out.append('>').toString();
    }

    private void element(XmlElement element) {
        int outer = scope.size();
        String prefix = open(element, outer);
        int bodyStart = out.length();
        out.append('>');
        element.forEachPart(part -> {
            if (part instanceof XmlElement child) {
                element(child);
            } else {
                text((String) part);
            }
        });
        if (out.length() == bodyStart + 1) {
            out.setLength(bodyStart);
            out.append("/>");
        } else {
            out.append("</");
            name(prefix, element.localName());
            out.append('>');
        }
        scope.subList(outer, scope.size()).clear();
    }

    /** Writes the start tag but for its end; declarations from {@code outer} on are written with it. */
    private String open(XmlElement element, int outer) {
        String prefix = elementPrefix(element);
        out.append('<');
        name(prefix, element.localName());
        String[] attributes = element.rawAttributes();
        String[] prefixes = new String[attributes.length / 4];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = attributePrefix(attributes[i * 4], attributes[i * 4 + 2]);
        }
        declarations(outer);
        for (int i = 0; i < prefixes.length; i++) {
            out.append(' ');
            name(prefixes[i], attributes[i * 4 + 1]);
            value(attributes[i * 4 + 3]);
        }
        return prefix;
    }

    private void declarations(int from) {
        for (int i = from; i < scope.size(); i += 2) {
            out.append(" xmlns");
            if (!scope.get(i).isEmpty()) {
                out.append(':').append(scope.get(i));
            }
            value(scope.get(i + 1));
        }
    }

    private String elementPrefix(XmlElement element) {
        String namespace = element.namespace();
        if (namespace.equals(Namespaces.XML)) {
            return "xml";
        }
        String hint = element.prefix();
        if (namespace.isEmpty()) {
            hint = "";
            if (lookup("") == null) {
                return "";
            }
        } else if (Namespaces.isContentNamespace(namespace) || hint.equals("xml") || hint.equals("xmlns")) {
            hint = "";
        }
        if (namespace.equals(lookup(hint))) {
            return hint;
        }
        if (namespace.equals(lookup(""))) {
            return "";
        }
        if (!Namespaces.isContentNamespace(namespace) && !namespace.isEmpty()) {
            String declared = declaredPrefix(namespace);
            if (declared != null) {
                return declared;
            }
        }
        declare(hint, namespace);
        return hint;
    }

    private String attributePrefix(String namespace, String hint) {
        if (namespace.isEmpty()) {
            return "";
        }
        if (namespace.equals(Namespaces.XML)) {
            return "xml";
        }
        if (!hint.isEmpty() && namespace.equals(lookup(hint))) {
            return hint;
        }
        String declared = declaredPrefix(namespace);
        if (declared != null) {
            return declared;
        }
        // A prefix that is bound anywhere outside stays as it is: something on this very tag may use it.
        String prefix = hint.isEmpty() || hint.equals("xml") || hint.equals("xmlns") ? "ns1" : hint;
        for (int i = 1; lookup(prefix) != null; i++) {
            prefix = "ns" + i;
        }
        declare(prefix, namespace);
        return prefix;
    }

    private void declare(String prefix, String namespace) {
        scope.add(prefix);
        scope.add(namespace);
    }

    /** What a prefix is bound to here: null if to nothing. */
    private @Nullable String lookup(String prefix) {
        for (int i = scope.size() - 2; i >= 0; i -= 2) {
            if (scope.get(i).equals(prefix)) {
                String namespace = scope.get(i + 1);
                return namespace.isEmpty() ? null : namespace;
            }
        }
        return null;
    }

    /** A prefix, not the empty one, that is bound to the namespace here: null if none is. */
    private @Nullable String declaredPrefix(String namespace) {
        for (int i = scope.size() - 2; i >= 0; i -= 2) {
            String prefix = scope.get(i);
            if (!prefix.isEmpty() && scope.get(i + 1).equals(namespace) && namespace.equals(lookup(prefix))) {
                return prefix;
            }
        }
        return null;
    }

    private void name(String prefix, String localName) {
        if (!prefix.isEmpty()) {
            out.append(prefix).append(':');
        }
        out.append(localName);
    }

    private void value(String value) {
        out.append("='");
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            String reference =
                    switch (value.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '\'' -> "&apos;";
                        case '\t' -> "&#x9;";
                        case '\n' -> "&#xA;";
                        case '\r' -> "&#xD;";
                        default -> "";
                    };
            if (!reference.isEmpty()) {
                out.append(value, from, i).append(reference);
                from = i + 1;
            }
        }
        out.append(value, from, value.length()).append('\'');
    }

    private void text(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String reference =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '\r' -> "&#xD;";
                        case '>' -> i >= 2 && text.charAt(i - 1) == ']' && text.charAt(i - 2) == ']' ? "&gt;" : "";
                        default -> "";
                    };
            if (!reference.isEmpty()) {
                out.append(text, from, i).append(reference);
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
    }
}
