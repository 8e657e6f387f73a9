package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class XmlBridgesProperties {
    @Provide
    Arbitrary<XmlElement> elements() {
        return XmlElements.any();
    }

    @Provide
    Arbitrary<XmlElement> writable() {
        return XmlElements.inStream();
    }

    /** Elements for which a DOM has a place. */
    @Provide
    Arbitrary<XmlElement> domElements() {
        return XmlElements.inStream().filter(XmlBridgesProperties::hasPlaceInDom);
    }

    private static boolean hasPlaceInDom(XmlElement element) {
        return !element.localName().equals("xmlns")
                && element.elements().stream().allMatch(XmlBridgesProperties::hasPlaceInDom);
    }

    /**
     * Elements without what the JDK's writers lose: they write carriage returns, and white space in attributes, as they are, and do
     * not declare prefixes that begin with xml.
     */
    @Provide
    Arbitrary<XmlElement> plainElements() {
        return XmlElements.inStream().map(XmlBridgesProperties::plain);
    }

    private static XmlElement plain(XmlElement element) {
        XmlElement.Builder copy = XmlElement.builder(plain(element.namespace()), element.localName())
                .prefix(prefix(element.prefix()));
        element.attributes()
                .forEach(
                        a -> copy.attribute(plain(a.namespace()), a.localName(), prefix(a.prefix()), plain(a.value())));
        for (XmlNode child : element.children()) {
            if (child instanceof XmlElement inner) {
                copy.child(plain(inner));
            } else {
                copy.text(plain(((XmlText) child).value()));
            }
        }
        return copy.build();
    }

    private static String prefix(String prefix) {
        return prefix.startsWith("xml") ? "x" : prefix;
    }

    private static String plain(String text) {
        return text.replaceAll("[\t\r\n\u0085\u2028]", "_");
    }

    @Property
    void domAndBackIsTheSame(@ForAll("domElements") XmlElement element) throws ParserConfigurationException {
        assertEquals(element, XmlBridges.fromDom(XmlBridges.toDom(element, document())));
    }

    @Property
    void domDeclaresAllThatItsNamesNeed(@ForAll("domElements") XmlElement element) throws ParserConfigurationException {
        assertDeclared(XmlBridges.toDom(element, document()));
    }

    @Property
    void theJdkWritesTheDomAsTheSameElement(@ForAll("domElements") XmlElement any)
            throws ParserConfigurationException, TransformerException {
        XmlElement element = plain(any);
        Transformer writer = TransformerFactory.newInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter out = new StringWriter();
        writer.transform(new DOMSource(XmlBridges.toDom(element, document())), new StreamResult(out));
        assertEquals(element, XmlElement.parse(out.toString()), out::toString);
    }

    @Property
    void staxReadsWhatWasWritten(@ForAll("writable") XmlElement element) throws XMLStreamException {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new StringReader(
                        "<outer>" + ElementWriter.toString(element, NamespaceScope.EMPTY) + "</outer>"));
        reader.nextTag();
        reader.nextTag();
        assertEquals(element, XmlBridges.fromStax(reader, StreamLimits.DEFAULT));
        assertEquals(element.localName(), reader.getLocalName());
        assertEquals("outer", reader.nextTag() == XMLStreamReader.END_ELEMENT ? reader.getLocalName() : "");
    }

    @Property
    void whatStaxWritesIsTheSameElement(@ForAll("plainElements") XmlElement element, @ForAll boolean repairing)
            throws XMLStreamException {
        XMLOutputFactory writers = XMLOutputFactory.newDefaultFactory();
        writers.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, repairing);
        StringWriter out = new StringWriter();
        XMLStreamWriter writer = writers.createXMLStreamWriter(out);
        XmlBridges.toStax(element, writer);
        writer.writeEndDocument();
        writer.flush();
        String document = "<document>" + out + "</document>"; // for a repairing writer may put a prefix on a stanza
        assertEquals(List.of(element), XmlElement.parse(document).elements(), document);
    }

    private static void assertDeclared(Element element) {
        assertEquals(element.getNamespaceURI(), element.lookupNamespaceURI(element.getPrefix()));
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String prefix = element.getAttributes().item(i).getPrefix();
            if (prefix != null && !prefix.startsWith("xml")) {
                assertEquals(element.getAttributes().item(i).getNamespaceURI(), element.lookupNamespaceURI(prefix));
            }
        }
        for (int i = 0; i < element.getChildNodes().getLength(); i++) {
            if (element.getChildNodes().item(i) instanceof Element child) {
                assertDeclared(child);
            }
        }
    }

    private static Document document() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().newDocument();
    }
}
