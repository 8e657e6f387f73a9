package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.delay.Delay;

/** What docs/extensions.md says of the payload that it adds. */
class TideTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("xmpptoolkit.root")).resolve(file));
    }

    private static String code(String example, String file) throws IOException {
        String source = read("xmpp-stanza/src/test/java/org/xmpptoolkit/stanza/" + file + ".java");
        int from = source.indexOf("// docs: " + example + "\n");
        assertTrue(from >= 0, example);
        return source.substring(source.indexOf('\n', from) + 1, source.indexOf("// end\n", from))
                        .stripTrailing()
                        .stripIndent()
                + "\n";
    }

    @ParameterizedTest
    @CsvSource({"payload,Tide", "package,TidePackage", "use,TideTest"})
    void standsInTheDocumentation(String example, String file) throws IOException {
        String code = code(example, file);
        assertTrue(
                read("docs/extensions.md").contains("```java\n" + code + "```\n"),
                () -> "docs/extensions.md lacks:\n" + code);
    }

    @Test
    void takesTwentyLinesOfCode() throws IOException {
        List<String> lines = code("payload", "Tide")
                .lines()
                .filter(line -> line.strip().length() > 1 && !line.strip().startsWith("@"))
                .toList();
        assertTrue(lines.size() <= 20, lines::toString);
    }

    @Test
    void isSentAndReceived() {
        // docs: use
        ExtensionRegistry registry = ExtensionRegistry.standard().with(Tide.class);
        Message sent = Message.builder()
                .body("High tide!")
                .payload(registry.toElement(Tide.of(NOON, 212)))
                .build();
        Optional<Tide> tide = registry.find(sent, Tide.class);
        Optional<Delay> delay = sent.extension(Delay.class); // one of those in the box; here there is none
        // end
        assertEquals(Optional.of(Tide.of(NOON, 212)), tide);
        assertEquals(Optional.of(NOON), tide.orElseThrow().at());
        assertEquals(Optional.of(212), tide.orElseThrow().centimetres());
        assertEquals(Optional.empty(), delay);
        assertEquals(
                List.of(XmlElement.parse(
                        "<tide xmlns='urn:example:tide' at='2026-03-01T12:00:00Z' centimetres='212'/>")),
                sent.payloads());
    }

    @Test
    void costsOnlyItselfIfItIsBad() {
        ExtensionRegistry registry = ExtensionRegistry.of().with(new TidePackage());
        Binding.Result<Tide> result = registry.bind(
                XmlElement.parse("<tide xmlns='urn:example:tide' at='noon' centimetres='many' moon='full'/>"),
                Tide.class);
        assertEquals(
                List.of("BAD_VALUE tide/@centimetres", "UNKNOWN_ATTRIBUTE tide/@moon", "BAD_VALUE tide/@at"),
                result.problems().stream()
                        .map(problem -> problem.kind() + " " + problem.path())
                        .toList());
        assertEquals(Optional.empty(), result.value().orElseThrow().centimetres());
    }
}
