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
    private static final int MESSAGE_CHARS = 4_194_304;
    private static final int MESSAGES = 10_000;

    private final BlockingQueue<WebSocketHeard> queue = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private boolean over;

    WebSocketInbox() {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (text.length() > MESSAGE_CHARS || queue.size() > MESSAGES) {
            queue.add(new WebSocketHeard.Flooded());
            socket.abort();
            return null;
        }
        if (last) {
            queue.add(new WebSocketHeard.Text(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        if (queue.size() > MESSAGES) {
            socket.abort();
        }
        queue.add(new WebSocketHeard.Binary());
        socket.request(1);
        return null;
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
