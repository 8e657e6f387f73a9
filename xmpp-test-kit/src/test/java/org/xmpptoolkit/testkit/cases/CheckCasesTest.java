package org.xmpptoolkit.testkit.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.check.CheckCase;

/** What holds for the list of cases. */
class CheckCasesTest {
    private static final StreamRules RULES = StreamRules.load();

    @Test
    void eachJudgesARuleThatCanBeBroken() {
        List<String> wrong = all().filter(each -> RULES.find(each.rule())
                        .filter(rule -> !rule.isStatement())
                        .isEmpty())
                .map(CheckCase::id)
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void idsAreUniqueOnEachWay() {
        for (List<? extends CheckCase<?>> cases : ways()) {
            List<String> ids = cases.stream().map(CheckCase::id).toList();
            assertEquals(ids.stream().distinct().toList(), ids);
        }
    }

    @Test
    void eachHasAMutantOrMerelySees() {
        assertEquals(
                List.of(),
                all().filter(each -> each.mutant().isPresent() != each.provoked())
                        .map(CheckCase::id)
                        .toList());
    }

    @Test
    void thePageOfCommandsSaysHowManyRulesAreJudged() throws IOException {
        String said = "judges " + judged(aboutServers()) + " of them about servers and "
                + judged(CheckCases.clients().stream()) + " about clients";
        String page = Files.readString(Path.of(System.getProperty("xmpptoolkit.root"), "docs/commands.md"));
        assertTrue(page.contains(said), said);
    }

    private static long judged(Stream<? extends CheckCase<?>> cases) {
        return cases.filter(each -> each.mutant().isPresent())
                .map(CheckCase::rule)
                .distinct()
                .count();
    }

    private static List<List<? extends CheckCase<?>>> ways() {
        return List.of(
                CheckCases.servers(),
                CheckCases.webSockets(),
                CheckCases.components(),
                CheckCases.federation(),
                CheckCases.clients());
    }

    private static Stream<CheckCase<?>> aboutServers() {
        return Stream.of(
                        CheckCases.servers(), CheckCases.webSockets(), CheckCases.components(), CheckCases.federation())
                .flatMap(List::stream);
    }

    private static Stream<CheckCase<?>> all() {
        return Stream.concat(aboutServers(), CheckCases.clients().stream());
    }
}
