package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Scenario.Move;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.Framing;
import org.xmpptoolkit.stream.framing.MessageFraming;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Two streams, the wire between them, and an application at each end: a {@link Scenario} as it is played. */
final class ScenarioWorld {
    private static final byte[] CLIENT_HELLO = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01};
    private static final String CLOSING_TAG = "</stream:stream>";

    final Side initiator;
    final Side receiver;
    /** Whether the transport was lost, with all that was on its way. */
    boolean lost;

    private final Scenario scenario;
    private final ScenarioEntities entities;
    private final boolean messages;
    /** Whether all that is on its way is handed over at once: then what happens does not depend on the framing. */
    private final boolean whole;

    private int pieces;

    /** Over documents. */
    ScenarioWorld(Scenario scenario) {
        this(scenario, new DocumentFraming(), false);
    }

    ScenarioWorld(Scenario scenario, Framing framing, boolean whole) {
        this.scenario = scenario;
        this.messages = framing instanceof MessageFraming;
        this.whole = whole;
        this.entities = new ScenarioEntities(scenario, framing);
        this.initiator = new Side(true, entities.initiator(), entities.initiatorTls());
        this.receiver = new Side(false, entities.receiver(), entities.receiverTls());
    }

    /** Plays all moves, and then lets both sides run until neither has anything more to say. */
    void play() {
        connect();
        scenario.moves().forEach(this::move);
        settle();
    }

    private void connect() {
        initiator.handshaking = scenario.initiator().tls() == TlsPolicy.DIRECT;
        receiver.handshaking = scenario.receiver().tls() == TlsPolicy.DIRECT;
        if (scenario.agreesOnDirectTls()) {
            meet();
        } else if (initiator.handshaking) {
            initiator.onTheWay.add(CLIENT_HELLO);
            initiator.handshaking = false;
            disconnect(initiator, Optional.of(new IOException("the peer speaks no TLS")));
        }
        open();
    }

    private void open() {
        if (!initiator.handshaking && !initiator.opened && !initiator.isClosed()) {
            initiator.opened = true;
            initiator.pump.perform(initiator.stream.open());
        }
    }

    private Side other(Side side) {
        return side == initiator ? receiver : initiator;
    }

    private void move(Move move) {
        Side side = move.initiator() ? initiator : receiver;
        switch (move.kind()) {
            case RUN -> run(move.amount() % 40);
            case DELIVER -> deliver(side, move.amount());
            case REPLY -> reply(side);
            case HANDSHAKE -> handshake(side);
            case SEND -> send(side, 1 + move.amount() % 4, "");
            case SEND_LONG -> send(side, 1, "x".repeat(ScenarioEntities.SMALL));
            case SEND_FORGED -> sendForged(move.amount());
            case KEEPALIVE -> side.pump.perform(side.stream.keepalive());
            case REQUEST_ACK -> tell(side, StreamManagement.requestAck());
            case DETACH -> tell(side, StreamManagement.detach());
            case CLOSE -> {
                side.closes |= !side.isClosed();
                side.pump.perform(side.stream.close());
            }
            case FAIL -> {
                side.said.add(Scenario.said(move.amount()));
                side.pump.perform(side.stream.fail(StreamError.of(Scenario.said(move.amount()))));
            }
            case LOSE -> lose(side, move.amount() % 2 == 0);
        }
    }

    // The transport

    /** Hands octets over, if there are any, as a driver would that reads on while a question is open. */
    private boolean deliver(Side to, int most) {
        Side from = other(to);
        boolean sealed = to.handshaking && from.secured;
        boolean unopened = to == initiator && !to.opened;
        if (from.onTheWay.size() == 0 || sealed || unopened) {
            return false;
        }
        do {
            byte[] piece = messages ? from.onTheWay.takeWrite() : from.onTheWay.take(whole ? Integer.MAX_VALUE : most);
            to.pump.perform(to.stream.receive(ByteBuffer.wrap(piece)));
        } while (whole && from.onTheWay.size() > 0);
        return true;
    }

    /** The handshakes of both sides are done as soon as both have begun; each side hears of it in its time. */
    private void meet() {
        boolean quiet = initiator.onTheWay.size() == 0 && receiver.onTheWay.size() == 0;
        if (initiator.handshaking && receiver.handshaking && quiet && !initiator.met) {
            initiator.met = true;
            receiver.met = true;
        }
    }

    private boolean handshake(Side side) {
        meet();
        if (!side.met || side.gone) {
            return false;
        }
        side.met = false;
        side.handshaking = false;
        if (scenario.secure().fails()) {
            disconnect(side, Optional.of(new IOException("handshake_failure")));
        } else {
            side.secured = true;
            side.pump.perform(side.stream.secured(side.tls));
        }
        open();
        return true;
    }

    void lose(Side first, boolean bothNotice) {
        lost = true;
        initiator.onTheWay.clear();
        receiver.onTheWay.clear();
        disconnect(first, Optional.empty());
        if (bothNotice) {
            disconnect(other(first), Optional.empty());
        }
    }

    private void disconnect(Side side, Optional<Throwable> cause) {
        if (!side.gone) {
            side.gone = true;
            side.handshaking = false;
            side.met = false;
            side.pump.perform(side.stream.disconnected(cause));
        }
    }

    /** Lets both sides run. */
    void settle() {
        run(Integer.MAX_VALUE);
    }

    private void run(int rounds) {
        boolean moved = true;
        for (int i = 0; moved && i < rounds; i++) {
            moved = step(initiator);
            moved |= step(receiver);
        }
    }

    private boolean step(Side side) {
        if (reply(side) || handshake(side)) {
            return true;
        }
        int most = scenario.cuts().get(pieces++ % scenario.cuts().size());
        if ((side.stream.wantsInput() || side.isClosed()) && deliver(side, most)) {
            return true;
        }
        boolean over = other(side).endsTransport || other(side).gone || lost;
        if (over && other(side).onTheWay.size() == 0 && !side.gone) {
            disconnect(side, Optional.empty());
            return true;
        }
        return false;
    }

    // The applications

    private boolean reply(Side side) {
        Asked<?> asked = side.questions.poll();
        if (asked == null) {
            return false;
        }
        reply(side, asked);
        return true;
    }

    @SuppressWarnings("unchecked") // the entities answer what the prompt names
    private <R> void reply(Side side, Asked<R> asked) {
        boolean dropped = side.stream.state().phase().compareTo(Phase.CLOSING) >= 0;
        List<StreamEvent> events = side.stream.reply(asked, (R) entities.answer(asked.prompt()));
        if (dropped) {
            assertEquals(List.of(), events, "nothing comes of an answer to a question that was dropped");
        }
        side.pump.perform(events);
    }

    void send(Side side, int count, String text) {
        List<XmlElement> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(XmlElement.builder("jabber:client", "message")
                    .attribute("id", Integer.toString(++side.numbered))
                    .text(text)
                    .build());
        }
        send(side, messages);
    }

    /** The client gives itself out for another. */
    private void sendForged(int amount) {
        send(
                initiator,
                List.of(XmlElement.builder("jabber:client", "message")
                        .attribute("id", Integer.toString(++initiator.numbered))
                        .attribute("from", amount % 2 == 0 ? "mallory@example.net" : "juliet@im.example.com")
                        .build()));
    }

    private void send(Side side, List<XmlElement> messages) {
        boolean closed = side.isClosed();
        call(side, stream -> stream.send(messages), events -> {
            if (closed) {
                assertEquals(List.of(new StreamEvent.NotSent(messages)), events);
                return;
            }
            messages.forEach(message -> side.sent.add(number(message)));
            side.pump.perform(events);
        });
    }

    private void tell(Side side, FeatureCommand command) {
        call(side, stream -> stream.tell(command), side.pump::perform);
    }

    void requestAck(Side side) {
        tell(side, StreamManagement.requestAck());
    }

    void close(Side side) {
        side.closes = true;
        side.pump.perform(side.stream.close());
    }

    /** Makes a call that may come at the wrong time; then it changes nothing. */
    private static void call(
            Side side, Function<XmppStream, List<StreamEvent>> call, Consumer<List<StreamEvent>> then) {
        StreamState before = side.stream.state();
        List<StreamEvent> events;
        try {
            events = call.apply(side.stream);
        } catch (IllegalStateException e) {
            assertEquals(before, side.stream.state());
            return;
        }
        then.accept(events);
    }

    static int number(XmlElement message) {
        return Integer.parseInt(message.attribute("id").orElseThrow());
    }

    /** One end. */
    final class Side {
        final boolean initiates;
        final XmppStream stream;
        final TlsSession tls;
        final EventPump pump = new EventPump(this::perform);
        final List<StreamEvent> events = new ArrayList<>();
        final Octets onTheWay = new Octets();
        final Deque<Asked<?>> questions = new ArrayDeque<>();
        boolean opened;
        boolean handshaking;
        /** Whether the handshake is done, and this side has not heard of it. */
        boolean met;

        boolean secured;
        boolean endsTransport;
        boolean gone;
        /** Whether the transport ended without a closing tag in front of it. */
        boolean silent;
        /** Whether a closing tag was the last that was written. */
        private boolean tagged;

        /** Whether the application closed the stream. */
        boolean closes;
        /** The errors that the application ended the stream with. */
        final Set<StreamErrorCondition> said = EnumSet.noneOf(StreamErrorCondition.class);

        private int numbered;
        final List<Integer> sent = new ArrayList<>();
        final List<Integer> took = new ArrayList<>();
        final List<Integer> acknowledged = new ArrayList<>();
        /** What came back in the end, as undelivered or to be resumed; nothing if stream management was not on. */
        final List<Integer> left = new ArrayList<>();

        Side(boolean initiates, XmppStream stream, TlsSession tls) {
            this.initiates = initiates;
            this.stream = stream;
            this.tls = tls;
        }

        boolean isClosed() {
            return stream.state().phase() == Phase.CLOSED;
        }

        Optional<Reason> reason() {
            return events.stream()
                    .filter(StreamEvent.Closed.class::isInstance)
                    .map(event -> ((StreamEvent.Closed) event).reason())
                    .findFirst();
        }

        <E extends StreamEvent> List<E> all(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        boolean managed() {
            return all(StreamEvent.FeatureNegotiated.class).stream()
                    .anyMatch(event -> event.feature().getLocalPart().equals("sm"));
        }

        private void perform(StreamEvent event) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                byte[] octets = new byte[write.octets().remaining()];
                write.octets().duplicate().get(octets);
                tagged = new String(octets, StandardCharsets.UTF_8).endsWith(messages ? Messages.CLOSE : CLOSING_TAG);
                if (!lost && !gone && !other(this).gone) {
                    onTheWay.add(octets);
                }
            } else if (event instanceof StreamEvent.StartTls) {
                handshaking = true;
                tagged = false;
            } else if (event instanceof StreamEvent.CloseTransport) {
                endsTransport = true;
                handshaking = false;
                met = false;
                silent = !tagged;
            } else if (event instanceof Asked<?> asked) {
                questions.add(asked);
            } else if (event instanceof StreamEvent.NotSent back) {
                back.elements().forEach(message -> sent.remove((Object) number(message)));
            } else if (event instanceof StreamEvent.ElementReceived received) {
                took.add(number(received.element()));
            } else if (event instanceof StreamEvent.Acknowledged some) {
                some.stanzas().forEach(message -> acknowledged.add(number(message)));
            } else if (event instanceof StreamEvent.Undelivered some) {
                some.stanzas().forEach(message -> left.add(number(message)));
            } else if (event instanceof StreamEvent.Suspended some) {
                some.state().unacknowledged().forEach(message -> left.add(number(message)));
            }
        }
    }

    /** Octets on their way in one direction. */
    static final class Octets {
        private byte[] octets = new byte[0];
        /** How long each write was, as long as they are not cut. */
        private final Deque<Integer> writes = new ArrayDeque<>();

        int size() {
            return octets.length;
        }

        byte[] takeWrite() {
            return take(writes.remove());
        }

        void add(byte[] more) {
            int length = octets.length;
            writes.add(more.length);
            octets = Arrays.copyOf(octets, length + more.length);
            System.arraycopy(more, 0, octets, length, more.length);
        }

        byte[] take(int most) {
            byte[] piece = Arrays.copyOf(octets, Math.min(most, octets.length));
            octets = Arrays.copyOfRange(octets, piece.length, octets.length);
            return piece;
        }

        void clear() {
            octets = new byte[0];
            writes.clear();
        }
    }
}
