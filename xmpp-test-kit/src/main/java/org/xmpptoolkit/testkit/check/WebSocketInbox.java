package org.xmpptoolkit.testkit.check;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What came over a WebSocket, in order, up to a bound. Thread-safe. */
final class WebSocketInbox implements WebSocket.Listener {
    /** On one connection, read or not. */
    private static final int CHARS = 8_388_608;

    private static final int MESSAGES = 10_000;

    private final BlockingQueue<WebSocketHeard> queue = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private int chars;
    private int messages;
    private boolean flooded;
    private boolean over;

    WebSocketInbox() {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (!counted(socket, data.length(), last)) {
            return null;
        }
        text.append(data);
        if (last) {
            queue.add(new WebSocketHeard.Text(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        if (!counted(socket, data.remaining(), true)) {
            return null;
        }
        queue.add(new WebSocketHeard.Binary());
        socket.request(1);
        return null;
    }

    /** Whether it is still within the bound. What was not taken out yet is held, and what was taken out is too. */
    private boolean counted(WebSocket socket, int more, boolean whole) {
        chars += Math.min(more, CHARS);
        messages += whole ? 1 : 0;
        if (!flooded && (chars > CHARS || messages > MESSAGES)) {
            flooded = true;
            queue.add(new WebSocketHeard.Flooded());
            socket.abort();
        }
        return !flooded;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        queue.add(new WebSocketHeard.Closing(code));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        queue.add(new WebSocketHeard.Gone());
    }

    WebSocketHeard take(Duration patience) throws Halt {
        if (over) {
            return new WebSocketHeard.Gone();
        }
        try {
            WebSocketHeard said = queue.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
            over = said instanceof WebSocketHeard.Gone || said instanceof WebSocketHeard.Closing;
            return said != null ? said : new WebSocketHeard.Nothing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Halt.skipped("interrupted");
        }
    }
}
