package org.xmpptoolkit.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.StreamEvent;

/** Writes, and tells those who asked when it is done. Used on the event loop only. */
final class StreamOutput {
    private final Channel channel;
    /** By the write that each waits for, which the pump has not come to yet. */
    private final IdentityHashMap<StreamEvent, CompletableFuture<Void>> awaited = new IdentityHashMap<>(2);

    StreamOutput(Channel channel) {
        this.channel = channel;
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
        ChannelFuture written = channel.write(Unpooled.wrappedBuffer(write.octets()));
        @Nullable CompletableFuture<Void> stage = awaited.remove(write);
        if (stage != null) {
            written.addListener(done -> {
                if (done.isSuccess()) {
                    stage.complete(null);
                } else {
                    stage.completeExceptionally(Failures.of(done.cause()));
                }
            });
        }
    }
}
