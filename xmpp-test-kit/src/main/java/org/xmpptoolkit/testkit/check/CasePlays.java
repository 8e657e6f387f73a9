package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
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

    /** What is generated for a play, and its values, which may be made only when they are asked for. */
    private record Draw<T>(Shrinkable<T> input, T value, Shrinkable<Integer> cuts, Cuts cut) {
        static <T> Draw<T> of(Shrinkable<T> input, Shrinkable<Integer> cuts) {
            return new Draw<>(input, input.value(), cuts, new Cuts(cuts.value()));
        }
    }

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

    /** jqwik lets one thread at a time generate outside of its life cycle; playing is not to wait for that. */
    private static <V> V generated(Supplier<V> generating) {
        List<V> value = new ArrayList<>();
        JqwikSession.run(() -> value.add(generating.get()));
        return value.get(0);
    }

    private <T> CaseResult run(CheckCase.Input<S, T> input) {
        long start = System.nanoTime();
        List<Draw<T>> draws = generated(() -> draws(input.inputs()));
        @Nullable Played<T> worst = null;
        int count = 0;
        while (count < tries && (worst == null || worst.judgement().verdict() == Verdict.PASSED)) {
            Played<T> now = play(input, draws.get(count));
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

    /** One for each try; the first is not cut. */
    private <T> List<Draw<T>> draws(Arbitrary<T> arbitrary) {
        Random random = new Random(seed * 31 + played.id().hashCode());
        RandomGenerator<T> inputs = arbitrary.generator(GENERATOR_SIZE);
        RandomGenerator<Integer> cuts = Arbitraries.of(0, 64, 16, 7, 3, 1).generator(GENERATOR_SIZE);
        List<Draw<T>> draws = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            draws.add(Draw.of(inputs.next(random), i == 0 ? Shrinkable.unshrinkable(0) : cuts.next(random)));
        }
        return draws;
    }

    private static Optional<String> input(Draw<?> draw, boolean shown) {
        String text = Stream.of(
                        shown ? String.valueOf(draw.value()) : "",
                        draw.cut().equals(Cuts.NONE) ? "" : "sent " + draw.cut())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private <T> Played<T> play(CheckCase.Input<S, T> input, Draw<T> draw) {
        Transcript transcript = new Transcript();
        PlayContext context = new PlayContext(
                transcript,
                new Random(seed ^ played.id().hashCode()),
                draw.cut(),
                subject.patience(),
                System.nanoTime() + subject.patience().toNanos() * PATIENCES_A_PLAY);
        Judgement judgement;
        try (S stage = subject.stage(context)) {
            judgement = input.play().on(stage, draw.value());
        } catch (Halt e) {
            judgement = e.judgement();
        } catch (RuntimeException e) { // what a peer said may have led there: the other cases are judged all the same
            judgement = Judgement.skipped("the case itself is broken: " + e);
        }
        if (context.cutOff().get()) {
            judgement = Judgement.skipped("the peer held the play up until its time was over");
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
            Draw<T> from = best.draw();
            Iterator<Draw<T>> candidates = generated(() -> candidates(from)).iterator();
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
    private static <T> List<Draw<T>> candidates(Draw<T> draw) {
        var lessCut = draw.cuts().shrink().map(cuts -> Draw.of(draw.input(), cuts));
        var smallerInput = draw.input().shrink().map(value -> Draw.of(value, draw.cuts()));
        return Stream.concat(lessCut, smallerInput).limit(SHRINKING_PLAYS).toList();
    }
}
