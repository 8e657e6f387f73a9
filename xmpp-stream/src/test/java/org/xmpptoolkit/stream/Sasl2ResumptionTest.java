package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.ErrorSent;
import org.xmpptoolkit.stream.StreamEvent.Established;
import org.xmpptoolkit.stream.StreamEvent.FeatureNegotiated;
import org.xmpptoolkit.stream.StreamEvent.FeatureRefused;
import org.xmpptoolkit.stream.StreamEvent.Undelivered;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Going on with an earlier stream within SASL2 (XEP-0198 section 9.2). The session is {@code sm-1} of juliet's balcony. */
class Sasl2ResumptionTest {
    private static final SmConfig CONFIG = Managed.config().build();
    private static final String FULL =
            "<authorization-identifier>juliet@im.example.com/balcony</authorization-identifier>";

    /** Took 1 stanza from the peer, and sent 1 to 4, of which the peer acknowledged the first. */
    private static SmState left(Transcript transcript) {
        transcript.feed("<message/>");
        transcript.add(transcript.stream.send(Managed.messages(1, 4)));
        transcript.feed(Managed.ack(1));
        return Managed.suspend(transcript);
    }

    private static String resume(long h) {
        return "<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='" + h + "'/>";
    }

    private static Transcript asked(String inline) {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain(inline));
        return server;
    }

    private static String answer(Transcript server, ResumeAnswer answer) {
        return server.add(server.stream.reply(server.question(ResumeRequested.class), answer));
    }

    // The server

    @Test
    @Rule({"R-464", "R-496"})
    void serverGoesOnAndBindsNothingAndOffersNothing() {
        SmState state = left(Managed.server(Managed.config().build()));
        Transcript server = asked(Sasl2Streams.BIND_TAGGED + resume(3));
        String said = answer(server, new ResumeAnswer.Resume(state));
        assertEquals(
                "<success" + Sasl2Streams.NS + ">" + FULL
                        + "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='1'/></success><message id='4'/>",
                said);
        assertTrue(server.only(Established.class).resumed());
        assertEquals(Optional.of(Managed.BOUND), server.stream.state().bound());
        assertEquals(2, server.all(Asked.class).size(), "credentials and resumption, no binding");
        server.feed("<iq type='get' id='1'/>" + Managed.REQUEST);
        server.feed(
                "<message><body>" + "x".repeat(100_000) + "</body></message>"); // by the bounds behind authentication
        assertEquals(List.of(), server.all(ErrorSent.class));
    }

    @Test
    @Rule({"R-464", "R-501"})
    void serverSaysFailedAndBindsWhereItCannotGoOn() {
        Transcript server =
                asked("<bind xmlns='urn:xmpp:bind:0'><enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>" + resume(3));
        assertEquals(
                "", answer(server, new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.of(7))));
        String said = Sasl2Streams.bind(server, Sasl2Streams.TAGGED);
        assertTrue(
                said.startsWith("<success" + Sasl2Streams.NS + ">" + Sasl2Streams.TAGGED_IDENTIFIER
                        + "<failed xmlns='urn:xmpp:sm:3' h='7'><item-not-found"),
                said);
        assertTrue(
                said.contains("</failed><bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' id='sm-1'"),
                said);
        assertTrue(said.endsWith("</success><stream:features/>"), said);
        assertFalse(server.only(Established.class).resumed());
    }

    @Test
    @Rule("R-464")
    void serverLetsTheClientBindByItselfWhereItAskedForNoMore() {
        Transcript server = asked(resume(3));
        String said =
                answer(server, new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty()));
        assertTrue(
                said.endsWith("<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
                        + "<sm xmlns='urn:xmpp:sm:3'/></stream:features>"),
                said);
        server.feed(resume(3));
        assertEquals(
                2,
                server.all(Asked.class).stream()
                        .filter(one -> one.prompt() instanceof ResumeRequested)
                        .count(),
                "it may try again");
    }

    @Test
    void serverEndsTheStreamForACountThatCannotBe() {
        SmState state = left(Managed.server(Managed.config().build()));
        Transcript server = asked(resume(5));
        String said = answer(server, new ResumeAnswer.Resume(state));
        assertTrue(said.startsWith("<stream:error><undefined-condition"), said);
        assertEquals(
                StreamErrorCondition.UNDEFINED_CONDITION,
                server.only(ErrorSent.class).error().condition());
        assertEquals(Managed.messages(2, 4), server.only(Undelivered.class).stanzas());
    }

    // The client

    private static Transcript resuming(SmState state) {
        Transcript client = Sasl2Streams.client(
                Sasl2Streams.by(SaslMechanism.PLAIN)
                        .inline(StreamManagement.resuming(state, CONFIG))
                        .inline(Bind2.request("Orchard", StreamManagement.enable(CONFIG)))
                        .build(),
                Sasl.client(Sasl2Streams.credentials()),
                StreamManagement.resuming(state, CONFIG),
                ResourceBinding.request("balcony"),
                StreamManagement.enable(CONFIG));
        client.events.clear();
        return client;
    }

    private static Transcript waiting(SmState state) {
        Transcript client = resuming(state);
        assertEquals(
                Sasl2Streams.plain(resume(1) + "<bind xmlns='urn:xmpp:bind:0'><tag>Orchard</tag>"
                        + "<enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>"),
                client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER));
        client.events.clear();
        return client;
    }

    private static String success(String identifier, String inline) {
        return "<success" + Sasl2Streams.NS + ">" + identifier + inline + "</success>";
    }

    @Test
    @Rule("R-464")
    void clientGoesOnWithoutWaitingForFeatures() {
        Transcript client = waiting(left(Managed.client(CONFIG)));
        String again = client.feed(success(FULL, "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='3'/>"));
        assertEquals("<message id='4'/>", again);
        assertTrue(client.only(Established.class).resumed());
        assertEquals(Optional.of(Managed.BOUND), client.stream.state().bound());
        assertEquals(Phase.ESTABLISHED, client.stream.state().phase());
        assertEquals(List.of(), client.all(Undelivered.class));
    }

    /** A server that binds although it goes on breaks the rule; what it bound is not heeded. */
    @Test
    @Rule("R-464")
    void clientHeedsNoResourceThatIsBoundBesideAResumption() {
        Transcript client = waiting(left(Managed.client(CONFIG)));
        client.feed(success(
                FULL,
                "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' id='sm-2' resume='true'/></bound>"
                        + "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='3'/>"));
        assertEquals(
                List.of("urn:xmpp:sasl:2", "urn:xmpp:sm:3"),
                client.all(FeatureNegotiated.class).stream()
                        .map(one -> one.feature().getNamespaceURI())
                        .toList());
        assertEquals("sm-1", Managed.suspend(client).id());
    }

    /** Older servers say the bare address. */
    @Test
    void clientKnowsItsAddressWhereTheServerSaysTheAccountOnly() {
        Transcript client = waiting(left(Managed.client(CONFIG)));
        client.feed(success(Sasl2Streams.IDENTIFIER, "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='3'/>"));
        assertEquals(Optional.of(Managed.BOUND), client.stream.state().bound());
    }

    @Test
    void clientRefusesAStreamOfAnotherAddress() {
        for (String other : List.of("juliet@im.example.com/other", "romeo@im.example.com")) {
            SmState state = left(Managed.client(CONFIG));
            Transcript client = waiting(state);
            client.feed(success(
                    "<authorization-identifier>" + other + "</authorization-identifier>",
                    "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='3'/>"));
            assertInstanceOf(Reason.NegotiationFailed.class, ended(client).closed());
            assertEquals(List.of(), client.all(Undelivered.class), "the state stays good");
            assertEquals(List.of(), client.all(Established.class));
        }
    }

    private static Transcript ended(Transcript client) {
        client.feed("</stream:stream>");
        return client;
    }

    @Test
    @Rule("R-464")
    void clientTellsWhatIsLostOnceAndIsBoundAnew() {
        Transcript client = waiting(left(Managed.client(CONFIG)));
        client.feed(
                success(
                        Sasl2Streams.TAGGED_IDENTIFIER,
                        "<failed xmlns='urn:xmpp:sm:3' h='2'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"
                                + "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' id='sm-2' resume='true'/></bound>"));
        assertEquals(List.of(), client.all(Established.class), "features are awaited");
        assertEquals(
                "",
                client.feed("<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
                        + "<sm xmlns='urn:xmpp:sm:3'/></stream:features>"),
                "nothing is begun twice");
        assertEquals(Managed.messages(3, 4), client.only(Undelivered.class).stanzas());
        assertFalse(client.only(Established.class).resumed());
        assertEquals(Optional.of(Sasl2Streams.TAGGED), client.stream.state().bound());
        assertEquals(1, client.all(FeatureRefused.class).size());
        assertEquals(
                List.of("urn:xmpp:sasl:2", "urn:xmpp:bind:0", "urn:xmpp:sm:3"),
                client.all(FeatureNegotiated.class).stream()
                        .map(one -> one.feature().getNamespaceURI())
                        .toList());
        assertEquals("sm-2", Managed.suspend(client).id());
    }

    /** One resumption, in whichever place and with whichever configuration it is listed: stanzas told twice would be sent twice. */
    @Test
    void clientTellsWhatIsLostOnceWhereItIsConfiguredTwice() {
        SmState state = left(Managed.client(CONFIG));
        Transcript client = Sasl2Streams.client(
                Sasl2Streams.by(SaslMechanism.PLAIN)
                        .inline(StreamManagement.resuming(state, CONFIG))
                        .build(),
                StreamManagement.resuming(state, Managed.config().build()),
                ResourceBinding.request("balcony"));
        client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER);
        String next = client.feed(success(
                        Sasl2Streams.IDENTIFIER,
                        "<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>")
                + "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/>"
                + "</stream:features>");
        assertTrue(next.startsWith("<iq "), next);
        assertEquals(Managed.messages(2, 4), client.only(Undelivered.class).stanzas());
    }

    @Test
    void clientGoesOnBehindSasl2WhereTheServerDoesNotTakeItInline() {
        Transcript client = resuming(left(Managed.client(CONFIG)));
        String offer = Sasl2Streams.OFFER.replaceFirst("<inline>.*</inline>", "");
        assertEquals(Sasl2Streams.plain(""), client.feed(Streams.SERVER_HEADER + offer));
        String next = client.feed(success(Sasl2Streams.IDENTIFIER, "") + "<stream:features>"
                + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/></stream:features>");
        assertEquals(resume(1), next);
        client.feed("<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='3'/>");
        assertTrue(client.only(Established.class).resumed());
    }

    @Test
    void clientTellsWhatIsLostWhereItCouldNotAskAtAll() {
        Transcript client = Sasl2Streams.client(
                Sasl2Streams.by(SaslMechanism.PLAIN)
                        .inline(StreamManagement.resuming(left(Managed.client(CONFIG)), CONFIG))
                        .build(),
                Sasl.client(Sasl2Streams.credentials()));
        client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER.replaceFirst("<authentication.*</authentication>", ""));
        client.feed(
                "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>" + Streams.SERVER_HEADER + "<stream:features/>");
        assertEquals(1, client.all(Established.class).size());
        assertEquals(Managed.messages(2, 4), client.only(Undelivered.class).stanzas());
    }

    @Test
    void clientKeepsItsStateWhereAuthenticationFails() {
        Transcript client = waiting(left(Managed.client(CONFIG)));
        client.feed(Sasl2Streams.failure("not-authorized"));
        ended(client);
        assertInstanceOf(Reason.AuthenticationFailed.class, client.closed());
        assertEquals(List.of(), client.all(Undelivered.class));
    }
}
