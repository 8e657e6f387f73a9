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
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.KeyVerified;
import org.xmpptoolkit.stream.StreamEvent.PairAuthorized;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackKey;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.feature.StartTls;

/** Dialback as the receiving and the authoritative server do it (XEP-0220 sections 2.1.2 and 2.2). */
class DialbackTest {
    private static final VerifyRequest QUESTION = new VerifyRequest(PAIR, ID, KEY);

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
        assertEquals(answer(PAIR, "valid"), Dialbacks.reply(montague, 0, DialbackVerdict.valid()));
        assertEquals(PAIR, montague.only(PairAuthorized.class).pair());
        assertEquals(Phase.ESTABLISHED, montague.stream.state().phase());
    }

    @Rule({"R-475", "R-476"})
    @Test
    void wrongKeyEndsAStreamWithoutAnotherPair() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        String written = Dialbacks.reply(montague, 0, DialbackVerdict.invalid());
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
        Dialbacks.reply(montague, 0, DialbackVerdict.valid());
        String written = Dialbacks.reply(montague, 1, DialbackVerdict.invalid());
        assertTrue(written.contains("type='error'") && written.contains("<forbidden"), written);
        assertEquals(Set.of(PAIR), montague.stream.state().authorized());
        assertEquals(Phase.ESTABLISHED, montague.stream.state().phase());
    }

    @Rule("R-476")
    @Test
    void wrongKeyForThePairItselfCountsAsNoOther() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        Dialbacks.reply(montague, 0, DialbackVerdict.valid());
        montague.feed(result(PAIR, "wrong"));
        Dialbacks.reply(montague, 1, DialbackVerdict.invalid());
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
                Dialbacks.reply(montague, 0, DialbackVerdict.failed(StanzaErrorCondition.NOT_AUTHORIZED)));
        assertEquals(Phase.NEGOTIATING, montague.stream.state().phase());
    }

    @Rule("R-473")
    @Test
    void everythingElseGoesOnWhileAKeyIsVerified() {
        Transcript montague = Dialbacks.receiving();
        montague.feed(result(PAIR, KEY));
        Dialbacks.reply(montague, 0, DialbackVerdict.valid());
        VerifyRequest asked = new VerifyRequest(new DomainPair(PAIR.to(), PAIR.from()), "7", DialbackKey.of("x"));
        String written = montague.feed(result(FROM_ROOMS, KEY)
                + "<message from='romeo@capulet.example' to='juliet@montague.example'/>" + verify(asked)
                + result(TO_CHAT, KEY));
        assertEquals(answer(asked, "invalid"), written);
        assertEquals(1, montague.all(StreamEvent.ElementReceived.class).size());
        assertEquals(answer(TO_CHAT, "valid"), Dialbacks.reply(montague, 2, DialbackVerdict.valid()));
        assertEquals(answer(FROM_ROOMS, "valid"), Dialbacks.reply(montague, 1, DialbackVerdict.valid()));
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
        Dialbacks.reply(montague, 0, DialbackVerdict.valid());
        assertThrows(
                IllegalStateException.class,
                () -> montague.stream.tell(Dialback.authorize(new DomainPair(PAIR.to(), PAIR.from()))));
        assertThrows(
                IllegalStateException.class,
                () -> montague.stream.tell(Dialback.verify(new VerifyRequest(FROM_ROOMS, "1", KEY))));
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
        String written = Dialbacks.reply(montague, 0, DialbackVerdict.failed(StanzaErrorCondition.NOT_ACCEPTABLE));
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
