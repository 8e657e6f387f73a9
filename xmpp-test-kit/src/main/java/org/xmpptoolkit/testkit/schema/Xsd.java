package org.xmpptoolkit.testkit.schema;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What the DOM of a schema is asked for again and again. */
final class Xsd {
    static final String NAMESPACE = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private Xsd() {}

    /** Parses a schema; what is there for its looks only is left out. */
    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // which throws, and prints nothing
            Document document = builder.parse(new InputSource(new StringReader(xml)));
            strip(document.getDocumentElement());
            return document;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("a schema cannot be parsed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void strip(Element element) {
        for (Node child : nodes(element)) {
            if (child instanceof Element inner) {
                strip(inner);
            } else if (child.getNodeType() != Node.TEXT_NODE
                    || child.getNodeValue().isBlank()) {
                element.removeChild(child);
            }
        }
    }

    /** The child nodes as they are now. */
    static List<Node> nodes(Node parent) {
        List<Node> nodes = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            nodes.add(child);
        }
        return nodes;
    }

    /** The child elements as they are now. */
    static List<Element> children(Node parent) {
        return nodes(parent).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    static Optional<Element> child(Node parent, String name) {
        return children(parent).stream().filter(child -> is(child, name)).findFirst();
    }

    static boolean is(Element element, String name) {
        return name.equals(element.getLocalName()) && NAMESPACE.equals(element.getNamespaceURI());
    }

    /** The element and all inside it. */
    static Stream<Element> all(Element element) {
        return Stream.concat(Stream.of(element), children(element).stream().flatMap(Xsd::all));
    }

    static Element schema(Node node) {
        Document document = node instanceof Document self ? self : node.getOwnerDocument();
        return document.getDocumentElement();
    }

    static String target(Node node) {
        return schema(node).getAttribute("targetNamespace");
    }

    static Element create(Node in, String name) {
        return schema(in).getOwnerDocument().createElementNS(NAMESPACE, "xs:" + name);
    }

    /** A new last child. */
    static Element append(Element parent, String name) {
        Element child = create(parent, name);
        parent.appendChild(child);
        return child;
    }

    static List<Attr> attributes(Element element) {
        NamedNodeMap map = element.getAttributes();
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < map.getLength(); i++) {
            attributes.add((Attr) map.item(i));
        }
        return attributes;
    }

    /** The name that an attribute of a schema holds; nothing if the attribute is not there. */
    static Optional<QName> name(Element element, String attribute) {
        return element.hasAttribute(attribute)
                ? Optional.of(resolve(element, element.getAttribute(attribute)))
                : Optional.empty();
    }

    static QName resolve(Element at, String text) {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? null : text.substring(0, colon);
        String namespace = "xml".equals(prefix) ? XMLConstants.XML_NS_URI : at.lookupNamespaceURI(prefix);
        return new QName(namespace == null ? "" : namespace, text.substring(colon + 1));
    }

    /** Sets an attribute to a name, whose namespace gets a prefix if it has none. */
    static void setName(Element element, String attribute, QName name) {
        element.setAttribute(attribute, prefixed(element, name));
    }

    private static String prefixed(Element at, QName name) {
        String namespace = name.getNamespaceURI();
        if (namespace.isEmpty()) {
            return name.getLocalPart();
        }
        if (namespace.equals(XMLConstants.XML_NS_URI)) {
            return "xml:" + name.getLocalPart();
        }
        Element schema = schema(at);
        String prefix = schema.lookupPrefix(namespace);
        if (prefix == null) {
            int number = 1;
            while (schema.hasAttribute("xmlns:ns" + number)) {
                number++;
            }
            prefix = "ns" + number;
            schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
        }
        return prefix + ":" + name.getLocalPart();
    }

    /** The name of what a schema declares at its top. */
    static QName declared(Element global) {
        return new QName(target(global), global.getAttribute("name"));
    }
}
