package org.xmpptoolkit.testkit.contracts;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.xmpptoolkit.testkit.pages.Page;

/** What the page on testing an implementation says comes of its code. */
@Isolated("jqwik's engine, which is started here, and its sessions are not to run at once")
class PageExamplesTest {
    @Test
    void tellsTheFindingThatComes() {
        ContractViolation violation = assertInstanceOf(
                ContractViolation.class,
                ContractRun.of(PageExamples.MyAddressTest.class)
                        .failed()
                        .get("splitsAtTheFirstSlashBeforeAnythingElse"));
        String first =
                requireNonNull(violation.getMessage()).lines().findFirst().orElseThrow();
        assertTrue(Page.read("docs/test-your-implementation.md").text().contains("```text\n" + first + "\n"), first);
    }
}
