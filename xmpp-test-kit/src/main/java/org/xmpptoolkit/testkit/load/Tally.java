package org.xmpptoolkit.testkit.load;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.HdrHistogram.Histogram;
import org.xmpptoolkit.stream.Reason;

/** Counts messages by their numbers, and what else happens. Thread-safe. */
final class Tally {
    private static final int DIGITS = 3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
    private static final double SHOWN = 99;

    // Guarded by this
    private final BitSet sent = new BitSet();
    private final BitSet received = new BitSet();
    private final Map<Integer, String> returned = new HashMap<>();
    private final Map<String, Long> refused = new HashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private final Histogram latency = new Histogram(DIGITS);
    private final Histogram recent = new Histogram(DIGITS);
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private Optional<Reason> first = Optional.empty();
    private long due;
    private long sentCount;
    private long receivedCount;
    private long duplicates;
    private long resumed;
    private long rebound;
    private int loggedIn;
    private boolean ended;

    synchronized void loggedIn() {
        loggedIn++;
    }

    synchronized void refused(String words, Optional<Reason> reason) {
        refused.merge(words, 1L, Long::sum);
        first = first.or(() -> reason);
    }

    synchronized void dropped(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    synchronized void resumed() {
        resumed++;
    }

    synchronized void rebound() {
        rebound++;
    }

    /** Messages with numbers below this one were to be sent. */
    synchronized void due(long numbers) {
        due = numbers;
    }

    /** A message is given to a stream; again, where an earlier stream did not get it over. */
    synchronized void sent(int number) {
        if (!sent.get(number)) {
            sent.set(number);
            sentCount++;
        }
    }

    /** A stream did not take a message that was given to it. What an earlier stream got over was sent all the same. */
    synchronized void notSent(int number) {
        if (sent.get(number) && !received.get(number) && !returned.containsKey(number)) {
            sent.clear(number);
            sentCount--;
        }
    }

    /** A message arrived. */
    synchronized void received(int number, long nanos) {
        if (received.get(number)) {
            duplicates++;
            return;
        }
        sent(number);
        received.set(number);
        receivedCount++;
        returned.remove(number);
        latency.recordValue(Math.max(0, nanos));
        recent.recordValue(Math.max(0, nanos));
        settle();
    }

    /** A message came back. */
    synchronized void returned(int number, String condition) {
        if (!received.get(number)) {
            sent(number);
            returned.put(number, condition);
            settle();
        }
    }

    /** No more messages get due. */
    synchronized void end() {
        ended = true;
        settle();
    }

    /** Done when no more get due, and all that were have arrived or come back. */
    CompletionStage<Void> settled() {
        return settled.minimalCompletionStage();
    }

    private void settle() {
        if (ended && receivedCount + returned.size() == due) {
            settled.complete(null);
        }
    }

    synchronized long refusedCount() {
        return LoadResult.sum(refused);
    }

    synchronized int loggedInCount() {
        return loggedIn;
    }

    /** How far it is; the next one's latency counts from here on. */
    synchronized LoadProgress progress(LoadProgress.Phase phase, Duration time, int connected) {
        long p99 = recent.getTotalCount() == 0 ? 0 : recent.getValueAtPercentile(SHOWN);
        recent.reset();
        return new LoadProgress(phase, time, connected, refusedCount(), sentCount, receivedCount, p99);
    }

    synchronized LoadResult result(int clients, Duration loggingIn, Duration sending) {
        Map<String, Long> conditions = new HashMap<>();
        returned.values().forEach(condition -> conditions.merge(condition, 1L, Long::sum));
        SortedMap<Double, Long> percentiles = new TreeMap<>();
        if (latency.getTotalCount() > 0) {
            for (double percentile : PERCENTILES) {
                percentiles.put(percentile, latency.getValueAtPercentile(percentile));
            }
        }
        return new LoadResult(
                new LoadResult.Logins(clients, loggedIn, refused, first, loggingIn),
                new LoadResult.Messages(due, sentCount, receivedCount, conditions, duplicates, sending),
                new LoadResult.Streams(dropped, resumed, rebound),
                new LoadResult.Latency(Collections.unmodifiableSortedMap(percentiles)));
    }
}
