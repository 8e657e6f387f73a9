package org.xmpptoolkit.core;

/**
 * Writes elements as XML, with no more namespace declarations than their place needs.
 *
 * <p>What is written can be read by {@link StreamReader} and gives an equal element. Attributes stand in apostrophes; CDATA,
 * comments, processing instructions and entities other than the predefined ones are never written (RFC 6120 section 11.1), and
 * the content namespaces of streams never get a prefix (RFC 6120 section 4.8.5). Stateless, so it may be called from any thread.
 */
public final class ElementWriter {
    /** For the declarations and references of a stanza: where there are more, the buffer grows. */
    private static final int SPARE_OCTETS = 96;

    private final OctetBuffer out;
    private final PrefixScope scope;

    private ElementWriter(int room, NamespaceScope context) {
        this.out = new OctetBuffer(room);
        this.scope = new PrefixScope(context);
    }

    /**
     * The XML of an element, as octets of UTF-8.
     *
     * @param element the element
     * @param context what is declared where it will stand
     * @return the octets
     * @throws IllegalArgumentException if the element is a stream header, which is written by {@link #startTag}
     */
    public static byte[] toBytes(XmlElement element, NamespaceScope context) {
        return write(requireNoHeader(element), context).toBytes();
    }

    /**
     * The XML of an element, secrets included.
     *
     * @param element the element
     * @param context what is declared where it will stand
     * @return the text
     * @throws IllegalArgumentException if the element is a stream header, which is written by {@link #startTag}
     */
    public static String toString(XmlElement element, NamespaceScope context) {
        return write(requireNoHeader(element), context).toString();
    }

    /** The XML of any element, stream headers too. */
    static String forPeople(XmlElement element) {
        return write(element, NamespaceScope.EMPTY).toString();
    }

    /**
     * Appends the XML of an element, secrets included.
     *
     * @param element the element
     * @param context what is declared where it will stand
     * @param out where to append
     * @throws IllegalArgumentException if the element is a stream header, which is written by {@link #startTag}
     */
    public static void append(XmlElement element, NamespaceScope context, StringBuilder out) {
        out.append(toString(element, context));
    }

    /** A second header inside a stream ends it, wherever it stands: the reader refuses it at its start tag. */
    static XmlElement requireNoHeader(XmlElement element) {
        if (element.is(Namespaces.STREAM, "stream")) {
            throw new IllegalArgumentException("a stream header is no element of a stream (RFC 6120 section 4.9.3.1):"
                    + " it opens one, and is written by ElementWriter.startTag");
        }
        return element;
    }

    private static OctetBuffer write(XmlElement element, NamespaceScope context) {
        ElementWriter writer = new ElementWriter(octets(element) + SPARE_OCTETS, context);
        writer.element(element);
        return writer.out;
    }

    /** How many octets the element takes if all of it is ASCII, and needs no declarations and references. */
    private static int octets(XmlElement element) {
        int octets = 2 * (element.prefix().length() + element.localName().length()) + "<></>".length();
        String[] attributes = element.rawAttributes();
        for (int i = 0; i < attributes.length; i += 4) {
            int name = attributes[i + 1].length() + attributes[i + 2].length();
            octets += name + attributes[i + 3].length() + " :=''".length();
        }
        Object content = element.rawContent();
        if (content instanceof Object[] parts) {
            for (Object part : parts) {
                octets += octets(part);
            }
            return octets;
        }
        return content == null ? octets : octets + octets(content);
    }

    private static int octets(Object part) {
        return part instanceof String text ? text.length() : octets((XmlElement) part);
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
        ElementWriter writer = new ElementWriter(256, declarations);
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
        ElementWriter writer = new ElementWriter(256, declarations);
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
        Object content = element.rawContent();
        if (content instanceof Object[] parts) {
            for (Object part : parts) {
                part(part);
            }
        } else if (content != null) {
            part(content);
        }
        if (out.length() == bodyStart + 1) {
            out.cut(bodyStart);
            out.append("/>");
        } else {
            out.append("</");
            name(prefix, element.localName());
            out.append('>');
        }
        scope.leave(outer);
    }

    private void part(Object part) {
        if (part instanceof String text) {
            out.text(text);
        } else {
            element((XmlElement) part);
        }
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
        out.value(value);
        out.append('\'');
    }
}
