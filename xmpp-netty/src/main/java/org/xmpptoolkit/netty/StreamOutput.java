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

    private final Channel channel;
    private final int most;
    /** By the write that each waits for, which the pump has not come to yet. */
    private final IdentityHashMap<StreamEvent, CompletableFuture<Void>> awaited = new IdentityHashMap<>(2);

    private long waiting;
    private boolean givenUp;

    StreamOutput(Channel channel, int most) {
        this.channel = channel;
        this.most = most;
    }

    static int octets(int octets) {
        if (octets < 1) {
            throw new IllegalArgumentException("outputOctets is " + octets + ": give 1 at least");
        }
        return octets;
    }

    /** Counts what is to be written; to be called before the events are performed. */
    void expect(List<StreamEvent> events) {
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Write write) {
                waiting += write.octets().remaining();
            }
        }
    }

    /** Whether the peer has left so much unread that nothing may be added. */
    boolean isFull() {
        return waiting > most;
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
                stage.completeExceptionally(
                        new IllegalStateException("the stream is closing or closed: nothing was sent"));
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
            waiting -= octets;
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
