package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xmpptoolkit.testkit.Modules;

/** The XML in the pages is well-formed, and the artifacts that it names are ours, or those that our build has, in these versions. */
class XmlBlocksTest {
    private static final String OURS = "org.xmpptoolkit";
    private static final String BOM = "xmpp-bom";
    private static final Set<String> NAMING = Set.of("dependency", "path", "plugin");

    private record Artifact(String group, String name, Optional<String> version) {}

    private static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWellFormedAndNamesArtifactsThatAreThere(Page page) throws Exception {
        Element pom = Xml.parse(Page.read("pom.xml").text());
        List<String> unknown = new ArrayList<>();
        for (Page.Block block : page.blocks("xml")) {
            Element root = Xml.parse("<block>" + block.code() + "</block>");
            unknown.addAll(unknown(artifacts(root), pom));
        }
        assertEquals(List.of(), unknown);
    }

    /** Those that are not there; one of ours may leave its version to our BOM, if that stands beside it. */
    private static List<String> unknown(List<Artifact> artifacts, Element pom) throws IOException {
        Optional<String> managed = artifacts.stream()
                .filter(artifact -> artifact.name().equals(BOM))
                .findFirst()
                .flatMap(Artifact::version);
        List<String> unknown = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            Optional<String> version =
                    artifact.version().or(() -> artifact.group().equals(OURS) ? managed : Optional.empty());
            if (!isKnown(new Artifact(artifact.group(), artifact.name(), version), pom)) {
                unknown.add(artifact.toString());
            }
        }
        return unknown;
    }

    private static boolean isKnown(Artifact artifact, Element pom) throws IOException {
        if (artifact.group().equals(OURS)) {
            return (artifact.name().equals(BOM) || Modules.folders().contains(artifact.name()))
                    && artifact.version().equals(Xml.child(pom, "version"));
        }
        Function<String, String> resolved = version -> version.startsWith("${")
                ? Xml.elements(pom, version.substring(2, version.length() - 1))
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
                .flatMap(name -> Xml.elements(root, name))
                .map(element -> new Artifact(
                        Xml.child(element, "groupId").orElse("org.apache.maven.plugins"),
                        Xml.child(element, "artifactId").orElse(""),
                        Xml.child(element, "version")))
                .collect(Collectors.toList());
    }

    @Test
    void seesWhatIsNotThere() throws Exception {
        Element pom = Xml.parse(Page.read("pom.xml").text());
        assertTrue(isKnown(new Artifact("net.jqwik", "jqwik", Optional.of("1.9.3")), pom));
        for (Artifact wrong : List.of(
                new Artifact("net.jqwik", "jqwik", Optional.of("1.0")),
                new Artifact("org.xmpptoolkit", "xmpp-nothing", Optional.of("0.1.0-SNAPSHOT")),
                new Artifact("org.xmpptoolkit", "xmpp-jid", Optional.of("0")))) {
            assertEquals(false, isKnown(wrong, pom), wrong::toString);
        }
        Artifact bare = new Artifact(OURS, "xmpp-jid", Optional.empty());
        Artifact bom = new Artifact(OURS, BOM, Xml.child(pom, "version"));
        assertEquals(List.of(), unknown(List.of(bom, bare), pom));
        assertEquals(List.of(bare.toString()), unknown(List.of(bare), pom));
        assertThrows(IOException.class, () -> Xml.parse("<a>"));
    }
}
