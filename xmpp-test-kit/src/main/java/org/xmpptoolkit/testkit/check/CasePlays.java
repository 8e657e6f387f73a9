package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

/**
 * The plays of one case: some with inputs that are generated, and, once one failed, others with smaller inputs as long as they fail.
 */
final class CasePlays<S extends Stage> {
    private static final int GENERATOR_SIZE = 1_000;
    private static final int SHRINKING_PLAYS = 60;
    private static final int PATIENCES_A_PLAY = 6;
    private static final int PATIENCES_OF_SHRINKING = 12;

    private final Subject<S> subject;
    private final CheckCase<S> played;
    private final StreamRule rule;
    private final int tries;
    private final long seed;

    /** What is generated for a play. */
    private record Draw<T>(Shrinkable<T> input, Shrinkable<Integer> cuts) {}

    /** One play, and what came out. */
    private record Played<T>(Draw<T> draw, Judgement judgement, Exchange exchange) {}

    CasePlays(Subject<S> subject, CheckCase<S> played, StreamRule rule, int tries, long seed) {
        this.subject = subject;
        this.played = played;
        this.rule = rule;
        this.tries = tries;
        this.seed = seed;
    }

    CaseResult run() {
        return run(played.play());
    }

    private <T> CaseResult run(CheckCase.Input<S, T> input) {
        long start = System.nanoTime();
        Random random = new Random(seed * 31 + played.id().hashCode());
        RandomGenerator<T> inputs = generator(input.inputs());
        RandomGenerator<Integer> cuts = generator(Arbitraries.of(0, 64, 16, 7, 3, 1));
        @Nullable Played<T> worst = null;
        int count = 0;
        while (count < tries && (worst == null || worst.judgement().verdict() == Verdict.PASSED)) {
            Draw<T> draw = new Draw<>(inputs.next(random), count == 0 ? Shrinkable.unshrinkable(0) : cuts.next(random));
            Played<T> now = play(input, draw);
            count++;
            worst = worst == null || now.judgement().worse(worst.judgement()) == now.judgement() ? now : worst;
        }
        if (worst == null) {
            throw new IllegalStateException("a case is played once at least");
        }
        Played<T> shown = worst.judgement().verdict() == Verdict.FAILED ? shrink(input, worst) : worst;
        return new CaseResult(
                played.id(),
                rule,
                played.title(),
                played.provoked(),
                byLevel(shown.judgement()),
                shown.exchange(),
                input(shown.draw(), input.shown()),
                count,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Who does not follow a recommendation has not failed. */
    private Judgement byLevel(Judgement judgement) {
        return judgement.verdict() == Verdict.FAILED && rule.isRecommendation()
                ? Judgement.warning(judgement.seen())
                : judgement;
    }

    private static <T> RandomGenerator<T> generator(Arbitrary<T> arbitrary) {
        return arbitrary.generator(GENERATOR_SIZE);
    }

    private static Optional<String> input(Draw<?> draw, boolean shown) {
        Cuts cuts = new Cuts(draw.cuts().value());
        String text = Stream.of(
                        shown ? String.valueOf(draw.input().value()) : "", cuts.equals(Cuts.NONE) ? "" : "sent " + cuts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private <T> Played<T> play(CheckCase.Input<S, T> input, Draw<T> draw) {
        Transcript transcript = new Transcript();
        PlayContext context = new PlayContext(
                transcript,
                new Random(seed ^ played.id().hashCode()),
                new Cuts(draw.cuts().value()),
                subject.patience(),
                System.nanoTime() + subject.patience().toNanos() * PATIENCES_A_PLAY);
        Judgement judgement;
        try (S stage = subject.stage(context)) {
            judgement = input.play().on(stage, draw.input().value());
        } catch (Halt e) {
            judgement = e.judgement();
        }
        if (judgement.verdict() == Verdict.FAILED) {
            transcript.markLastIfNone();
        }
        return new Played<>(draw, judgement, transcript.exchange());
    }

    private <T> Played<T> shrink(CheckCase.Input<S, T> input, Played<T> failed) {
        long until = System.nanoTime() + subject.patience().toNanos() * PATIENCES_OF_SHRINKING;
        Played<T> best = failed;
        int plays = 0;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            Iterator<Draw<T>> candidates = candidates(best.draw());
            while (!smaller && candidates.hasNext() && plays < SHRINKING_PLAYS && System.nanoTime() < until) {
                Played<T> now = play(input, candidates.next());
                plays++;
                if (now.judgement().verdict() == Verdict.FAILED) {
                    best = now;
                    smaller = true;
                }
            }
        }
        return best;
    }

    /** What is next smaller: cut less, or with a smaller input. */
    private static <T> Iterator<Draw<T>> candidates(Draw<T> draw) {
        var lessCut = draw.cuts().shrink().map(cuts -> new Draw<>(draw.input(), cuts));
        var smallerInput = draw.input().shrink().map(value -> new Draw<>(value, draw.cuts()));
        return Stream.concat(lessCut, smallerInput).iterator();
    }
}
