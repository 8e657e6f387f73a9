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
import static org.xmpptoolkit.stream.Dialbacks.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.KeyVerified;
import org.xmpptoolkit.stream.StreamEvent.PairAuthorized;
import org.xmpptoolkit.stream.StreamEvent.PairRefused;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackKey;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.feature.StartTls;

/** Dialback as XEP-0220 section 2 shows it, part by part. */
class DialbackTest {
    private static final VerifyRequest QUESTION = new VerifyRequest(PAIR, ID, KEY);

    // The initiating server: section 2.1.1

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
        reply(montague, 0, DialbackVerdict.valid());
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

    // The receiving server that asks: section 2.1.2

    @Rule("R-471")
    @Test
    void keyIsVerifiedOnAStreamOfItsOwn() {
        Transcript stream =
                Dialbacks.initiating(Dialback.verifying(Dialbacks.montagues().build()));
        assertEquals("", stream.feed(Dialbacks.response() + Dialbacks.FEATURES));
        assertEquals(Phase.ESTABLISHED, stream.stream.state().phase());
        VerifyRequest request = new VerifyRequest(PAIR, "417GAF25", KEY);
        assertEquals(verify(request), stream.add(stream.stream.tell(Dialback.verify(request))));
        stream.feed(answer(request, "valid"));
        assertEquals(new KeyVerified(request, DialbackVerdict.valid()), stream.only(KeyVerified.class));
        assertEquals(Set.of(), stream.stream.state().authorized());
    }

    @Rule("R-472")
    @Test
    void severalKeysAreVerifiedAtOnceAndEachGetsItsOwnAnswer() {
        Transcript stream =
                Dialbacks.initiating(Dialback.verifying(Dialbacks.montagues().build()));
        stream.feed(Dialbacks.response() + Dialbacks.FEATURES);
        VerifyRequest first = new VerifyRequest(PAIR, "1", KEY);
        VerifyRequest second = new VerifyRequest(PAIR, "2", KEY);
        VerifyRequest third = new VerifyRequest(FROM_ROOMS, "1", KEY);
        for (VerifyRequest request : List.of(first, second, third)) {
            stream.add(stream.stream.tell(Dialback.verify(request)));
            assertThrows(IllegalStateException.class, () -> stream.stream.tell(Dialback.verify(request)));
        }
        stream.feed(answer(third, "valid") + answer(first, "invalid"));
        assertEquals(
                List.of(
                        new KeyVerified(third, DialbackVerdict.valid()),
                        new KeyVerified(first, DialbackVerdict.invalid())),
                stream.all(KeyVerified.class));
    }

    @ParameterizedTest
    @CsvSource({
        "item-not-found,remote-server-not-found",
        "policy-violation,remote-server-not-found",
    })
    void errorOfTheAuthoritativeServerIsRelayedAsItsAbsence(String given, String told) {
        Transcript stream =
                Dialbacks.initiating(Dialback.verifying(Dialbacks.montagues().build()));
        stream.feed(Dialbacks.response() + Dialbacks.FEATURES);
        VerifyRequest request = new VerifyRequest(PAIR, "1", KEY);
        stream.add(stream.stream.tell(Dialback.verify(request)));
        stream.feed(failure(PAIR, "cancel", given)
                .replace(
                        "<db:result from='montague.example' to='capulet.example'",
                        "<db:verify id='1' from='capulet.example' to='montague.example'")
                .replace("db:result", "db:verify"));
        assertEquals(told, condition(stream.only(KeyVerified.class).verdict()));
    }

    @ParameterizedTest
    @CsvSource({
        "</stream:stream>,remote-server-timeout",
        "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>,remote-server-timeout",
        "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>,remote-server-not-found",
    })
    void authoritativeServerThatEndsTheStreamGaveNoAnswer(String end, String told) {
        Transcript stream =
                Dialbacks.initiating(Dialback.verifying(Dialbacks.montagues().build()));
        stream.feed(Dialbacks.response() + Dialbacks.FEATURES);
        stream.add(stream.stream.tell(Dialback.verify(new VerifyRequest(PAIR, "1", KEY))));
        stream.feed(end);
        assertEquals(told, condition(stream.only(KeyVerified.class).verdict()));
    }

    @Test
    void keyMayBeVerifiedWhileTheOwnPairIsWaitedFor() {
        Transcript stream = Dialbacks.offering();
        VerifyRequest request = new VerifyRequest(new DomainPair(PAIR.to(), PAIR.from()), "x", KEY);
        stream.add(stream.stream.tell(Dialback.verify(request)));
        stream.feed(answer(request, "valid"));
        assertEquals(DialbackVerdict.valid(), stream.only(KeyVerified.class).verdict());
        assertEquals(Phase.NEGOTIATING, stream.stream.state().phase());
        stream.feed(answer(PAIR, "valid"));
        assertEquals(Phase.ESTABLISHED, stream.stream.state().phase());
    }

    // The receiving server: section 2.2.1

    @Rule("R-478")
    @Test
    void errorsAreAnnounced() {
        Transcript montague = Dialbacks.receiving();
        assertTrue(Transcript.written(montague.events).endsWith(Dialbacks.FEATURES));
        assertTrue(Transcript.written(montague.events).contains("xmlns:db='jabber:server:dialback'"));
    }

    @Rule({"R-471", "R-475"})
    @Test
    void offeredKeyIsAskedAboutAndAnswered() {
        Transcript montague = Dialbacks.receiving();
        assertEquals("", montague.feed(result(PAIR, "\n  " + KEY.text() + "\n")));
        assertEquals(QUESTION, Dialbacks.request(Dialbacks.questions(montague).get(0)));
        assertEquals(Phase.NEGOTIATING, montague.stream.state().phase());
        assertEquals(answer(PAIR, "valid"), reply(montague, 0, DialbackVerdict.valid()));
        assertEquals(PAIR, montague.only(PairAuthorized.class).pair());
        assertEquals(Phase.ESTABLISHED, montague.stream.state().phase());
    }

    @Rule({"R-475", "R-476"})
    @Test
    void wrongKeyEndsAStreamWithoutAnotherPair() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        String written = reply(montague, 0, DialbackVerdict.invalid());
        assertTrue(written.startsWith(answer(PAIR, "invalid") + "<stream:error>"), written);
        assertEquals(
                StreamErrorCondition.NOT_AUTHORIZED,
                montague.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(Set.of(), montague.stream.state().authorized());
    }

    @Rule("R-476")
    @Test
    void wrongKeyIsADialbackErrorWhereAnotherPairIsVerified() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY) + result(FROM_ROOMS, KEY));
        reply(montague, 0, DialbackVerdict.valid());
        String written = reply(montague, 1, DialbackVerdict.invalid());
        assertTrue(written.contains("type='error'") && written.contains("<forbidden"), written);
        assertEquals(Set.of(PAIR), montague.stream.state().authorized());
        assertEquals(Phase.ESTABLISHED, montague.stream.state().phase());
    }

    @Rule("R-476")
    @Test
    void wrongKeyForThePairItselfCountsAsNoOther() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        reply(montague, 0, DialbackVerdict.valid());
        montague.feed(result(PAIR, "wrong"));
        reply(montague, 1, DialbackVerdict.invalid());
        assertEquals(Phase.CLOSED, montague.stream.state().phase());
    }

    @Rule({"R-474", "R-479"})
    @Test
    void domainThatIsNotServedIsADialbackError() {
        Transcript montague = Dialbacks.receiving();
        DomainPair elsewhere = new DomainPair(Dialbacks.CAPULET, org.xmpptoolkit.jid.Jid.parse("tybalt.example"));
        String written = montague.feed(result(elsewhere, KEY));
        assertTrue(
                written.startsWith(
                                "<db:result from='tybalt.example' to='capulet.example' type='error'><error type='cancel'>")
                        && written.contains("<item-not-found"),
                written);
        VerifyRequest asked = new VerifyRequest(new DomainPair(elsewhere.to(), Dialbacks.CAPULET), "9", KEY);
        written = montague.feed(verify(asked));
        assertTrue(
                written.startsWith(
                                "<db:verify from='tybalt.example' to='capulet.example' id='9' type='error'><error type='cancel'>")
                        && written.contains("<item-not-found"),
                written);
        assertEquals(List.of(), Dialbacks.questions(montague));
        assertEquals(Phase.NEGOTIATING, montague.stream.state().phase());
        montague.feed(result(PAIR, KEY));
        assertEquals(1, Dialbacks.questions(montague).size(), "the stream goes on");
    }

    @Rule("R-479")
    @Test
    void keyBeforeRequiredTlsIsAPolicyViolation() {
        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET).tlsPolicy(TlsPolicy.REQUIRED),
                new StartTls(),
                Dialback.receiving(Dialbacks.montagues().build()));
        assertFalse(montague.feed(Dialbacks.initial()).contains("<dialback"));
        String written = montague.feed(result(PAIR, KEY));
        assertTrue(
                written.startsWith("<db:result from='montague.example' to='capulet.example' type='error'>")
                        && written.contains("<policy-violation"),
                written);
        assertTrue(montague.stream.wantsInput());
        assertTrue(montague.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
                .contains("<proceed"));
    }

    @Rule("R-479")
    @Test
    void applicationMayAskForACertificate() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        assertEquals(
                failure(PAIR, "auth", "not-authorized"),
                reply(montague, 0, DialbackVerdict.failed(StanzaErrorCondition.NOT_AUTHORIZED)));
        assertEquals(Phase.NEGOTIATING, montague.stream.state().phase());
    }

    @Rule("R-473")
    @Test
    void everythingElseGoesOnWhileAKeyIsVerified() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        reply(montague, 0, DialbackVerdict.valid());
        VerifyRequest asked = new VerifyRequest(new DomainPair(PAIR.to(), PAIR.from()), "7", DialbackKey.of("x"));
        String written = montague.feed(result(FROM_ROOMS, KEY)
                + "<message from='romeo@capulet.example' to='juliet@montague.example'/>" + verify(asked)
                + result(TO_CHAT, KEY));
        assertEquals(answer(asked, "invalid"), written);
        assertEquals(1, montague.all(StreamEvent.ElementReceived.class).size());
        assertEquals(answer(TO_CHAT, "valid"), reply(montague, 2, DialbackVerdict.valid()));
        assertEquals(answer(FROM_ROOMS, "valid"), reply(montague, 1, DialbackVerdict.valid()));
        assertEquals(Set.of(PAIR, FROM_ROOMS, TO_CHAT), montague.stream.state().authorized());
    }

    @Rule("R-472")
    @Test
    void verdictForAStreamThatIsGoneIsDropped() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        montague.add(montague.stream.disconnected(Optional.empty()));
        assertEquals(
                List.of(), montague.stream.reply(Dialbacks.questions(montague).get(0), DialbackVerdict.valid()));
        assertEquals(Set.of(), montague.stream.state().authorized());
    }

    // The authoritative server: section 2.2.2

    @Rule("R-477")
    @Test
    void authoritativeServerKnowsItsOwnKeys() {
        Transcript montague = Dialbacks.receiving();
        DomainPair pair = new DomainPair(Dialbacks.MONTAGUE, Dialbacks.CAPULET);
        DialbackKey key = DialbackKey.of("225cc5aa6a071133249d25fef42ae516fc7a86c523aa1c6980a7f73e784c972d");
        VerifyRequest right = new VerifyRequest(pair, "417GAF25", key);
        VerifyRequest wrong = new VerifyRequest(pair, "417GAF26", key);
        assertEquals(answer(right, "valid"), montague.feed(verify(right)));
        assertEquals(answer(wrong, "invalid"), montague.feed(verify(wrong)));
        assertEquals(Phase.NEGOTIATING, montague.stream.state().phase());
    }

    @Test
    void commandsOnAStreamThatThePeerOpenedAreRefused() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        reply(montague, 0, DialbackVerdict.valid());
        assertThrows(
                IllegalStateException.class,
                () -> montague.stream.tell(Dialback.authorize(new DomainPair(PAIR.to(), PAIR.from()))));
        assertThrows(
                IllegalStateException.class,
                () -> montague.stream.tell(Dialback.verify(new VerifyRequest(FROM_ROOMS, "1", KEY))));
    }

    private static String reply(Transcript transcript, int question, DialbackVerdict verdict) {
        return transcript.add(
                transcript.stream.reply(Dialbacks.questions(transcript).get(question), verdict));
    }

    private static String condition(DialbackVerdict verdict) {
        return ((DialbackVerdict.Failed) verdict).error().condition().elementName();
    }

    /** Looks at the elements of an answer in the namespace that it stands in. */
    @Rule("R-465")
    @Test
    void answersCarryThePrefixOfOurHeader() {
        Transcript montague = Dialbacks.receiving();
        montague.feed("<result xmlns='jabber:server:dialback' from='capulet.example' to='montague.example'>k</result>");
        String written = reply(montague, 0, DialbackVerdict.failed(StanzaErrorCondition.NOT_ACCEPTABLE));
        assertTrue(written.startsWith("<db:result from="), written);
        XmlElement error = XmlElement.parse(
                        "<x xmlns='jabber:server' xmlns:db='jabber:server:dialback'>" + written + "</x>")
                .elements()
                .get(0)
                .elements()
                .get(0);
        assertEquals("jabber:server", error.namespace());
    }
}
