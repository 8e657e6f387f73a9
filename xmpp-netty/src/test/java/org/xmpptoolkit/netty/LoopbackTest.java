package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;
import static org.xmpptoolkit.netty.Notices.message;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;

/** Both drivers over real TCP, without TLS. */
class LoopbackTest {
    private final Notices here = new Notices();
    private final Notices there = new Notices();

    private XmppServer server() throws Exception {
        return await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener(there)
                .build()
                .start());
    }

    private XmppClient.Builder client(int port) {
        return XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(Streams.initiating(TlsPolicy.NONE))
                .listener(here);
    }

    @Test
    void carriesStanzasBothWays() throws Exception {
        XmppServer server = server();
        XmppConnection connection = await(client(server.port()).build().connect());
        assertEquals(Phase.ESTABLISHED, connection.state().phase());
        await(connection.send(Streams.message("there")));
        assertEquals(Streams.message("there").toString(), there.element().toString());
        await(await(there.connection).send(Streams.message("and back")));
        assertEquals("and back", here.element().elements().get(0).text());
        await(server.stop());
    }

    @Test
    void otherThreadsSeeTheStreamEstablishedAsSoonAsConnectIsDone() throws Exception {
        XmppServer server = server();
        Phase seen =
                await(client(server.port()).build().connect().thenApply(connection -> CompletableFuture.supplyAsync(
                                connection::state)
                        .join()
                        .phase()));
        assertEquals(Phase.ESTABLISHED, seen);
        await(server.stop());
    }

    @Test
    @Rule({"R-032", "R-034"})
    void closesInOrderFromTheInitiatingSide() throws Exception {
        XmppServer server = server();
        XmppConnection connection = await(client(server.port()).build().connect());
        assertEquals(new Reason.WeClosed(), await(connection.close()));
        assertEquals(new Reason.PeerClosed(), await(await(there.connection).closed()));
        assertInstanceOf(IllegalStateException.class, failureOf(connection.send(Streams.message("too late"))));
        await(server.stop());
    }

    @Test
    void closesInOrderFromTheReceivingSide() throws Exception {
        XmppServer server = server();
        XmppConnection connection = await(client(server.port()).build().connect());
        assertEquals(new Reason.WeClosed(), await(await(there.connection).close()));
        assertEquals(new Reason.PeerClosed(), await(connection.closed()));
        await(server.stop());
    }

    @Test
    void errorThatMayNotBeSentIsToldToTheCaller() throws Exception {
        XmppServer server = server();
        XmppConnection connection = await(client(server.port()).build().connect());
        assertInstanceOf(
                IllegalArgumentException.class,
                failureOf(connection.fail(StreamError.of(StreamErrorCondition.UNDEFINED_CONDITION))));
        StreamError reset = StreamError.of(StreamErrorCondition.RESET);
        assertEquals(new Reason.ErrorSent(reset), await(connection.fail(reset)));
        assertEquals(new Reason.ErrorSent(reset), await(connection.fail(reset)));
        await(server.stop());
    }

    @Test
    void stoppingTellsClientsWhy() throws Exception {
        XmppServer server = server();
        XmppConnection connection = await(client(server.port()).build().connect());
        await(server.stop());
        Reason.ErrorReceived reason = assertInstanceOf(Reason.ErrorReceived.class, await(connection.closed()));
        assertEquals("system-shutdown", reason.error().condition().elementName());
        assertEquals(0, server.connections().size());
    }

    @Test
    void namesARefusedConnection() throws Exception {
        Throwable failure;
        try (ClosedPort closed = new ClosedPort()) {
            failure = failureOf(client(closed.number()).build().connect());
        }
        StreamEndedException ended = assertInstanceOf(StreamEndedException.class, failure);
        TransportException cause = assertInstanceOf(TransportException.class, ended.getCause());
        assertEquals(TransportException.Kind.REFUSED, cause.kind());
        assertTrue(message(ended).contains("refused"), message(ended));
        assertEquals(1, here.all(StreamEvent.Closed.class).size());
    }

    @Test
    void looksUpTheHostOffTheEventLoop() throws Exception {
        XmppServer server = server();
        BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
        CompletionStage<XmppConnection> connected = client(server.port())
                .host("localhost")
                .computations(work::add)
                .build()
                .connect();
        Runnable lookup = work.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(lookup, "nothing to do off the event loop");
        lookup.run();
        await(connected);
        await(server.stop());
    }

    @Test
    void anExecutorThatTakesNoLookupFailsTheConnection() {
        Throwable failure = failureOf(client(5222)
                .computations(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build()
                .connect());
        assertTrue(message(failure).contains("full"), message(failure));
    }

    @Test
    void namesAnUnknownHost() {
        Throwable failure =
                failureOf(client(5222).host(Streams.UNKNOWN_HOST).build().connect());
        TransportException cause = assertInstanceOf(TransportException.class, failure.getCause());
        assertEquals(TransportException.Kind.UNKNOWN_HOST, cause.kind());
    }

    @Test
    void namesAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            XmppServer server = XmppServer.builder()
                    .address(new InetSocketAddress(taken.getLocalPort()))
                    .config(Streams.receiving(TlsPolicy.NONE))
                    .listener(there)
                    .build();
            TransportException failure = assertInstanceOf(TransportException.class, failureOf(server.start()));
            assertEquals(TransportException.Kind.ADDRESS_UNAVAILABLE, failure.kind());
            assertTrue(message(failure).contains(Integer.toString(taken.getLocalPort())), message(failure));
            await(server.stop());
        }
    }
}
