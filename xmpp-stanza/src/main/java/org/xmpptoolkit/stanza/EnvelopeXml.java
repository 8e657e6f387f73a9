package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.ContentNamespaces;
import org.xmpptoolkit.core.HeldAdapter;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.TextLength;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;

/** The child elements of the content namespace, as JAXB sees them. */
final class EnvelopeXml {
    private EnvelopeXml() {}

    /** One of them. */
    interface Part {
        /** What it is in the model. */
        XmlElement element();
    }

    /** A text in a language. */
    @XmlTransient
    @XmlAccessorType(XmlAccessType.FIELD)
    abstract static class Text implements Part {
        /**
         * The language of the text, a tag as of BCP 47; without it that of the stanza holds.
         *
         * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.5">RFC 6120 section 8.1.5</a>
         */
        @XmlAttribute(name = "lang", namespace = Namespaces.XML)
        private @Nullable String lang;

        /** The text. */
        @XmlValue
        private String text = "";

        Text fill(LangText from) {
            lang = from.rawLanguage().orElse(null);
            text = from.text();
            return this;
        }

        XmlElement element(String name) {
            return new LangText(Optional.ofNullable(lang), text).toElement(Namespaces.CLIENT, name);
        }
    }

    /**
     * What the message says, in words for people. There may be several, each in another language: translations of one another.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.3">RFC 6121 section 5.2.3</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "body", namespace = Namespaces.CLIENT)
    @XmlType(name = "body", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Body extends Text {
        @Override
        public XmlElement element() {
            return element("body");
        }
    }

    /**
     * What the message is about, in words for people. There may be several, each in another language: translations of one
     * another.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.4">RFC 6121 section 5.2.4</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "subject", namespace = Namespaces.CLIENT)
    @XmlType(name = "subject", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Subject extends Text {
        @Override
        public XmlElement element() {
            return element("subject");
        }
    }

    /**
     * In words for people, how available the sender is, or why not. There may be several, each in another language.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.2.2">RFC 6121 section 4.7.2.2</a>
     */
    @StandsIn("presence")
    @TextLength(min = 1, max = 1024)
    @XmlRootElement(name = "status", namespace = Namespaces.CLIENT)
    @XmlType(name = "status", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Status extends Text {
        @Override
        public XmlElement element() {
            return element("status");
        }
    }

    /**
     * The conversation that the message belongs to, of which there is at most one.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.5">RFC 6121 section 5.2.5</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "thread", namespace = Namespaces.CLIENT)
    @XmlType(name = "thread", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Conversation implements Part {
        /**
         * The identifier of the conversation that this one came out of.
         *
         * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.5">RFC 6121 section 5.2.5</a>
         */
        @XmlAttribute
        @XmlSchemaType(name = "NMTOKEN")
        private @Nullable String parent;

        /** The identifier of the conversation, made up by whoever began it and opaque to all others; a UUID for instance. */
        @XmlValue
        @XmlSchemaType(name = "NMTOKEN")
        private String id = "";

        @Override
        public XmlElement element() {
            return Envelope.thread(Namespaces.CLIENT, new MessageThread(id, Optional.ofNullable(parent)));
        }
    }

    /**
     * How available the sender is. Without it the sender is simply available; it has a meaning only in presence without type.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.2.1">RFC 6121 section 4.7.2.1</a>
     */
    @StandsIn("presence")
    @XmlRootElement(name = "show", namespace = Namespaces.CLIENT)
    @XmlType(name = "show", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Show implements Part {
        /** Which of the four states it is. */
        @XmlValue
        private @Nullable PresenceShow value;

        @Override
        public XmlElement element() {
            return Envelope.text(Namespaces.CLIENT, "show", value == null ? "" : value.toString());
        }
    }

    /**
     * How much the sender wants messages to its bare address to come to this resource and not to another: the highest number
     * gets them, and a resource with a negative one gets none. Without it the priority is 0.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.2.3">RFC 6121 section 4.7.2.3</a>
     */
    @StandsIn("presence")
    @XmlRootElement(name = "priority", namespace = Namespaces.CLIENT)
    @XmlType(name = "priority", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Priority implements Part {
        /** The number, from -128 to 127. */
        @XmlValue
        @XmlSchemaType(name = "byte")
        private String value = "";

        @Override
        public XmlElement element() {
            return Envelope.text(Namespaces.CLIENT, "priority", value);
        }
    }

    /** Between JAXB's view of a child and the model's, which is the element itself. */
    static final class Adapter extends HeldAdapter<XmlNode> {
        private final String contentNamespace;

        /** For reading: JAXB's classes are in jabber:client. */
        Adapter() {
            this(Namespaces.CLIENT);
        }

        /** For writing a stanza of a content namespace. */
        Adapter(String contentNamespace) {
            this.contentNamespace = contentNamespace;
        }

        @Override
        public XmlNode unmarshal(Object value) {
            if (value instanceof Part part) {
                return part.element();
            }
            if (value instanceof StanzaError error) {
                return error.toElement(Namespaces.CLIENT);
            }
            return held(value)
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "got a " + value.getClass().getName()
                                            + " and no element: read stanzas through org.xmpptoolkit.core.Binding or fromElement"));
        }

        @Override
        public Object marshal(XmlNode node) {
            if (!(node instanceof XmlElement element)) {
                throw new IllegalArgumentException(
                        "text between the children of a stanza has no place in JAXB's view of it:"
                                + " write it by toElement");
            }
            // JAXB writes the stanza in jabber:client, so its own children go there. What its classes have no place for
            // would be lost in them, so that is written as it is; errors always are.
            XmlElement moved = ContentNamespaces.move(element, contentNamespace, Namespaces.CLIENT);
            if (!element.namespace().equals(contentNamespace)) {
                return hold(moved);
            }
            Object value =
                    switch (moved.localName()) {
                        case "body" -> new Body().fill(LangText.fromElement(moved));
                        case "subject" -> new Subject().fill(LangText.fromElement(moved));
                        case "status" -> new Status().fill(LangText.fromElement(moved));
                        case "thread" -> thread(moved);
                        case "show" -> show(moved);
                        case "priority" -> priority(moved);
                        default -> hold(moved);
                    };
            boolean whole = value instanceof Part part && part.element().equals(moved);
            return whole ? value : hold(moved);
        }

        private static Object thread(XmlElement element) {
            Conversation xml = new Conversation();
            xml.parent = element.attribute("parent").orElse(null);
            xml.id = element.text();
            return xml;
        }

        private static Object show(XmlElement element) {
            Show xml = new Show();
            xml.value = PresenceShow.parse(element.text()).orElse(null);
            return xml;
        }

        private static Object priority(XmlElement element) {
            Priority xml = new Priority();
            xml.value = element.text();
            return xml;
        }
    }
}
