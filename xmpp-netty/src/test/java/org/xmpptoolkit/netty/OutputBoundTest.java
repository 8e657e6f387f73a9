package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.stream.StreamEvent;

/** Back-pressure, and how much may wait for the peer. */
class OutputBoundTest extends InMemoryDriver {
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
    void theInitiatingEntityReadsOnWhileThePeerDoesNot() throws Exception {
        initiatingTls();
        channel.writable(false);
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

    private void sendAtEachElement(int count) {
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                for (int i = 0; i < count; i++) {
                    connection.send(Streams.message("x".repeat(OUTPUT)));
                }
            }
        });
    }

    @Test
    void whatOneNoticeLeadsToIsOfferedBeforeItCounts() {
        sendAtEachElement(StreamOutput.BURST - 1);
        established();
        for (int i = 0; i < StreamOutput.BURST; i++) {
            channel.receive(MESSAGE);
        }
        assertEquals(List.of(), notices.all(StreamEvent.Closed.class));
    }

    @Test
    void whatOneNoticeLeadsToIsBoundedToo() {
        sendAtEachElement(2 * StreamOutput.BURST);
        established();
        channel.receive(MESSAGE);
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());
    }

    @Test
    void noticesOfAPeerThatDoesNotReadAreBoundedTogether() {
        sendAtEachElement(2);
        established();
        channel.peerReads = false;
        for (int i = 0; i < StreamOutput.BURST; i++) {
            channel.receive(MESSAGE);
        }
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());
        assertTrue(channel.written.stream().mapToInt(ByteBuf::readableBytes).sum() < 2 * StreamOutput.BURST * OUTPUT);
    }

    @Test
    void behindWhatOneNoticeLedToAsMuchAsTheBoundMayBeAdded() {
        sendAtEachElement(StreamOutput.BURST / 2);
        StreamDriver driver = established();
        channel.peerReads = false;
        channel.receive(MESSAGE);
        CompletionStage<Void> more = driver.connection().send(Streams.message("x".repeat(OUTPUT)));
        assertFalse(more.toCompletableFuture().isDone());
        assertUnread(driver.connection().send(Streams.message("one more")));
    }

    @Test
    void whatOneNoticeLedToCountsNoMoreOnceItIsRead() {
        sendAtEachElement(StreamOutput.BURST / 2);
        StreamDriver driver = established();
        channel.peerReads = false;
        channel.receive(MESSAGE);
        channel.peerReads = true;
        channel.flush();
        channel.peerReads = false;
        CompletionStage<Void> more = driver.connection().send(Streams.message("x".repeat(OUTPUT)));
        assertFalse(more.toCompletableFuture().isDone());
        assertUnread(driver.connection().send(Streams.message("one more")));
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
}
