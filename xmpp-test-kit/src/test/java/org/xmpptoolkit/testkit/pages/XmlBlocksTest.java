package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xmpptoolkit.testkit.Modules;

/** The XML in the pages is well-formed, and the artifacts that it names are ours, or those that our build has, in these versions. */
class XmlBlocksTest {
    private static final Set<String> NAMING = Set.of("dependency", "path", "plugin");

    private record Artifact(String group, String name, Optional<String> version) {}

    private static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWellFormedAndNamesArtifactsThatAreThere(Page page) throws Exception {
        Element pom = parse(Page.read("pom.xml").text()).getDocumentElement();
        List<String> unknown = new ArrayList<>();
        for (Page.Block block : page.blocks("xml")) {
            Element root = parse("<block>" + block.code() + "</block>").getDocumentElement();
            for (Artifact artifact : artifacts(root)) {
                if (!isKnown(artifact, pom)) {
                    unknown.add(artifact.toString());
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    private static boolean isKnown(Artifact artifact, Element pom) throws IOException {
        if (artifact.group().equals("org.xmpptoolkit")) {
            return Modules.folders().contains(artifact.name())
                    && artifact.version().equals(child(pom, "version"));
        }
        Function<String, String> resolved = version -> version.startsWith("${")
                ? elements(pom, version.substring(2, version.length() - 1))
                        .findFirst()
                        .map(Element::getTextContent)
                        .orElse(version)
                : version;
        return artifacts(pom).stream()
                .filter(ours ->
                        ours.name().equals(artifact.name()) && ours.group().equals(artifact.group()))
                .anyMatch(ours -> artifact.version().isEmpty()
                        || artifact.version().equals(ours.version().map(resolved)));
    }

    private static List<Artifact> artifacts(Element root) {
        return NAMING.stream()
                .flatMap(name -> elements(root, name))
                .map(element -> new Artifact(
                        child(element, "groupId").orElse("org.apache.maven.plugins"),
                        child(element, "artifactId").orElse(""),
                        child(element, "version")))
                .collect(Collectors.toList());
    }

    private static Stream<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(index -> (Element) found.item(index));
    }

    private static Optional<String> child(Element element, String name) {
        return elements(element, name)
                .filter(child -> child.getParentNode() == element)
                .findFirst()
                .map(Element::getTextContent);
    }

    private static Document parse(String xml) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void seesWhatIsNotThere() throws Exception {
        Element pom = parse(Page.read("pom.xml").text()).getDocumentElement();
        assertTrue(isKnown(new Artifact("net.jqwik", "jqwik", Optional.of("1.9.3")), pom));
        for (Artifact wrong : List.of(
                new Artifact("net.jqwik", "jqwik", Optional.of("1.0")),
                new Artifact("org.xmpptoolkit", "xmpp-nothing", Optional.of("0.1.0-SNAPSHOT")),
                new Artifact("org.xmpptoolkit", "xmpp-jid", Optional.of("0")))) {
            assertEquals(false, isKnown(wrong, pom), wrong::toString);
        }
        assertThrows(SAXException.class, () -> parse("<a>"));
    }
}
