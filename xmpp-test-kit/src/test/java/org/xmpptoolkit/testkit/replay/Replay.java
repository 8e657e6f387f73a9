package org.xmpptoolkit.testkit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;

/** A trace with a stream of ours in the place of one side: it hears what that side heard, and says what that side said. */
abstract class Replay {
    private static final String SM = "urn:xmpp:sm:3";

    final Trace trace;
    final XmppStream stream;
    final List<StreamEvent> events = new ArrayList<>();
    /** What our stream wrote, but for headers. */
    final List<XmlElement> written = new ArrayList<>();

    private final Trace.Kind own;
    private final TlsSession tls;
    private final boolean octetByOctet;
    private final EventPump pump = new EventPump(this::perform);
    private final Frames ourFrames;
    private final Frames ownFrames;
    private final Frames peerFrames;

    private final List<XmlElement> expected = new ArrayList<>();
    private final List<Long> expectedAcks = new ArrayList<>();
    private final List<XmlElement> expectedNotSent = new ArrayList<>();
    private final List<XmlElement> waiting = new ArrayList<>();
    private boolean hadToWait;
    private boolean managed;
    private long handled;
    private long told;
    private long acknowledged;
    private boolean lost;

    Replay(Trace trace, XmppStream stream, Trace.Kind own, TlsSession tls, boolean octetByOctet) {
        this.trace = trace;
        this.stream = stream;
        this.own = own;
        this.tls = tls;
        this.octetByOctet = octetByOctet;
        this.ourFrames = new Frames(trace);
        this.ownFrames = new Frames(trace);
        this.peerFrames = new Frames(trace);
    }

    /** Answers a question of the stream. */
    abstract List<StreamEvent> answer(StreamEvent.Asked<?> asked);

    /** Whether a feature of our stream says an element of its side by itself. */
    abstract boolean isSaidByFeature(XmlElement element);

    /** Whether a feature of our stream takes an element of the peer. */
    abstract boolean isHeardByFeature(XmlElement element);

    /** A peer's stanza as the application gets it. */
    abstract XmlElement asDelivered(XmlElement stanza);

    /** Begins, where our side speaks first. */
    abstract List<StreamEvent> begin();

    final Replay run() {
        return run(trace.lines());
    }

    /** Runs up to the first line that has a text, and stops behind it. */
    final Replay runUpTo(String text) {
        int lines = 0;
        while (!trace.lines().get(lines++).text().contains(text)) {}
        return run(trace.lines().subList(0, lines));
    }

    private Replay run(List<Trace.Line> lines) {
        pump.perform(begin());
        lines.forEach(this::step);
        return this;
    }

    private void step(Trace.Line line) {
        switch (line.kind()) {
            case SECURED -> pump.perform(stream.secured(tls));
            case ENDED -> end();
            default -> {
                if (line.kind() == own) {
                    speak(line);
                } else {
                    hear(line);
                }
            }
        }
    }

    private void hear(Trace.Line line) {
        boolean closedBefore = peerFrames.isClosed();
        peerFrames.feed(line.text()).forEach(this::expect);
        if (peerFrames.isClosed() && !closedBefore && !ownFrames.isClosed()) {
            expectClosingAck();
        }
        byte[] octets = line.octets();
        int step = octetByOctet ? 1 : octets.length;
        for (int from = 0; from < octets.length; from += step) {
            pump.perform(stream.receive(ByteBuffer.wrap(octets, from, step)));
        }
    }

    private void expect(XmlElement element) {
        if (element.is(SM, own == Trace.Kind.SERVER ? "enable" : "enabled")) {
            managed = true;
        } else if (element.is(SM, "r") && !ownFrames.isClosed()) {
            expectedAcks.add(handled);
            told = handled;
        } else if (element.is(SM, "a")) {
            acknowledged = Long.parseLong(element.attribute("h").orElseThrow());
        } else if (Frames.isStanza(element)) {
            handled += managed ? 1 : 0;
            if (!isHeardByFeature(element)) {
                expected.add(asDelivered(element));
            }
        }
    }

    /** What was handled is told in front of our closing tag, if it was not told before. */
    private void expectClosingAck() {
        if (managed && handled != told) {
            expectedAcks.add(handled);
        }
    }

    private void speak(Trace.Line line) {
        boolean closedBefore = ownFrames.isClosed();
        for (XmlElement element : ownFrames.feed(line.text())) {
            if (Frames.isStanza(element) && !isSaidByFeature(element)) {
                send(element);
            }
        }
        if (ownFrames.isClosed() && !closedBefore && !peerFrames.isClosed()) {
            expectClosingAck();
            pump.perform(stream.close());
        }
    }

    private void send(XmlElement stanza) {
        if (peerFrames.isClosed()) {
            expectedNotSent.add(stanza);
        }
        if (all(StreamEvent.Established.class).isEmpty()
                && all(StreamEvent.Closed.class).isEmpty()) {
            waiting.add(stanza);
            hadToWait = true;
        } else {
            pump.perform(stream.send(List.of(stanza)));
        }
    }

    /** Whether stanzas came before our stream was established. */
    final boolean hadToWait() {
        return hadToWait;
    }

    private void end() {
        if (!lost) {
            lost = true;
            pump.perform(stream.disconnected(Optional.empty()));
        }
    }

    private void perform(StreamEvent event) {
        events.add(event);
        if (event instanceof StreamEvent.Write write) {
            written.addAll(ourFrames.feed(
                    StandardCharsets.ISO_8859_1.decode(write.octets()).toString()));
        } else if (event instanceof StreamEvent.Asked<?> asked) {
            pump.perform(answer(asked));
        } else if (event instanceof StreamEvent.Established) {
            pump.perform(stream.send(waiting));
        }
    }

    final <E extends StreamEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    final List<String> sasl() {
        return sasl(written);
    }

    /** What is said of SASL, without base64; of failures only the condition. */
    static List<String> sasl(List<XmlElement> elements) {
        return elements.stream()
                .filter(element -> element.namespace().equals(Namespaces.SASL))
                .map(element -> switch (element.localName()) {
                    case "failure" -> "failure " + element.elements().get(0).localName();
                    case "auth" -> element.attribute("mechanism").orElse("") + " " + Attempt.decoded(element);
                    default -> element.localName() + " " + Attempt.decoded(element);
                })
                .toList();
    }

    /** The stream came as far as the trace did, and all of it arrived, once and in order. */
    final void assertAsTraced() {
        assertEquals(List.of(), all(StreamEvent.ErrorSent.class));
        assertEquals(List.of(), all(StreamEvent.ErrorReceived.class));
        assertEquals(1, all(StreamEvent.Established.class).size(), () -> "established: " + events);
        assertEquals(
                expected,
                all(StreamEvent.ElementReceived.class).stream()
                        .map(StreamEvent.ElementReceived::element)
                        .toList());
        assertFalse(expected.isEmpty(), "the trace has stanzas");
        assertEquals(
                expectedNotSent,
                all(StreamEvent.NotSent.class).stream()
                        .flatMap(notice -> notice.elements().stream())
                        .toList());
        assertEquals(
                expectedAcks,
                written.stream()
                        .filter(element -> element.is(SM, "a"))
                        .map(element -> Long.parseLong(element.attribute("h").orElseThrow()))
                        .toList());
        assertEquals(
                acknowledged,
                all(StreamEvent.Acknowledged.class).stream()
                        .mapToLong(notice -> notice.stanzas().size())
                        .sum());
        assertClosedAsTraced();
    }

    private void assertClosedAsTraced() {
        List<StreamEvent> whileOpen = events.stream()
                .filter(event -> !(event instanceof StreamEvent.NotSent))
                .toList();
        Reason reason = assertInstanceOf(StreamEvent.Closed.class, whileOpen.get(whileOpen.size() - 1))
                .reason();
        assertEquals(1, all(StreamEvent.Closed.class).size());
        Frames frames = new Frames(trace);
        boolean peerFirst = false;
        boolean ownFirst = false;
        Frames other = new Frames(trace);
        for (Trace.Line line : trace.lines()) {
            (line.kind() == own ? frames : other).feed(line.text());
            peerFirst |= other.isClosed() && !ownFirst;
            ownFirst |= frames.isClosed() && !peerFirst;
        }
        if (!peerFirst && !ownFirst) {
            assertInstanceOf(Reason.TransportLost.class, reason);
        } else {
            assertEquals(ownFirst ? new Reason.WeClosed() : new Reason.PeerClosed(), reason);
            assertTrue(ourFrames.isClosed(), "our closing tag");
        }
    }
}
