package org.xmpptoolkit.testkit.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        List<String> wrong = all().filter(id -> RULES.find(id.replaceFirst("\\..*", ""))
                        .filter(rule -> !rule.isStatement())
                        .isEmpty())
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void idsAreUnique() {
        assertEquals(
                List.of(),
                all(CheckCases.servers())
                        .filter(id -> count(CheckCases.servers(), id) > 1)
                        .toList());
        assertEquals(
                List.of(),
                all(CheckCases.clients())
                        .filter(id -> count(CheckCases.clients(), id) > 1)
                        .toList());
    }

    @Test
    void eachHasAMutantOrMerelySees() {
        assertEquals(
                List.of(),
                Stream.concat(CheckCases.servers().stream(), CheckCases.clients().stream())
                        .filter(each -> each.mutant().isPresent() != each.provoked())
                        .map(CheckCase::id)
                        .toList());
    }

    private static Stream<String> all() {
        return Stream.concat(all(CheckCases.servers()), all(CheckCases.clients()));
    }

    private static Stream<String> all(List<? extends CheckCase<?>> cases) {
        return cases.stream().map(CheckCase::id);
    }

    private static long count(List<? extends CheckCase<?>> cases, String id) {
        return all(cases).filter(id::equals).count();
    }
}
