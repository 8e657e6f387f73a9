package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.XmppStream;

/** A connection in memory, with two halves as TCP has them, and a clock that the test moves. */
final class TestChannel extends EmbeddedChannel implements DuplexChannel {
    static final String HEADER = "<stream:stream to='example.com' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";

    private boolean outputShutdown;
    private boolean inputShutdown;
    int flushes;
    boolean peerReads = true;
    /** All that was ever given to the transport. */
    final List<ByteBuf> written = new ArrayList<>();

    /** Attaches a driver. */
    StreamDriver drive(XmppStream stream, DriverSetup setup) {
        freezeTime();
        pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            @Override
            @SuppressWarnings("FutureReturnValueIgnored") // the promise is told
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                if (message != Unpooled.EMPTY_BUFFER) {
                    written.add((ByteBuf) message);
                }
                context.write(message, promise);
            }

            @Override
            public void flush(ChannelHandlerContext context) {
                flushes++;
                context.flush();
            }
        });
        StreamDriver driver = new StreamDriver(this, stream, setup);
        pipeline().addLast(new StreamHandler(driver));
        return driver;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
        if (peerReads) {
            super.doWrite(waiting);
        }
    }

    /** The peer sends this in one packet. */
    void receive(String text) {
        receive(text.getBytes(StandardCharsets.UTF_8));
    }

    void receive(byte[] octets) {
        writeInbound(Unpooled.wrappedBuffer(octets));
    }

    /** The peer ends its output. */
    void receiveEnd() {
        inputShutdown = true;
        pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        runPendingTasks();
    }

    /** What was sent since the last call. */
    String sent() {
        return sent(octets -> octets.toString(StandardCharsets.UTF_8));
    }

    private String sent(Function<ByteBuf, String> asText) {
        StringBuilder text = new StringBuilder();
        for (@Nullable ByteBuf octets = readOutbound(); octets != null; octets = readOutbound()) {
            text.append(asText.apply(octets));
            octets.release();
        }
        return text.toString();
    }

    /** The first octet of each write since the last call, as numbers. */
    String sentTypes() {
        return sent(octets -> octets.isReadable() ? octets.getUnsignedByte(octets.readerIndex()) + " " : "");
    }

    void pass(Duration time) {
        advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        runScheduledPendingTasks();
        runPendingTasks();
    }

    void writable(boolean writable) {
        unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
        runPendingTasks();
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public boolean isShutdown() {
        return inputShutdown && outputShutdown;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        inputShutdown = true;
        return promise.setSuccess();
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        outputShutdown = true;
        return promise.setSuccess();
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        inputShutdown = true;
        outputShutdown = true;
        return promise.setSuccess();
    }
}
