package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class XmlBridgesTest {
    private static final String XML = "<a xmlns='urn:a' b='1' xml:lang='de'>x<!-- c --><p:d xmlns:p='urn:p' p:e='2'/>"
            + "<?f g?>y<![CDATA[<z]]></a>";
    private static final XmlElement ELEMENT = XmlElement.builder("urn:a", "a")
            .attribute("b", "1")
            .language(Language.of("de"))
            .text("x")
            .child(XmlElement.builder("urn:p", "d")
                    .prefix("p")
                    .attribute("urn:p", "e", "p", "2")
                    .build())
            .text("y<z")
            .build();

    private static Document dom(String xml, boolean namespaces) throws Exception {
        DocumentBuilderFactory factory = namespaces
                ? DocumentBuilderFactory.newDefaultNSInstance()
                : DocumentBuilderFactory.newDefaultInstance();
        factory.setExpandEntityReferences(false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(Reading.utf8(xml)));
    }

    private static XMLStreamReader stax(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return at(factory.createXMLStreamReader(new StringReader(xml)));
    }

    private static XMLStreamReader at(XMLStreamReader reader) throws XMLStreamException {
        while (reader.next() != XMLStreamReader.START_ELEMENT) {
            // a document type may come first
        }
        return reader;
    }

    @Test
    void copiesADomWithoutCommentsAndInstructions() throws Exception {
        XmlElement copy = XmlBridges.fromDom(dom(XML, true).getDocumentElement());
        assertEquals(ELEMENT, copy);
        assertEquals("p", copy.elements().get(0).prefix());
        assertEquals("p", copy.elements().get(0).attributes().get(0).prefix());
    }

    @Test
    void copiesAPartOfADom() throws Exception {
        Document document = dom("<o xmlns='urn:o'>1<i><q>2</q>3</i>4<j/></o>", true);
        Element inner = (Element) document.getElementsByTagName("i").item(0);
        assertEquals(XmlElement.parse("<i xmlns='urn:o'><q>2</q>3</i>"), XmlBridges.fromDom(inner));
    }

    @Test
    void makesADomOfNodesThatStandNowhere() throws Exception {
        Document document = dom("<root/>", true);
        Element made = XmlBridges.toDom(ELEMENT, document);
        assertEquals(document, made.getOwnerDocument());
        assertNull(made.getParentNode());
        assertEquals("urn:a", made.getAttribute("xmlns"));
        Element child = (Element) made.getElementsByTagNameNS("urn:p", "d").item(0);
        assertEquals("p:d", child.getNodeName());
        assertEquals("2", child.getAttributeNS("urn:p", "e"));
        assertEquals("urn:p", child.getAttribute("xmlns:p"));
    }

    @Test
    void refusesADomWithoutNamespaces() throws Exception {
        Element plain = dom("<p:a xmlns:p='urn:a'/>", false).getDocumentElement();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> XmlBridges.fromDom(plain));
        assertTrue(refused.toString().contains("'p:a'"), refused::toString);
        Document document = dom("<a xmlns='urn:a'/>", true);
        document.getDocumentElement().setAttribute("b", "1");
        assertThrows(IllegalArgumentException.class, () -> XmlBridges.fromDom(document.getDocumentElement()));
    }

    @Test
    void refusesEntityReferences() throws Exception {
        String xml = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
        Element element = dom(xml, true).getDocumentElement();
        assertThrows(IllegalArgumentException.class, () -> XmlBridges.fromDom(element));
        XMLStreamReader reader = stax(xml);
        assertThrows(XMLStreamException.class, () -> XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
    }

    @Test
    void refusesCharactersThatXmlForbids() throws Exception {
        Document document = dom("<a/>", true);
        document.getDocumentElement().setTextContent("\u0001");
        assertThrows(IllegalArgumentException.class, () -> XmlBridges.fromDom(document.getDocumentElement()));
        XMLStreamReader reader = stax("<?xml version='1.1'?><a>&#1;</a>");
        assertThrows(XMLStreamException.class, () -> XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
    }

    @Test
    void readsStaxUpToTheEndTag() throws Exception {
        XMLStreamReader reader = stax("<o>" + XML + "<next/></o>");
        reader.nextTag();
        assertEquals(ELEMENT, XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
        assertEquals(XMLStreamReader.END_ELEMENT, reader.getEventType());
        assertEquals(XMLStreamReader.START_ELEMENT, reader.nextTag());
        assertEquals("next", reader.getLocalName());
    }

    @Test
    void readsStaxFromAStartTagOnly() throws Exception {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader("<a/>"));
        assertThrows(IllegalStateException.class, () -> XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
    }

    @Test
    void refusesStaxWithoutNamespaces() throws Exception {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader reader = at(factory.createXMLStreamReader(new StringReader("<p:a xmlns:p='urn:a'/>")));
        assertThrows(XMLStreamException.class, () -> XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
    }

    @Test
    void holdsStaxToLimits() throws Exception {
        StreamLimits limits = StreamLimits.builder()
                .elementOctets(20)
                .depth(2)
                .attributes(2)
                .children(2)
                .build();
        for (String xml : List.of(
                "<a>0123456789012345678</a>",
                "<a b='012345678901234567'/>",
                "<a><b/><b/></a>",
                "<a b='' c=''/>",
                "<a b='' xmlns='urn:a'/>")) {
            assertEquals(XmlElement.parse(xml), XmlBridges.fromStax(stax(xml), limits));
        }
        for (String xml : List.of(
                "<a>01234567890123456789</a>",
                "<a b='0123456789012345678'><c/></a>",
                "<a><b><c/></b></a>",
                "<a><b/><b/><b/></a>",
                "<a>x<b/>x</a>",
                "<a b='' c='' d=''/>",
                "<a b='' c='' xmlns='urn:a'/>")) {
            XMLStreamReader reader = stax(xml);
            assertThrows(XMLStreamException.class, () -> XmlBridges.fromStax(reader, limits), xml);
        }
    }

    @Test
    void holdsExpandedEntitiesToLimits() throws Exception {
        String xml = "<!DOCTYPE a [<!ENTITY b '" + "c".repeat(1_000) + "'>]><a>" + "&b;".repeat(300) + "</a>";
        XMLStreamReader reader = at(XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml)));
        assertThrows(XMLStreamException.class, () -> XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
    }

    @Test
    void writesStaxInsideOtherNamespaces() throws Exception {
        for (XmlElement inner : List.of(
                XmlElement.parse("<a b='1'>x<c/></a>"),
                XmlElement.parse("<a xmlns='urn:o'/>"),
                XmlElement.parse("<p:a xmlns:p='urn:p'><b/></p:a>"))) {
            StringWriter out = new StringWriter();
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            writer.writeStartElement("", "o", "urn:o");
            writer.writeDefaultNamespace("urn:o");
            writer.writeNamespace("p", "urn:other");
            XmlBridges.toStax(inner, writer);
            writer.writeEndElement();
            writer.flush();
            assertEquals(List.of(inner), XmlElement.parse(out.toString()).elements(), out::toString);
        }
    }
}
