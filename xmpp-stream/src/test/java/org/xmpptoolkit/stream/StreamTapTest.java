package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;
import org.xmpptoolkit.stream.StreamEvent.Undelivered;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.StreamTap;
import org.xmpptoolkit.stream.feature.Then;

/** What any feature sees of its stream once it is negotiated. */
class StreamTapTest {
    private static final String NAMESPACE = "urn:example:tap";
    private static final XmlElement SPOT = XmlElement.of(NAMESPACE, "spot");
    private static final FeatureCommand PING = new FeatureCommand() {};

    private final List<String> log = new ArrayList<>();

    private Transcript tapped() {
        Transcript server = Streams.receiving(new Feature(new Logging()));
        server.feed(Streams.CLIENT_HEADER);
        assertEquals(
                "<hello xmlns='urn:example:tap'/><began xmlns='urn:example:tap'/>",
                server.feed("<tap xmlns='urn:example:tap'/>"));
        assertEquals(List.of("sent began"), log);
        log.clear();
        return server;
    }

    @Test
    void tapSeesWhatGoesOutAndWhatWasDelivered() {
        Transcript server = tapped();
        server.feed("<message/><spot xmlns='urn:example:tap'/><presence/>");
        server.add(server.stream.send(List.of(XmlElement.of("jabber:client", "iq"))));
        assertEquals(List.of("received message", "claimed spot", "sent spot", "received presence", "sent iq"), log);
        assertEquals(2, server.all(StreamEvent.ElementReceived.class).size(), "what is claimed is not delivered");
    }

    @Test
    void tapKeepsAnElementBackWithThoseBehindIt() {
        Transcript server = tapped();
        List<XmlElement> batch = List.of(
                XmlElement.of("jabber:client", "message"),
                XmlElement.of("urn:example:no", "no"),
                XmlElement.of("a", "b"));
        assertEquals("<message/><refused xmlns='urn:example:tap'/>", server.add(server.stream.send(batch)));
        assertEquals(batch.subList(1, 3), server.only(StreamEvent.NotSent.class).elements());
    }

    @Test
    void tapIsToldItsOwnCommandsOnly() {
        Transcript server = tapped();
        assertEquals("<spot xmlns='urn:example:tap'/>", server.add(server.stream.tell(PING)));
        FeatureCommand other = new FeatureCommand() {};
        assertThrows(IllegalStateException.class, () -> server.stream.tell(other));
        assertThrows(
                IllegalStateException.class,
                () -> Streams.establishedReceiving().stream.tell(PING));
    }

    @Test
    void tapSpeaksInFrontOfTheClosingTagAndOfClosed() {
        Transcript server = tapped();
        assertEquals("<bye xmlns='urn:example:tap'/></stream:stream>", server.add(server.stream.close()));
        server.feed("<message/></stream:stream><message/>");
        assertEquals(List.of("sent bye", "received message", "end WeClosed"), log);
        assertInstanceOf(Undelivered.class, server.events.get(server.events.size() - 2));
        assertInstanceOf(StreamEvent.Closed.class, server.events.get(server.events.size() - 1));
        assertEquals(List.of(), server.stream.tell(PING));
    }

    @Test
    void tapEndsTheStreamWithAnError() {
        Transcript server = tapped();
        String written = server.feed("<fault xmlns='urn:example:tap'/><message/>");
        assertTrue(written.startsWith("<stream:error><reset "), written);
        assertEquals(List.of("claimed fault", "end ErrorSent"), log);
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
    }

    private record Feature(StreamTap tap) implements StreamFeature.Receiving {
        @Override
        public QName name() {
            return new QName(NAMESPACE, "tap");
        }

        @Override
        public boolean admissible(StreamState state) {
            return true;
        }

        @Override
        public boolean mandatory(StreamState state) {
            return false;
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.empty();
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return first.is(NAMESPACE, "tap");
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            return new Step.Done(List.of(XmlElement.of(NAMESPACE, "hello")), Outcome.tapped(tap), Then.PROCEED);
        }
    }

    private final class Logging implements StreamTap {
        @Override
        public Reaction begin() {
            return Reaction.send(XmlElement.of(NAMESPACE, "began"));
        }

        @Override
        public boolean claims(XmlElement element) {
            return element.namespace().equals(NAMESPACE) && !element.localName().equals("tap");
        }

        @Override
        public Reaction onElement(XmlElement element) {
            log.add("claimed " + element.localName());
            return element.localName().equals("fault")
                    ? Reaction.fail(StreamError.of(StreamErrorCondition.RESET))
                    : Reaction.send(SPOT);
        }

        @Override
        public Optional<Reaction> refuse(XmlElement element, int octets) {
            return element.localName().equals("no")
                    ? Optional.of(Reaction.send(XmlElement.of(NAMESPACE, "refused")))
                    : Optional.empty();
        }

        @Override
        public Reaction sent(XmlElement element, int octets) {
            log.add("sent " + element.localName());
            return Reaction.NOTHING;
        }

        @Override
        public void received(XmlElement element) {
            if (!element.namespace().equals(NAMESPACE)) {
                log.add("received " + element.localName());
            }
        }

        @Override
        public Optional<Reaction> onCommand(FeatureCommand command) {
            return command == PING ? Optional.of(Reaction.send(SPOT)) : Optional.empty();
        }

        @Override
        public List<XmlElement> closing() {
            return List.of(XmlElement.of(NAMESPACE, "bye"));
        }

        @Override
        public List<FeatureNotice> end(Reason reason) {
            log.add("end " + reason.getClass().getSimpleName());
            return List.of(new Undelivered(List.of()));
        }
    }
}
