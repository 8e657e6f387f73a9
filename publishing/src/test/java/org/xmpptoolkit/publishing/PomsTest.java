package org.xmpptoolkit.publishing;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The poms as they are published: what Maven Central asks of them, and that they stand alone. */
class PomsTest {
    private static Stream<Path> poms() {
        return Stream.concat(Stream.of(bom()), Published.all().stream().map(Published::pom));
    }

    @ParameterizedTest
    @MethodSource("poms")
    void hasWhatCentralAsks(Path file) {
        Pom pom = Pom.read(file);
        assertAll(Stream.of(
                        "modelVersion",
                        "groupId",
                        "artifactId",
                        "version",
                        "name",
                        "description",
                        "url",
                        "licenses/license/name",
                        "licenses/license/url",
                        "developers/developer/name",
                        "developers/developer/organization",
                        "developers/developer/organizationUrl",
                        "scm/connection",
                        "scm/developerConnection",
                        "scm/url")
                .map(path -> () -> {
                    List<String> texts = pom.texts(path);
                    assertEquals(1, texts.size(), path);
                    assertFalse(texts.get(0).isEmpty() || texts.get(0).contains("${"), path + ": " + texts);
                }));
    }

    @ParameterizedTest
    @MethodSource("poms")
    void standsAlone(Path file) {
        Pom pom = Pom.read(file);
        for (String path : List.of("parent", "repositories", "profiles", "build", "properties")) {
            assertEquals(List.of(), pom.elements(path), path);
        }
        Set<String> published = new HashSet<>();
        Published.all().forEach(one -> published.add(one.name()));
        for (Element dependency : pom.elements("dependencies/dependency")) {
            String name = Pom.child(dependency, "artifactId");
            String version = Pom.child(dependency, "version");
            assertFalse(Pom.child(dependency, "scope").equals("test"), name + " is for tests");
            if (Pom.child(dependency, "groupId").equals("org.xmpptoolkit")) {
                assertTrue(published.contains(name), name + " is not published");
                assertEquals(Published.VERSION, version, name);
            } else {
                assertFalse(
                        version.isEmpty() || version.contains("SNAPSHOT") || version.contains("${"),
                        name + " " + version);
            }
        }
    }

    @Test
    void managesAllThatIsPublishedAndNothingElse() {
        assertEquals(
                Published.all().stream()
                        .map(one -> "org.xmpptoolkit:" + one.name() + ":" + Published.VERSION)
                        .toList(),
                Pom.read(bom()).elements("dependencyManagement/dependencies/dependency").stream()
                        .map(one -> Pom.child(one, "groupId") + ":" + Pom.child(one, "artifactId") + ":"
                                + Pom.child(one, "version"))
                        .map(one -> one.replace("${project.version}", Published.VERSION))
                        .toList());
    }

    /** A new module is published and in the bill of materials, or says that it is not. */
    @Test
    void everyModuleIsPublishedOrSaysThatItIsNot() {
        Set<String> published = new HashSet<>(Set.of("xmpp-bom"));
        Published.all().forEach(one -> published.add(one.name()));
        for (String module : Pom.read(Published.ROOT.resolve("pom.xml")).texts("modules/module")) {
            Pom pom = Pom.read(Published.ROOT.resolve(module).resolve("pom.xml"));
            assertEquals(
                    published.contains(module) ? List.of() : List.of("true"),
                    pom.texts("properties/maven.deploy.skip"),
                    module + " has to be in xmpp-bom, or to set maven.deploy.skip");
        }
    }

    private static Path bom() {
        return new Published("xmpp-bom").pom();
    }
}
