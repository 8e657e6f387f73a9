package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * An XML element: what streams move, what is passed on unread, and what unknown payloads stay.
 *
 * <p>It holds a qualified name, attributes, and elements and text in document order. Prefixes are kept as hints for writing and do
 * not count in {@link #equals}, nor does the order of attributes. Immutable, so it may be shared between threads.
 *
 * <p>Readers hold depth within {@link StreamLimits}; in a tree built some thousands of levels deep, {@code equals}, {@code hashCode}
 * and {@code toString} overflow the stack.
 */
public final class XmlElement implements XmlNode {
    private static final String[] NO_ATTRIBUTES = {};

    private final String namespace;
    private final String localName;
    private final String prefix;
    /** Four strings an attribute: namespace, local name, prefix, value. */
    private final String[] attributes;
    /** Nothing, one String, one XmlElement, or an array of both. */
    private final @Nullable Object content;

    /** For the reader, whose parser has checked all of it, and for the builder, which has too. */
    XmlElement(String namespace, String localName, String prefix, String[] attributes, @Nullable Object content) {
        this.namespace = namespace;
        this.localName = localName;
        this.prefix = prefix;
        this.attributes = attributes;
        this.content = content;
    }

    /**
     * An element without attributes and children.
     *
     * @param namespace the namespace name, empty for none
     * @param localName the local name
     * @return the element
     * @throws IllegalArgumentException if the name is no NCName
     */
    public static XmlElement of(String namespace, String localName) {
        return builder(namespace, localName).build();
    }

    /**
     * Starts an element.
     *
     * @param namespace the namespace name, empty for none
     * @param localName the local name
     * @return a builder
     * @throws IllegalArgumentException if the name is no NCName
     */
    public static Builder builder(String namespace, String localName) {
        return new Builder(namespace, localName);
    }

    /**
     * Reads one element from text, with {@link StreamLimits#DEFAULT}.
     *
     * @param xml a whole XML document within XMPP's profile (RFC 6120 section 11)
     * @return the element
     * @throws IllegalArgumentException if the text is anything else; the message says what and where. Use
     *     {@link StreamReader#readDocument} for input that is not one's own
     */
    public static XmlElement parse(String xml) {
        StreamReader.Event event =
                StreamReader.readDocument(xml.getBytes(StandardCharsets.UTF_8), StreamLimits.DEFAULT);
        if (event instanceof StreamReader.ElementComplete complete) {
            return complete.element();
        }
        throw new IllegalArgumentException(event.toString());
    }

    /** {@return the namespace name, empty for none} */
    public String namespace() {
        return namespace;
    }

    /** {@return the local name} */
    public String localName() {
        return localName;
    }

    /** {@return the prefix that the element came with, a hint for writing; empty for none} */
    public String prefix() {
        return prefix;
    }

    /** {@return the namespace name and the local name} */
    public QName name() {
        return new QName(namespace, localName);
    }

    /**
     * Tells whether the element has this name.
     *
     * @param namespace a namespace name
     * @param localName a local name
     * @return whether both are equal
     */
    public boolean is(String namespace, String localName) {
        return this.localName.equals(localName) && this.namespace.equals(namespace);
    }

    /** {@return the attributes, in the order they came in} */
    public List<XmlAttribute> attributes() {
        return attributes.length == 0 ? List.of() : new Attributes(attributes);
    }

    /**
     * The value of an attribute without namespace.
     *
     * @param localName its name
     * @return the value, or nothing if there is none
     */
    public Optional<String> attribute(String localName) {
        return attribute("", localName);
    }

    /**
     * The value of an attribute.
     *
     * @param namespace its namespace name, empty for none
     * @param localName its local name
     * @return the value, or nothing if there is none
     */
    public Optional<String> attribute(String namespace, String localName) {
        for (int i = 0; i < attributes.length; i += 4) {
            if (attributes[i + 1].equals(localName) && attributes[i].equals(namespace)) {
                return Optional.of(attributes[i + 3]);
            }
        }
        return Optional.empty();
    }

    /** {@return the text of the element's own {@code xml:lang}, which may be ill-formed; nothing if it has none} */
    public Optional<String> xmlLang() {
        return attribute(Namespaces.XML, "lang");
    }

    /** {@return the elements and the text, in document order} */
    public List<XmlNode> children() {
        if (content == null) {
            return List.of();
        }
        return content instanceof Object[] parts ? new Nodes(parts) : List.of(node(content));
    }

    private static XmlNode node(Object part) {
        return part instanceof String text ? new XmlText(text) : (XmlElement) part;
    }

    /** {@return the child elements in document order} */
    public List<XmlElement> elements() {
        if (content instanceof XmlElement only) {
            return List.of(only);
        }
        if (content instanceof Object[] parts) {
            List<XmlElement> list = new ArrayList<>(parts.length);
            for (Object part : parts) {
                if (part instanceof XmlElement element) {
                    list.add(element);
                }
            }
            return Collections.unmodifiableList(list);
        }
        return List.of();
    }

    /**
     * The child elements of one name, in document order.
     *
     * @param namespace their namespace name
     * @param localName their local name
     * @return the elements, perhaps none
     */
    public List<XmlElement> elements(String namespace, String localName) {
        return elements().stream().filter(e -> e.is(namespace, localName)).toList();
    }

    /**
     * The first child element of a name.
     *
     * @param namespace its namespace name
     * @param localName its local name
     * @return the element, or nothing if there is none
     */
    public Optional<XmlElement> element(String namespace, String localName) {
        if (content instanceof Object[] parts) {
            for (Object part : parts) {
                if (part instanceof XmlElement element && element.is(namespace, localName)) {
                    return Optional.of(element);
                }
            }
        }
        return content instanceof XmlElement only && only.is(namespace, localName)
                ? Optional.of(only)
                : Optional.empty();
    }

    /** {@return the element's own text, without that of its children; empty if there is none} */
    public String text() {
        if (content instanceof String text) {
            return text;
        }
        if (content instanceof Object[] parts) {
            StringBuilder joined = new StringBuilder();
            for (Object part : parts) {
                if (part instanceof String text) {
                    joined.append(text);
                }
            }
            return joined.toString();
        }
        return "";
    }

    /** {@return a builder that holds all of this element} */
    public Builder toBuilder() {
        Builder builder = new Builder(namespace, localName).prefix(prefix);
        builder.attributes.addAll(Arrays.asList(attributes));
        forEachPart(builder.parts::add);
        return builder;
    }

    /** The attributes, four strings each; never to be changed. */
    String[] rawAttributes() {
        return attributes;
    }

    /** What the element holds: nothing, one String, one XmlElement, or an array of both, never to be changed. */
    @Nullable
    Object rawContent() {
        return content;
    }

    /** Calls with each child, a String or an XmlElement. */
    void forEachPart(Consumer<Object> action) {
        if (content instanceof Object[] parts) {
            for (Object part : parts) {
                action.accept(part);
            }
        } else if (content != null) {
            action.accept(content);
        }
    }

    /** Equal by namespace, local name, attributes as a set, and children in order; prefixes do not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof XmlElement that)
                || !is(that.namespace, that.localName)
                || attributes.length != that.attributes.length) {
            return false;
        }
        for (int i = 0; i < attributes.length; i += 4) {
            Optional<String> value = that.attribute(attributes[i], attributes[i + 1]);
            if (value.isEmpty() || !value.get().equals(attributes[i + 3])) {
                return false;
            }
        }
        return content instanceof Object[] parts
                ? that.content instanceof Object[] others && Arrays.equals(parts, others)
                : Objects.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        int hash = namespace.hashCode() * 31 + localName.hashCode();
        int sum = 0;
        for (int i = 0; i < attributes.length; i += 4) {
            sum += (attributes[i].hashCode() * 31 + attributes[i + 1].hashCode()) * 31 + attributes[i + 3].hashCode();
        }
        hash = hash * 31 + sum;
        return hash * 31 + (content instanceof Object[] parts ? Arrays.hashCode(parts) : Objects.hashCode(content));
    }

    /**
     * The XML, for people. Inside an element of a SASL namespace, of {@code jabber:iq:auth} or {@code jabber:iq:register}, or of a
     * handshake, texts and attribute values stand as three asterisks, but for the mechanism and the language. An element taken out of
     * such a one is judged by its own name; a single text or attribute shows its length only.
     */
    @Override
    public String toString() {
        return ElementWriter.forPeople(Secrets.redact(this));
    }

    /** The attributes, each made when it is asked for: most are looked at once. */
    private static final class Attributes extends AbstractList<XmlAttribute> implements RandomAccess {
        private final String[] strings;

        Attributes(String[] strings) {
            this.strings = strings;
        }

        @Override
        public XmlAttribute get(int index) {
            int i = Objects.checkIndex(index, size()) * 4;
            return new XmlAttribute(strings[i], strings[i + 1], strings[i + 2], strings[i + 3]);
        }

        @Override
        public int size() {
            return strings.length / 4;
        }
    }

    /** The children, text among them made when it is asked for. */
    private static final class Nodes extends AbstractList<XmlNode> implements RandomAccess {
        private final Object[] parts;

        Nodes(Object[] parts) {
            this.parts = parts;
        }

        @Override
        public XmlNode get(int index) {
            return node(parts[index]);
        }

        @Override
        public int size() {
            return parts.length;
        }
    }

    /** Collects an element. Not thread-safe. */
    public static final class Builder {
        private final String namespace;
        private final String localName;
        private String prefix = "";
        private final List<String> attributes = new ArrayList<>();
        private final List<Object> parts = new ArrayList<>();

        private Builder(String namespace, String localName) {
            XmlChars.requireNamespace(namespace);
            XmlChars.requireNcName(localName, "element name");
            this.namespace = namespace;
            this.localName = localName;
        }

        /**
         * Sets the prefix to write, where that is possible.
         *
         * @param prefix an NCName, or empty for none
         * @return this builder
         * @throws IllegalArgumentException if it is neither
         */
        public Builder prefix(String prefix) {
            if (!prefix.isEmpty()) {
                XmlChars.requireNcName(prefix, "prefix");
            }
            this.prefix = prefix;
            return this;
        }

        /**
         * Sets an attribute without namespace, in the place of one of the same name.
         *
         * @param localName its name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the name is no NCName, is {@code xmlns}, or the value has a forbidden character
         */
        public Builder attribute(String localName, String value) {
            return attribute("", localName, "", value);
        }

        /**
         * Sets an attribute, in the place of one of the same expanded name.
         *
         * @param namespace its namespace name, empty for none
         * @param localName its local name
         * @param prefix the prefix to write, where that is possible; empty for none
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if a name is no NCName, is {@code xmlns}, or the value has a forbidden character
         */
        public Builder attribute(String namespace, String localName, String prefix, String value) {
            XmlChars.requireNcName(localName, "attribute name");
            if (namespace.isEmpty() && localName.equals("xmlns")) {
                throw new IllegalArgumentException("xmlns is no attribute: give the namespace to the element itself");
            }
            if (!prefix.isEmpty()) {
                XmlChars.requireNcName(prefix, "prefix");
            }
            XmlChars.requireNamespace(namespace);
            XmlChars.requireText(value, "attribute " + localName);
            removeAttribute(namespace, localName);
            Collections.addAll(attributes, namespace, localName, prefix, value);
            return this;
        }

        /**
         * Takes an attribute away, if it is there.
         *
         * @param namespace its namespace name, empty for none
         * @param localName its local name
         * @return this builder
         */
        public Builder removeAttribute(String namespace, String localName) {
            for (int i = 0; i < attributes.size(); i += 4) {
                if (attributes.get(i + 1).equals(localName) && attributes.get(i).equals(namespace)) {
                    attributes.subList(i, i + 4).clear();
                    break;
                }
            }
            return this;
        }

        /**
         * Sets {@code xml:lang}.
         *
         * @param language the language
         * @return this builder
         */
        public Builder language(Language language) {
            return attribute(Namespaces.XML, "lang", "xml", language.toString());
        }

        /**
         * Appends text. Text that follows text is joined to it; empty text adds nothing.
         *
         * @param text the characters
         * @return this builder
         * @throws IllegalArgumentException if a character is forbidden by XML 1.0 (section 2.2)
         */
        public Builder text(String text) {
            XmlChars.requireText(text, "text");
            if (!text.isEmpty()) {
                int last = parts.size() - 1;
                if (last >= 0 && parts.get(last) instanceof String before) {
                    parts.set(last, before + text);
                } else {
                    parts.add(text);
                }
            }
            return this;
        }

        /**
         * Appends a child.
         *
         * @param child an element or text
         * @return this builder
         * @throws IllegalArgumentException if it is a stream header, which no element may hold (RFC 6120 section 4.9.3.1)
         */
        public Builder child(XmlNode child) {
            if (child instanceof XmlText text) {
                return text(text.value());
            }
            parts.add(ElementWriter.requireNoHeader((XmlElement) child));
            return this;
        }

        /**
         * Appends children.
         *
         * @param children elements and text
         * @return this builder
         */
        public Builder children(Iterable<? extends XmlNode> children) {
            children.forEach(this::child);
            return this;
        }

        /** {@return the element} The builder may be used on. */
        public XmlElement build() {
            return new XmlElement(namespace, localName, prefix, attributes.toArray(NO_ATTRIBUTES), content(parts));
        }

        /** The compact form of a list of strings and elements, whose strings are joined already. */
        static @Nullable Object content(List<Object> parts) {
            return switch (parts.size()) {
                case 0 -> null;
                case 1 -> parts.get(0);
                default -> parts.toArray();
            };
        }
    }
}
