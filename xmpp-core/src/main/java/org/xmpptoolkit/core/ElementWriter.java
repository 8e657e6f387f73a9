package org.xmpptoolkit.core;

import org.jspecify.annotations.Nullable;

/**
 * Writes elements as XML, with no more namespace declarations than their place needs.
 *
 * <p>What is written can be read by {@link StreamReader}, within its {@link StreamLimits}, and gives an equal element. A reader takes
 * no namespace of more than 1,024 octets, so none of one's own should be longer. Attributes stand in apostrophes; CDATA,
 * comments, processing instructions and entities other than the predefined ones are never written (RFC 6120 section 11.1), and
 * the content namespaces of streams never get a prefix (RFC 6120 section 4.8.5). Stateless, so it may be called from any thread.
 *
 * <p>Prefixes stay as they came, and a namespace is declared where it is used, unless that would take more than twice the octets of
 * the element without declarations, and a thousand: then one that is used more than once is declared at the innermost element around
 * its uses, and all prefixes are the writer's own. So what is written of a peer's element is not many times what the peer sent; most
 * it grows by references, and where elements of one content namespace have children of another, which have no prefix to share.
 */
public final class ElementWriter {
    /** For the declarations and references of a stanza: where there are more, the buffer grows. */
    private static final int SPARE_OCTETS = 96;

    /** What declarations may take even of a short element. */
    private static final int EXTRA_OCTETS = 1_024;

    private final OctetBuffer out;
    private final PrefixScope scope;
    /** How many octets of declarations and longer prefixes may be written, before it is given up. */
    private final long mostExtra;

    private long extra;

    /** What to declare where, instead of at each element that uses it: nothing of it if prefixes stay as they came. */
    private final @Nullable SharedNamespaces shared;

    private int elements;

    private ElementWriter(int room, NamespaceScope context, long mostExtra, @Nullable SharedNamespaces shared) {
        this.out = new OctetBuffer(room);
        this.scope = new PrefixScope(context, shared == null);
        this.mostExtra = mostExtra;
        this.shared = shared;
    }

    /** Of a start tag alone. */
    private ElementWriter(NamespaceScope context) {
        this(256, context, Long.MAX_VALUE, null);
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
        int octets = octets(element);
        ElementWriter writer = new ElementWriter(octets + SPARE_OCTETS, context, 2L * octets + EXTRA_OCTETS, null);
        writer.element(element);
        if (writer.isTooMuch()) {
            writer = new ElementWriter(octets + EXTRA_OCTETS, context, Long.MAX_VALUE, new SharedNamespaces(element));
            writer.element(element);
        }
        return writer.out;
    }

    private boolean isTooMuch() {
        return extra > mostExtra;
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
        ElementWriter writer = new ElementWriter(declarations);
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
        ElementWriter writer = new ElementWriter(declarations);
        writer.out.append('<');
        writer.name(element.prefix(), element.localName());
        writer.declarations(0);
        return writer.out.append('>').toString();
    }

    private void element(XmlElement element) {
        if (isTooMuch()) {
            return;
        }
        int outer = scope.size();
        if (shared != null) {
            shared.at(elements++).forEach(scope::share);
        }
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
        if (shared != null && !prefix.isEmpty()) {
            SharedNamespaces.byDefault(element).ifPresent(scope::shareByDefault);
        }
        declarations(outer);
        extra += surplus(prefix, element.prefix());
        for (int i = 0; i < prefixes.length; i++) {
            extra += surplus(prefixes[i], attributes[i * 4 + 2]);
            out.append(' ');
            name(prefixes[i], attributes[i * 4 + 1]);
            value(attributes[i * 4 + 3]);
        }
        return prefix;
    }

    /** How much longer a prefix is than the one that was read, in the start tag and the end tag. */
    private static int surplus(String prefix, String read) {
        return 2 * Math.max(0, prefix.length() - read.length());
    }

    private void declarations(int from) {
        int before = out.length();
        for (int i = from; i < scope.size(); i++) {
            out.append(" xmlns");
            if (!scope.prefix(i).isEmpty()) {
                out.append(':').append(scope.prefix(i));
            }
            value(scope.namespace(i));
        }
        extra += out.length() - before;
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
