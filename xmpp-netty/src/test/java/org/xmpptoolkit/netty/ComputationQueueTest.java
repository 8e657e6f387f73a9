package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import io.netty.channel.DefaultEventLoop;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;

/** Computations that wait for a thread. */
class ComputationQueueTest extends InMemoryDriver {
    private static final String OPENING = TestChannel.HEADER + ComputingFeature.START;

    private final AtomicInteger computed = new AtomicInteger();
    private final ComputingFeature feature = new ComputingFeature(() -> "done " + computed.incrementAndGet());

    private void receivingComputing() {
        receiving(Streams.receiving(TlsPolicy.NONE, feature), TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(OPENING);
        assertEquals(1, work.size());
    }

    @Test
    void thatOfAStreamWhoseConnectionEndedIsNotDone() {
        receivingComputing();
        channel.receiveEnd();
        work.remove().run();
        channel.runPendingTasks();
        assertEquals(0, computed.get());
        assertEquals(List.of(), notices.failures);
    }

    @Test
    void thatOfAStreamWhoseTimeIsOverIsNotDone() {
        receivingComputing();
        channel.pass(Duration.ofSeconds(30));
        assertEquals(StreamErrorCondition.CONNECTION_TIMEOUT, errorSent());
        work.remove().run();
        channel.runPendingTasks();
        assertEquals(0, computed.get());
    }

    @Test
    void theEndOfTheConnectionIsSeenMeanwhile() throws Exception {
        BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        CompletableFuture<StreamEvent.Notice> closed = new CompletableFuture<>();
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE, feature))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.Closed) {
                        closed.complete(notice);
                    }
                })
                .computations(waiting::add)
                .build()
                .start());
        Optional<Runnable> task;
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            RawPeer.send(peer, OPENING);
            task = Optional.ofNullable(waiting.poll(Patience.SECONDS, TimeUnit.SECONDS));
            assertFalse(closed.isDone());
        }
        await(closed);
        task.orElseThrow().run();
        assertEquals(0, computed.get());
        await(server.stop());
    }

    @Test
    void whatComesMeanwhileIsKept() {
        receivingComputing();
        channel.receive(MESSAGE);
        assertEquals(List.of(), notices.all(StreamEvent.ElementReceived.class));
        work.remove().run();
        channel.runPendingTasks();
        assertEquals(1, notices.all(StreamEvent.ElementReceived.class).size());
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void aStreamWhoseComputationIsNotTakenEndsWithAnError() {
        channel.drive(
                XmppStream.receiving(Streams.receiving(TlsPolicy.NONE, feature).toBuilder()
                        .askComputations(true)
                        .build()),
                new DriverSetup(
                        notices,
                        DEADLINES,
                        TlsHandlers.server(domain -> Optional.empty()),
                        PeerCheck.ofClients(Optional.empty()),
                        new Computations(task -> {
                            throw new RejectedExecutionException("full");
                        }),
                        OUTPUT,
                        Optional.empty()));
        channel.receive(OPENING);
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());
        assertEquals(List.of(), notices.failures);
    }

    @Test
    void ownThreadsTakeSoManyAndNoMoreUntilOneIsCalledOff() throws Exception {
        Computations own = new Computations(null);
        DefaultEventLoop loop = new DefaultEventLoop();
        CompletableFuture<String> gate = new CompletableFuture<>();
        try {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                run(own, loop, gate::join);
            }
            Runnable callOff = run(own, loop, () -> "first " + computed.incrementAndGet());
            for (int i = 1; i < Computations.QUEUE; i++) {
                run(own, loop, () -> "other");
            }
            assertThrows(RejectedExecutionException.class, () -> run(own, loop, () -> "one more"));
            callOff.run();
            CompletableFuture<String> last = new CompletableFuture<>();
            own.run(() -> "last", loop, last::complete, last::completeExceptionally);
            gate.complete("open");
            assertEquals("last", await(last));
            assertEquals(0, computed.get());
        } finally {
            gate.complete("open");
            await(CompletableFuture.runAsync(
                    () -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly()));
        }
    }

    private static Runnable run(Computations computations, DefaultEventLoop loop, Computation<String> work) {
        return computations.run(work, loop, answer -> {}, failure -> {});
    }
}
