package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** Each rule of the register is named by a test of some module, or listed with the reason why not. */
class RuleCoverageTest {
    /** A row of the list: an id, or the first and the last of several, and why. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R-\\d{3})(?: to (R-\\d{3}))? \\| (.*\\S) \\|$");

    @Test
    void eachRuleIsNamedByATestOrListedWithTheReason() throws IOException {
        Set<String> rules =
                StreamRules.load().all().stream().map(StreamRule::id).collect(Collectors.toSet());
        Set<String> named = named();
        Set<String> listed = listed();
        System.out.println("rules covered: " + named.size() + " of " + rules.size());
        assertEquals(Set.of(), minus(named, rules), "a test names a rule that is not in the register");
        assertEquals(
                Set.of(), minus(listed, rules), "docs/rules-without-test.md lists a rule that is not in the register");
        assertEquals(Set.of(), minus(rules, union(named, listed)), "name each by a test, or list it with the reason");
        assertEquals(named, minus(named, listed), "a rule that a test names is still listed");
    }

    private static Set<String> named() throws IOException {
        List<Path> tests = new ArrayList<>();
        for (String folder : Modules.folders()) {
            Path classes = Modules.root().resolve(folder).resolve("target/test-classes");
            if (Files.isDirectory(classes)) {
                tests.add(classes);
            }
        }
        assertFalse(tests.isEmpty(), "no tests were compiled");
        Set<String> named = new TreeSet<>();
        for (JavaClass test : new ClassFileImporter().importPaths(tests)) {
            test.tryGetAnnotationOfType(Rule.class)
                    .map(Rule::value)
                    .map(List::of)
                    .ifPresent(named::addAll);
            for (JavaMethod method : test.getMethods()) {
                method.tryGetAnnotationOfType(Rule.class)
                        .map(Rule::value)
                        .map(List::of)
                        .ifPresent(named::addAll);
            }
        }
        return named;
    }

    private static Set<String> listed() throws IOException {
        return ROW.matcher(Files.readString(Modules.root().resolve("docs/rules-without-test.md")))
                .results()
                .flatMap(RuleCoverageTest::range)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> range(MatchResult row) {
        String last = row.group(2) == null ? row.group(1) : row.group(2);
        return Stream.iterate(number(row.group(1)), number -> number <= number(last), number -> number + 1)
                .map(number -> String.format("R-%03d", number));
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring("R-".length()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
