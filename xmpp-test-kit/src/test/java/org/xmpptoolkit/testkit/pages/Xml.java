package org.xmpptoolkit.testkit.pages;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML of poms, pages and pictures, by its names as they are written. */
final class Xml {
    private Xml() {}

    /** Reads a document, or says what is wrong with it. */
    static Element parse(String xml) throws IOException {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("not well-formed: " + e.getMessage(), e);
        }
    }

    /** The elements of a name below another. */
    static Stream<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(index -> (Element) found.item(index));
    }

    /** The text of the first child of a name. */
    static Optional<String> child(Element element, String name) {
        return elements(element, name)
                .filter(child -> child.getParentNode() == element)
                .findFirst()
                .map(Element::getTextContent);
    }
}
