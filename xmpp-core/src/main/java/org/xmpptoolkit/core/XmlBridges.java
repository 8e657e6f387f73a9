package org.xmpptoolkit.core;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Takes elements from, and gives them to, code that works on W3C DOM or StAX.
 *
 * <p>Names, attributes, text and the order of children are kept, both ways; prefixes are kept where they can be. Comments and
 * processing instructions are left out; a reference to an entity is refused. Namespaces are declared where they are needed, so a
 * prefix that only a text mentions may lose its declaration. Stateless, so it may be called from any thread; the nodes, readers and
 * writers that are given may not be.
 */
public final class XmlBridges {
    private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";

    private XmlBridges() {}

    /**
     * Copies an element of a DOM.
     *
     * @param element the element, which stays as it is
     * @return the element with all that is inside it
     * @throws IllegalArgumentException if a node was made without regard to namespaces, which makes a parser that is not set to be
     *     namespace-aware, and {@code createElement}; if there is an entity reference; or if a name or text is none that XML 1.0 allows
     */
    public static XmlElement fromDom(Element element) {
        ElementAssembler assembler = new ElementAssembler(StreamLimits.DEFAULT); // which is asked about no limit
        Node node = element;
        while (true) {
            enter(node, assembler);
            Node child = node instanceof Element ? node.getFirstChild() : null;
            if (child != null) {
                node = child;
                continue;
            }
            XmlElement whole = node instanceof Element ? assembler.end() : null;
            while (whole == null && node.getNextSibling() == null) {
                node = node.getParentNode();
                whole = assembler.end();
            }
            if (whole != null) {
                return whole;
            }
            node = node.getNextSibling();
        }
    }

    private static void enter(Node node, ElementAssembler assembler) {
        switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> assembler.start(start((Element) node));
            case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> assembler.text(checked(node.getNodeValue()));
            case Node.COMMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE -> {}
            default ->
                throw new IllegalArgumentException("'" + node.getNodeName()
                        + "' is no element and no text: have the parser expand entity references");
        }
    }

    private static XmlElement start(Element element) {
        XmlElement.Builder builder = XmlElement.builder(orEmpty(element.getNamespaceURI()), localName(element))
                .prefix(orEmpty(element.getPrefix()));
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!DECLARATIONS.equals(attribute.getNamespaceURI())) {
                builder.attribute(
                        orEmpty(attribute.getNamespaceURI()),
                        localName(attribute),
                        orEmpty(attribute.getPrefix()),
                        attribute.getValue());
            }
        }
        return builder.build();
    }

    private static String localName(Node node) {
        String localName = node.getLocalName();
        if (localName == null) {
            throw new IllegalArgumentException("'" + node.getNodeName() + "' was made without regard to namespaces: use"
                    + " createElementNS and setAttributeNS, or a parser that is namespace-aware");
        }
        return localName;
    }

    /**
     * Makes an element of a DOM.
     *
     * @param element the element to copy
     * @param document the document that is to own the copy
     * @return the copy, which stands nowhere in the document yet; it has every declaration that its names need
     * @throws org.w3c.dom.DOMException if an element is named {@code xmlns}, for which a DOM has no place
     */
    public static Element toDom(XmlElement element, Document document) {
        return toDom(element, document, new PrefixScope(NamespaceScope.EMPTY, true));
    }

    private static Element toDom(XmlElement element, Document document, PrefixScope scope) {
        int outer = scope.size();
        Element copy = document.createElementNS(
                orNull(element.namespace()), qualified(scope.elementPrefix(element), element.localName()));
        String[] attributes = element.rawAttributes();
        String[] prefixes = scope.attributePrefixes(element);
        for (int i = outer; i < scope.size(); i++) {
            String prefix = scope.prefix(i);
            copy.setAttributeNS(DECLARATIONS, prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, scope.namespace(i));
        }
        for (int i = 0; i < prefixes.length; i++) {
            copy.setAttributeNS(
                    orNull(attributes[i * 4]), qualified(prefixes[i], attributes[i * 4 + 1]), attributes[i * 4 + 3]);
        }
        element.forEachPart(part -> copy.appendChild(
                part instanceof XmlElement child
                        ? toDom(child, document, scope)
                        : document.createTextNode((String) part)));
        scope.leave(outer);
        return copy;
    }

    /**
     * Reads an element from StAX.
     *
     * @param reader a namespace-aware reader that stands at a start tag; afterwards it stands at the end tag that belongs to it
     * @param limits bounds that hold whatever entities the reader expands: on depth, attributes, children, and, as
     *     {@link StreamLimits#elementOctets}, on the UTF-16 units of all names, values and texts
     * @return the element with all that is inside it
     * @throws IllegalStateException if the reader does not stand at a start tag
     * @throws XMLStreamException if the reader cannot read on, meets a reference that it does not expand, or passes a bound; or if a
     *     name or text is none that XML 1.0 allows
     */
    public static XmlElement fromStax(XMLStreamReader reader, StreamLimits limits) throws XMLStreamException {
        if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            throw new IllegalStateException("the reader stands at event " + reader.getEventType()
                    + " and at no start tag: call next() or nextTag() first");
        }
        try {
            return new StaxBridge(reader, limits).read();
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException(e.getMessage(), reader.getLocation(), e);
        }
    }

    /**
     * Writes an element to StAX, with the declarations that its names need, each where it is used: of a peer's element that may be many
     * times what the peer sent.
     *
     * @param element the element
     * @param writer where to write; how characters are escaped is its affair, and some writers let a carriage return, or white space
     *     in an attribute, get lost. {@link ElementWriter} does not
     * @throws XMLStreamException if the writer cannot write
     */
    public static void toStax(XmlElement element, XMLStreamWriter writer) throws XMLStreamException {
        StaxBridge.write(element, writer);
    }

    /** The same text, if XML 1.0 allows it. */
    static String checked(String text) {
        XmlChars.requireText(text, "text");
        return text;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String namespace) {
        return namespace.isEmpty() ? null : namespace;
    }

    private static String qualified(String prefix, String localName) {
        return prefix.isEmpty() ? localName : prefix + ':' + localName;
    }
}
