package org.xmpptoolkit.testkit.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property of each contract fails on an implementation that breaks its rule, and says which rule that is. */
@Isolated("jqwik's engine, which is started here, and its sessions are not to run at once")
class ContractsTest {
    /** For each contract, implementations that among them break everything. */
    static List<Kill> kills() {
        return List.of(
                new Kill(
                        JidContract.class,
                        List.of(
                                BrokenJids.Lenient.class,
                                BrokenJids.LenientPrecis.class,
                                BrokenJids.Unprepared.class,
                                BrokenJids.UnpreparedPrecis.class,
                                BrokenJids.Short.class,
                                BrokenJids.Narrow.class,
                                BrokenJids.Throwing.class)),
                new Kill(
                        XmlReaderContract.class,
                        List.of(
                                BrokenReaders.Lenient.class,
                                BrokenReaders.Ascii.class,
                                BrokenReaders.Unescaped.class,
                                BrokenReaders.Prefixes.class,
                                BrokenReaders.WhiteSpace.class,
                                BrokenReaders.Impatient.class)),
                new Kill(
                        StanzaContract.class,
                        List.of(
                                BrokenStanzas.Forgetful.class,
                                BrokenStanzas.Strict.class,
                                BrokenStanzas.Guessing.class,
                                BrokenStanzas.Miswriting.class,
                                BrokenStanzas.IllFormed.class)),
                new Kill(
                        StreamErrorContract.class,
                        List.of(BrokenStreamErrors.Guessing.class, BrokenStreamErrors.Miswriting.class)),
                new Kill(
                        StreamContract.class,
                        List.of(
                                BrokenStreams.Mute.class,
                                BrokenStreams.Lenient.class,
                                BrokenStreams.LenientClient.class,
                                BrokenStreams.Open.class,
                                BrokenStreams.IllFormed.class,
                                BrokenStreams.Restarting.class,
                                BrokenStreams.Prefixed.class,
                                BrokenStreams.Anonymous.class,
                                BrokenStreams.Misheaded.class,
                                BrokenStreams.Headless.class,
                                BrokenStreams.Impatient.class)));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void everyPropertyFailsOnSomethingBroken(Kill kill) {
        Set<String> alive = new TreeSet<>();
        for (Method method : kill.contract().getDeclaredMethods()) {
            if (method.isAnnotationPresent(Judges.class)) {
                alive.add(method.getName());
            }
        }
        assertTrue(alive.size() >= 5, "the properties were seen");
        for (Class<? extends Contract> adapter : kill.broken()) {
            ContractRun.of(adapter).failed().forEach((property, thrown) -> {
                if (thrown instanceof ContractViolation violation) {
                    assertTrue(
                            judged(kill.contract(), property).contains(violation.rule()),
                            property + " " + violation.rule());
                    alive.remove(property);
                }
            });
        }
        assertEquals(Set.of(), alive, "properties that fail on nothing");
    }

    private static Set<String> judged(Class<?> contract, String property) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> method.getName().equals(property))
                .flatMap(method ->
                        Arrays.stream(method.getAnnotation(Judges.class).value()))
                .collect(Collectors.toSet());
    }

    @Test
    void aViolationNamesRuleSectionInputAndWhatToDo() {
        ContractViolation violation = assertInstanceOf(
                ContractViolation.class,
                ContractRun.of(BrokenJids.Lenient.class).failed().get("refusesLongNames"));
        assertEquals("R-348", violation.rule());
        String message = violation.toString();
        assertTrue(message.contains(": R-348 is broken (RFC 6122 section 2.2, MUST NOT): "), message);
        assertTrue(message.contains("\n  to do:    "), message);
        assertTrue(violation.expected().contains("1024 octets"), violation.expected());
        assertTrue(violation.came().startsWith("domainpart "), violation.came());
    }

    @Test
    void whatIsNotSupportedIsSkippedAndNotPassed() {
        ContractRun run = ContractRun.of(BrokenJids.Declared.class);
        assertEquals(
                "R-350 is not supported, R-370 is no rule of STRINGPREP",
                run.skipped().get("preparesLocalparts"));
        assertTrue(!run.passed().contains("preparesLocalparts"), run.passed()::toString);
    }

    @Test
    void anotherConditionThanTheOneThatShouldBeIsNoFailure() {
        ContractRun run = ContractRun.of(BrokenReaders.Misnaming.class);
        assertTrue(run.passed().contains("refusesComments"), run.failed()::toString);
        // Where the condition is a must, it is one.
        assertInstanceOf(ContractViolation.class, run.failed().get("refusesWhatIsNotWellFormed"));
    }

    /** A contract and what breaks it. */
    record Kill(Class<? extends Contract> contract, List<Class<? extends Contract>> broken) {
        @Override
        public String toString() {
            return contract.getSimpleName();
        }
    }
}
