package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Drops white space in clear in front of the first octet of TLS, and goes. The stream drops what comes in one read with {@code
 * <starttls/>} or {@code <proceed/>}; what comes in a read of its own would not be TLS.
 */
final class WhiteSpaceFilter extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        while (octets.isReadable() && isWhiteSpace(octets.getByte(octets.readerIndex()))) {
            octets.skipBytes(1);
        }
        if (octets.isReadable()) {
            context.pipeline().remove(this);
            context.fireChannelRead(octets);
        } else {
            octets.release();
        }
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }
}
