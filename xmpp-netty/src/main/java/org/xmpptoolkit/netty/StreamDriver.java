package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.XmppStream;

/** Drives one stream over one channel; the last handler of its pipeline. All but the methods for the facade is for the event loop. */
final class StreamDriver extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final XmppStream stream;
    private final DriverSetup setup;
    private final XmppConnection connection = new XmppConnection(this);
    private final EventPump pump = new EventPump(this::perform);
    private final DriverTimers timers;
    private final TransportEnd end;
    private final CompletableFuture<XmppConnection> established = new CompletableFuture<>();
    private final CompletableFuture<Reason> closed = new CompletableFuture<>();
    /** Stages of writes that the pump has not come to yet. */
    private final Map<StreamEvent, CompletableFuture<Void>> awaited = new IdentityHashMap<>(2);

    private volatile StreamState snapshot;
    private Reason reason = new Reason.TransportLost(Optional.empty());
    private boolean started;
    private boolean performing;
    private boolean keepingAlive;

    StreamDriver(Channel channel, XmppStream stream, DriverSetup setup) {
        this.channel = channel;
        this.stream = stream;
        this.setup = setup;
        this.timers = new DriverTimers(channel.eventLoop(), setup.deadlines(), this);
        this.end = new TransportEnd(channel, setup.deadlines().closing());
        this.snapshot = stream.state();
    }

    // From the channel

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timers.connecting();
        if (channel.isActive()) {
            start();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start();
        context.fireChannelActive();
    }

    private void start() {
        if (!started) {
            started = true;
            if (stream.state().role() == Role.INITIATING) {
                drive(stream::open);
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            timers.read();
            ByteBuf octets = (ByteBuf) message;
            drive(() -> stream.receive(octets.nioBuffer()));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readIfWanted();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            handshaken(handshake);
        } else if (event instanceof SslCloseCompletionEvent || event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded();
        }
        context.fireUserEventTriggered(event);
    }

    private void handshaken(SslHandshakeCompletionEvent handshake) {
        if (!handshake.isSuccess()) {
            lost(Failures.ofTls(handshake.cause()));
        } else if (stream.state().phase() == Phase.SECURING) {
            SslHandler ssl = channel.pipeline().get(SslHandler.class);
            boolean client = stream.state().role() == Role.INITIATING;
            drive(() -> stream.secured(TlsSessions.of(ssl.engine().getSession(), client)));
        }
    }

    private void inputEnded() {
        if (end.begun()) {
            end.inputEnded();
        } else if (stream.state().phase() == Phase.SECURING) {
            lost(Failures.endedInHandshake());
        } else {
            drive(() -> stream.disconnected(Optional.empty()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost(Failures.of(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drive(() -> stream.disconnected(
                stream.state().phase() == Phase.SECURING
                        ? Optional.of(Failures.endedInHandshake())
                        : Optional.empty()));
        context.fireChannelInactive();
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext context) {
        drive(() -> stream.disconnected(Optional.empty()));
        closed.complete(reason);
        context.fireChannelUnregistered();
    }

    /** The transport broke, or never came about. */
    void lost(Throwable cause) {
        drive(() -> stream.disconnected(Optional.of(cause)));
        channel.close();
    }

    // From the clock

    void negotiationExpired() {
        if (stream.state().role() == Role.RECEIVING) {
            StreamError error = StreamError.of(
                    StreamErrorCondition.CONNECTION_TIMEOUT,
                    "negotiation was not complete within "
                            + setup.deadlines().negotiation().toMillis() + " ms");
            drive(() -> stream.fail(error));
        } else {
            lost(Failures.negotiationExpired(setup.deadlines().negotiation()));
        }
    }

    void closingExpired() {
        drive(() -> stream.disconnected(Optional.empty()));
        channel.close();
    }

    void idle(boolean unanswered) {
        // RFC 6120 section 4.9.3.4: connection-timeout is for data that goes unanswered
        StreamErrorCondition condition =
                unanswered ? StreamErrorCondition.CONNECTION_TIMEOUT : StreamErrorCondition.POLICY_VIOLATION;
        drive(() -> stream.fail(StreamError.of(condition, "the stream was idle for too long")));
    }

    void keepalive() {
        keepingAlive = true;
        drive(stream::keepalive);
        keepingAlive = false;
    }

    // Events

    /** Calls the stream for what the peer, the transport or the clock did. */
    private void drive(Supplier<List<StreamEvent>> verb) {
        List<StreamEvent> events;
        try {
            events = verb.get();
        } catch (RuntimeException fault) { // of a function that the application gave to the stream
            fault(fault);
            return;
        }
        performAll(events);
    }

    private void performAll(List<StreamEvent> events) {
        if (performing) {
            pump.perform(events);
            return;
        }
        performing = true;
        try {
            pump.perform(events);
        } finally {
            performing = false;
        }
        channel.flush();
        snapshot = stream.state();
        if (snapshot.phase() == Phase.CLOSING) {
            timers.closing();
        }
        readIfWanted();
    }

    private void readIfWanted() {
        channel.config().setAutoRead(end.begun() || (stream.wantsInput() && channel.isWritable()));
    }

    private void perform(StreamEvent event) {
        if (event instanceof StreamEvent.Write write) {
            write(write);
        } else if (event instanceof StreamEvent.StartTls tls) {
            startTls(tls);
        } else if (event instanceof StreamEvent.CloseTransport) {
            channel.flush();
            end.begin();
        } else if (event instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof Computation<?>) {
            compute(asked);
        } else if (event instanceof StreamEvent.Notice notice) {
            hear(notice);
        }
    }

    private void write(StreamEvent.Write write) {
        timers.wrote(!keepingAlive);
        ChannelFuture written = channel.write(Unpooled.wrappedBuffer(write.octets()));
        CompletableFuture<Void> stage = awaited.remove(write);
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

    /** From here on every octet passes TLS: what was written is on its way before it, what is read next goes through it. */
    private void startTls(StreamEvent.StartTls start) {
        channel.flush();
        try {
            SslHandler handler = setup.tls().handler(channel, start);
            handler.setHandshakeTimeoutMillis(0); // Deadlines.negotiation() bounds it
            channel.pipeline().addFirst("tls", handler);
        } catch (TransportException failure) {
            lost(failure);
        }
    }

    private void hear(StreamEvent.Notice notice) {
        try {
            setup.listener().notice(connection, notice);
        } catch (
                Throwable
                        failure) { // Errors too, such as a class that is missing: the stream must not go on as if heard
            fault(failure);
        }
        if (notice instanceof StreamEvent.Established) {
            timers.established();
            established.complete(connection);
        } else if (notice instanceof StreamEvent.Closed last) {
            reason = last.reason();
            timers.stop();
            established.completeExceptionally(new StreamEndedException(reason));
            if (!end.begun()) {
                channel.close();
            }
        }
    }

    private <R> void compute(StreamEvent.Asked<R> asked) {
        Computation<R> work = (Computation<R>) asked.prompt();
        try {
            setup.computations().execute(() -> {
                Runnable answer;
                try {
                    R result = work.compute();
                    answer = () -> drive(() -> stream.reply(asked, result));
                } catch (Throwable failure) {
                    answer = () -> fault(failure);
                }
                channel.eventLoop().execute(answer);
            });
        } catch (RejectedExecutionException failure) {
            fault(failure);
        }
    }

    /** Code of the application failed. */
    private void fault(Throwable failure) {
        try {
            setup.listener().failed(connection, failure);
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
        performAll(stream.fail(StreamError.of(StreamErrorCondition.INTERNAL_SERVER_ERROR)));
    }

    // For the facade: any thread

    CompletableFuture<Void> send(List<XmlElement> elements) {
        return onLoop(stage -> {
            List<StreamEvent> events = stream.send(elements);
            boolean pending = false;
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.Write) {
                    awaited.put(event, stage);
                    pending = true;
                } else if (event instanceof StreamEvent.NotSent) {
                    stage.completeExceptionally(new IllegalStateException(
                            "the stream is " + stream.state().phase() + ": nothing was sent"));
                }
            }
            performAll(events);
            if (!pending) {
                stage.complete(null);
            }
        });
    }

    <R> CompletableFuture<Void> reply(StreamEvent.Asked<R> question, R answer) {
        return onLoop(stage -> {
            performAll(stream.reply(question, answer));
            stage.complete(null);
        });
    }

    void close() {
        onLoop(stage -> performAll(stream.close()));
    }

    void fail(StreamError error) {
        onLoop(stage -> performAll(stream.fail(error)));
    }

    private CompletableFuture<Void> onLoop(LoopTask task) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        Runnable guarded = () -> {
            try {
                task.run(stage);
            } catch (RuntimeException failure) {
                stage.completeExceptionally(failure);
            }
        };
        if (channel.eventLoop().inEventLoop()) {
            guarded.run();
            return stage;
        }
        try {
            channel.eventLoop().execute(guarded);
        } catch (RejectedExecutionException gone) {
            stage.completeExceptionally(new IllegalStateException("the event loop of the connection has ended", gone));
        }
        return stage;
    }

    private interface LoopTask {
        void run(CompletableFuture<Void> stage);
    }

    StreamState state() {
        return channel.eventLoop().inEventLoop() ? stream.state() : snapshot;
    }

    CompletableFuture<XmppConnection> established() {
        return established;
    }

    XmppConnection connection() {
        return connection;
    }

    CompletionStage<Reason> closed() {
        return closed.minimalCompletionStage();
    }

    Optional<SocketAddress> remoteAddress() {
        @Nullable SocketAddress address = channel.remoteAddress();
        return Optional.ofNullable(address);
    }
}
