package org.xmpptoolkit.benchmarks;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As small a model as JAXB can bind the stanzas to: one text each, and what it does not know as the DOM's elements. */
final class PlainModel {
    static final String CLIENT = "jabber:client";
    static final String ROSTER = "jabber:iq:roster";
    static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String CAPS = "http://jabber.org/protocol/caps";

    private PlainModel() {}

    static Unmarshaller unmarshaller() {
        try {
            return context().createUnmarshaller();
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A writer of stanzas without XML declaration. */
    static Marshaller marshaller() {
        try {
            Marshaller marshaller = context().createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            return marshaller;
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JAXBContext context() throws JAXBException {
        return JAXBContext.newInstance(Message.class, Presence.class, Iq.class, Query.class, Caps.class);
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    abstract static class Stanza {
        @XmlAttribute
        @Nullable
        String from;

        @XmlAttribute
        @Nullable
        String to;

        @XmlAttribute
        @Nullable
        String id;

        @XmlAttribute
        @Nullable
        String type;

        @XmlAttribute(namespace = XML)
        @Nullable
        String lang;
    }

    @XmlRootElement(name = "message", namespace = CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Message extends Stanza {
        @XmlElement(namespace = CLIENT)
        @Nullable
        String subject;

        @XmlElement(namespace = CLIENT)
        @Nullable
        String body;

        @XmlElement(namespace = CLIENT)
        @Nullable
        String thread;

        @XmlAnyElement(lax = true)
        List<Object> payloads = new ArrayList<>();
    }

    @XmlRootElement(name = "presence", namespace = CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Presence extends Stanza {
        @XmlElement(namespace = CLIENT)
        @Nullable
        String show;

        @XmlElement(namespace = CLIENT)
        @Nullable
        String status;

        @XmlElement(namespace = CLIENT)
        @Nullable
        Byte priority;

        @XmlAnyElement(lax = true)
        List<Object> payloads = new ArrayList<>();
    }

    @XmlRootElement(name = "iq", namespace = CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Iq extends Stanza {
        @XmlAnyElement(lax = true)
        @Nullable
        Object payload;
    }

    @XmlRootElement(name = "query", namespace = ROSTER)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Query {
        @XmlAttribute
        @Nullable
        String ver;

        @XmlElement(namespace = ROSTER, name = "item")
        List<Item> items = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Item {
        @XmlAttribute
        @Nullable
        String jid;

        @XmlAttribute
        @Nullable
        String name;

        @XmlAttribute
        @Nullable
        String subscription;

        @XmlElement(namespace = ROSTER, name = "group")
        List<String> groups = new ArrayList<>();
    }

    @XmlRootElement(name = "c", namespace = CAPS)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Caps {
        @XmlAttribute
        @Nullable
        String hash;

        @XmlAttribute
        @Nullable
        String node;

        @XmlAttribute
        @Nullable
        String ver;
    }
}
