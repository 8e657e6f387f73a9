package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.netty.Notices.await;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;

/** Much to write in both directions at once, over real TCP: two ends of this library must not wait for each other. */
class BothWaysTest {
    private static final int BODY = 50_000;
    private static final int BATCH = 10;
    private static final int BATCHES = 60;
    /** Over the default bound together. */
    private static final int BURST = 120;

    private final AtomicInteger echoed = new AtomicInteger();
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    @Test
    void batchesToAServerThatEchoesThemGoThrough() throws Exception {
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received) {
                        connection.send(received.element());
                    }
                })
                .build()
                .start());
        XmppConnection client = await(XmppClient.builder()
                .host("127.0.0.1")
                .port(server.port())
                .config(Streams.initiating(TlsPolicy.NONE))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived && echoed.incrementAndGet() == BATCH * BATCHES) {
                        all.complete(null);
                    }
                })
                .build()
                .connect());
        List<XmlElement> batch = Collections.nCopies(BATCH, Streams.message("x".repeat(BODY)));
        for (int i = 0; i < BATCHES; i++) {
            await(client.send(batch));
        }
        await(all);
        assertEquals(BATCH * BATCHES, echoed.get());
        await(server.stop());
    }

    @Test
    void aBurstWithinOneNoticeReachesAPeerThatReads() throws Exception {
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived) {
                        for (int i = 0; i < BURST; i++) {
                            connection.send(Streams.message("x".repeat(BODY)));
                        }
                    }
                })
                .build()
                .start());
        XmppConnection client = await(XmppClient.builder()
                .host("127.0.0.1")
                .port(server.port())
                .config(Streams.initiating(TlsPolicy.NONE))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived && echoed.incrementAndGet() == BURST) {
                        all.complete(null);
                    } else if (notice instanceof StreamEvent.Closed closed) {
                        all.completeExceptionally(new AssertionError(closed.toString()));
                    }
                })
                .build()
                .connect());
        await(client.send(Streams.message("history, please")));
        await(all);
        await(server.stop());
    }
}
