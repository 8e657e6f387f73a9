package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.StreamTap;
import org.xmpptoolkit.stream.feature.Then;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.FrameDecoder;
import org.xmpptoolkit.stream.framing.FrameEncoder;
import org.xmpptoolkit.stream.framing.Framing;

/** Features that need no offer, that bring a new one, or that ask and authorize while the stream goes on. */
class FeatureHooksTest {
    private static final String NAMESPACE = "urn:example:hooks";
    private static final String OLD_CLIENT_HEADER =
            Streams.CLIENT_HEADER.replace(" version='1.0' xml:lang", " xml:lang");
    private static final String OLD_SERVER_HEADER =
            Streams.SERVER_HEADER.replace(" version='1.0' xml:lang", " xml:lang");
    private static final DomainPair PAIR = new DomainPair(Jid.parse("a.example"), Jid.parse("b.example"));
    private static final DomainPair BACK = new DomainPair(PAIR.to(), PAIR.from());

    @Test
    void impliedFeatureBeginsOnAStreamWithoutFeatures() {
        Transcript client = Streams.initiating(new Hooked(true, Then.PROCEED));
        assertEquals("<hook:begin/>", client.feed(OLD_SERVER_HEADER));
        client.feed("<done xmlns='urn:example:hooks'/>");
        assertEquals(Phase.ESTABLISHED, client.stream.state().phase());
    }

    @Test
    void impliedFeatureIsAwaitedOnAStreamWithoutFeatures() {
        Transcript server = Streams.receiving(new Hooked(true, Then.PROCEED));
        assertTrue(server.feed(OLD_CLIENT_HEADER).endsWith(">"));
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        assertTrue(server.all(StreamEvent.ErrorSent.class).isEmpty());
        assertEquals("<hook:done/>", server.feed("<begin xmlns='urn:example:hooks'/>"));
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
    }

    @Test
    void streamWithoutFeaturesIsRefusedWhereNothingIsImplied() {
        Transcript client = Streams.initiating(new Hooked(false, Then.PROCEED));
        client.feed(OLD_SERVER_HEADER);
        assertEquals(
                StreamErrorCondition.UNSUPPORTED_VERSION,
                client.only(StreamEvent.ErrorSent.class).error().condition());
        Transcript server = Streams.receiving(new Hooked(false, Then.PROCEED));
        assertTrue(!server.feed(OLD_CLIENT_HEADER).contains("features"));
        assertEquals(
                StreamErrorCondition.UNSUPPORTED_VERSION,
                server.only(StreamEvent.ErrorSent.class).error().condition());
    }

    @Test
    void headerDeclaresWhatAFeatureNeeds() {
        Transcript client = Streams.initiating(new Hooked(true, Then.PROCEED));
        assertEquals(
                NAMESPACE,
                client.stream.state().localHeader().orElseThrow().declarations().get("hook"));
        Transcript server = Streams.receiving(new Hooked(true, Then.PROCEED));
        assertTrue(server.feed(Streams.CLIENT_HEADER).contains("xmlns:hook='urn:example:hooks'"));
    }

    @Test
    void newOfferComesUnderTheSameHeaders() {
        Transcript server = Streams.receiving(new Hooked(false, Then.REOFFER));
        server.feed(Streams.CLIENT_HEADER);
        String answer = server.feed("<begin xmlns='urn:example:hooks'/>");
        assertEquals("<done xmlns='urn:example:hooks'/><stream:features/>", answer);
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());

        Transcript client = Streams.initiating(new Hooked(false, Then.REOFFER));
        client.feed(Streams.SERVER_HEADER + "<stream:features><begin xmlns='urn:example:hooks'/></stream:features>");
        client.feed("<done xmlns='urn:example:hooks'/>");
        assertEquals(Phase.NEGOTIATING, client.stream.state().phase(), "the new offer is awaited");
        client.feed("<stream:features/>");
        assertEquals(Phase.ESTABLISHED, client.stream.state().phase());
    }

    @Test
    void newOfferBehindAuthenticationLiftsTheBounds() {
        StreamConfig config = Streams.serving(new Hooked(false, Then.REOFFER))
                .limits(StreamLimits.DEFAULT.toBuilder().elementOctets(100_000).build())
                .build();
        String large = "<message><body>" + "x".repeat(90_000) + "</body></message>";
        Transcript early = new Transcript(XmppStream.receiving(config));
        early.feed(Streams.CLIENT_HEADER + large);
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                early.only(StreamEvent.ErrorSent.class).error().condition());
        Transcript late = new Transcript(XmppStream.receiving(config));
        late.feed(Streams.CLIENT_HEADER + "<begin xmlns='urn:example:hooks'/>" + large);
        assertEquals(1, late.all(StreamEvent.ElementReceived.class).size());
    }

    @Test
    void tapOfTheHeaderAsksWhileTheStreamGoesOn() {
        Transcript server = Streams.receiving(new Hooked(false, Then.PROCEED));
        server.feed(Streams.CLIENT_HEADER + "<ask xmlns='urn:example:hooks'/><ask xmlns='urn:example:hooks'/>");
        List<StreamEvent.Asked<Boolean>> asked = asked(server);
        assertEquals(2, asked.size());
        assertTrue(server.stream.wantsInput());
        server.feed("<begin xmlns='urn:example:hooks'/><message/>");
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        assertEquals("<answer xmlns='urn:example:hooks'/>", server.add(server.stream.reply(asked.get(1), true)));
        assertEquals("<answer xmlns='urn:example:hooks'/>", server.add(server.stream.reply(asked.get(0), true)));
    }

    @Test
    void impliedFeatureBeginsThoughTheOfferLacksIt() {
        Transcript client = Streams.initiating(new Hooked(true, Then.PROCEED));
        assertEquals("<hook:begin/>", client.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES));
        Transcript other = Streams.initiating(new Hooked(false, Then.PROCEED));
        assertEquals("", other.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES));
        assertEquals(Phase.ESTABLISHED, other.stream.state().phase());
    }

    @Test
    void initiatingEntitysTapSeesTheStreamFromThePeersHeaderOn() {
        Transcript client = Streams.initiating(new Hooked(false, Then.PROCEED));
        client.feed(Streams.SERVER_HEADER + "<ask xmlns='urn:example:hooks'/>");
        assertEquals(1, asked(client).size());
        assertEquals(Phase.NEGOTIATING, client.stream.state().phase());
    }

    @Test
    void questionsBesideAreDroppedAtTheEnd() {
        Transcript server = Streams.receiving(new Hooked(false, Then.PROCEED));
        server.feed(Streams.CLIENT_HEADER + "<ask xmlns='urn:example:hooks'/>");
        server.add(server.stream.close());
        assertEquals(List.of(), server.stream.reply(asked(server).get(0), true));
    }

    @Test
    void pairThatATapAuthorizesMayBeAllThatWasMissing() {
        Transcript server = Streams.receiving(new Hooked(false, Then.PROCEED));
        server.feed(Streams.CLIENT_HEADER);
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        server.feed("<authorize xmlns='urn:example:hooks'/>");
        assertEquals(Set.of(PAIR, BACK), server.stream.state().authorized());
        assertEquals(2, server.all(StreamEvent.PairAuthorized.class).size());
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        server.feed("<authorize xmlns='urn:example:hooks'/>");
        assertEquals(2, server.all(StreamEvent.PairAuthorized.class).size(), "nothing new");
    }

    @Test
    void featureThatTheFramingHasNoPlaceForIsNotOffered() {
        StreamConfig config = Streams.serving(new Hooked(false, Then.PROCEED))
                .framing(new Picky())
                .build();
        Transcript server = new Transcript(XmppStream.receiving(config));
        assertTrue(server.feed(Streams.CLIENT_HEADER).endsWith("<stream:features/>"));
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().framing(new Picky()).build(), List.of(new Hooked(false, Then.PROCEED))));
        client.add(client.stream.open());
        assertEquals(
                "",
                client.feed(Streams.SERVER_HEADER
                        + "<stream:features><begin xmlns='urn:example:hooks'/></stream:features>"));
    }

    @Test
    void newOfferBringsTheTapsOfWhatIsAdmissibleOnlyNow() {
        List<StreamFeature.Receiving> features = List.of(new Hooked(false, Then.REOFFER), new Late());
        Transcript server = Streams.receiving(features.toArray(StreamFeature.Receiving[]::new));
        server.feed(Streams.CLIENT_HEADER + "<begin xmlns='urn:example:hooks'/><late xmlns='urn:example:hooks'/>");
        assertEquals(1, asked(server).size());

        Transcript client = Streams.initiating(new Hooked(false, Then.REOFFER), new Late());
        client.feed(Streams.SERVER_HEADER + "<stream:features><begin xmlns='urn:example:hooks'/></stream:features>");
        client.feed("<done xmlns='urn:example:hooks'/><late xmlns='urn:example:hooks'/>");
        assertEquals(1, asked(client).size());
    }

    @Test
    void newOfferLeavesTheTapsOfTheHeaderAsTheyAre() {
        Transcript server = Streams.receiving(new Late(true), new Hooked(false, Then.REOFFER));
        server.feed(Streams.CLIENT_HEADER + "<begin xmlns='urn:example:hooks'/>");
        assertEquals(
                1,
                server.all(StreamEvent.Write.class).stream()
                        .filter(write -> Transcript.written(List.of(write)).contains("<begun "))
                        .count());
    }

    /** What a tap says last may end the stream, which ends once. */
    @Test
    void streamThatATapEndsWhileItClosesEndsOnce() {
        for (boolean peer : new boolean[] {true, false}) {
            Transcript server = Streams.receiving(new Late(true), new Hooked(false, Then.PROCEED));
            server.feed(Streams.CLIENT_HEADER + "<fragile xmlns='urn:example:hooks'/>");
            if (peer) {
                server.feed("</stream:stream>");
            } else {
                server.add(server.stream.close());
            }
            server.add(server.stream.disconnected(Optional.empty()));
            assertTrue(server.closed() instanceof Reason.ErrorSent, server.events.toString());
            assertEquals(1, server.all(StreamEvent.CloseTransport.class).size());
            assertEquals(Phase.CLOSED, server.stream.state().phase());
        }
    }

    @Test
    void nothingIsAskedBehindTheEnd() {
        Transcript server = Streams.receiving(new Late(true), new Hooked(false, Then.PROCEED));
        server.feed(Streams.CLIENT_HEADER + "<fragile xmlns='urn:example:hooks'/><late xmlns='urn:example:hooks'/>");
        assertTrue(server.closed() instanceof Reason.ErrorSent, server.events.toString());
        assertEquals(List.of(), asked(server));
    }

    @SuppressWarnings("unchecked")
    private static List<StreamEvent.Asked<Boolean>> asked(Transcript transcript) {
        return transcript.all(StreamEvent.Asked.class).stream()
                .map(asked -> (StreamEvent.Asked<Boolean>) asked)
                .toList();
    }

    private record Really() implements Prompt<Boolean> {}

    private static final class Picky implements Framing {
        private final Framing documents = new DocumentFraming();

        @Override
        public FrameDecoder newDecoder(StreamLimits limits) {
            return documents.newDecoder(limits);
        }

        @Override
        public FrameEncoder newEncoder(StreamHeader ours) {
            return documents.newEncoder(ours);
        }

        @Override
        public boolean permits(StreamFeature feature) {
            return !(feature instanceof Hooked);
        }
    }

    private record Hooked(boolean old, Then then) implements StreamFeature.Initiating, StreamFeature.Receiving {
        private static final XmlElement BEGIN = XmlElement.of(NAMESPACE, "begin");
        private static final XmlElement DONE = XmlElement.of(NAMESPACE, "done");

        @Override
        public QName name() {
            return BEGIN.name();
        }

        @Override
        public boolean admissible(StreamState state) {
            return state.account().isEmpty();
        }

        @Override
        public boolean implied(StreamState state) {
            return old;
        }

        @Override
        public Map<String, String> declarations() {
            return old ? Map.of("hook", NAMESPACE) : Map.of();
        }

        @Override
        public List<StreamTap> taps(StreamState state) {
            return List.of(new Asking());
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            return new Step.Continue(List.of(BEGIN), new Negotiation() {
                @Override
                public boolean expects(XmlElement element) {
                    return element.equals(DONE);
                }

                @Override
                public Step onElement(XmlElement element, StreamState now) {
                    return done(List.of());
                }
            });
        }

        private Step done(List<XmlElement> send) {
            Outcome outcome = then == Then.REOFFER ? Outcome.account(Streams.ACCOUNT) : Outcome.NOTHING;
            return new Step.Done(send, outcome, then);
        }

        @Override
        public boolean mandatory(StreamState state) {
            return state.authorized().isEmpty();
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.of(BEGIN);
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return first.equals(BEGIN);
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            return done(List.of(DONE));
        }
    }

    /** Asks, and authorizes, on demand. */
    private static final class Asking implements StreamTap {
        @Override
        public boolean claims(XmlElement element) {
            return element.is(NAMESPACE, "ask") || element.is(NAMESPACE, "authorize");
        }

        @Override
        public Reaction onElement(XmlElement element) {
            return element.localName().equals("ask")
                    ? Reaction.ask(
                            new Question<>(new Really(), answer -> Reaction.send(XmlElement.of(NAMESPACE, "answer"))))
                    : new Reaction(List.of(), List.of(), Set.of(), Set.of(PAIR), List.of(), Optional.empty());
        }

        @Override
        public Set<DomainPair> authorized(DomainPair pair) {
            return Set.of(new DomainPair(pair.to(), pair.from()));
        }
    }

    /** Its tap comes behind authentication only, or always; once it is fragile, nothing can be sent any more. */
    private record Late(boolean always) implements StreamFeature.Initiating, StreamFeature.Receiving {
        Late() {
            this(false);
        }

        @Override
        public QName name() {
            return new QName(NAMESPACE, "late");
        }

        @Override
        public boolean admissible(StreamState state) {
            return always || state.account().isPresent();
        }

        @Override
        public List<StreamTap> taps(StreamState state) {
            return List.of(new Fragile());
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            return new Step.Done(List.of(), Outcome.NOTHING, Then.PROCEED);
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
            return false;
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            throw new IllegalStateException("the tap takes it");
        }
    }

    private static final class Fragile implements StreamTap {
        private boolean fragile;

        @Override
        public Reaction begin() {
            return Reaction.send(XmlElement.of(NAMESPACE, "begun"));
        }

        @Override
        public boolean claims(XmlElement element) {
            return element.is(NAMESPACE, "late") || element.is(NAMESPACE, "fragile");
        }

        @Override
        public Reaction onElement(XmlElement element) {
            boolean breaks = element.localName().equals("fragile");
            fragile |= breaks;
            return breaks ? Reaction.NOTHING : ask(XmlElement.of(NAMESPACE, "last"));
        }

        private static Reaction ask(XmlElement send) {
            List<Question<?>> questions = List.of(new Question<>(new Really(), answer -> Reaction.NOTHING));
            return new Reaction(List.of(), List.of(send), Set.of(), Set.of(), questions, Optional.empty());
        }

        @Override
        public List<XmlElement> closing() {
            return List.of(XmlElement.of(NAMESPACE, "last"));
        }

        @Override
        public Reaction sent(XmlElement element, int octets) {
            return fragile ? Reaction.fail(StreamError.of(StreamErrorCondition.RESOURCE_CONSTRAINT)) : Reaction.NOTHING;
        }
    }
}
