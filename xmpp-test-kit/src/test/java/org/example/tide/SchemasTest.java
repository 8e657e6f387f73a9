package org.example.tide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/schemas.md and docs/extensions.md show makes a schema of {@link Tide}. */
class SchemasTest {
    @Test
    void writesASchemaOfTheUsersModel() throws IOException {
        Schemas.main(new String[0]);
        try (Stream<Path> files = Files.list(Path.of("target/schemas"))) {
            List<String> schemas = files.map(SchemasTest::read)
                    .filter(text -> text.contains("urn:example:tide"))
                    .toList();
            assertTrue(
                    schemas.stream().anyMatch(text -> text.matches("(?s).*name=\"at\"[^>]*type=\"xs:dateTime\".*")),
                    schemas::toString);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
