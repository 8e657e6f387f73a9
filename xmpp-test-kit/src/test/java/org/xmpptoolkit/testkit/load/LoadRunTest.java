package org.xmpptoolkit.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.testkit.ClosedPort;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

@Timeout(300) // without which a failure would be a hang
class LoadRunTest {
    private static final long PATIENCE_SECONDS = 60;

    private final EmbeddedEndpoint endpoint =
            EmbeddedEndpoint.builder().account("juliet", "secret".toCharArray()).build();

    @BeforeEach
    void start() throws IOException {
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private static Runnable stalling(Relay... relays) {
        return () -> List.of(relays).forEach(Relay::stall);
    }

    private static Runnable cutting(Relay... relays) {
        return () -> {
            try {
                for (Relay relay : relays) {
                    relay.cut();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private LoadConfig.Builder config(int... ports) throws IOException {
        return config(List.of("juliet"), ports);
    }

    private LoadConfig.Builder config(List<String> accounts, int... ports) throws IOException {
        List<HostPort> servers = IntStream.of(ports)
                .mapToObj(port -> new HostPort("127.0.0.1", OptionalInt.of(port)))
                .toList();
        return LoadConfig.builder(
                        servers,
                        Jid.parse("localhost"),
                        accounts.stream()
                                .map(user -> SaslCredentials.of(user, "secret".toCharArray()))
                                .toList())
                .tls(SslContextBuilder.forClient()
                        .trustManager(endpoint.trust())
                        .build())
                .clients(4)
                .rate(100)
                .patience(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** Does this once, with the first progress since messages flow: the run goes on long behind that. */
    private static Consumer<LoadProgress> onceSending(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return progress -> {
            if (progress.received() > 0 && done.compareAndSet(false, true)) {
                task.run();
            }
        };
    }

    /** Does each of these once, one at every tenth message: all clients are logged in by then, and the run is far from its end. */
    private static void everyTenthMessage(List<Relay> relays, Runnable... tasks) {
        AtomicInteger messages = new AtomicInteger();
        Iterator<Runnable> left = List.of(tasks).iterator();
        relays.forEach(relay -> relay.onMessage(() -> {
            synchronized (messages) {
                if (messages.incrementAndGet() % 10 == 0 && left.hasNext()) {
                    left.next().run();
                }
            }
        }));
    }

    @Test
    void whoLosesTheConnectionResumesOverTheNextServerAndNothingIsLost() throws Exception {
        try (Relay first = new Relay(endpoint.port());
                Relay second = new Relay(endpoint.port())) {
            LoadConfig config = config(first.port(), second.port())
                    .duration(Duration.ofSeconds(10))
                    .resume(true)
                    .build();
            LoadResult result = new LoadRun(config, onceSending(cutting(first))).run();
            assertEquals(Map.of("the connection was lost", 2L), result.streams().dropped());
            assertEquals(2, result.streams().resumed());
            assertEquals(0, result.streams().rebound());
            assertTrue(result.isComplete(), result.toString());
            assertEquals(1_000, result.messages().received());
            assertEquals(0, result.messages().duplicates());
        }
    }

    @Test
    void whereNothingIsKnownOfTheStreamItBindsAnewAndSendsAgain() throws Exception {
        try (EmbeddedEndpoint here = clear().start();
                EmbeddedEndpoint elsewhere = clear().start();
                Relay first = new Relay(here.port());
                Relay second = new Relay(here.port())) {
            // What was sent in between got nowhere, was never acknowledged, and is sent again elsewhere.
            everyTenthMessage(List.of(first, second), stalling(first, second), cutting(first, second));
            LoadConfig config = config(
                            List.of("juliet", "romeo"), first.port(), second.port(), elsewhere.port(), elsewhere.port())
                    .tlsPolicy(TlsPolicy.NONE)
                    .clients(2)
                    .rate(20)
                    .duration(Duration.ofSeconds(4))
                    .resume(true)
                    .build();
            LoadResult result = new LoadRun(config, progress -> {}).run();
            assertEquals(0, result.streams().resumed());
            assertEquals(2, result.streams().rebound());
            assertEquals(80, result.messages().due());
            assertTrue(result.isComplete(), result.toString());
        }
    }

    private static EmbeddedEndpoint clear() {
        return EmbeddedEndpoint.builder()
                .account("juliet", "secret".toCharArray())
                .account("romeo", "secret".toCharArray())
                .tlsPolicy(TlsPolicy.NONE)
                .build();
    }

    @Test
    void whoIsNotToResumeIsGoneAndTheOthersGoOn() throws Exception {
        try (Relay first = new Relay(endpoint.port());
                Relay second = new Relay(endpoint.port())) {
            LoadConfig config = config(first.port(), second.port())
                    .duration(Duration.ofSeconds(10))
                    .patience(Duration.ofSeconds(1)) // what was on the way to them is lost for good
                    .build();
            LoadResult result = new LoadRun(config, onceSending(cutting(first))).run();
            assertEquals(Map.of("the connection was lost", 2L), result.streams().dropped());
            assertEquals(0, result.streams().resumed());
            assertEquals(1_000, result.messages().due());
        }
    }

    @Test
    void aServerThatIsNotThereLeavesItsClientsToTheOthers() throws Exception {
        try (ClosedPort gone = new ClosedPort()) {
            LoadConfig config = config(gone.number(), endpoint.port())
                    .duration(Duration.ofSeconds(1))
                    .build();
            LoadResult result = new LoadRun(config, progress -> {}).run();
            assertEquals(4, result.logins().loggedIn());
            assertTrue(result.isComplete(), result.toString());
        }
    }

    @Test
    void itEndsWhenItIsTold() throws Exception {
        LoadConfig config =
                config(endpoint.port()).duration(Duration.ofHours(1)).build();
        CompletableFuture<LoadRun> started = new CompletableFuture<>();
        Consumer<LoadProgress> stopping = onceSending(
                () -> started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).thenAccept(LoadRun::stop));
        LoadRun run = new LoadRun(config, stopping, Duration.ofSeconds(PATIENCE_SECONDS));
        started.complete(run);
        LoadResult result = run.run();
        assertTrue(run.isStopped());
        assertTrue(result.messages().due() < 360_000, result.toString());
        assertEquals(result.messages().due(), result.messages().received());
    }

    @Test
    void withoutARateClientsOnlyStay() throws Exception {
        LoadConfig config =
                config(endpoint.port()).rate(0).duration(Duration.ofSeconds(1)).build();
        LoadResult result = new LoadRun(config, progress -> {}).run();
        assertEquals(4, result.logins().loggedIn());
        assertEquals(0, result.messages().due());
        assertTrue(result.latency().percentiles().isEmpty());
        assertTrue(result.isComplete());
        assertFalse(result.logins().time().isZero());
    }
}
