package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.load.LoadProgress;
import org.xmpptoolkit.testkit.load.LoadResult;

class LoadSummaryTest {
    private static final LoadResult RESULT = new LoadResult(
            new LoadResult.Logins(
                    200,
                    198,
                    Map.of("authentication failed: not-authorized", 2L),
                    Optional.empty(),
                    Duration.ofMillis(2_000)),
            new LoadResult.Messages(
                    5_000, 4_990, 4_980, Map.of("service-unavailable", 4L), 3, Duration.ofMillis(10_000)),
            new LoadResult.Streams(Map.of("the connection was lost", 66L), 64, 2),
            new LoadResult.Latency(new TreeMap<>(Map.of(
                    50.0, 1_000_000L, 90.0, 2_340_000L, 99.0, 5_000_000L, 99.9, 7_891_000L, 100.0, 1_234_567_000L))));

    @Test
    void isATableForPeople() {
        assertEquals("""
                clients   198 of 200 logged in, in 2.0 s: 99 a second
                refused   2: authentication failed: not-authorized
                streams   64 resumed, 2 begun anew
                dropped   66: the connection was lost
                messages  4990 sent in 10.0 s: 499 a second; 4980 received, 6 lost, 3 duplicates
                          10 not sent: nobody was there to send them
                returned  4: service-unavailable
                latency   p50         1.00 ms
                          p90         2.34 ms
                          p99         5.00 ms
                          p99.9       7.89 ms
                          max      1234.57 ms
                """, LoadSummary.of(RESULT));
    }

    @Test
    void isAnObjectForScripts() {
        assertEquals("""
                {
                  "clients": 200,
                  "loggedIn": 198,
                  "loginSeconds": 2,
                  "loginsPerSecond": 99,
                  "refused": {
                    "authentication failed: not-authorized": 2
                  },
                  "dropped": {
                    "the connection was lost": 66
                  },
                  "resumed": 64,
                  "rebound": 2,
                  "due": 5000,
                  "sent": 4990,
                  "sendSeconds": 10,
                  "sentPerSecond": 499,
                  "received": 4980,
                  "lost": 6,
                  "unsent": 10,
                  "duplicates": 3,
                  "returned": {
                    "service-unavailable": 4
                  },
                  "latencyMillis": {
                    "p50": 1,
                    "p90": 2.34,
                    "p99": 5,
                    "p99.9": 7.891,
                    "max": 1234.567
                  }
                }
                """, LoadSummary.json(RESULT));
    }

    private static String progress(boolean interactive) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LoadStatus status = new LoadStatus(
                Streams.of(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err),
                new Terminal(interactive, 120, true));
        status.accept(new LoadProgress(LoadProgress.Phase.LOGGING_IN, Duration.ofSeconds(1), 90, 2, 0, 0, 0));
        status.accept(new LoadProgress(LoadProgress.Phase.SENDING, Duration.ofSeconds(2), 198, 2, 500, 490, 3_210_000));
        status.accept(
                new LoadProgress(LoadProgress.Phase.SENDING, Duration.ofSeconds(3), 198, 2, 1_000, 995, 3_210_000));
        status.ended();
        status.accept(new LoadProgress(LoadProgress.Phase.CLOSING, Duration.ofSeconds(4), 0, 2, 1_000, 995, 0));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsEachSecondHowFarItIs() {
        assertEquals("""
                   1 s  logging in  90 connected, 2 refused
                   2 s  sending  198 connected, 2 refused  sent 500 (500/s)  received 490 (490/s)  p99 3.21 ms
                   3 s  sending  198 connected, 2 refused  sent 1000 (500/s)  received 995 (505/s)  p99 3.21 ms
                """, progress(false));
    }

    @Test
    void writesOneLineOverOnATerminal() {
        String shown = progress(true);
        assertEquals(0, shown.chars().filter(c -> c == '\n').count());
        assertEquals(5, shown.chars().filter(c -> c == '\r').count());
    }
}
