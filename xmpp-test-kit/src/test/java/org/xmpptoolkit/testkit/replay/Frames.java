package org.xmpptoolkit.testkit.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlBridges;
import org.xmpptoolkit.core.XmlElement;

/** One direction of a connection, read by the parser of the JDK: what our streams are held against. */
final class Frames {
    private static final String CLOSING = "</stream:stream>";
    private static final Set<String> STANZAS = Set.of("message", "presence", "iq");

    private final StringBuilder document = new StringBuilder();
    private final boolean messages;
    private int seen;
    private boolean closed;

    /** Of one connection; over WebSocket what is fed is one message each. */
    Frames(Trace trace) {
        this.messages = trace.messages();
    }

    /** Takes octets, as characters, and gives the first-level elements that are complete now. What is behind the closing tag is none. */
    List<XmlElement> feed(String octets) {
        if (closed) {
            return List.of();
        }
        if (messages) {
            XmlElement element = XmlBridges.fromDom(root(octets).orElseThrow());
            closed = element.is(Namespaces.FRAMING, "close");
            return element.namespace().equals(Namespaces.FRAMING) ? List.of() : List.of(element);
        }
        if (octets.startsWith("<?xml") || octets.startsWith("<stream:stream")) {
            document.setLength(0);
            seen = 0;
        }
        document.append(octets);
        boolean ends = document.toString().stripTrailing().endsWith(CLOSING);
        List<XmlElement> elements = parse(ends ? document.toString() : document + CLOSING);
        closed = ends;
        if (elements.size() <= seen) {
            return List.of();
        }
        List<XmlElement> complete = elements.subList(seen, elements.size());
        seen = elements.size();
        return complete;
    }

    boolean isClosed() {
        return closed;
    }

    static List<XmlElement> all(Trace trace, Trace.Kind kind) {
        Frames frames = new Frames(trace);
        return trace.lines().stream()
                .filter(line -> line.kind() == kind)
                .flatMap(line -> frames.feed(line.text()).stream())
                .toList();
    }

    static boolean isStanza(XmlElement element) {
        return Namespaces.isContentNamespace(element.namespace()) && STANZAS.contains(element.localName());
    }

    static Optional<XmlElement> payload(XmlElement stanza, String namespace) {
        return stanza.elements().stream()
                .filter(child -> child.namespace().equals(namespace))
                .findFirst();
    }

    /** The children of the root; none as long as an element is cut. */
    private static List<XmlElement> parse(String octets) {
        List<XmlElement> elements = new ArrayList<>();
        root(octets).ifPresent(root -> {
            for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    elements.add(XmlBridges.fromDom(element));
                }
            }
        });
        return elements;
    }

    private static Optional<Element> root(String octets) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(builder.parse(new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .getDocumentElement());
        } catch (SAXException cut) {
            return Optional.empty();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
