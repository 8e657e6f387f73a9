package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's odd model is told, and does not take the site of the others with it. */
class OddModelsTest {
    private static final String CORE = "@org.xmpptoolkit.core.";
    private static final String ROOT = "@XmlRootElement(name = \"odd\")";
    private static final String ODD = "org.example.tune.Odd: ";

    private final Path folder;

    OddModelsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Map<String, byte[]> site(UserJar jar, String... problems) throws IOException {
        URL[] jars = {jar.write(folder).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jars, getClass().getClassLoader())) {
            SchemaDocs docs = SchemaDocs.builder()
                    .standard()
                    .packageName("org.example.tune", loader)
                    .build();
            assertEquals(problems.length, docs.problems().size(), docs.problems()::toString);
            for (int i = 0; i < problems.length; i++) {
                assertTrue(docs.problems().get(i).startsWith(problems[i]), docs.problems()::toString);
            }
            Path to = folder.resolve("site");
            docs.write(SchemaFormat.JSON, to);
            docs.write(SchemaFormat.HTML, to);
            assertTrue(Files.exists(to.resolve("jabber-client/message.html")));
            Map<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(to)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(to.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return files;
        }
    }

    @Test
    void aSchemaThatDoesNotLoadHasPages() throws IOException {
        Map<String, byte[]> site = site(
                new UserJar().withRoot("Odd", ROOT, CORE + "DefaultValue(\"x\") @XmlAttribute Integer number;"),
                ODD + "XML Schema cannot say what they say");
        assertTrue(site.containsKey("example-tune/odd.html"), site.keySet()::toString);
        assertTrue(site.containsKey("xsd/example-tune.xsd"));
    }

    @Test
    void anExampleThatIsNotValidIsLeftOut() throws IOException {
        String odd = "package org.example.tune; import jakarta.xml.bind.annotation.*; " + ROOT
                + " public abstract class Odd { @XmlAttribute public String x; }";
        Map<String, byte[]> site = site(new UserJar().with("Odd", odd));
        assertTrue(site.containsKey("example-tune/odd.html"), site.keySet()::toString);
    }

    @Test
    void aDocCommentThatCannotBeReadIsTold() throws IOException {
        site(
                new UserJar()
                        .with("Tune", UserJar.TUNE)
                        .withRoot("Odd", ROOT, "String x;")
                        .withFile("META-INF/org.xmpptoolkit.docs/org.example.tune.Odd.properties", "type=\\u00zz"),
                ODD
                        + "UncheckedIOException: cannot read META-INF/org.xmpptoolkit.docs/org.example.tune.Odd.properties");
    }

    @Test
    void aPlaceThatIsNoNameIsTold() throws IOException {
        site(new UserJar().withRoot("Odd", CORE + "StandsIn(\"{urn:x\") " + ROOT, "String x;"), ODD);
    }

    @Test
    void anEnumThatCannotBeLoadedIsTold() throws IOException {
        String broken = "@XmlAttribute " + CORE + "AllowedValues(Of.class) String of;"
                + " public enum Of { ONE; static { if (true) { throw new IllegalStateException(); } } }";
        site(
                new UserJar().withRoot("Odd", ROOT, broken),
                ODD + "NoClassDefFoundError: Could not initialize class org.example.tune.Odd$Of");
    }

    @Test
    void tooManyOrdersAreTold() throws IOException {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            fields.append("String f").append(i).append(';');
        }
        Map<String, byte[]> site = site(
                new UserJar().withRoot("Odd", CORE + "AnyOrder " + ROOT, fields.toString()),
                ODD + "XML Schema has no short way to say that each of 12 elements stands at most once");
        assertTrue(site.containsKey("example-tune/f11.html"), site.keySet()::toString);
    }

    @Test
    void charactersThatXmlDoesNotKnowAreReplaced() throws IOException {
        Map<String, byte[]> site = site(new UserJar()
                .withRoot("Odd", ROOT, CORE + "DefaultValue(\"a\\u0001\\uD800b\") @XmlAttribute String x;"));
        assertTrue(new String(site.getOrDefault("xsd/example-tune.xsd", new byte[0]), StandardCharsets.UTF_8)
                .contains("default=\"a\uFFFD\uFFFDb\""));
    }

    @Test
    void namesOfAnyLengthMakeFiles() throws IOException {
        String name = "n".repeat(300);
        site(new UserJar()
                .withRoot(
                        "Odd",
                        "@XmlRootElement(name = \"" + name + "\", namespace = \"urn:" + name + "\")"
                                + " @XmlType(namespace = \"urn:" + name + "\")",
                        "String x;"));
    }

    @Test
    void anElementWithoutNameIsTold() throws IOException {
        site(new UserJar().withRoot("Odd", "@XmlRootElement(name = \"\")", "String x;"), ODD);
    }
}
