package org.xmpptoolkit.testkit.contracts;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on testing an implementation shows code that compiles, and what it says comes of it. */
@Isolated("jqwik's engine, which is started here, and its sessions are not to run at once")
class PageExamplesTest {
    private static final Path ROOT =
            Path.of(requireNonNull(System.getProperty("xmpptoolkit.root"), "xmpptoolkit.root"));

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/test-your-implementation.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract", "arbitraries"})
    void holdsTheCodeThatIsCompiledHere(String example) throws IOException {
        String source = Files.readString(
                ROOT.resolve("xmpp-test-kit/src/test/java/org/xmpptoolkit/testkit/contracts/PageExamples.java"));
        int from = source.indexOf("// page: " + example + "\n");
        assertTrue(from > 0, example);
        int to = source.indexOf("    // end\n", from);
        String code = source.substring(source.indexOf('\n', from) + 1, to)
                .stripTrailing()
                .stripIndent()
                .replaceFirst("static ", "");
        assertTrue(page().contains("```java\n" + code + "\n```\n"), () -> "the page lacks:\n" + code);
    }

    @Test
    void tellsTheFindingThatComes() throws IOException {
        ContractViolation violation = assertInstanceOf(
                ContractViolation.class,
                ContractRun.of(PageExamples.MyAddressTest.class)
                        .failed()
                        .get("splitsAtTheFirstSlashBeforeAnythingElse"));
        String first =
                requireNonNull(violation.getMessage()).lines().findFirst().orElseThrow();
        assertTrue(page().contains("```\n" + first + "\n"), first);
    }
}
