package org.xmpptoolkit.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.StreamEvent;

/** Writes, counts what waits for the peer to read, and tells those who asked when it is done. Used on the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // writes are listened to
final class StreamOutput {
    /** How many octets may wait unless something else is asked for. */
    static final int DEFAULT_OCTETS = 4 << 20;
    /** How many times the bound may wait, counting what the network was not offered yet. */
    static final int BURST = 8;

    private final Channel channel;
    private final int most;
    /** By the write that each waits for, which the pump has not come to yet. */
    private final IdentityHashMap<StreamEvent, CompletableFuture<Void>> awaited = new IdentityHashMap<>(2);

    /** All that is to be written or waits for the peer. */
    private long waiting;
    /** The part of it that came since the last {@link #flush}, which the peer could not read so far. */
    private long fresh;
    /** How much of the rest may wait: the bound, and behind a burst what that left besides. */
    private long mark;

    /** Whether something was taken only because the network was not offered what is before it. */
    private boolean burst;

    private boolean givenUp;

    StreamOutput(Channel channel, int most) {
        this.channel = channel;
        this.most = most;
        this.mark = most;
    }

    static int octets(int octets) {
        if (octets < 1) {
            throw new IllegalArgumentException("outputOctets is " + octets + ": give 1 at least");
        }
        return octets;
    }

    /** Counts what is to be written; to be called before the events are performed. */
    void expect(List<StreamEvent> events) {
        boolean over = fresh > 0 && waiting > most;
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Write write) {
                burst |= over;
                waiting += write.octets().remaining();
                fresh += write.octets().remaining();
            }
        }
    }

    /** Offers all that was written to the network; to be called when all events are performed. */
    void flush() {
        if (burst) {
            mark = Math.max(mark, waiting + most);
        }
        burst = false;
        fresh = 0;
        channel.flush(); // may lead to more, behind what it writes
    }

    private void written(int octets) {
        waiting -= octets;
        mark = Math.max(most, Math.min(mark, waiting + most));
    }

    /**
     * Whether so much waits that nothing may be added: over the bound what was offered and the peer left unread, or several times
     * the bound altogether. For within one notice the network takes nothing, however well the peer reads.
     */
    boolean isFull() {
        return waiting - fresh > mark || waiting > (long) BURST * most;
    }

    /** No more is sent: what waits may still be read, but will fail for this reason if it is not. */
    TransportException giveUp() {
        givenUp = true;
        return Failures.unread(most);
    }

    /** Lets a stage wait for what was sent; to be called before the events are performed. */
    void await(List<StreamEvent> sent, CompletableFuture<Void> stage) {
        boolean written = false;
        for (StreamEvent event : sent) {
            if (event instanceof StreamEvent.Write) {
                awaited.put(event, stage);
                written = true;
            } else if (event instanceof StreamEvent.NotSent) {
                stage.completeExceptionally(new IllegalStateException(
                        "not all was sent: the stream is closing or closed, or takes no more for now"));
            }
        }
        if (!written) {
            stage.complete(null);
        }
    }

    void write(StreamEvent.Write write) {
        int octets = write.octets().remaining();
        @Nullable CompletableFuture<Void> stage = awaited.remove(write);
        channel.write(Unpooled.wrappedBuffer(write.octets())).addListener(done -> {
            written(octets);
            if (stage == null) {
                return;
            }
            if (done.isSuccess()) {
                stage.complete(null);
            } else {
                stage.completeExceptionally(givenUp ? Failures.unread(most) : Failures.of(done.cause()));
            }
        });
    }
}
