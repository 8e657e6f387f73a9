package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.Dialbacks.FROM_ROOMS;
import static org.xmpptoolkit.stream.Dialbacks.ID;
import static org.xmpptoolkit.stream.Dialbacks.KEY;
import static org.xmpptoolkit.stream.Dialbacks.PAIR;
import static org.xmpptoolkit.stream.Dialbacks.TO_CHAT;
import static org.xmpptoolkit.stream.Dialbacks.answer;
import static org.xmpptoolkit.stream.Dialbacks.failure;
import static org.xmpptoolkit.stream.Dialbacks.result;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.PairAuthorized;
import org.xmpptoolkit.stream.StreamEvent.PairRefused;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;

/** Dialback as the initiating server does it (XEP-0220 section 2.1.1). */
class DialbackInitiatingTest {
    @Rule({"R-465", "R-466"})
    @Test
    void keyIsOfferedAndThePairAuthorized() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        assertTrue(Transcript.written(capulet.events).contains("xmlns:db='jabber:server:dialback'"));
        assertEquals(result(PAIR, KEY), capulet.feed(Dialbacks.response() + Dialbacks.FEATURES));
        assertEquals(Phase.NEGOTIATING, capulet.stream.state().phase());
        assertEquals("", capulet.feed(answer(PAIR, "valid")));
        assertEquals(PAIR, capulet.only(PairAuthorized.class).pair());
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
        assertEquals(Set.of(PAIR), capulet.stream.state().authorized());
    }

    @Rule("R-469")
    @Test
    void wrongKeyRefusesThePair() {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(answer(PAIR, "invalid"));
        PairRefused refused = capulet.only(PairRefused.class);
        assertEquals(PAIR, refused.pair());
        assertEquals(
                StanzaErrorCondition.INTERNAL_SERVER_ERROR, refused.verdict().returning());
        assertEquals(Set.of(), capulet.stream.state().authorized());
    }

    @Rule("R-470")
    @Test
    void dialbackErrorRefusesThePairAndLeavesTheStream() {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(failure(PAIR, "cancel", "item-not-found"));
        PairRefused refused = capulet.only(PairRefused.class);
        assertEquals(
                StanzaErrorCondition.REMOTE_SERVER_TIMEOUT, refused.verdict().returning());
        assertEquals(
                StanzaErrorCondition.ITEM_NOT_FOUND,
                ((DialbackVerdict.Failed) refused.verdict()).error().condition());
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        capulet.feed(answer(FROM_ROOMS, "valid"));
        assertEquals(Set.of(FROM_ROOMS), capulet.stream.state().authorized());
    }

    /** Also where SASL was to come first, and did not: offered and refused, or not offered. */
    @Rule("R-470")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dialbackErrorBehindSaslLeavesTheStream(boolean offered) {
        Transcript capulet = Servers.initiating(
                Servers.opening().build(),
                Servers.showing("capulet.example", TlsSession.PathTrust.VERIFIED),
                Servers.external(),
                Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        String features = Dialbacks.FEATURES.replace("</stream", (offered ? Servers.MECHANISMS : "") + "</stream");
        capulet.feed(Dialbacks.response() + features);
        if (offered) {
            capulet.feed("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
        }
        capulet.feed(failure(PAIR, "cancel", "item-not-found"));
        capulet.only(PairRefused.class);
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
    }

    /** Where SASL failed and nobody does dialback, there is nothing that a stream could be of use for. */
    @Test
    void streamIsOfNoUseWithoutSaslAndDialback() {
        for (boolean peer : new boolean[] {true, false}) {
            Transcript capulet = Servers.initiating(
                    Servers.opening().build(),
                    Servers.showing("capulet.example", TlsSession.PathTrust.VERIFIED),
                    Servers.external());
            capulet.feed((peer ? Dialbacks.response() : Servers.ANSWER) + Dialbacks.FEATURES);
            assertTrue(capulet.stream.state().phase() == Phase.CLOSING, capulet.events.toString());
        }
    }

    @Rule("R-470")
    @ParameterizedTest
    @ValueSource(strings = {"</stream:stream>", "<stream:error/>", "lost"})
    void endOfTheStreamRefusesWhatIsOpen(String end) {
        Transcript capulet = Dialbacks.offering();
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        if (end.equals("lost")) {
            capulet.add(capulet.stream.disconnected(Optional.empty()));
        } else {
            capulet.feed(end);
        }
        List<PairRefused> refused = capulet.all(PairRefused.class);
        assertEquals(
                List.of(PAIR, FROM_ROOMS),
                refused.stream().map(PairRefused::pair).toList());
        assertEquals(
                StanzaErrorCondition.REMOTE_SERVER_TIMEOUT,
                refused.get(0).verdict().returning());
        assertTrue(capulet.events.get(capulet.events.size() - 1) instanceof StreamEvent.Closed);
    }

    /** The first pair is asked for once, whenever it is its turn. */
    @Test
    void firstPairIsNotAskedForTwice() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response());
        assertThrows(IllegalStateException.class, () -> capulet.stream.tell(Dialback.authorize(PAIR)));
        assertEquals(result(PAIR, KEY), capulet.feed(Dialbacks.FEATURES));
        capulet.feed(failure(PAIR, "cancel", "item-not-found"));
        assertEquals(result(PAIR, KEY), capulet.add(capulet.stream.tell(Dialback.authorize(PAIR))));
        capulet.feed(answer(PAIR, "valid"));
        assertEquals(Set.of(PAIR), capulet.stream.state().authorized());
    }

    @Test
    void furtherPairsAreAskedForOnTheSameStream() {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(answer(PAIR, "valid"));
        assertTrue(capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)))
                .startsWith("<db:result from='rooms.capulet.example' to='montague.example'>"));
        assertTrue(capulet.add(capulet.stream.tell(Dialback.authorize(TO_CHAT)))
                .startsWith("<db:result from='capulet.example' to='chat.montague.example'>"));
        capulet.feed(failure(TO_CHAT, "cancel", "item-not-found") + answer(FROM_ROOMS, "valid"));
        assertEquals(Set.of(PAIR, FROM_ROOMS), capulet.stream.state().authorized());
        assertEquals(TO_CHAT, capulet.only(PairRefused.class).pair());
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());
    }

    @Test
    void pairIsAskedForOnceOnly() {
        Transcript capulet = Dialbacks.offering();
        assertThrows(IllegalStateException.class, () -> capulet.stream.tell(Dialback.authorize(PAIR)));
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        assertThrows(IllegalStateException.class, () -> capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        capulet.feed(answer(PAIR, "valid"));
        assertThrows(IllegalStateException.class, () -> capulet.stream.tell(Dialback.authorize(PAIR)));
    }

    @Test
    void pairThatWasRefusedMayBeAskedForAgain() {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(failure(PAIR, "wait", "remote-server-timeout"));
        assertEquals(result(PAIR, KEY), capulet.add(capulet.stream.tell(Dialback.authorize(PAIR))));
        capulet.feed(answer(PAIR, "valid"));
        assertEquals(Set.of(PAIR), capulet.stream.state().authorized());
    }

    @Rule("R-480")
    @Test
    void secondTargetDomainNeedsAnnouncedErrors() {
        String features = "<stream:features><dialback xmlns='urn:xmpp:features:dialback'/></stream:features>";
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response() + features + answer(PAIR, "valid"));
        assertThrows(IllegalStateException.class, () -> capulet.stream.tell(Dialback.authorize(TO_CHAT)));
        assertFalse(Dialback.announcesErrors(
                capulet.only(StreamEvent.FeaturesReceived.class).features()));
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS))); // a second sender is free
    }

    @Rule("R-465")
    @Test
    void declarationAnnouncesDialbackWithoutAFeature() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        assertEquals(result(PAIR, KEY), capulet.feed(Dialbacks.response() + "<stream:features/>"));
    }

    @Rule("R-465")
    @Test
    void serverThatDoesNotAnnounceDialbackIsNotAsked() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        String response = Dialbacks.response().replace(" xmlns:db='jabber:server:dialback'", "");
        assertEquals("</stream:stream>", capulet.feed(response + "<stream:features/>"));
        capulet.feed("</stream:stream>");
        assertEquals(
                "dialback",
                ((Reason.NegotiationFailed) capulet.closed()).feature().getLocalPart());
    }

    @Test
    void streamWithoutFeaturesBeginsWithDialback() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        String old = Dialbacks.response().replace(" version='1.0' xmlns", " xmlns");
        assertEquals(result(PAIR, KEY), capulet.feed(old));
        capulet.feed(answer(PAIR, "valid"));
        assertEquals(Phase.ESTABLISHED, capulet.stream.state().phase());

        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET),
                Dialback.receiving(Dialbacks.montagues().build()));
        String written = montague.feed(Dialbacks.initial().replace(" version='1.0' xmlns", " xmlns"));
        assertFalse(written.contains("features"), written);
        montague.feed(result(PAIR, KEY));
        Dialbacks.reply(montague, 0, DialbackVerdict.valid());
        assertEquals(Phase.ESTABLISHED, montague.stream.state().phase());
    }

    @Test
    void responseWithoutAnIdEndsTheStream() {
        Transcript capulet =
                Dialbacks.initiating(Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response().replace("id='" + ID + "'", "") + Dialbacks.FEATURES);
        assertEquals(
                StreamErrorCondition.BAD_FORMAT,
                capulet.only(StreamEvent.ErrorSent.class).error().condition());
    }
}
