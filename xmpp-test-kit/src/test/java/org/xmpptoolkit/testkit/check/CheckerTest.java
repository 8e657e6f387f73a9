package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

/** How cases are played, and what becomes of those that fail. */
class CheckerTest {
    private static final String MUST = "R-046";
    private static final String SHOULD = "R-044";

    /** A stage with nobody on it. */
    private static final class EmptyStage extends Stage {
        EmptyStage(PlayContext context) {
            super(context);
        }
    }

    private static final class Nobody extends Subject<EmptyStage> {
        @Override
        EmptyStage stage(PlayContext context) {
            return new EmptyStage(context);
        }

        @Override
        void probe() {}

        @Override
        int parallel() {
            return 3;
        }

        @Override
        Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    private static CheckReport run(long seed, CheckCase<EmptyStage> played) throws CheckException {
        return new Checker<>(new Nobody(), List.of(played)).seed(seed).tries(20).run();
    }

    private static CaseResult result(CheckCase<EmptyStage> played) throws CheckException {
        return run(0, played).results().get(0);
    }

    @Test
    void aFailureIsShrunkToTheSmallestInputThatFails() throws Exception {
        CaseResult result = result(CheckCase.<EmptyStage>of(MUST, "below 100")
                .forAll(
                        Arbitraries.integers().between(0, 1_000_000),
                        (stage, number) -> Judgement.of(number < 100, "saw " + number)));
        assertEquals(Verdict.FAILED, result.verdict());
        assertEquals(Optional.of("100"), result.input());
        assertEquals("saw 100", result.judgement().seen());
    }

    @Test
    void whatIsNotTheCauseIsShrunkAway() throws Exception {
        CaseResult result = result(CheckCase.<EmptyStage>of(MUST, "fails when cut")
                .plays(stage -> Judgement.of(stage.context().cuts().octets() == 0, "cut")));
        assertEquals(Optional.of("sent in writes of 64 octets"), result.input());
    }

    @Test
    void theSameSeedPlaysTheSame() throws Exception {
        assertEquals(inputs(7), inputs(7));
        assertNotEquals(inputs(7), inputs(8));
    }

    private static List<Integer> inputs(long seed) throws CheckException {
        List<Integer> inputs = Collections.synchronizedList(new ArrayList<>());
        run(seed, CheckCase.<EmptyStage>of(MUST, "any").forAll(Arbitraries.integers(), (stage, number) -> {
            inputs.add(number);
            inputs.add(stage.random().nextInt());
            return Judgement.passed("");
        }));
        return inputs;
    }

    @Test
    void whoBreaksARecommendationIsWarned() throws Exception {
        assertEquals(
                Verdict.WARNING,
                result(CheckCase.<EmptyStage>of(SHOULD, "broken").plays(stage -> Judgement.failed("no")))
                        .verdict());
    }

    @Test
    void theFirstPlayIsUncutAndOneThatIsSkippedEndsTheCase() throws Exception {
        List<Integer> cuts = new ArrayList<>();
        CaseResult result = result(CheckCase.<EmptyStage>of(MUST, "skipped").plays(stage -> {
            cuts.add(stage.context().cuts().octets());
            throw Halt.skipped("not here");
        }));
        assertEquals(List.of(0), cuts);
        assertEquals(Judgement.skipped("not here"), result.judgement());
        assertEquals(1, result.tries());
    }

    @Test
    void whatAPlayOpenedIsEndedWithIt() throws Exception {
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        result(CheckCase.<EmptyStage>of(MUST, "halts").plays(stage -> {
            stage.keep(() -> ended.add("first"));
            stage.keep(() -> {
                ended.add("second");
                throw new IllegalStateException("does not matter");
            });
            throw Halt.failed("no");
        }));
        assertEquals(List.of("second", "first"), ended.subList(0, 2));
    }

    @Test
    void aCaseThatThrowsIsSkippedAndTheOthersAreJudged() throws Exception {
        CheckReport report = new Checker<>(
                        new Nobody(),
                        List.of(
                                CheckCase.<EmptyStage>of(MUST, "throws").plays(stage -> {
                                    throw new IllegalArgumentException("oops");
                                }),
                                CheckCase.<EmptyStage>of(SHOULD, "passes").plays(stage -> Judgement.passed(""))))
                .run();
        assertEquals(Verdict.PASSED, report.results().get(0).verdict());
        assertEquals(
                Judgement.skipped("the case itself is broken: java.lang.IllegalArgumentException: oops"),
                report.results().get(1).judgement());
    }

    @Test
    void aRuleThatIsNotInTheRegisterIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> result(CheckCase.<EmptyStage>of("R-999", "none").plays(stage -> Judgement.passed(""))));
    }

    @Test
    void theListenerHearsOfEachCase() throws Exception {
        List<String> heard = new ArrayList<>();
        new Checker<>(
                        new Nobody(),
                        List.of(
                                CheckCase.<EmptyStage>of(MUST, "one").plays(stage -> Judgement.passed("")),
                                CheckCase.<EmptyStage>of(SHOULD, "two").plays(stage -> Judgement.passed(""))))
                .listener(new CheckListener() {
                    @Override
                    public void started(int cases) {
                        heard.add("started " + cases);
                    }

                    @Override
                    public void finished(CaseResult result) {
                        heard.add(result.id());
                    }
                })
                .run();
        assertEquals("started 2", heard.get(0));
        assertEquals(
                List.of(SHOULD, MUST), heard.subList(1, 3).stream().sorted().toList());
    }
}
