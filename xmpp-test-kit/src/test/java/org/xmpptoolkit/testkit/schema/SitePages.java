package org.xmpptoolkit.testkit.schema;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The site of the schemas in the resource folder {@code site}, and its pages as trees. */
final class SitePages {
    static final String API_INDEX = "https://example.org/api/index.html";

    private static final List<String> SCHEMAS = List.of(
            "etherx.jabber.org-streams",
            "example.org-ext",
            "hostile",
            "jabber-client",
            "jabber-iq-roster",
            "xml",
            "xmpp-stanzas",
            "xmpp-streams");

    private final Map<String, byte[]> files;
    private final Map<String, Document> pages = new TreeMap<>();

    SitePages(Map<String, byte[]> files) {
        this.files = files;
        files.forEach((path, octets) -> {
            if (path.endsWith(".html")) {
                pages.put(path, parsed(path, octets));
            }
        });
    }

    static SitePages ofSamples() {
        return new SitePages(Site.files("Samples", schemas(), SitePages::javadoc, API_INDEX));
    }

    static String javadoc(String name) {
        return name.startsWith("org.xmpptoolkit.") ? "https://example.org/api/" + name.replace('.', '/') + ".html" : "";
    }

    static Map<String, byte[]> schemas() {
        Map<String, byte[]> schemas = new TreeMap<>();
        for (String name : SCHEMAS) {
            try (InputStream in = SitePages.class.getResourceAsStream("site/" + name + ".xsd")) {
                schemas.put(name + ".xsd", Objects.requireNonNull(in, name).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return schemas;
    }

    /** A page as a tree: what is HTML and XML at once can be read by a parser that forgives nothing. */
    private static Document parsed(String path, byte[] octets) {
        try {
            DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser.parse(new ByteArrayInputStream(octets));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(path + ": " + e.getMessage(), e);
        }
    }

    Map<String, byte[]> files() {
        return files;
    }

    Map<String, Document> pages() {
        return pages;
    }

    Document page(String path) {
        return Objects.requireNonNull(pages.get(path), () -> path + " is not in " + pages.keySet());
    }

    String text(String path) {
        return new String(Objects.requireNonNull(files.get(path), path), StandardCharsets.UTF_8);
    }

    /** The text of a page with all space alike. */
    String words(String path) {
        return page(path).getDocumentElement().getTextContent().replaceAll("\\s+", " ");
    }

    static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The texts of the examples of a page. */
    List<String> examples(String path) {
        return elements(page(path), "pre").stream().map(Element::getTextContent).toList();
    }
}
