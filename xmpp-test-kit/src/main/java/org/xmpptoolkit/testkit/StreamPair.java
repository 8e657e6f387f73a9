package org.xmpptoolkit.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;

/**
 * Two streams wired together in memory: what one writes, the other receives, cut as the test likes. STARTTLS is carried out as far as
 * the streams can tell: both hear that the handshake is done. There is no thread and no clock in it. Not thread-safe.
 */
public final class StreamPair {
    private final Side initiating;
    private final Side receiving;
    private final IntUnaryOperator cut;
    private final Map<Class<?>, Function<Object, Object>> answers;

    private StreamPair(Builder builder) {
        this.cut = builder.cut;
        this.answers = Map.copyOf(builder.answers);
        this.initiating = new Side(builder.initiating, builder.initiatingTls);
        this.receiving = new Side(builder.receiving, builder.receivingTls);
    }

    /**
     * Starts a pair.
     *
     * @param initiating a stream that is not open yet
     * @param receiving a stream that nothing came to yet
     * @return a builder
     */
    public static Builder of(XmppStream initiating, XmppStream receiving) {
        return new Builder(initiating, receiving);
    }

    /**
     * Opens the initiating stream, and lets both run until neither has anything more to say.
     *
     * @return this pair
     */
    public StreamPair open() {
        initiating.pump.perform(initiating.stream.open());
        settle();
        return this;
    }

    /**
     * Calls the initiating stream, and lets both run.
     *
     * @param call for instance {@code stream -> stream.send(elements)}
     * @return this pair
     */
    public StreamPair initiating(Function<XmppStream, List<StreamEvent>> call) {
        initiating.pump.perform(call.apply(initiating.stream));
        settle();
        return this;
    }

    /**
     * Calls the receiving stream, and lets both run.
     *
     * @param call for instance {@code stream -> stream.close()}
     * @return this pair
     */
    public StreamPair receiving(Function<XmppStream, List<StreamEvent>> call) {
        receiving.pump.perform(call.apply(receiving.stream));
        settle();
        return this;
    }

    /** {@return the initiating stream, to be looked at; call it by {@link #initiating(Function)}, so that the other hears of it} */
    public XmppStream initiating() {
        return initiating.stream;
    }

    /** {@return the receiving stream, to be looked at; call it by {@link #receiving(Function)}, so that the other hears of it} */
    public XmppStream receiving() {
        return receiving.stream;
    }

    /** {@return all events of the initiating stream so far, in order; a view that grows with them} */
    public List<StreamEvent> initiatingEvents() {
        return Collections.unmodifiableList(initiating.events);
    }

    /** {@return all events of the receiving stream so far, in order; a view that grows with them} */
    public List<StreamEvent> receivingEvents() {
        return Collections.unmodifiableList(receiving.events);
    }

    private void settle() {
        boolean moved = true;
        while (moved) {
            moved = step(initiating, receiving);
            moved |= step(receiving, initiating);
        }
    }

    /** Does one thing for a side; false if there is nothing to do. */
    private boolean step(Side side, Side other) {
        Runnable todo = side.todo.poll();
        if (todo != null) {
            todo.run();
            return true;
        }
        if (other.outgoing.hasRemaining() && side.stream.wantsInput() && !side.handshaking) {
            int octets = Math.max(1, Math.min(other.outgoing.remaining(), cut.applyAsInt(other.outgoing.remaining())));
            ByteBuffer piece = other.outgoing.slice(other.outgoing.position(), octets);
            other.outgoing.position(other.outgoing.position() + octets);
            side.pump.perform(side.stream.receive(piece));
            return true;
        }
        if (side.handshaking && other.handshaking && !side.outgoing.hasRemaining() && !other.outgoing.hasRemaining()) {
            side.handshaking = false;
            other.handshaking = false;
            // The receiving entity is told first: it must be ready for what the initiating entity says at once.
            receiving.pump.perform(receiving.stream.secured(receiving.tls));
            initiating.pump.perform(initiating.stream.secured(initiating.tls));
            return true;
        }
        if (other.transportClosed && !other.outgoing.hasRemaining() && !side.transportGone) {
            side.transportGone = true;
            side.pump.perform(side.stream.disconnected(Optional.empty()));
            return true;
        }
        return false;
    }

    private final class Side {
        final XmppStream stream;
        final TlsSession tls;
        final List<StreamEvent> events = new ArrayList<>();
        final EventPump pump = new EventPump(this::perform);
        final Queue<Runnable> todo = new ArrayDeque<>();
        ByteBuffer outgoing = ByteBuffer.allocate(0);
        boolean handshaking;
        boolean transportClosed;
        boolean transportGone;

        Side(XmppStream stream, TlsSession tls) {
            this.stream = stream;
            this.tls = tls;
        }

        private void perform(StreamEvent event) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                ByteBuffer octets = write.octets();
                outgoing = ByteBuffer.allocate(outgoing.remaining() + octets.remaining())
                        .put(outgoing)
                        .put(octets)
                        .flip();
            } else if (event instanceof StreamEvent.StartTls) {
                handshaking = true;
            } else if (event instanceof StreamEvent.CloseTransport) {
                transportClosed = true;
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                todo.add(() -> answer(asked));
            }
        }

        private <R> void answer(StreamEvent.Asked<R> asked) {
            for (Map.Entry<Class<?>, Function<Object, Object>> entry : answers.entrySet()) {
                if (entry.getKey().isInstance(asked.prompt())) {
                    @SuppressWarnings("unchecked") // Builder.answering ties prompt and answer together
                    R answer = (R) entry.getValue().apply(asked.prompt());
                    pump.perform(stream.reply(asked, answer));
                    return;
                }
            }
        }
    }

    /** Collects a pair. Not thread-safe. */
    public static final class Builder {
        private final XmppStream initiating;
        private final XmppStream receiving;
        private IntUnaryOperator cut = available -> available;
        private final Map<Class<?>, Function<Object, Object>> answers = new HashMap<>();
        private TlsSession initiatingTls =
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();
        private TlsSession receivingTls =
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.ABSENT).build();

        private Builder(XmppStream initiating, XmppStream receiving) {
            this.initiating = initiating;
            this.receiving = receiving;
        }

        /**
         * Sets how octets are cut: given how many are there, how many to hand over next. All of them unless set.
         *
         * @param cut gives a number of octets; what is out of range is brought into it
         * @return this builder
         */
        public Builder cut(IntUnaryOperator cut) {
            this.cut = cut;
            return this;
        }

        /**
         * Answers each question of a kind. What has no answer here stays open.
         *
         * @param kind the class of the question
         * @param answer what to reply
         * @param <R> what the answer is
         * @param <P> the question
         * @return this builder
         */
        public <R, P extends Prompt<R>> Builder answering(Class<P> kind, Function<P, R> answer) {
            answers.put(kind, prompt -> answer.apply(kind.cast(prompt)));
            return this;
        }

        /**
         * Sets what each side hears of TLS.
         *
         * @param initiating what the initiating entity knows
         * @param receiving what the receiving entity knows
         * @return this builder
         */
        public Builder tls(TlsSession initiating, TlsSession receiving) {
            this.initiatingTls = initiating;
            this.receivingTls = receiving;
            return this;
        }

        /** {@return the pair, not open yet} */
        public StreamPair build() {
            return new StreamPair(this);
        }
    }
}
