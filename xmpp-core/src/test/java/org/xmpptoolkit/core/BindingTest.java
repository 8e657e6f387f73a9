package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BindingTest {
    private static final Binding BINDING = Binding.with(Order.class);

    @XmlEnum
    enum Size {
        @XmlEnumValue("big")
        BIG,
        @XmlEnumValue("small")
        SMALL
    }

    @XmlRootElement(name = "order", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Order {
        @XmlAttribute
        private Size size = Size.BIG;

        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:x")
        private int count;

        @jakarta.xml.bind.annotation.XmlElement(name = "note", namespace = "urn:x")
        private List<Note> notes = new ArrayList<>();

        @XmlElementWrapper(name = "tags", namespace = "urn:x")
        @jakarta.xml.bind.annotation.XmlElement(name = "tag", namespace = "urn:x")
        private List<String> tags = new ArrayList<>();

        @XmlAnyElement(lax = true)
        @XmlJavaTypeAdapter(XmlElementAdapter.class)
        private List<XmlElement> others = new ArrayList<>();
    }

    /** With a wildcard that is JAXB's own affair. */
    @XmlRootElement(name = "basket", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Basket {
        @XmlAnyElement(lax = true)
        private List<Object> anything = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Note {
        @XmlAttribute(name = "lang", namespace = Namespaces.XML)
        private String lang = "";

        @XmlValue
        private String text = "";
    }

    @Test
    void readsAndWritesWithUnknownElementsInOrder() {
        XmlElement element = XmlElement.parse("<order xmlns='urn:x' size='small'><count>3</count>"
                + "<note xml:lang='de'>ja</note><note xml:lang='en'>yes</note><tags><tag>a</tag><tag>b</tag></tags>"
                + "<u xmlns='urn:y' a='1'>one<v/>two</u><w xmlns='' xmlns:z='urn:z' z:q='&lt;'/></order>");
        Binding.Result<Order> result = BINDING.toObject(element, Order.class);
        assertEquals(List.of(), result.problems());
        Order order = result.value().orElseThrow();
        assertEquals(Size.SMALL, order.size);
        assertEquals(3, order.count);
        assertEquals("ja", order.notes.get(0).text);
        assertEquals("en", order.notes.get(1).lang);
        assertEquals(List.of("a", "b"), order.tags);
        assertEquals(
                List.of("u", "w"),
                order.others.stream().map(XmlElement::localName).toList());
        assertEquals(element, BINDING.toElement(order));
    }

    @Test
    void tellsWhatHasNoPlace() {
        XmlElement element = XmlElement.parse("<order xmlns='urn:x' size='huge' colour='red'>stray<count>x</count>"
                + "<count>4</count><note xml:lang='de' q='1'>ja<b/></note><tags>t<tag>a</tag><label/></tags></order>");
        Binding.Result<Order> result = BINDING.toObject(element, Order.class);
        assertEquals(
                List.of(
                        new BindingProblem("order/@size", BindingProblem.Kind.BAD_VALUE, "huge"),
                        new BindingProblem("order/@colour", BindingProblem.Kind.UNKNOWN_ATTRIBUTE, "red"),
                        new BindingProblem("order/text()", BindingProblem.Kind.STRAY_TEXT, "stray"),
                        new BindingProblem("order/count", BindingProblem.Kind.BAD_VALUE, "x"),
                        new BindingProblem("order/count[2]", BindingProblem.Kind.REPEATED, "4"),
                        new BindingProblem("order/note/@q", BindingProblem.Kind.UNKNOWN_ATTRIBUTE, "1"),
                        new BindingProblem("order/note/b", BindingProblem.Kind.UNKNOWN_ELEMENT, "{urn:x}b"),
                        new BindingProblem("order/tags/text()", BindingProblem.Kind.STRAY_TEXT, "t"),
                        new BindingProblem("order/tags/label", BindingProblem.Kind.UNKNOWN_ELEMENT, "{urn:x}label")),
                result.problems());
        Order order = result.value().orElseThrow();
        assertEquals(Size.BIG, order.size);
        assertEquals(0, order.count);
        assertEquals("ja", order.notes.get(0).text);
        assertEquals(List.of("a"), order.tags);
    }

    @Test
    void takesNoStandInFromThePeer() {
        XmlElement element =
                XmlElement.parse("<order xmlns='urn:x' size='big'><count>1</count><tags/><u xmlns='urn:y'/>"
                        + "<held xmlns='urn:xmpptoolkit:held' ref='0'/></order>");
        Order order = BINDING.toObject(element, Order.class).value().orElseThrow();
        assertEquals(
                List.of("u", "held"),
                order.others.stream().map(XmlElement::localName).toList());
        assertEquals(element, BINDING.toElement(order));

        Binding open = Binding.with(Basket.class);
        Binding.Result<Basket> basket = open.toObject(
                XmlElement.parse(
                        "<basket xmlns='urn:x'><held xmlns='urn:xmpptoolkit:held' ref='0'/><u xmlns='urn:y'/></basket>"),
                Basket.class);
        assertEquals(
                List.of(new BindingProblem(
                        "basket/held", BindingProblem.Kind.UNKNOWN_ELEMENT, "{urn:xmpptoolkit:held}held")),
                basket.problems());
        assertEquals(1, basket.value().orElseThrow().anything.size());
        assertEquals(
                XmlElement.parse("<basket xmlns='urn:x'><u xmlns='urn:y'/></basket>"),
                open.toElement(basket.value().orElseThrow()));
    }

    /** An element of a content namespace that is no stanza. */
    @XmlRootElement(name = "handshake", namespace = Namespaces.COMPONENT_ACCEPT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Handshake {
        @XmlValue
        private String text = "";
    }

    @Test
    void readsClassesOfAnyContentNamespace() {
        XmlElement element = XmlElement.parse("<handshake xmlns='jabber:component:accept'>a</handshake>");
        Binding binding = Binding.with(Handshake.class);
        Handshake read = binding.toObject(element, Handshake.class).value().orElseThrow();
        assertEquals("a", read.text);
        assertEquals(element, binding.toElement(read));
    }

    @Test
    void refusesAnElementOfAnotherName() {
        Binding.Result<Order> result = BINDING.toObject(XmlElement.of("urn:x", "bill"), Order.class);
        assertEquals(
                List.of(new BindingProblem("bill", BindingProblem.Kind.UNKNOWN_ELEMENT, "{urn:x}bill")),
                result.problems());
        assertEquals(true, result.value().isEmpty());
    }

    @Test
    void refusesClassesWithoutRootElement() {
        XmlElement note = XmlElement.of("urn:x", "note");
        assertThrows(IllegalArgumentException.class, () -> BINDING.toObject(note, Note.class));
        assertThrows(IllegalArgumentException.class, () -> BINDING.toElement(new Note()));
    }

    /** Judges for itself what it is given. */
    @XmlRootElement(name = "strict", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.PROPERTY)
    static final class Strict {
        private String name = "";

        @XmlAttribute
        public String getName() {
            return name;
        }

        public void setName(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a name has to be there");
            }
            if (name.equals("?")) {
                throw new IllegalStateException();
            }
            this.name = name;
        }
    }

    @Test
    void tellsThatASetterRefusedAValue() {
        Binding binding = Binding.with(Strict.class);
        for (int round = 0; round < 2; round++) { // a reader that has failed is not used again
            Binding.Result<Strict> refused =
                    binding.toObject(XmlElement.parse("<strict xmlns='urn:x' name=''/>"), Strict.class);
            assertEquals(true, refused.value().isEmpty());
            assertEquals(
                    List.of(new BindingProblem("strict", BindingProblem.Kind.BAD_VALUE, "a name has to be there")),
                    refused.problems());
            Binding.Result<Strict> withoutMessage =
                    binding.toObject(XmlElement.parse("<strict xmlns='urn:x' name='?'/>"), Strict.class);
            assertEquals(
                    List.of(new BindingProblem(
                            "strict", BindingProblem.Kind.BAD_VALUE, "java.lang.IllegalStateException")),
                    withoutMessage.problems());
            Binding.Result<Strict> taken =
                    binding.toObject(XmlElement.parse("<strict xmlns='urn:x' name='a'/>"), Strict.class);
            assertEquals(List.of(), taken.problems());
            assertEquals("a", taken.value().orElseThrow().name);
        }
    }

    @Test
    void servesSeveralThreads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                XmlElement element = XmlElement.parse("<order xmlns='urn:x' size='big'><count>" + i
                        + "</count><tags/><u xmlns='urn:y' n='" + i + "'/></order>");
                tasks.add(() -> {
                    Order order = BINDING.toObject(element, Order.class).value().orElseThrow();
                    assertEquals(element, BINDING.toElement(order));
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
