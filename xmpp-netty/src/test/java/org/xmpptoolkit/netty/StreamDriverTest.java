package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;

/** The driver over a connection in memory. */
class StreamDriverTest extends InMemoryDriver {
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
        assertInstanceOf(SslHandler.class, channel.pipeline().get("tls"));
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

    @Test
    void aConnectionThatBreaksInTheMiddleOfTheHandshakeIsNamedAsWell() {
        initiatingTls();
        channel.receive(ANSWER + STARTTLS + "</stream:features>" + PROCEED);
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        assertEquals(Kind.TLS, lostBy());
        assertFalse(channel.isOpen());
    }

    @Test
    void faultsOfCodeInTheMiddleOfTheHandshakeAreNoneOfTls() {
        initiatingTls();
        channel.receive(ANSWER + STARTTLS + "</stream:features>" + PROCEED);
        channel.pipeline().fireExceptionCaught(new IllegalStateException("bug"));
        assertEquals(Kind.LOST, lostBy());
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
    void endsAnIdleStreamWithAnErrorThatPasses() {
        established();
        channel.pass(Duration.ofSeconds(99));
        channel.receive(" ");
        channel.pass(Duration.ofSeconds(99));
        assertTrue(notices.all(StreamEvent.Closed.class).isEmpty());
        channel.pass(Duration.ofSeconds(1));
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());
        assertTrue(Reconnector.isPassing(reason()));
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
}
