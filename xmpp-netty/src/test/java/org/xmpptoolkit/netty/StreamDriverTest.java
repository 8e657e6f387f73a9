package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StartTls;

/** The driver over a connection in memory. */
class StreamDriverTest {
    private static final Deadlines DEADLINES = Deadlines.builder()
            .negotiation(Duration.ofSeconds(30))
            .closing(Duration.ofSeconds(5))
            .idleness(Duration.ofSeconds(100))
            .keepalive(Duration.ofSeconds(60))
            .build();
    private static final String CLOSE = "</stream:stream>";
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String ANSWER = "<stream:stream from='example.com' id='x' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'><stream:features>";
    private static final String MESSAGE = "<message><body>hello</body></message>";
    private static final int OUTPUT = 1_000;
    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_ALERT = 21;

    private final TestChannel channel = new TestChannel();
    private final Notices notices = new Notices();
    private final Queue<Runnable> work = new ArrayDeque<>();

    private StreamDriver receiving(StreamConfig config, TlsStarter tls) {
        return channel.drive(
                XmppStream.receiving(config.toBuilder().askComputations(true).build()),
                new DriverSetup(notices, DEADLINES, tls, new Computations(work::add), OUTPUT));
    }

    private StreamDriver receiving() {
        return receiving(Streams.receiving(TlsPolicy.NONE), TlsHandlers.server(domain -> Optional.empty()));
    }

    private StreamDriver receivingTls() throws Exception {
        X509Bundle leaf = Certificates.leaf("example.com");
        var context = Certificates.server(leaf);
        return receiving(
                Streams.receiving(TlsPolicy.REQUIRED, new StartTls()),
                TlsHandlers.server(domain -> Optional.of(context)));
    }

    private StreamDriver initiatingTls() {
        return channel.drive(
                XmppStream.initiating(Streams.initiating(TlsPolicy.REQUIRED), List.of(new StartTls())),
                new DriverSetup(
                        notices,
                        DEADLINES,
                        TlsHandlers.client(
                                TlsHandlers.clientContext(Certificates.AUTHORITY.toTrustManagerFactory(), null)),
                        new Computations(work::add),
                        OUTPUT));
    }

    private StreamDriver established() {
        StreamDriver driver = receiving();
        channel.receive(TestChannel.HEADER);
        channel.sent();
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
        return driver;
    }

    private Reason reason() {
        List<StreamEvent.Closed> closed = notices.all(StreamEvent.Closed.class);
        assertEquals(1, closed.size(), () -> "heard " + notices.heard);
        assertSame(closed.get(0), notices.heard.get(notices.heard.size() - 1));
        return closed.get(0).reason();
    }

    private StreamErrorCondition errorSent() {
        return assertInstanceOf(Reason.ErrorSent.class, reason()).error().condition();
    }

    private Kind lostBy() {
        Reason.TransportLost lost = assertInstanceOf(Reason.TransportLost.class, reason());
        return assertInstanceOf(TransportException.class, lost.cause().orElseThrow())
                .kind();
    }

    // Order

    @Test
    void finishesAListBeforeWhatTheListenerCalls() {
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                connection.send(Streams.message("answer "
                        + notices.all(StreamEvent.ElementReceived.class).size()));
            }
        });
        established();
        channel.receive(MESSAGE + MESSAGE + CLOSE);
        assertEquals(2, notices.all(StreamEvent.ElementReceived.class).size());
        assertEquals(new Reason.PeerClosed(), reason());
        assertEquals(CLOSE, channel.sent()); // the answers came behind the end
    }

    @Test
    void flushesOnceForAllThatALeadsTo() {
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                connection.send(Streams.message("answer"));
            }
        });
        established();
        int before = channel.flushes;
        channel.receive(MESSAGE + MESSAGE + MESSAGE);
        assertEquals(before + 1, channel.flushes);
        assertEquals(3, channel.sent().split("answer", -1).length - 1);
    }

    @Test
    void aCallAtTheWrongTimeFailsItsStageAndChangesNothing() {
        StreamDriver driver = receiving();
        CompletionStage<Void> early = driver.connection().send(Streams.message("early"));
        assertInstanceOf(IllegalStateException.class, failureOf(early));
        channel.receive(TestChannel.HEADER);
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
    }

    // TLS

    @Test
    @Rule({"R-139", "R-141"})
    void tlsBeginsRightBehindProceed() throws Exception {
        receivingTls();
        channel.receive(TestChannel.HEADER);
        channel.receive(STARTTLS);
        assertTrue(channel.sent().endsWith(PROCEED));
        assertInstanceOf(SslHandler.class, channel.pipeline().first());
    }

    @Test
    @Rule("R-141")
    void octetsBehindStartTlsInOnePacketAreNeverRead() throws Exception {
        receivingTls();
        channel.receive(TestChannel.HEADER);
        channel.receive(STARTTLS + TestChannel.HEADER + MESSAGE);
        assertInstanceOf(Reason.TlsRefused.class, reason());
        assertEquals(1, notices.all(StreamEvent.HeaderReceived.class).size());
        assertFalse(channel.sent().contains("<stream:error"));
        assertTrue(channel.isOutputShutdown());
    }

    @Test
    @Rule({"R-141", "R-148", "R-149"})
    void octetsBehindStartTlsInTheNextPacketAreTakenAsTls() throws Exception {
        receivingTls();
        channel.receive(TestChannel.HEADER);
        channel.receive(STARTTLS);
        channel.sent();
        receiveBadTls(TestChannel.HEADER + MESSAGE);
        assertEquals(Kind.TLS, lostBy());
        assertEquals(1, notices.all(StreamEvent.HeaderReceived.class).size());
        assertFalse(channel.isOpen());
    }

    @Test
    @Rule({"R-140", "R-141"})
    void octetsBehindProceedInOnePacketAreNeverRead() {
        initiatingTls();
        channel.receive(ANSWER + STARTTLS + "</stream:features>");
        channel.receive(PROCEED + MESSAGE);
        assertInstanceOf(Reason.TlsRefused.class, reason());
        assertEquals(List.of(), notices.all(StreamEvent.ElementReceived.class));
    }

    @Test
    @Rule({"R-140", "R-141"})
    void octetsBehindProceedInTheNextPacketAreTakenAsTls() {
        initiatingTls();
        channel.receive(ANSWER + STARTTLS + "</stream:features>");
        assertTrue(channel.sent().contains("<starttls"));
        channel.receive(PROCEED);
        assertEquals(TLS_HANDSHAKE + " ", channel.sentTypes());
        receiveBadTls(ANSWER + "</stream:features>" + MESSAGE);
        assertEquals(Kind.TLS, lostBy());
        assertEquals(List.of(), notices.all(StreamEvent.ElementReceived.class));
    }

    @Test
    void anEndInTheMiddleOfTheHandshakeIsNamed() {
        initiatingTls();
        channel.receive(ANSWER + STARTTLS + "</stream:features>" + PROCEED);
        channel.receiveEnd();
        assertEquals(Kind.TLS, lostBy());
        assertFalse(channel.isOpen());
    }

    /** Other than a socket, this channel is gone at once when TLS fails, so that what TLS throws finds no handler any more. */
    private void receiveBadTls(String text) {
        assertThrows(RuntimeException.class, () -> channel.receive(text));
        String types = channel.sentTypes();
        assertTrue(types.matches("(" + TLS_ALERT + " )*"), types);
    }

    // Deadlines

    @Test
    @Rule("R-041")
    void aReceivingEntityEndsASlowNegotiationWithAnError() {
        receiving();
        channel.pass(Duration.ofSeconds(29));
        assertTrue(notices.heard.isEmpty());
        channel.pass(Duration.ofSeconds(1));
        assertEquals(StreamErrorCondition.CONNECTION_TIMEOUT, errorSent());
        assertTrue(channel.sent().endsWith("</stream:error>" + CLOSE));
    }

    @Test
    void anInitiatingEntityLeavesASlowNegotiation() {
        StreamDriver driver = initiatingTls();
        channel.receive(ANSWER);
        channel.pass(Duration.ofSeconds(30));
        assertEquals(Kind.TIMED_OUT, lostBy());
        assertFalse(channel.isOpen());
        assertInstanceOf(StreamEndedException.class, failureOf(driver.established()));
    }

    @Test
    @Rule("R-035")
    void waitsForThePeersClosingTagNoLongerThanTheDeadline() {
        StreamDriver driver = established();
        driver.connection().close();
        assertEquals(CLOSE, channel.sent());
        channel.pass(Duration.ofSeconds(4));
        assertTrue(channel.isOpen());
        channel.pass(Duration.ofSeconds(1));
        assertEquals(new Reason.WeClosed(), reason());
        assertFalse(channel.isOpen());
    }

    @Test
    @Rule("R-042")
    void endsAnIdleStreamByPolicy() {
        established();
        channel.pass(Duration.ofSeconds(99));
        channel.receive(" ");
        channel.pass(Duration.ofSeconds(99));
        assertTrue(notices.all(StreamEvent.Closed.class).isEmpty());
        channel.pass(Duration.ofSeconds(1));
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, errorSent());
    }

    @Test
    @Rule({"R-041", "R-113"})
    void endsAStreamThatLeavesDataUnanswered() {
        StreamDriver driver = established();
        driver.connection().send(Streams.message("anybody there?"));
        channel.pass(Duration.ofSeconds(100));
        assertEquals(StreamErrorCondition.CONNECTION_TIMEOUT, errorSent());
    }

    @Test
    void keepsAnIdleConnectionAliveWithASpace() {
        StreamDriver driver = established();
        channel.pass(Duration.ofSeconds(59));
        assertEquals("", channel.sent());
        channel.pass(Duration.ofSeconds(1));
        assertEquals(" ", channel.sent());
        channel.pass(Duration.ofSeconds(30));
        driver.connection().send(Streams.message("not idle"));
        channel.sent();
        channel.receive(" ");
        channel.pass(Duration.ofSeconds(59));
        assertEquals("", channel.sent());
    }

    // Back-pressure

    @Test
    void readsOnlyWhileThePeerReads() {
        established();
        assertTrue(channel.config().isAutoRead());
        channel.writable(false);
        assertFalse(channel.config().isAutoRead());
        channel.writable(true);
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void aPeerThatLeavesTooMuchUnreadIsEnded() {
        StreamDriver driver = established();
        channel.peerReads = false;
        CompletionStage<Void> first = driver.connection().send(Streams.message("x".repeat(OUTPUT)));
        CompletionStage<Void> over = driver.connection().send(Streams.message("one more"));
        assertUnread(over);
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());

        int writes = channel.written.size();
        CompletionStage<Void> late = driver.connection().send(Streams.message("late"));
        assertInstanceOf(IllegalStateException.class, failureOf(late));
        assertEquals(writes, channel.written.size());

        channel.pass(Duration.ofSeconds(4));
        assertTrue(channel.isOpen());
        assertFalse(first.toCompletableFuture().isDone());
        channel.pass(Duration.ofSeconds(1));
        assertFalse(channel.isOpen());
        assertUnread(first);
        assertTrue(driver.closed().toCompletableFuture().isDone());
        assertTrue(channel.written.stream().allMatch(octets -> octets.refCnt() == 0));
    }

    @Test
    void aPeerThatReadsOnAfterTooMuchGetsTheErrorBehindIt() throws Exception {
        StreamDriver driver = established();
        channel.peerReads = false;
        CompletionStage<Void> first = driver.connection().send(Streams.message("x".repeat(OUTPUT)));
        assertUnread(driver.connection().send(Streams.message("one more")));
        channel.peerReads = true;
        channel.flush();
        await(first);
        String sent = channel.sent();
        assertTrue(sent.contains("xxx</body></message><stream:error"), sent);
        assertTrue(sent.endsWith(CLOSE), sent);
        assertFalse(sent.contains("one more"), sent);
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    void whatThePeerHasReadDoesNotCount() {
        StreamDriver driver = established();
        for (int i = 0; i < OUTPUT; i++) {
            driver.connection().send(Streams.message("x".repeat(OUTPUT)));
        }
        assertEquals(List.of(), notices.all(StreamEvent.Closed.class));
    }

    @Test
    void whatOneNoticeLeadsToIsBoundedToo() {
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                connection.send(Streams.message("x".repeat(OUTPUT)));
                connection.send(Streams.message("one more"));
            }
        });
        established();
        channel.peerReads = false;
        channel.receive(MESSAGE);
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());
    }

    @Test
    void aPeerThatNeverReadsKeepsNoClosingConnection() {
        StreamDriver driver = established();
        channel.peerReads = false;
        CompletionStage<Void> unread = driver.connection().send(Streams.message("never read"));
        driver.connection().close();
        channel.pass(Duration.ofSeconds(5));
        assertFalse(channel.isOpen());
        assertInstanceOf(TransportException.class, failureOf(unread));
        assertTrue(driver.closed().toCompletableFuture().isDone());
    }

    private static void assertUnread(CompletionStage<Void> stage) {
        assertEquals(
                Kind.UNREAD,
                assertInstanceOf(TransportException.class, failureOf(stage)).kind());
    }

    @Test
    void readsOnlyWhileTheStreamWantsIt() {
        StreamDriver driver =
                receiving(StreamConfig.builder().tlsPolicy(TlsPolicy.NONE).build(), (any, start) -> {
                    throw new TransportException(Kind.TLS, "not asked for", null);
                });
        channel.receive(TestChannel.HEADER);
        assertFalse(channel.config().isAutoRead());
        StreamEvent.Asked<?> asked = notices.all(StreamEvent.Asked.class).get(0);
        assertInstanceOf(HeaderOffered.class, asked.prompt());
        @SuppressWarnings("unchecked") // its prompt says so
        StreamEvent.Asked<HeaderAnswer> offered = (StreamEvent.Asked<HeaderAnswer>) asked;
        driver.connection()
                .reply(offered, new HeaderAnswer.Serve(Streams.DOMAIN, List.of(), List.of(Language.of("en"))));
        assertTrue(channel.config().isAutoRead());
        assertInstanceOf(
                IllegalStateException.class,
                failureOf(driver.connection()
                        .reply(
                                offered,
                                new HeaderAnswer.Serve(Streams.DOMAIN, List.of(), List.of(Language.of("en"))))));
    }

    // The end

    @Test
    @Rule("R-100")
    void endsItsOutputFirstAndDropsWhatStillComes() {
        StreamDriver driver = established();
        channel.receive("<a></b>");
        assertTrue(channel.sent().endsWith(CLOSE));
        assertTrue(channel.isOutputShutdown());
        assertTrue(channel.isOpen());
        assertFalse(driver.closed().toCompletableFuture().isDone());
        channel.receive(MESSAGE);
        channel.receiveEnd();
        assertFalse(channel.isOpen());
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, errorSent());
        assertTrue(driver.closed().toCompletableFuture().isDone());
    }

    @Test
    void waitsForThePeersEndNoLongerThanTheDeadline() {
        established();
        channel.receive(CLOSE);
        channel.pass(Duration.ofSeconds(4));
        assertTrue(channel.isOpen());
        channel.pass(Duration.ofSeconds(1));
        assertFalse(channel.isOpen());
    }

    @Test
    void anEndWithoutClosingTagIsALoss() {
        established();
        channel.receiveEnd();
        assertEquals(new Reason.TransportLost(Optional.empty()), reason());
        assertFalse(channel.isOpen());
    }

    @Test
    void aBrokenConnectionGivesItsCause() {
        established();
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        assertEquals(Kind.LOST, lostBy());
        assertFalse(channel.isOpen());
    }

    // Faults of the application

    @Test
    void aListenerThatThrowsEndsTheStreamWithAnError() {
        IllegalArgumentException fault = new IllegalArgumentException("bug");
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                throw fault;
            }
        });
        established();
        channel.receive(MESSAGE);
        assertEquals(List.of(fault), notices.failures);
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }

    @Test
    void aListenerThatFailsToHearOfItsFaultChangesNothing() {
        IllegalArgumentException fault = new IllegalArgumentException("bug");
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                throw fault;
            }
        });
        XmppListener broken = new XmppListener() {
            @Override
            public void notice(XmppConnection connection, StreamEvent.Notice notice) {
                notices.notice(connection, notice);
            }

            @Override
            public void failed(XmppConnection connection, Throwable failure) {
                throw new NoClassDefFoundError("bug again");
            }
        };
        channel.drive(
                XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)),
                new DriverSetup(
                        broken,
                        DEADLINES,
                        TlsHandlers.server(domain -> Optional.empty()),
                        new Computations(work::add),
                        OUTPUT));
        channel.receive(TestChannel.HEADER);
        channel.receive(MESSAGE + MESSAGE);
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
        assertTrue(channel.sent().endsWith(CLOSE));
        assertInstanceOf(NoClassDefFoundError.class, fault.getSuppressed()[0]);
    }

    @Test
    void aFunctionWithAnErrorEndsTheStreamWithAnError() {
        receiving(
                StreamConfig.builder()
                        .tlsPolicy(TlsPolicy.NONE)
                        .hosts(offered -> {
                            throw new NoClassDefFoundError("bug");
                        })
                        .build(),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER);
        assertEquals(1, notices.failures.size());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }

    @Test
    void certificatesThatFailWithAnErrorEndTheConnection() {
        receiving(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()), TlsHandlers.server(domain -> {
            throw new NoClassDefFoundError("bug");
        }));
        channel.receive(TestChannel.HEADER);
        channel.receive(STARTTLS);
        assertEquals(Kind.CERTIFICATE_MISSING, lostBy());
    }

    @Test
    void aFunctionThatThrowsEndsTheStreamWithAnError() {
        receiving(
                StreamConfig.builder()
                        .tlsPolicy(TlsPolicy.NONE)
                        .hosts(offered -> {
                            throw new IllegalArgumentException("bug");
                        })
                        .build(),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER);
        assertEquals(1, notices.failures.size());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }

    @Test
    void computationsAreDoneElsewhere() {
        receiving(
                Streams.receiving(TlsPolicy.NONE, new ComputingFeature(() -> "done")),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER + ComputingFeature.START);
        assertFalse(channel.config().isAutoRead());
        assertEquals(List.of(), notices.all(StreamEvent.Asked.class));
        work.remove().run();
        channel.runPendingTasks();
        assertTrue(channel.config().isAutoRead());
        assertTrue(channel.sent().contains("<answer xmlns='urn:test'>done</answer>"));
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
    }

    @Test
    void aComputationThatThrowsEndsTheStreamWithAnError() {
        receiving(
                Streams.receiving(TlsPolicy.NONE, new ComputingFeature(() -> {
                    throw new IllegalArgumentException("bug");
                })),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER + ComputingFeature.START);
        work.remove().run();
        channel.runPendingTasks();
        assertEquals(1, notices.failures.size());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }
}
