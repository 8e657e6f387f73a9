package org.xmpptoolkit.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * TCP, perhaps with TLS. Ends a connection so that what was written last arrives: closing with octets unread would make TCP reset the connection, and
 * the peer lose them. So the output ends first, then what comes is dropped until the peer ends too.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel does not fail
final class TcpTransport implements Transport {
    private final Channel channel;
    private final Duration patience;
    private @Nullable Future<?> deadline;
    private boolean outputEnded;
    private boolean inputEnded;

    TcpTransport(Channel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean keepAlive() {
        return false;
    }

    @Override
    public boolean isEnding() {
        return deadline != null;
    }

    /** Ends the output. */
    @Override
    public void end() {
        if (isEnding()) {
            return;
        }
        deadline = channel.eventLoop().schedule(this::drop, patience.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(done -> cancel());
        channel.config().setAutoRead(true);
        SslHandler ssl = channel.pipeline().get(SslHandler.class);
        if (ssl == null) {
            afterAllWrites(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
        } else if (ssl.handshakeFuture().isSuccess()) {
            ssl.closeOutbound(); // close_notify (RFC 6120 section 4.4)
            ChannelHandlerContext behindTls = channel.pipeline().context(ssl);
            afterAllWrites(behindTls.writeAndFlush(Unpooled.EMPTY_BUFFER));
        } else {
            channel.close(); // in the middle of the handshake there is nothing to say
        }
    }

    @Override
    public void inputEnded() {
        inputEnded = true;
        closeIfDone();
    }

    /** Closes now, past TLS, which would wait some seconds more for the peer to read its close_notify. */
    @Override
    public void drop() {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.close();
        } else {
            tls.close();
        }
    }

    private void afterAllWrites(ChannelFuture written) {
        written.addListener(done -> {
            if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput().addListener(ended -> outputEnded());
            } else {
                inputEnded = true; // a transport without halves can only be closed
                outputEnded();
            }
        });
    }

    private void outputEnded() {
        outputEnded = true;
        closeIfDone();
    }

    private void closeIfDone() {
        if (inputEnded && outputEnded) {
            channel.close();
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
