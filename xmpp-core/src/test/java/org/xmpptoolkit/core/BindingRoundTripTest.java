package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlMixed;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What classes keep that they know nothing of, and which stanzas they take. */
class BindingRoundTripTest {
    private static final Binding BINDING = Binding.with(Open.class, Ping.class);

    @XmlRootElement(name = "open", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Open {
        @XmlAttribute
        private String known = "";

        @XmlAnyAttribute
        private Map<QName, String> attributes = new HashMap<>();

        @XmlMixed
        @XmlAnyElement(lax = true)
        @XmlJavaTypeAdapter(XmlNodeAdapter.class)
        private List<XmlNode> content = new ArrayList<>();
    }

    @XmlRootElement(name = "ping", namespace = Namespaces.CLIENT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Ping {
        @jakarta.xml.bind.annotation.XmlElement(namespace = Namespaces.CLIENT)
        private int count;

        @XmlAnyElement(lax = true)
        @XmlJavaTypeAdapter(XmlElementAdapter.class)
        private List<XmlElement> others = new ArrayList<>();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<open xmlns='urn:x' known='1'/>",
                "<open xmlns='urn:x' known='1' xml:lang='de' other='2' xmlns:p='urn:p' p:other='3'/>",
                "<open xmlns='urn:x' known='1'>text only</open>",
                "<open xmlns='urn:x' known='1'>a<b/>c<d xmlns='urn:d' e='f'>g<h/>i</d>j</open>",
                "<open xmlns='urn:x' known='1'> <b/> <c/>\n</open>",
                "<open xmlns='urn:x' known='1'>\t</open>",
                "<open xmlns='urn:x' known='1'>&lt;&amp;&#xD;<b xmlns=''>]]&gt;</b></open>"
            })
    void keepsUnknownAttributesElementsAndMixedContent(String xml) {
        XmlElement element = XmlElement.parse(xml);
        Binding.Result<Open> result = BINDING.toObject(element, Open.class);
        assertEquals(List.of(), result.problems());
        assertEquals(element, BINDING.toElement(result.value().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nil", "type", "schemaLocation", "noNamespaceSchemaLocation"})
    void namesAttributesThatJaxbKeepsForItself(String name) {
        Binding.Result<Open> result = BINDING.toObject(
                XmlElement.parse("<open xmlns='urn:x' known='1' other='2'"
                        + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:" + name + "='true'>a</open>"),
                Open.class);
        assertEquals(
                List.of(new BindingProblem("open/@" + name, BindingProblem.Kind.UNKNOWN_ATTRIBUTE, "true")),
                result.problems());
        assertEquals(
                XmlElement.parse("<open xmlns='urn:x' known='1' other='2'>a</open>"),
                BINDING.toElement(result.value().orElseThrow()));
    }

    @XmlRootElement(name = "located", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Located {
        @XmlAttribute(name = "schemaLocation", namespace = "http://www.w3.org/2001/XMLSchema-instance")
        private String location = "";
    }

    @Test
    void readsASchemaLocationThatAClassHasAFieldFor() {
        XmlElement element = XmlElement.parse("<located xmlns='urn:x'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x x.xsd'/>");
        Binding binding = Binding.with(Located.class);
        Binding.Result<Located> result = binding.toObject(element, Located.class);
        assertEquals(List.of(), result.problems());
        assertEquals("urn:x x.xsd", result.value().orElseThrow().location);
    }

    @ParameterizedTest
    @ValueSource(strings = {Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT})
    void readsStanzasOfEveryContentNamespaceAlike(String namespace) {
        Binding.Result<Ping> result = BINDING.toObject(
                XmlElement.parse("<ping xmlns='" + namespace + "'><count>3</count><x xmlns='urn:x'/></ping>"),
                Ping.class);
        assertEquals(List.of(), result.problems());
        Ping ping = result.value().orElseThrow();
        assertEquals(3, ping.count);
        assertEquals(List.of(XmlElement.of("urn:x", "x")), ping.others);
        assertEquals(
                XmlElement.parse("<ping xmlns='jabber:client'><count>3</count><x xmlns='urn:x'/></ping>"),
                BINDING.toElement(ping));
    }

    @Test
    void leavesAForwardedStanzaInItsOwnNamespace() {
        XmlElement forwarded =
                XmlElement.parse("<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></forwarded>");
        XmlElement element =
                XmlElement.builder(Namespaces.SERVER, "ping").child(forwarded).build();
        Ping ping = BINDING.toObject(element, Ping.class).value().orElseThrow();
        assertEquals(List.of(forwarded), ping.others);
        assertTrue(BINDING.toElement(ping).elements().contains(forwarded));
    }
}
