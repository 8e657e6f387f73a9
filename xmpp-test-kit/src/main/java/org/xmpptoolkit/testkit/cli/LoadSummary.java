package org.xmpptoolkit.testkit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xmpptoolkit.testkit.load.LoadResult;
import org.xmpptoolkit.testkit.template.Templates;

/** What a load measured, for people and for scripts. */
final class LoadSummary {
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double LONGEST = 100;

    private LoadSummary() {}

    /** Lines for people, each ended by LF. */
    static String of(LoadResult result) {
        LoadResult.Logins logins = result.logins();
        LoadResult.Messages messages = result.messages();
        LoadResult.Streams streams = result.streams();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "clients   %d of %d logged in, in %.1f s: %.0f a second",
                logins.loggedIn(),
                logins.asked(),
                logins.time().toNanos() / NANOS_A_SECOND,
                logins.rate()));
        each(lines, "refused", logins.refused());
        if (!streams.dropped().isEmpty()) {
            lines.add("streams   " + streams.resumed() + " resumed, " + streams.rebound() + " begun anew");
            each(lines, "dropped", streams.dropped());
        }
        lines.add(String.format(
                Locale.ROOT,
                "messages  %d sent in %.1f s: %.0f a second; %d received, %d lost, %d duplicates",
                messages.sent(),
                messages.time().toNanos() / NANOS_A_SECOND,
                messages.rate(),
                messages.received(),
                messages.lost(),
                messages.duplicates()));
        if (messages.unsent() > 0) {
            lines.add("          " + messages.unsent() + " not sent: nobody was there to send them");
        }
        each(lines, "returned", messages.returned());
        result.latency()
                .percentiles()
                .forEach((percentile, nanos) -> lines.add(String.format(
                        Locale.ROOT,
                        "%-8s  %-6s %12s",
                        lines.get(lines.size() - 1).startsWith("latency")
                                        || lines.get(lines.size() - 1).startsWith("          p")
                                ? ""
                                : "latency",
                        name(percentile),
                        millis(nanos))));
        return String.join("\n", lines) + "\n";
    }

    private static void each(List<String> lines, String what, Map<String, Long> counts) {
        new TreeMap<>(counts)
                .forEach((reason, count) -> lines.add(String.format(Locale.ROOT, "%-8s  %d: %s", what, count, reason)));
    }

    /** One JSON object; latencies in milliseconds, times in seconds. */
    static String json(LoadResult result) {
        LoadResult.Logins logins = result.logins();
        LoadResult.Messages messages = result.messages();
        LoadResult.Streams streams = result.streams();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("clients", logins.asked());
        all.put("loggedIn", logins.loggedIn());
        all.put("loginSeconds", logins.time().toNanos() / NANOS_A_SECOND);
        all.put("loginsPerSecond", logins.rate());
        all.put("refused", new TreeMap<>(logins.refused()));
        all.put("dropped", new TreeMap<>(streams.dropped()));
        all.put("resumed", streams.resumed());
        all.put("rebound", streams.rebound());
        all.put("due", messages.due());
        all.put("sent", messages.sent());
        all.put("sendSeconds", messages.time().toNanos() / NANOS_A_SECOND);
        all.put("sentPerSecond", messages.rate());
        all.put("received", messages.received());
        all.put("lost", messages.lost());
        all.put("unsent", messages.unsent());
        all.put("duplicates", messages.duplicates());
        all.put("returned", new TreeMap<>(messages.returned()));
        Map<String, Object> latency = new LinkedHashMap<>();
        result.latency()
                .percentiles()
                .forEach((percentile, nanos) -> latency.put(name(percentile), nanos / NANOS_A_MILLI));
        all.put("latencyMillis", latency);
        return Templates.json(all);
    }

    private static String name(double percentile) {
        return percentile == LONGEST
                ? "max"
                : "p" + (percentile == Math.rint(percentile) ? Long.toString((long) percentile) : percentile);
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_A_MILLI);
    }
}
