package org.xmpptoolkit.testkit.cli;

import java.util.EnumMap;
import java.util.Map;
import org.xmpptoolkit.testkit.check.CheckListener;
import org.xmpptoolkit.testkit.report.Baseline;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Verdict;

/**
 * Tells how far a check is: by a bar on a terminal, else by a line now and then; and each case that did not pass, but no more lines than
 * anybody reads. Safe for use by several threads.
 */
final class CheckProgress implements CheckListener {
    /** As many cases are told one by one; the summary has them all. */
    static final int MOST_LINES = 100;

    private static final int MOST_CHARS = 300;
    private static final int BAR_CHARS = 24;
    private static final int STEPS = 10;

    private final Streams streams;
    private final Terminal terminal;
    private final StatusLine status;
    private final Baseline baseline;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int total;
    private int known;
    private int finished;
    private int lines;

    CheckProgress(Streams streams, Terminal terminal, Baseline baseline) {
        this.streams = streams;
        this.terminal = terminal;
        this.status = new StatusLine(streams, terminal);
        this.baseline = baseline;
    }

    /** The check begins; so many cases are going to be played. */
    @Override
    public synchronized void started(int cases) {
        total = cases;
        draw("");
    }

    /** A case has its verdict. */
    @Override
    public synchronized void finished(CaseResult result) {
        finished++;
        boolean isKnown = result.verdict() == Verdict.FAILED && baseline.expects(result);
        if (isKnown) {
            known++;
        } else {
            counts.merge(result.verdict(), 1, Integer::sum);
        }
        if (result.verdict() != Verdict.PASSED && !(terminal.interactive() && result.verdict() == Verdict.SKIPPED)) {
            tell(result, isKnown);
        }
        if (terminal.interactive()) {
            draw(result.id());
        } else if (finished == total || finished % Math.max(STEPS, total / STEPS) == 0) {
            line(counted());
        }
    }

    /** The check is over: nothing of the bar stays. */
    synchronized void ended() {
        status.wipe();
    }

    private void tell(CaseResult result, boolean isKnown) {
        lines++;
        if (lines <= MOST_LINES) {
            String text =
                    result.id() + " " + (isKnown ? "known" : result.verdict().label()) + ": "
                            + result.judgement().seen();
            line(terminal.rest(Terminal.cut(text, MOST_CHARS), 0));
        } else if (lines == MOST_LINES + 1) {
            line("no more of these; the summary has them all");
        }
    }

    private void line(String text) {
        status.wipe();
        streams.err().println(text);
        streams.err().flush();
    }

    private String counted() {
        StringBuilder text = new StringBuilder()
                .append(finished)
                .append(" of ")
                .append(total)
                .append(" cases");
        count(text, counts.getOrDefault(Verdict.FAILED, 0), "failed");
        count(text, known, "known");
        count(text, counts.getOrDefault(Verdict.WARNING, 0), "warning");
        count(text, counts.getOrDefault(Verdict.SKIPPED, 0), "skipped");
        return text.toString();
    }

    private static void count(StringBuilder text, int number, String what) {
        if (number > 0) {
            text.append(", ").append(number).append(' ').append(what);
        }
    }

    /** Ids are ASCII, so that the bar is as wide as it is long. */
    private void draw(String last) {
        if (!terminal.interactive()) {
            return;
        }
        int done = total == 0 ? BAR_CHARS : (int) ((long) BAR_CHARS * finished / total);
        String bar = "[" + "#".repeat(done) + " ".repeat(BAR_CHARS - done) + "] " + counted() + "  " + last;
        status.show(bar.stripTrailing());
    }
}
