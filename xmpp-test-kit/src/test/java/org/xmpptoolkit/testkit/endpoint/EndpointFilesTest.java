package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The endpoint is an example of composition: what it is made of stays small. */
class EndpointFilesTest {
    /** Lines of code: what a builder's methods say of their parameters is no composition. */
    private static final int LONGEST = 200;

    @Test
    void noFileIsLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        Path sources = Path.of("src/main/java/org/xmpptoolkit/testkit/endpoint");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                long lines = Files.readAllLines(file).stream()
                        .filter(line -> !line.strip().matches("(/?\\*|//).*"))
                        .count();
                if (lines > LONGEST) {
                    tooLong.add(file.getFileName() + ": " + lines);
                }
            }
        }
        assertEquals(List.of(), tooLong);
        assertTrue(Files.exists(sources.resolve("Router.java")));
    }
}
