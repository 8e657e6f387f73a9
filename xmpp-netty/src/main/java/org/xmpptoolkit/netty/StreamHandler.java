package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

/** Tells a driver what happens to its channel; the last handler of the pipeline. */
final class StreamHandler extends ChannelInboundHandlerAdapter {
    private final StreamDriver driver;

    StreamHandler(StreamDriver driver) {
        this.driver = driver;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        driver.added();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        driver.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            driver.read((ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        driver.readIfWanted();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                driver.handshaken(
                        context.pipeline().get(SslHandler.class).engine().getSession());
            } else {
                driver.lost(Failures.ofTls(handshake.cause()));
            }
        } else if (event instanceof SslCloseCompletionEvent || event == ChannelInputShutdownEvent.INSTANCE) {
            driver.inputEnded();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        driver.failed(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        driver.gone();
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext context) {
        driver.over();
    }
}
