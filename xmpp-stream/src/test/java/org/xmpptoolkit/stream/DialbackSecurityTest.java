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
import static org.xmpptoolkit.stream.Dialbacks.result;
import static org.xmpptoolkit.stream.Dialbacks.verify;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.KeyVerified;
import org.xmpptoolkit.stream.StreamEvent.PairAuthorized;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackKey;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.feature.StartTls;

/** Servers that pretend to be others, and that want more than they may have. */
class DialbackSecurityTest {
    private static final DomainPair BACK = new DomainPair(PAIR.to(), PAIR.from());

    /** The receiving server's end of a stream of an id. */
    private static Transcript montague(String id) {
        Transcript transcript = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET).ids(() -> id),
                Dialback.receiving(Dialbacks.montagues().build()));
        transcript.feed(Dialbacks.initial());
        return transcript;
    }

    /** Lets the authoritative server of Capulet say what it thinks of the key that was offered last, and gives that on. */
    private static String settle(Transcript montague) {
        List<StreamEvent.Asked<DialbackVerdict>> questions = Dialbacks.questions(montague);
        StreamEvent.Asked<DialbackVerdict> question = questions.get(questions.size() - 1);
        VerifyRequest request = Dialbacks.request(question);
        Transcript capulet = new Transcript(XmppStream.receiving(Dialbacks.config(Dialbacks.CAPULET, Dialbacks.MONTAGUE)
                .hosts(offered -> new HeaderAnswer.Serve(
                        Dialbacks.CAPULET,
                        List.of(Dialback.receiving(Dialbacks.capulets().build())),
                        List.of(Language.of("en"))))
                .build()));
        capulet.feed(Dialbacks.header("from='montague.example' to='capulet.example' version='1.0'"));
        Transcript asking = new Transcript(XmppStream.initiating(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET).build(),
                List.of(Dialback.verifying(Dialbacks.montagues().build()))));
        asking.add(asking.stream.open());
        asking.feed(Dialbacks.header("from='capulet.example' to='montague.example' id='v' version='1.0'")
                + Dialbacks.FEATURES);
        asking.feed(capulet.feed(asking.add(asking.stream.tell(Dialback.verify(request)))));
        return montague.add(
                montague.stream.reply(question, asking.only(KeyVerified.class).verdict()));
    }

    private static void assertRefused(Transcript montague, String written) {
        assertTrue(written.startsWith(answer(PAIR, "invalid") + "<stream:error><not-authorized"), written);
        assertEquals(Set.of(), montague.stream.state().authorized());
        assertEquals(List.of(), montague.all(PairAuthorized.class));
    }

    @Test
    void rightKeyIsTaken() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, KEY));
        assertEquals(answer(PAIR, "valid"), settle(montague), "or else the tests below show nothing");
    }

    @Test
    void keyOfAnotherStreamIsRefused() {
        Transcript montague = montague("another");
        montague.feed(result(PAIR, KEY));
        assertRefused(montague, settle(montague));
    }

    @Test
    void keyOfAnotherSenderDomainIsRefused() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, Dialbacks.CAPULETS.key(FROM_ROOMS, ID)));
        assertRefused(montague, settle(montague));
    }

    @Test
    void keyOfAnotherTargetDomainIsRefused() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, Dialbacks.CAPULETS.key(TO_CHAT, ID)));
        assertRefused(montague, settle(montague));
    }

    @Test
    void keyOfTheOtherDirectionIsRefused() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, Dialbacks.CAPULETS.key(BACK, ID)));
        assertRefused(montague, settle(montague));
    }

    /** Whoever reads a key, as the receiving server does, has nothing of it on a stream of its own. */
    @Test
    void replayedKeyIsRefused() {
        Transcript first = montague("first");
        first.feed(result(PAIR, Dialbacks.CAPULETS.key(PAIR, "first")));
        assertEquals(answer(PAIR, "valid"), settle(first));
        DialbackKey seen = Dialbacks.request(Dialbacks.questions(first).get(0)).key();
        Transcript second = montague("second");
        second.feed(result(PAIR, seen));
        assertRefused(second, settle(second));
    }

    @Test
    void replayedKeyOnTheSameStreamIsJudgedAnewAndGainsNothing() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, KEY));
        settle(montague);
        montague.feed(result(FROM_ROOMS, KEY));
        assertTrue(settle(montague).contains("<forbidden"));
        assertEquals(Set.of(PAIR), montague.stream.state().authorized());
    }

    /** The id that is verified is that of the stream that the key came on, whatever the peer says. */
    @Test
    void peerCannotChooseTheIdThatIsVerified() {
        Transcript montague = montague("another");
        montague.feed("<db:result from='capulet.example' to='montague.example' id='" + ID + "'>" + KEY.text()
                + "</db:result>");
        assertEquals(
                "another",
                Dialbacks.request(Dialbacks.questions(montague).get(0)).streamId());
    }

    @Test
    void verdictOnOnePairSaysNothingOfAnother() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, KEY) + result(FROM_ROOMS, "wrong"));
        montague.add(montague.stream.reply(Dialbacks.questions(montague).get(0), DialbackVerdict.valid()));
        assertEquals(Set.of(PAIR), montague.stream.state().authorized());
        assertEquals(PAIR, montague.only(PairAuthorized.class).pair());
    }

    @Rule({"R-468", "R-472"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<db:result from='montague.example' to='capulet.example' type='valid'/>",
                "<db:result from='montague.example' to='capulet.example' type='invalid'/>",
                "<db:result from='capulet.example' to='montague.example' type='valid'/>",
                "<db:verify from='capulet.example' to='montague.example' id='D60000229F' type='valid'/>",
                "<db:verify from='montague.example' to='capulet.example' id='D60000229F' type='invalid'/>",
            })
    void answerToNothingThatWasAskedEndsTheStream(String unsolicited) {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, KEY));
        montague.feed(unsolicited + "<db:verify/>");
        assertEquals(
                StreamErrorCondition.INVALID_FROM,
                montague.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(Set.of(), montague.stream.state().authorized());
    }

    @Rule("R-468")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<db:result from='chat.montague.example' to='capulet.example' type='valid'/>",
                "<db:result from='montague.example' to='rooms.capulet.example' type='valid'/>",
                "<db:result from='capulet.example' to='montague.example' type='valid'/>",
                "<db:verify from='montague.example' to='capulet.example' id='D60000229F' type='valid'/>",
            })
    void answerForAnotherPairEndsTheStream(String unsolicited) {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(unsolicited);
        assertEquals(
                StreamErrorCondition.INVALID_FROM,
                capulet.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(Set.of(), capulet.stream.state().authorized());
        assertEquals(
                PAIR,
                capulet.only(StreamEvent.PairRefused.class).pair(),
                "what was asked for is settled with the stream");
    }

    @Rule("R-468")
    @ParameterizedTest
    @ValueSource(strings = {"valid", "invalid"})
    void secondAnswerEndsTheStream(String type) {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(answer(PAIR, type) + answer(PAIR, "valid"));
        assertEquals(
                StreamErrorCondition.INVALID_FROM,
                capulet.only(StreamEvent.ErrorSent.class).error().condition());
    }

    @Rule("R-472")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<db:verify from='capulet.example' to='montague.example' id='2' type='valid'/>",
                "<db:verify from='rooms.capulet.example' to='montague.example' id='1' type='valid'/>",
                "<db:verify from='capulet.example' to='chat.montague.example' id='1' type='valid'/>",
                "<db:verify from='montague.example' to='capulet.example' id='1' type='valid'/>",
                "<db:result from='montague.example' to='capulet.example' type='valid'/>",
            })
    void authoritativeServerAnswersWhatItWasAskedOnly(String unsolicited) {
        Transcript stream =
                Dialbacks.initiating(Dialback.verifying(Dialbacks.montagues().build()));
        stream.feed(Dialbacks.response() + Dialbacks.FEATURES);
        stream.add(stream.stream.tell(Dialback.verify(new VerifyRequest(PAIR, "1", KEY))));
        stream.feed(unsolicited);
        assertEquals(
                StreamErrorCondition.INVALID_FROM,
                stream.only(StreamEvent.ErrorSent.class).error().condition());
        assertFalse(stream.only(KeyVerified.class).verdict() instanceof DialbackVerdict.Valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<db:result from='montague.example' to='capulet.example'>k</db:result>",
                "<db:verify from='montague.example' to='capulet.example' id='1'>k</db:verify>",
            })
    void requestAgainstTheDirectionOfTheStreamEndsIt(String request) {
        Transcript capulet = Dialbacks.offering();
        capulet.feed(answer(PAIR, "valid") + request);
        assertEquals(
                StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                capulet.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(List.of(), Dialbacks.questions(capulet));
    }

    @Test
    void keyIsNotVerifiedOnTheConnectionThatItCameOn() {
        Transcript capulet = Dialbacks.offering();
        assertThrows(
                IllegalStateException.class,
                () -> capulet.stream.tell(Dialback.verify(new VerifyRequest(BACK, ID, KEY))));
    }

    @Test
    void floodOfKeysIsBounded() {
        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET),
                Dialback.receiving(Dialbacks.montagues().questions(3).build()));
        montague.feed(Dialbacks.initial());
        for (int i = 0; i < 100; i++) {
            DomainPair pair = new DomainPair(Jid.parse("d" + i + ".example"), Dialbacks.MONTAGUE);
            String written = montague.feed(result(pair, "k"));
            assertEquals(i >= 3, written.contains("<resource-constraint"), written);
        }
        assertEquals(3, Dialbacks.questions(montague).size());
        assertEquals(Phase.NEGOTIATING, montague.stream.state().phase());
        montague.add(montague.stream.reply(Dialbacks.questions(montague).get(1), DialbackVerdict.valid()));
        montague.feed(result(PAIR, KEY));
        assertEquals(4, Dialbacks.questions(montague).size(), "an answer makes room");
    }

    @Test
    void pairsOfOneStreamAreBounded() {
        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET),
                Dialback.receiving(Dialbacks.montagues().pairs(2).build()));
        montague.feed(Dialbacks.initial());
        IntStream.range(0, 2).forEach(i -> {
            montague.feed(result(new DomainPair(Jid.parse("d" + i + ".example"), Dialbacks.MONTAGUE), "k"));
            montague.add(montague.stream.reply(Dialbacks.questions(montague).get(i), DialbackVerdict.valid()));
        });
        assertTrue(montague.feed(result(PAIR, KEY)).contains("<resource-constraint"));
        assertEquals(2, montague.stream.state().authorized().size());
    }

    @Test
    void secondKeyForAPairWaitsForTheVerdictOnTheFirst() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, "wrong"));
        assertTrue(montague.feed(result(PAIR, KEY)).contains("<resource-constraint"));
        assertEquals(1, Dialbacks.questions(montague).size());
    }

    @Test
    void keyThatIsLongerThanAnyIsRefusedUnseen() {
        Transcript montague = montague(ID);
        assertTrue(montague.feed(result(PAIR, "k".repeat(1_025))).contains("<policy-violation"));
        assertEquals(List.of(), Dialbacks.questions(montague));
        montague.feed(result(PAIR, "k".repeat(1_024)));
        assertEquals(1, Dialbacks.questions(montague).size());
    }

    @Test
    void malformedDialbackEndsTheStream() {
        Transcript montague = montague(ID);
        montague.feed("<db:result from='capulet.example'>k</db:result>" + result(PAIR, KEY));
        assertEquals(
                StreamErrorCondition.IMPROPER_ADDRESSING,
                montague.only(StreamEvent.ErrorSent.class).error().condition());
        assertEquals(List.of(), Dialbacks.questions(montague), "nothing behind it is processed");
    }

    @Test
    void nothingIsAnsweredOrAskedBehindOurClosingTag() {
        Transcript montague = montague(ID);
        montague.feed(result(PAIR, KEY));
        montague.add(montague.stream.close());
        assertEquals("", montague.feed(result(FROM_ROOMS, KEY) + verify(new VerifyRequest(BACK, "1", KEY))));
        assertEquals(1, Dialbacks.questions(montague).size());
        assertEquals(
                List.of(), montague.stream.reply(Dialbacks.questions(montague).get(0), DialbackVerdict.valid()));
    }

    /** What was asked in clear is answered neither in clear, where the TLS handshake is under way, nor under TLS. */
    @Test
    void nothingThatCameInClearHoldsUnderTls() {
        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET).tlsPolicy(TlsPolicy.WHEN_OFFERED),
                new StartTls(),
                Dialback.receiving(Dialbacks.montagues().build()));
        montague.feed(Dialbacks.initial() + Dialbacks.result(PAIR, KEY)
                + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals(Phase.SECURING, montague.stream.state().phase());
        List<StreamEvent> events =
                montague.stream.reply(Dialbacks.questions(montague).get(0), DialbackVerdict.valid());
        assertEquals(List.of(), events);
        montague.add(montague.stream.secured(Servers.shown("capulet.example", TlsSession.PathTrust.VERIFIED)));
        assertEquals(Set.of(), montague.stream.state().authorized());
    }

    @Test
    void initiatingServerSaysAndKeepsNothingWhereTlsBegins() {
        DomainPair more = new DomainPair(Jid.parse("more.capulet.example"), Dialbacks.MONTAGUE);
        Transcript capulet = new Transcript(XmppStream.initiating(
                Dialbacks.config(Dialbacks.CAPULET, Dialbacks.MONTAGUE)
                        .tlsPolicy(TlsPolicy.WHEN_OFFERED)
                        .build(),
                List.of(new StartTls(), Dialback.initiating(Dialbacks.capulets().build(), PAIR))));
        capulet.add(capulet.stream.open());
        capulet.feed(Dialbacks.response());
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        capulet.add(capulet.stream.tell(Dialback.authorize(more)));
        capulet.feed("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
                + Dialbacks.answer(more, "valid") + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals(Phase.SECURING, capulet.stream.state().phase());
        assertEquals(Set.of(), capulet.stream.state().authorized());
        assertEquals(FROM_ROOMS, capulet.only(StreamEvent.PairRefused.class).pair());
        assertThrows(IllegalStateException.class, () -> capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
    }

    /** Behind SASL comes a new header, and no answer to what was asked under the old one. */
    @Test
    void whatWasAskedInFrontOfARestartIsRefused() {
        VerifyRequest request =
                new VerifyRequest(new DomainPair(Dialbacks.MONTAGUE, Dialbacks.CAPULET), "another", KEY);
        Transcript capulet = Servers.initiating(
                Servers.opening().build(),
                Servers.showing("capulet.example", TlsSession.PathTrust.VERIFIED),
                Servers.external(),
                Dialback.initiating(Dialbacks.capulets().build(), PAIR));
        capulet.feed(Dialbacks.response() + "<stream:features>" + Servers.MECHANISMS + "</stream:features>");
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        capulet.add(capulet.stream.tell(Dialback.verify(request)));
        capulet.feed(Servers.SUCCESS);
        assertEquals(FROM_ROOMS, capulet.only(StreamEvent.PairRefused.class).pair());
        assertEquals(request, capulet.only(StreamEvent.KeyVerified.class).request());
        capulet.feed(Dialbacks.response() + Dialbacks.FEATURES);
        capulet.add(capulet.stream.tell(Dialback.authorize(FROM_ROOMS)));
        capulet.feed(Dialbacks.answer(FROM_ROOMS, "valid"));
        assertEquals(Set.of(PAIR, FROM_ROOMS), capulet.stream.state().authorized());
    }
}
