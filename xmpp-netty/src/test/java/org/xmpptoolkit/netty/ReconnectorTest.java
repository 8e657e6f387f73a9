package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.lookup.Backoff;

/** Connecting again, with the clock of the test. */
class ReconnectorTest {
    private static final Reason LOST = new Reason.TransportLost(Optional.empty());
    private static final Reason REFUSED =
            new Reason.AuthenticationFailed(SaslFailure.of(SaslFailureCondition.NOT_AUTHORIZED));

    /** Draws the end of each range. */
    private static final RandomGenerator LAST = new RandomGenerator() {
        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("only draws with a bound are expected");
        }
    };

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<CompletableFuture<XmppConnection>> attempts = new ArrayList<>();

    ReconnectorTest() {
        clock.freezeTime();
    }

    private Reconnector.Builder builder() {
        return Reconnector.builder(
                        () -> {
                            CompletableFuture<XmppConnection> attempt = new CompletableFuture<>();
                            attempts.add(attempt);
                            return attempt.minimalCompletionStage();
                        },
                        clock.eventLoop())
                .backoff(new Backoff(Duration.ofSeconds(60), Duration.ofMinutes(4), 0))
                .random(LAST);
    }

    private void pass(Duration time) {
        clock.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        clock.runScheduledPendingTasks();
    }

    private void fail(Reason reason) {
        attempts.get(attempts.size() - 1).completeExceptionally(new StreamEndedException(reason));
    }

    private static TestChannel established(CompletableFuture<XmppConnection> attempt) {
        TestChannel channel = new TestChannel();
        StreamDriver driver = channel.drive(
                XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)),
                new DriverSetup(
                        new Notices(),
                        InMemoryDriver.DEADLINES,
                        TlsHandlers.server(domain -> Optional.empty()),
                        PeerCheck.ofClients(Optional.empty()),
                        new Computations(Runnable::run),
                        InMemoryDriver.OUTPUT,
                        Optional.empty()));
        channel.receive(TestChannel.HEADER);
        attempt.complete(driver.connection());
        return channel;
    }

    private static void end(TestChannel channel, String last) {
        channel.receive(last);
        channel.receiveEnd();
        channel.runPendingTasks();
        assertFalse(channel.isOpen());
    }

    @Test
    @Rule({"R-006", "R-007"})
    void eachAttemptThatFailsIsFollowedByALongerWait() {
        builder().build().start();
        int made = 1;
        for (int minutes : new int[] {1, 2, 4, 4}) {
            assertEquals(made, attempts.size());
            fail(LOST);
            pass(Duration.ofMinutes(minutes).minusMillis(1));
            assertEquals(made, attempts.size(), "too early");
            pass(Duration.ofMillis(1));
            made++;
        }
        assertEquals(made, attempts.size());
    }

    @Test
    @Rule("R-006")
    void aStreamThatWasEstablishedStartsTheWaitsAnew() {
        builder().build().start();
        fail(LOST);
        pass(Duration.ofMinutes(1));
        fail(LOST);
        pass(Duration.ofMinutes(2));
        assertEquals(3, attempts.size());
        end(established(attempts.get(2)), "</stream:stream>");
        pass(Duration.ofMinutes(1));
        assertEquals(4, attempts.size());
    }

    @Test
    @Rule("R-042")
    void anIdleStreamIsFollowedByAnother() {
        builder().build().start();
        TestChannel channel = established(attempts.get(0));
        channel.receive(" "); // so nothing is unanswered
        channel.pass(Duration.ofSeconds(100)); // InMemoryDriver.DEADLINES
        channel.receiveEnd();
        assertFalse(channel.isOpen());
        pass(Duration.ofMinutes(1));
        assertEquals(2, attempts.size());
    }

    @Test
    void neverAfterAFailedAuthenticationWhateverIsAskedFor() {
        builder().when(reason -> true).build().start();
        fail(REFUSED);
        pass(Duration.ofDays(1));
        assertEquals(1, attempts.size());
        assertFalse(Reconnector.isPassing(REFUSED));
    }

    @Test
    void aStopEndsTheWaiting() {
        Reconnector reconnector = builder().build().start();
        fail(LOST);
        reconnector.stop();
        pass(Duration.ofDays(1));
        assertEquals(1, attempts.size());
        assertThrows(IllegalStateException.class, reconnector::start);
    }

    @Test
    void aStopClosesTheStream() {
        Reconnector reconnector = builder().build().start();
        TestChannel channel = established(attempts.get(0));
        channel.sent();
        reconnector.stop();
        assertEquals("</stream:stream>", channel.sent());
        end(channel, "</stream:stream>");
        pass(Duration.ofDays(1));
        assertEquals(1, attempts.size());
    }

    @Test
    void aStopDuringAnAttemptClosesWhatComesOfIt() {
        Reconnector reconnector = builder().build().start();
        reconnector.stop();
        TestChannel channel = established(attempts.get(0));
        assertTrue(channel.sent().endsWith("</stream:stream>"));
    }

    @Test
    void whatLastsIsNotTriedAgain() {
        assertTrue(Reconnector.isPassing(LOST));
        assertTrue(Reconnector.isPassing(new Reason.PeerClosed()));
        assertTrue(
                Reconnector.isPassing(new Reason.ErrorReceived(StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN))));
        assertFalse(Reconnector.isPassing(new Reason.ErrorReceived(StreamError.of(StreamErrorCondition.CONFLICT))));
        assertFalse(Reconnector.isPassing(new Reason.WeClosed()));
        assertFalse(Reconnector.isPassing(new Reason.NoCommonMechanism()));
        assertFalse(Reconnector.isPassing(new Reason.TlsRefused("stripped")));
    }

    @ParameterizedTest
    @EnumSource(TransportException.Kind.class)
    void aCertificateThatIsWrongLastsAndABrokenTransportPasses(TransportException.Kind kind) {
        Reason lost = new Reason.TransportLost(Optional.of(new TransportException(kind, "lost", null)));
        boolean lasting = kind.name().startsWith("CERTIFICATE");
        assertEquals(!lasting, Reconnector.isPassing(lost));
    }
}
