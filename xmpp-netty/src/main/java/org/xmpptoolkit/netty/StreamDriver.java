package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;

/** Drives one stream over one channel. All but the methods for the facade is for the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel does not fail
final class StreamDriver {
    private final Channel channel;
    private final XmppStream stream;
    private final DriverSetup setup;
    private final XmppConnection connection;
    private final EventPump pump = new EventPump(this::perform);
    private final DriverTimers timers;
    private final StreamOutput output;
    private final Transport transport;
    private final Optional<WireTap> tap;
    private final CompletableFuture<XmppConnection> established = new CompletableFuture<>();
    private final CompletableFuture<Reason> closed = new CompletableFuture<>();
    private volatile StreamState snapshot;
    private Reason reason = new Reason.TransportLost(Optional.empty());
    private boolean ended;
    private boolean started;
    private boolean performing;
    /** Whether the transport is to be ended as soon as everybody has heard why. */
    private boolean leaving;

    private boolean keepingAlive;
    private Runnable whenOver = () -> {};
    private boolean watching;
    private Runnable callOff = () -> {};
    private long begun;

    /** Over TCP. */
    StreamDriver(Channel channel, XmppStream stream, DriverSetup setup) {
        this(channel, stream, setup, new TcpTransport(channel, setup.deadlines().closing()));
    }

    StreamDriver(Channel channel, XmppStream stream, DriverSetup setup, Transport transport) {
        this.channel = channel;
        this.stream = stream;
        this.setup = setup;
        this.connection = new XmppConnection(this, channel.eventLoop());
        this.timers = new DriverTimers(channel.eventLoop(), setup.deadlines(), this);
        this.output = new StreamOutput(channel, setup.outputOctets());
        this.transport = transport;
        this.tap = setup.log().map(log -> new WireTap(log, connection));
        this.snapshot = stream.state();
        this.begun = channel.eventLoop().ticker().nanoTime();
    }

    /** Counts the time for negotiation from an earlier moment on, as the loop's ticker has it. */
    void begunAt(long nanos) {
        begun = nanos;
    }

    // From the channel

    /** The channel is registered, and perhaps connected. */
    void added() {
        timers.connecting(begun);
        if (channel.isActive()) {
            start();
        }
    }

    /** Opens the stream as soon as octets can be carried. */
    void start() {
        if (!started && transport.isReady() && !isSecuring()) {
            started = true;
            if (stream.state().role() == Role.INITIATING) {
                drive(stream::open);
            }
        }
    }

    /** Something came in, if only a part of what the stream takes. */
    void alive() {
        timers.read();
    }

    void read(ByteBuf octets) {
        timers.read();
        drive(() -> {
            tap.ifPresent(log -> log.received(octets.nioBuffer()));
            return stream.receive(octets.nioBuffer());
        });
    }

    void handshaken(SSLSession session) {
        if (isSecuring()) {
            boolean client = stream.state().role() == Role.INITIATING;
            try {
                TlsSession tls = TlsSessions.of(session, client, setup.peers());
                drive(() -> stream.secured(tls));
            } catch (TransportException refused) {
                lost(refused);
                return;
            }
            start();
        }
    }

    /** The peer's output ended, whether by close_notify or by TCP. */
    void inputEnded() {
        if (transport.isEnding()) {
            transport.inputEnded();
        } else {
            gone();
            channel.close();
        }
    }

    /** The channel is closed, for what reason so ever. */
    void gone() {
        drive(() -> stream.disconnected(endedEarly()));
    }

    private Optional<Throwable> endedEarly() {
        if (isSecuring()) {
            return Optional.of(Failures.endedInHandshake());
        }
        return transport.isReady() ? Optional.empty() : Optional.of(Failures.endedInUpgrade());
    }

    /** Has something done when all is over, before anybody hears of it through {@link #closed}. */
    void whenOver(Runnable action) {
        whenOver = action;
    }

    /** Nothing more comes of the channel. */
    void over() {
        gone();
        whenOver.run();
        closed.complete(reason);
    }

    /** Something in the channel failed. */
    void failed(Throwable cause) {
        TransportException failure = Failures.of(cause);
        boolean broke = cause instanceof IOException && failure.kind() == TransportException.Kind.LOST;
        lost(broke && isSecuring() ? Failures.brokenInHandshake(cause) : failure);
    }

    /** The transport broke, or never came about. */
    void lost(TransportException cause) {
        broken(cause);
        channel.close();
    }

    /** The transport is of no use any more: it ends when everybody has heard of that, unless it is ending already. */
    void broken(TransportException cause) {
        drive(() -> stream.disconnected(Optional.of(cause)));
    }

    /** The peer sends more at once than the stream may take. */
    void overlong(String message) {
        drive(() -> stream.fail(StreamError.of(StreamErrorCondition.POLICY_VIOLATION, message)));
    }

    /** Whether a handshake is under way or due. */
    private boolean isSecuring() {
        StreamState state = stream.state();
        boolean due = state.tlsPolicy() == TlsPolicy.DIRECT && !state.secure() && state.phase() == Phase.OPENING;
        return due || state.phase() == Phase.SECURING;
    }

    /**
     * Reads while the stream wants it, and the receiving entity only while the peer takes what we write: so a client that does not
     * read is not read from either. The initiating entity reads on, for if both did this, each could wait for the other for ever;
     * what it writes is bounded by the output's bound alone.
     */
    void readIfWanted() {
        boolean taken = stream.state().role() == Role.INITIATING || channel.isWritable();
        channel.config().setAutoRead(transport.isEnding() || (stream.wantsInput() && taken));
        if (watching) { // one read, or else the end of the connection would not be seen
            watching = false;
            channel.read();
        }
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
        transport.drop();
    }

    void idle(boolean unanswered) {
        // RFC 6120 section 4.9.3.4: connection-timeout is for data that goes unanswered. Of the two that section 4.6.3
        // has for
        // idleness, resource-constraint is the one behind which either side may come again.
        StreamErrorCondition condition =
                unanswered ? StreamErrorCondition.CONNECTION_TIMEOUT : StreamErrorCondition.RESOURCE_CONSTRAINT;
        drive(() -> stream.fail(StreamError.of(condition, "the stream was idle for too long")));
    }

    void keepalive() {
        if (!transport.keepAlive()) {
            keepingAlive = true;
            drive(stream::keepalive);
            keepingAlive = false;
        }
    }

    // Events

    /** Calls the stream for what the peer, the transport or the clock did. */
    private void drive(Supplier<List<StreamEvent>> verb) {
        List<StreamEvent> events;
        try {
            events = verb.get();
        } catch (RuntimeException | Error fault) { // of a function that the application gave to the stream
            fault(fault);
            return;
        }
        performAll(events);
    }

    private void performAll(List<StreamEvent> events) {
        output.expect(events);
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
        output.flush();
        if (leaving) {
            transport.end();
        }
        snapshot = stream.state();
        if (snapshot.phase() == Phase.CLOSING) {
            timers.closing();
        }
        readIfWanted();
    }

    private void perform(StreamEvent event) {
        if (event instanceof StreamEvent.Write write) {
            timers.wrote(!keepingAlive);
            output.write(write);
            tap.ifPresent(log -> tell(log, write));
        } else if (event instanceof StreamEvent.StartTls tls) {
            startTls(tls);
        } else if (event instanceof StreamEvent.CloseTransport) {
            leaving = true;
        } else if (event instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof Computation<?>) {
            compute(asked);
        } else if (event instanceof StreamEvent.Notice notice) {
            hear(notice);
        }
    }

    /** From here on every octet passes TLS: what was written is on its way before it, what is read next goes through it. */
    private void startTls(StreamEvent.StartTls start) {
        channel.flush();
        try {
            channel.pipeline().addFirst("tls", setup.tls().handler(channel, start));
            channel.pipeline().addFirst(new WhiteSpaceFilter());
        } catch (TransportException failure) {
            broken(failure);
        }
    }

    private void hear(StreamEvent.Notice notice) {
        if (ended) {
            return; // NotSent behind Closed: the stage that send() gave tells it
        }
        ended = notice instanceof StreamEvent.Closed;
        if (ended) {
            callOff.run();
        }
        snapshot = stream.state(); // before anybody hears of it, for they may look from another thread
        try {
            setup.listener().notice(connection, notice);
        } catch (Throwable failure) {
            // Errors too, such as a class that is missing: the stream must not go on as if the notice had been heard.
            fault(failure);
        }
        if (notice instanceof StreamEvent.Established) {
            timers.established();
            established.complete(connection);
        } else if (notice instanceof StreamEvent.Closed last) {
            reason = last.reason();
            timers.stop();
            established.completeExceptionally(new StreamEndedException(reason));
            if (!leaving && !transport.isEnding()) {
                channel.close();
            }
        }
    }

    private void tell(WireTap log, StreamEvent.Write write) {
        try {
            log.sent(write.octets());
        } catch (RuntimeException | Error failure) {
            fault(failure);
        }
    }

    private <R> void compute(StreamEvent.Asked<R> asked) {
        Computation<R> work = (Computation<R>) asked.prompt();
        watching = true;
        try {
            callOff = setup.computations()
                    .run(work, channel.eventLoop(), answer -> drive(() -> stream.reply(asked, answer)), this::fault);
        } catch (RejectedExecutionException full) {
            performAll(stream.fail(
                    StreamError.of(StreamErrorCondition.RESOURCE_CONSTRAINT, "too many computations wait already")));
        }
    }

    /** Code of the application failed. */
    private void fault(Throwable failure) {
        try {
            setup.listener().failed(connection, failure);
        } catch (Throwable again) { // the stream has to end all the same
            if (again != failure) {
                failure.addSuppressed(again);
            }
        }
        performAll(stream.fail(StreamError.of(StreamErrorCondition.INTERNAL_SERVER_ERROR)));
    }

    // For the facade; state(), closed() and remoteAddress() on any thread

    void send(List<XmlElement> elements, CompletableFuture<Void> stage) {
        if (output.isFull() && stream.state().phase() == Phase.ESTABLISHED) {
            TransportException unread = output.giveUp();
            performAll(
                    stream.fail(StreamError.of(StreamErrorCondition.RESOURCE_CONSTRAINT, "too much was left unread")));
            stage.completeExceptionally(unread);
            return;
        }
        List<StreamEvent> events = stream.send(elements);
        output.await(events, stage);
        performAll(events);
    }

    <R> void reply(StreamEvent.Asked<R> question, R answer) {
        performAll(stream.reply(question, answer));
    }

    void tell(FeatureCommand command) {
        performAll(stream.tell(command));
    }

    void close() {
        performAll(stream.close());
    }

    void redirect(URI target) {
        performAll(stream.redirect(target));
    }

    void fail(StreamError error) {
        performAll(stream.fail(error));
    }

    StreamState state() {
        return channel.eventLoop().inEventLoop() ? stream.state() : snapshot;
    }

    CompletionStage<Reason> closed() {
        return closed.minimalCompletionStage();
    }

    Optional<SocketAddress> remoteAddress() {
        @Nullable SocketAddress address = channel.remoteAddress();
        return Optional.ofNullable(address);
    }

    CompletableFuture<XmppConnection> established() {
        return established;
    }

    XmppConnection connection() {
        return connection;
    }
}
