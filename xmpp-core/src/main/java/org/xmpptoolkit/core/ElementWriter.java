package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;

/**
 * Writes elements as XML, with no more namespace declarations than their place needs.
 *
 * <p>What is written can be read by {@link StreamReader} and gives an equal element. Attributes stand in apostrophes; CDATA,
 * comments, processing instructions and entities other than the predefined ones are never written (RFC 6120 section 11.1), and
 * the content namespaces of streams never get a prefix (RFC 6120 section 4.8.5). Stateless, so it may be called from any thread.
 */
public final class ElementWriter {
    private final StringBuilder out;
    private final PrefixScope scope;

    private ElementWriter(StringBuilder out, NamespaceScope context) {
        this.out = out;
        this.scope = new PrefixScope(context);
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
        scope.leave(outer);
    }

    /** Writes the start tag but for its end; declarations from {@code outer} on are written with it. */
    private String open(XmlElement element, int outer) {
        String prefix = scope.elementPrefix(element);
        out.append('<');
        name(prefix, element.localName());
        String[] attributes = element.rawAttributes();
        String[] prefixes = scope.attributePrefixes(element);
        declarations(outer);
        for (int i = 0; i < prefixes.length; i++) {
            out.append(' ');
            name(prefixes[i], attributes[i * 4 + 1]);
            value(attributes[i * 4 + 3]);
        }
        return prefix;
    }

    private void declarations(int from) {
        for (int i = from; i < scope.size(); i++) {
            out.append(" xmlns");
            if (!scope.prefix(i).isEmpty()) {
                out.append(':').append(scope.prefix(i));
            }
            value(scope.namespace(i));
        }
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
