package org.xmpptoolkit.testkit.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.CheckListener;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;

/** One run of the checker: one way to judge a subject, or several after each other. What they need is ended with it. */
final class CheckRun implements AutoCloseable {
    private final String subject;
    private final List<CheckWay<?>> ways;
    private final List<AutoCloseable> needed;

    /**
     * A run.
     *
     * @param subject what is judged, for people
     * @param ways how
     * @param needed what is to be ended behind it, the last first
     */
    CheckRun(String subject, List<CheckWay<?>> ways, List<? extends AutoCloseable> needed) {
        this.subject = subject;
        this.ways = List.copyOf(ways);
        this.needed = List.copyOf(needed);
    }

    static CheckRun of(CheckWay<?> way, AutoCloseable... needed) {
        return new CheckRun(way.subject().toString(), List.of(way), List.of(needed));
    }

    /** The ids of all cases that there are about the subject. */
    List<String> ids() {
        return ways.stream().flatMap(way -> way.ids().stream()).toList();
    }

    /** How many cases the options ask for. */
    int chosen(CheckOptions options) {
        return ways.stream().mapToInt(way -> way.chosen(options)).sum();
    }

    CheckReport run(CheckOptions options, CheckListener listener) throws CheckException {
        listener.started(chosen(options));
        List<CaseResult> results = new ArrayList<>();
        Duration time = Duration.ZERO;
        for (CheckWay<?> way : ways) {
            if (way.chosen(options) > 0) {
                CheckReport report = way.run(options, new Part(listener));
                results.addAll(report.results());
                time = time.plus(report.time());
            }
        }
        return new CheckReport(subject, options.seed(), options.tries(), results, time);
    }

    /** The run was started with all its cases. */
    private record Part(CheckListener whole) implements CheckListener {
        @Override
        public void started(int cases) {}

        @Override
        public void finished(CaseResult result) {
            whole.finished(result);
        }
    }

    @Override
    public void close() {
        for (int i = needed.size() - 1; i >= 0; i--) {
            try {
                needed.get(i).close();
            } catch (Exception e) {
                // the others are to be ended all the same
            }
        }
    }
}
