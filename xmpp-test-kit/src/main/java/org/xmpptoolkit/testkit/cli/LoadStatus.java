package org.xmpptoolkit.testkit.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.xmpptoolkit.testkit.load.LoadProgress;

/** Tells each second how far a load is: on a terminal in one line that is written over, else in a line each. Thread-safe. */
final class LoadStatus implements Consumer<LoadProgress> {
    private final Streams streams;
    private final Terminal terminal;
    private final StatusLine status;
    private long sent;
    private long received;
    private boolean ended;

    LoadStatus(Streams streams, Terminal terminal) {
        this.streams = streams;
        this.terminal = terminal;
        this.status = new StatusLine(streams, terminal);
    }

    @Override
    public synchronized void accept(LoadProgress progress) {
        if (ended) {
            return;
        }
        if (terminal.interactive()) {
            status.show(text(progress));
        } else {
            streams.err().println(text(progress));
        }
        sent = progress.sent();
        received = progress.received();
    }

    /** The load is over: nothing of a line that is written over stays. */
    synchronized void ended() {
        ended = true;
        status.wipe();
    }

    private String text(LoadProgress progress) {
        StringBuilder text = new StringBuilder()
                .append(String.format(
                        Locale.ROOT,
                        "%4d s  %s  %d connected",
                        progress.time().toSeconds(),
                        words(progress.phase()),
                        progress.connected()));
        if (progress.refused() > 0) {
            text.append(", ").append(progress.refused()).append(" refused");
        }
        if (progress.phase() != LoadProgress.Phase.LOGGING_IN) {
            text.append(String.format(
                    Locale.ROOT,
                    "  sent %d (%d/s)  received %d (%d/s)",
                    progress.sent(),
                    progress.sent() - sent,
                    progress.received(),
                    progress.received() - received));
            if (progress.latencyNanos() > 0) {
                text.append("  p99 ").append(LoadSummary.millis(progress.latencyNanos()));
            }
        }
        return text.toString();
    }

    private static String words(LoadProgress.Phase phase) {
        return switch (phase) {
            case LOGGING_IN -> "logging in";
            case SENDING -> "sending";
            case WAITING -> "waiting";
            case CLOSING -> "closing";
        };
    }
}
