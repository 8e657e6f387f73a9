package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The sample stanzas of the specifications, through their models and back, compared by the JDK's own parser. Needs the folder of
 * samples: {@code -Dxmpptoolkit.shared=FOLDER}.
 */
class SamplesTest {
    /** Errors as they were before RFC 3920, a redirect that is no URI, an address on a line of its own, and an extension. */
    private static final List<String> KNOWN = List.of(
            "/XEP-0021-example-17.xml: iq/error/text(): stray-text: Unauthorized",
            "/XEP-0058-example-10.xml: iq/error/text(): stray-text: Not Allowed",
            "/XEP-0075-example-19.xml: iq/error/text(): stray-text: ",
            "/XEP-0281-example-20.xml: presence/error/redirect: bad-value: rooms.macbeth.lit",
            "/RFC-6120-example-99.xml: iq/bind/jid: bad-value: &#xa;",
            "/XEP-0397-example-4.xml: enabled/isr-enabled: unknown-element: ");

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    @Test
    void everySampleComesBackEqual(@TempDir Path out) throws Exception {
        String shared = System.getProperty("xmpptoolkit.shared", "");
        assumeFalse(shared.isEmpty(), "no folder of samples was given");
        List<Path> samples = samples(Path.of(shared, "samples"));
        assertFalse(samples.isEmpty(), "there are samples");

        List<String> args = new ArrayList<>(List.of("stanza", "--out", out.toString()));
        samples.forEach(sample -> args.add(sample.toString()));
        Run run = Run.of("", args.toArray(String[]::new));
        // Some examples lack what a stanza has to have, and that is all there may be to say but for these.
        run.err()
                .lines()
                .filter(line -> !line.endsWith(": missing"))
                .forEach(line -> assertTrue(KNOWN.stream().anyMatch(line::contains), line));
        assertEquals(0, run.code(), run.out());
        assertEquals(samples.size(), run.out().lines().count());
        for (Path sample : samples) {
            assertEquals(
                    canonical(sample), canonical(out.resolve(sample.getFileName())), sample.getFileName()::toString);
        }
    }

    private static List<Path> samples(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static String canonical(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        StringBuilder text = new StringBuilder();
        append(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement(), text);
        return text.toString();
    }

    /** Expanded names, attributes sorted, and text; without white space between elements. */
    private static void append(Element element, StringBuilder text) {
        text.append('<').append(name(element));
        NamedNodeMap attributes = element.getAttributes();
        TreeSet<String> sorted = new TreeSet<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (!XMLNS.equals(attribute.getNamespaceURI())) {
                sorted.add(name(attribute) + "=" + attribute.getNodeValue());
            }
        }
        text.append(sorted).append('>');
        NodeList children = element.getChildNodes();
        boolean onlyText = element.getElementsByTagName("*").getLength() == 0;
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                append(child, text);
            } else if (onlyText || !children.item(i).getNodeValue().isBlank()) {
                text.append(children.item(i).getNodeValue());
            }
        }
        text.append("</>\n");
    }

    private static String name(Node node) {
        return "{" + node.getNamespaceURI() + "}" + node.getLocalName();
    }
}
