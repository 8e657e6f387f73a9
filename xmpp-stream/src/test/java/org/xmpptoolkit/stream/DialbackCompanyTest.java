package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.Dialbacks.FROM_ROOMS;
import static org.xmpptoolkit.stream.Dialbacks.ID;
import static org.xmpptoolkit.stream.Dialbacks.KEY;
import static org.xmpptoolkit.stream.Dialbacks.PAIR;
import static org.xmpptoolkit.stream.Dialbacks.answer;
import static org.xmpptoolkit.stream.Dialbacks.failure;
import static org.xmpptoolkit.stream.Dialbacks.result;
import static org.xmpptoolkit.stream.Dialbacks.verify;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.KeyVerified;
import org.xmpptoolkit.stream.StreamEvent.PairRefused;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackKey;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.feature.BidirectionalStream;
import org.xmpptoolkit.stream.feature.Sasl;

/** Dialback beside SASL, and on streams that go both ways (XEP-0288). */
class DialbackCompanyTest {
    private static final DomainPair BACK = new DomainPair(PAIR.to(), PAIR.from());
    private static final DomainPair CHAT_BACK = new DomainPair(Dialbacks.CHAT, Dialbacks.CAPULET);
    private static final String BIDI = "<bidi xmlns='urn:xmpp:bidi'/>";
    private static final String BIDI_AND_DIALBACK =
            Dialbacks.FEATURES.replace("</stream", "<bidi xmlns='urn:xmpp:features:bidi'/></stream");
    private static final String EXTERNAL_AND_DIALBACK =
            Dialbacks.FEATURES.replace("</stream", Servers.MECHANISMS + "</stream");

    private static String reply(Transcript transcript, int question, DialbackVerdict verdict) {
        return transcript.add(
                transcript.stream.reply(Dialbacks.questions(transcript).get(question), verdict));
    }

    @Test
    void furtherPairFollowsAuthenticationByACertificate() {
        Transcript capulet = Servers.initiating(
                Servers.opening().build(),
                Servers.showing("capulet.example", PathTrust.VERIFIED),
                Servers.external(),
                Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response() + EXTERNAL_AND_DIALBACK + Servers.SUCCESS);
        assertEquals("", capulet.feed(Dialbacks.response() + Dialbacks.FEATURES), "the first pair needs no key");
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
        assertTrue(capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)))
                .startsWith("<db:result from='rooms.capulet.example'"));
        capulet.feed(answer(FROM_ROOMS, "valid"));
        assertEquals(Set.of(PAIR, FROM_ROOMS), capulet.stream.state().authorized());
        assertEquals(List.of(), capulet.all(PairRefused.class));
    }

    @Test
    void furtherPairIsTakenBehindACertificate() {
        Transcript montague = Servers.receiving(
                Servers.serving(
                                Sasl.server(),
                                Dialback.receiving(Dialbacks.montagues().build()))
                        .build(),
                Servers.shown("capulet.example", PathTrust.VERIFIED));
        montague.feed(Dialbacks.initial() + Servers.AUTH + Dialbacks.initial());
        assertEquals(Phase.ESTABLISHED, montague.stream.state().phase());
        montague.feed(result(FROM_ROOMS, KEY));
        assertEquals(
                montague.stream.state().localHeader().orElseThrow().id().orElseThrow(),
                Dialbacks.request(Dialbacks.questions(montague).get(0)).streamId(),
                "that of the last header");
        reply(montague, 0, DialbackVerdict.valid());
        assertEquals(Set.of(PAIR, FROM_ROOMS), montague.stream.state().authorized());
    }

    @Test
    void whoHasDialbackNeedsNoSasl() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response() + EXTERNAL_AND_DIALBACK + answer(PAIR, "valid"));
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
        Transcript asking =
                Dialbacks.initiating(Dialback.verifying(Dialbacks.capulets().build()));
        asking.feed(Dialbacks.response() + EXTERNAL_AND_DIALBACK);
        assertEquals(Phase.ESTABLISHED, asking.stream.state().phase());
    }

    @Test
    void keyTakesTheIdOfTheHeaderThatItStandsUnder() {
        Transcript capulet = Servers.initiating(
                Servers.opening().build(),
                Servers.showing("capulet.example", PathTrust.VERIFIED),
                Servers.external(),
                Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response() + EXTERNAL_AND_DIALBACK + Servers.SUCCESS);
        capulet.feed(Dialbacks.response().replace(ID, "behind") + Dialbacks.FEATURES);
        assertEquals(
                result(FROM_ROOMS, Dialbacks.CAPULETS.key(FROM_ROOMS, "behind")),
                capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS))));
    }

    /** Montague's end of a stream that goes both ways, with the first pair. */
    private static Transcript receivingBothWays() {
        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET),
                new BidirectionalStream(),
                Dialback.receiving(Dialbacks.montagues().build()));
        montague.feed(Dialbacks.initial() + BIDI + result(PAIR, KEY));
        reply(montague, 0, DialbackVerdict.valid());
        return montague;
    }

    private static Transcript initiatingBothWays() {
        Transcript capulet = Dialbacks.initiating(
                new BidirectionalStream(),
                Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        assertEquals(BIDI + result(PAIR, KEY), capulet.feed(Dialbacks.response() + BIDI_AND_DIALBACK));
        capulet.feed(answer(PAIR, "valid"));
        return capulet;
    }

    @Rule("R-486")
    @Test
    void receivingServerAsksForItsPairsOnAStreamThatGoesBothWays() {
        Transcript montague = receivingBothWays();
        assertEquals(Set.of(PAIR, BACK), montague.stream.state().authorized());
        assertEquals(
                result(CHAT_BACK, Dialbacks.MONTAGUES.key(CHAT_BACK, ID)),
                montague.add(montague.stream.tell(Dialback.authorize(CHAT_BACK))));
        montague.feed(answer(CHAT_BACK, "valid"));
        assertTrue(montague.stream.state().authorized().contains(CHAT_BACK));
        VerifyRequest request = new VerifyRequest(FROM_ROOMS, "elsewhere", KEY);
        assertEquals(verify(request), montague.add(montague.stream.tell(Dialback.verify(request))));
        montague.feed(answer(request, "valid"));
        assertEquals(DialbackVerdict.valid(), montague.only(KeyVerified.class).verdict());
    }

    @Rule("R-486")
    @Test
    void initiatingServerTakesKeysAndDialbackErrorsOnAStreamThatGoesBothWays() {
        Transcript capulet = initiatingBothWays();
        capulet.feed(result(CHAT_BACK, "key"));
        VerifyRequest asked = Dialbacks.request(Dialbacks.questions(capulet).get(0));
        assertEquals(new VerifyRequest(CHAT_BACK, ID, DialbackKey.of("key")), asked);
        assertEquals(answer(CHAT_BACK, "valid"), reply(capulet, 0, DialbackVerdict.valid()));
        assertTrue(capulet.stream.state().authorized().contains(CHAT_BACK));
        VerifyRequest request = new VerifyRequest(PAIR, "elsewhere", KEY);
        assertEquals(answer(request, "invalid"), capulet.feed(verify(request)));
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        capulet.feed(failure(FROM_ROOMS, "cancel", "item-not-found"));
        assertEquals(FROM_ROOMS, capulet.only(PairRefused.class).pair());
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
    }

    @Test
    void streamThatGoesBothWaysTakesNoRequestBeforeItsFirstPair() {
        Transcript capulet = Dialbacks.initiating(
                new BidirectionalStream(),
                Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response() + BIDI_AND_DIALBACK + result(CHAT_BACK, "key"));
        assertEquals(
                StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                capulet.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(List.of(), Dialbacks.questions(capulet));
    }

    @Rule("R-484")
    @Test
    void keyIsNotVerifiedOnTheStreamThatItCameOn() {
        Transcript montague = receivingBothWays();
        montague.feed(result(FROM_ROOMS, "key"));
        VerifyRequest request = Dialbacks.request(Dialbacks.questions(montague).get(1));
        assertThrows(IllegalStateException.class, () -> montague.stream.tell(Dialback.verify(request)));
    }

    /** The pair and its inverse are one validation: neither keeps a stream open for the other. */
    @Rule("R-476")
    @Test
    void inverseOfAPairIsNoOtherPair() {
        Transcript montague = receivingBothWays();
        montague.feed(result(PAIR, "wrong"));
        assertTrue(reply(montague, 1, DialbackVerdict.invalid()).startsWith(answer(PAIR, "invalid")));
        assertEquals(Phase.CLOSED, montague.stream.state().phase());
    }

    @Test
    void stanzaOfAPairThatWasNotValidatedEndsTheStream() {
        for (String from : List.of("rooms.capulet.example", "tybalt.example")) {
            Transcript montague = Dialbacks.receiving();
            montague.feed(result(PAIR, KEY) + result(FROM_ROOMS, KEY));
            reply(montague, 0, DialbackVerdict.valid());
            montague.feed("<message from='x@" + from + "' to='juliet@montague.example'/>");
            assertEquals(
                    StreamErrorCondition.INVALID_FROM,
                    montague.only(StreamEvent.ErrorSent.class).error().condition());
            assertEquals(List.of(), montague.all(StreamEvent.ElementReceived.class));
        }
    }

    @Rule("R-473")
    @Test
    void stanzaBeforeTheVerdictEndsTheStream() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY) + "<message from='romeo@capulet.example' to='juliet@montague.example'/>");
        assertEquals(
                StreamErrorCondition.NOT_AUTHORIZED,
                montague.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(List.of(), montague.all(StreamEvent.ElementReceived.class));
    }

    @Rule("R-467")
    @Test
    void stanzasOfAPairThatIsNotValidatedAreNotSent() {
        Transcript capulet = Dialbacks.offering();
        var waiting = List.of(Servers.stanza("hall@rooms.capulet.example", "juliet@montague.example"));
        var flowing = List.of(Servers.stanza("romeo@capulet.example", "juliet@montague.example"));
        assertThrows(IllegalStateException.class, () -> capulet.stream.send(flowing));
        capulet.feed(answer(PAIR, "valid"));
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        assertThrows(IllegalStateException.class, () -> capulet.stream.send(waiting));
        assertFalse(capulet.add(capulet.stream.send(flowing)).isEmpty(), "verified pairs flow on");
        capulet.feed(answer(FROM_ROOMS, "valid"));
        assertFalse(capulet.add(capulet.stream.send(waiting)).isEmpty());
    }
}
