package org.xmpptoolkit.netty;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.Role;

/**
 * A WebSocket, which ends by its closing handshake (RFC 6455 section 7): a Close frame each way, then the server ends TCP and the
 * client waits for that.
 */
@SuppressWarnings("FutureReturnValueIgnored") // writes and closing: what follows does not depend on them
final class WebSocketTransport implements Transport {
    private final Channel channel;
    private final Role role;
    private final Duration patience;
    private final Transport tcp;
    private Supplier<CloseWebSocketFrame> frame = () -> new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE);
    private @Nullable Future<?> deadline;
    private boolean ready;
    private boolean closeSent;
    private boolean closeReceived;

    /** Nothing more that the peer says counts (RFC 6455 section 7.1.7). */
    private boolean failed;

    WebSocketTransport(Channel channel, Role role, Duration patience) {
        this.channel = channel;
        this.role = role;
        this.patience = patience;
        this.tcp = new TcpTransport(channel, patience);
    }

    /** HTTP led to it. */
    void opened() {
        ready = true;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    /** By a ping, whose answer tells that the peer is there (RFC 7395 section 3.8). */
    @Override
    public boolean keepAlive() {
        channel.writeAndFlush(new PingWebSocketFrame());
        return true;
    }

    @Override
    public void end() {
        if (!ready) {
            channel.close();
            return;
        }
        if (!closeSent) {
            sendClose(frame.get());
        }
        proceed();
    }

    @Override
    public boolean isEnding() {
        return closeSent || closeReceived || failed;
    }

    /** The peer sends more than may be: {@link #end} is to say so, and then no answer is waited for. */
    void failing(WebSocketCloseStatus cause) {
        frame = () -> new CloseWebSocketFrame(cause);
        failed = true;
    }

    /** The peer's Close frame came: {@link #end} is to answer it, with the same code, unless it is the answer (RFC 6455 section 5.5.1). */
    void closeReceived(OptionalInt code) {
        closeReceived = true;
        frame = () -> code.isEmpty() ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code.getAsInt(), "");
    }

    private void sendClose(CloseWebSocketFrame close) {
        closeSent = true;
        channel.config().setAutoRead(true);
        channel.writeAndFlush(close);
        deadline = channel.eventLoop().schedule(this::drop, patience.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(done -> cancel());
    }

    private void proceed() {
        if (failed || closeReceived && role == Role.RECEIVING) {
            cancel();
            tcp.end();
        }
    }

    @Override
    public void inputEnded() {
        if (tcp.isEnding()) {
            tcp.inputEnded();
        } else {
            channel.close();
        }
    }

    @Override
    public void drop() {
        tcp.drop();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
