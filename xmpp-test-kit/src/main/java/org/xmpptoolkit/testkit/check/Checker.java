package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;

/**
 * Plays cases on a subject, several at once, and collects what comes out. A run with the same seed plays the same. Not thread-safe.
 *
 * @param <S> what the cases play on
 */
public final class Checker<S extends Stage> {
    private final Subject<S> subject;
    private final List<CheckCase<S>> cases;
    private final StreamRules rules = StreamRules.load();
    private int tries = 3;
    private long seed;
    private boolean probes = true;
    private CheckListener listener = CheckListener.none();

    /**
     * A checker.
     *
     * @param subject what to judge
     * @param cases by what
     */
    public Checker(Subject<S> subject, List<CheckCase<S>> cases) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.cases = List.copyOf(cases);
    }

    /**
     * Sets how often each case is played, each time with other input, or cut in another way; 3 unless set.
     *
     * @param tries at least 1
     * @return this checker
     * @throws IllegalArgumentException if it is less
     */
    public Checker<S> tries(int tries) {
        if (tries < 1) {
            throw new IllegalArgumentException("tries is " + tries + ": a case is played once at least");
        }
        this.tries = tries;
        return this;
    }

    /**
     * Sets what all that is random comes of; 0 unless set.
     *
     * @param seed any number; the same one gives the same inputs, cuts and ids
     * @return this checker
     */
    public Checker<S> seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Has it not look first whether there is something to judge at all.
     *
     * @return this checker
     */
    public Checker<S> unprobed() {
        this.probes = false;
        return this;
    }

    /**
     * Sets who hears how it goes; nobody unless set.
     *
     * @param listener called by one thread at a time
     * @return this checker
     */
    public Checker<S> listener(CheckListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Plays all cases.
     *
     * @return what came out
     * @throws CheckException if there is nothing to judge; the message says what to do
     */
    public CheckReport run() throws CheckException {
        long start = System.nanoTime();
        if (probes) {
            subject.probe();
        }
        listener.started(cases.size());
        List<CaseResult> results = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(subject.parallel(), Checker::thread);
        try {
            ExecutorCompletionService<CaseResult> plays = new ExecutorCompletionService<>(executor);
            for (CheckCase<S> each : cases) {
                plays.submit(play(each));
            }
            for (int i = 0; i < cases.size(); i++) {
                CaseResult result = result(plays.take());
                results.add(result);
                listener.finished(result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckException("interrupted");
        } finally {
            executor.shutdownNow();
        }
        return new CheckReport(subject.toString(), seed, tries, results, Duration.ofNanos(System.nanoTime() - start));
    }

    private Callable<CaseResult> play(CheckCase<S> each) {
        var rule = rules.find(each.rule())
                .orElseThrow(() -> new IllegalArgumentException(each.rule() + " is not in the register"));
        return () -> new CasePlays<>(subject, each, rule, tries, seed).run();
    }

    private static CaseResult result(Future<CaseResult> played) throws InterruptedException {
        try {
            return played.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case is broken: " + e.getCause(), e.getCause());
        }
    }

    private static Thread thread(Runnable plays) {
        Thread thread = new Thread(plays, "xmpp-check");
        thread.setDaemon(true);
        return thread;
    }
}
