package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much a server may have the checker hold over WebSocket. */
class WebSocketInboxTest {
    private static final String LONG = "x".repeat(1_000_000);
    private static final int MANY = 20;

    private final AtomicInteger aborted = new AtomicInteger();
    private final WebSocketInbox inbox = new WebSocketInbox();

    private WebSocket socket() {
        return (WebSocket) Proxy.newProxyInstance(
                WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, args) -> {
                    if (method.getName().equals("abort")) {
                        aborted.incrementAndGet();
                    }
                    return null;
                });
    }

    private int texts() throws Halt {
        int texts = 0;
        WebSocketHeard heard = inbox.take(Duration.ZERO);
        while (heard instanceof WebSocketHeard.Text || heard instanceof WebSocketHeard.Binary) {
            texts++;
            heard = inbox.take(Duration.ZERO);
        }
        assertInstanceOf(WebSocketHeard.Flooded.class, heard);
        return texts;
    }

    @Test
    void longMessagesAreBoundedTogether() throws Halt {
        for (int i = 0; i < MANY; i++) {
            var unused = inbox.onText(socket(), LONG, true);
        }
        assertEquals(8, texts());
        assertEquals(1, aborted.get());
    }

    @Test
    void partsOfOneMessageAreBounded() throws Halt {
        for (int i = 0; i < MANY; i++) {
            var unused = inbox.onText(socket(), LONG, false);
        }
        assertEquals(0, texts());
        assertEquals(1, aborted.get());
    }

    @Test
    void messagesThatWereTakenOutCountToo() throws Halt {
        int taken = 0;
        while (aborted.get() == 0) {
            var unused = inbox.onBinary(socket(), ByteBuffer.allocate(1), true);
            if (aborted.get() == 0) {
                assertInstanceOf(WebSocketHeard.Binary.class, inbox.take(Duration.ZERO));
                taken++;
            }
        }
        assertTrue(taken <= 10_000, "taken: " + taken);
        assertInstanceOf(WebSocketHeard.Flooded.class, inbox.take(Duration.ZERO));
    }
}
