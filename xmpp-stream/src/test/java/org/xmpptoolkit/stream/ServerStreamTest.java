package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;

/** Streams between servers: who speaks for which domain, and what passes (RFC 6120 sections 4.5, 4.7.1, 8.1.1.2 and 8.1.2.2). */
class ServerStreamTest {
    private static final String GOOD = "<message id='good' from='juliet@capulet.example' to='romeo@montague.example'/>";

    private static Transcript authenticated() {
        return Servers.authenticated(Servers.serving(Sasl.server()));
    }

    private static List<Optional<String>> received(Transcript transcript) {
        return transcript.all(StreamEvent.ElementReceived.class).stream()
                .map(received -> received.element().attribute("id"))
                .toList();
    }

    // Headers

    @Test
    @Rule("R-045")
    void initiatingServerSaysItsDomainInEveryHeader() {
        Transcript server = Servers.authenticated(Servers.opening().build(), Servers.external());
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        String[] headers = Transcript.written(server.events).split("<stream:stream", -1);
        assertEquals(3, headers.length);
        for (String header : List.of(headers).subList(1, 3)) {
            assertTrue(header.contains(" from='capulet.example' to='montague.example' version='1.0'"), header);
        }
        XmppStream clear = XmppStream.initiating(
                Servers.opening().tlsPolicy(TlsPolicy.REQUIRED).build(), List.of(new StartTls()));
        assertTrue(Transcript.written(clear.open()).contains(" from='capulet.example'"), "dialback in clear needs it");
    }

    @Test
    void initiatingServerHasToHaveADomain() {
        StreamConfig nobody = Servers.config().to(Servers.MONTAGUE).build();
        StreamConfig user = nobody.toBuilder().from(Streams.ACCOUNT).build();
        for (StreamConfig config : List.of(nobody, user)) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> XmppStream.initiating(config, List.of()));
            assertTrue(String.valueOf(refusal.getMessage()).contains("'from'"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@capulet.example", "capulet.example/x", "", "@"})
    void serverIsFromADomain(String from) {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server()).build(), Servers.shown("capulet.example", PathTrust.VERIFIED));
        server.feed(Servers.HEADER.replace("from='capulet.example'", "from='" + from + "'"));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
    }

    @ParameterizedTest
    @CsvSource({"capulet.example, tybalt.example, INVALID_FROM", "montague.example, mercutio.example, HOST_UNKNOWN"})
    void headersBehindAuthenticationAreForTheSameDomains(String domain, String other, StreamErrorCondition condition) {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server()).build(), Servers.shown("capulet.example", PathTrust.VERIFIED));
        server.feed(Servers.HEADER + Servers.AUTH + Servers.HEADER.replace(domain, other) + GOOD);
        HeaderTest.assertErrorSent(server, condition);
        assertEquals(List.of(), received(server));
    }

    // What comes in

    @ParameterizedTest
    @CsvSource({
        "R-230, from='juliet@capulet.example'",
        "R-230, from='juliet@capulet.example' to=''",
        "R-230, from='juliet@capulet.example' to='@'",
        "R-237, to='romeo@montague.example'",
        "R-237, from='' to='romeo@montague.example'",
        "R-237, from='juliet@' to='romeo@montague.example'",
        "both, ''"
    })
    @Rule({"R-230", "R-237"})
    void stanzaWithoutAddressesIsImproper(String rule, String attributes) {
        Transcript server = authenticated();
        server.feed(GOOD + "<message id='bad' " + attributes + "/>" + GOOD);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.IMPROPER_ADDRESSING);
        assertEquals(List.of(Optional.of("good")), received(server), rule);
    }

    @ParameterizedTest
    @CsvSource({"nowhere.example, HOST_UNKNOWN", "gone.example, HOST_GONE", "served.example, INVALID_FROM"})
    @Rule("R-231")
    void stanzaForAnotherDomainIsToldWhatBecameOfIt(String domain, StreamErrorCondition condition) {
        Transcript server = Servers.authenticated(Servers.serving(Sasl.server()).domains(to -> switch (to.toString()) {
            case "served.example", "montague.example" -> DomainStatus.SERVED;
            case "gone.example" -> DomainStatus.GONE;
            default -> DomainStatus.UNKNOWN;
        }));
        server.feed(GOOD + "<message id='bad' from='juliet@capulet.example' to='romeo@" + domain + "'/>" + GOOD);
        HeaderTest.assertErrorSent(server, condition);
        assertEquals(List.of(Optional.of("good")), received(server));
    }

    /** Who says nothing of its domains serves those of validated pairs. */
    @Test
    @Rule("R-231")
    void domainOfNoPairIsUnknownUnlessToldOtherwise() {
        Transcript server = authenticated();
        server.feed("<message from='juliet@capulet.example' to='romeo@nowhere.example'/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.HOST_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tybalt.example", "sub.capulet.example", "montague.example", "romeo@montague.example"})
    @Rule("R-238")
    void stanzaFromADomainThatWasNotValidatedIsRefused(String from) {
        Transcript server = authenticated();
        server.feed(GOOD + "<message id='bad' from='" + from + "' to='romeo@montague.example'/>" + GOOD);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
        assertEquals(List.of(Optional.of("good")), received(server));
    }

    @Test
    void nothingIsStampedBetweenServers() {
        Transcript server = authenticated();
        server.feed("<presence type='subscribe' from='Juliet@Capulet.Example/balcony' to='romeo@montague.example'/>");
        assertEquals(
                Optional.of("Juliet@Capulet.Example/balcony"),
                server.only(StreamEvent.ElementReceived.class).element().attribute("from"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stanzaBeforeAnyPairIsNotAuthorized(boolean early) {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server()).stanzasBeforeBinding(early).build(),
                Servers.shown("capulet.example", PathTrust.VERIFIED));
        server.feed(Servers.HEADER + GOOD + Servers.AUTH);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        Transcript initiator = Servers.initiating(
                Servers.opening().build(), Servers.showing("capulet.example", PathTrust.VERIFIED), Servers.external());
        initiator.feed(Servers.ANSWER + GOOD);
        HeaderTest.assertErrorSent(initiator, StreamErrorCondition.NOT_AUTHORIZED);
    }

    @Test
    void stanzaOfAMandatoryFeatureThatIsUnmetIsNotAuthorized() {
        Transcript server = Servers.authenticated(Servers.serving(Sasl.server(), ResourceBinding.server()));
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        server.feed(GOOD);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
    }

    // Directions

    @Test
    @Rule({"R-040", "R-104"})
    void withoutBidirectionalStreamsEachDirectionHasAStreamOfItsOwn() {
        Transcript inbound = authenticated();
        XmlElement back = Servers.stanza("romeo@montague.example", "juliet@capulet.example");
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> inbound.stream.send(List.of(back)));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("from montague.example to capulet.example"), message);
        assertTrue(message.contains("the stream that we opened to capulet.example"), message);
        assertEquals(Phase.ESTABLISHED, inbound.stream.state().phase(), "and nothing has changed");

        Transcript outbound = Servers.authenticated(Servers.opening().build(), Servers.external());
        XmlElement there = Servers.stanza("juliet@capulet.example", "romeo@montague.example");
        assertFalse(outbound.add(outbound.stream.send(List.of(there))).isEmpty());
        assertThrows(IllegalStateException.class, () -> outbound.stream.send(List.of(back)));
    }

    /** The error of a stream goes back on the stream, whichever way its stanzas go; that of a stanza on the other stream. */
    @Test
    @Rule({"R-040", "R-104"})
    void streamErrorsGoBackOnTheStreamAndStanzaErrorsOnTheOther() {
        Transcript inbound = authenticated();
        XmlElement error = Servers.stanza("romeo@montague.example", "juliet@capulet.example").toBuilder()
                .attribute("type", "error")
                .build();
        assertThrows(IllegalStateException.class, () -> inbound.stream.send(List.of(error)));
        String written = inbound.feed("<message/>");
        assertTrue(written.startsWith("<stream:error><improper-addressing "), written);
    }

    /** Stanzas come back on the stream that we opened to send some: the peer has not shown who it is for that. */
    @Test
    @Rule("R-040")
    void initiatingServerTakesNoStanzaOnItsOwnStream() {
        for (String stanza : List.of(
                "<message from='romeo@montague.example' to='juliet@capulet.example'/>",
                GOOD, // its own, reflected
                "<message from='tybalt@capulet.example' to='juliet@capulet.example'/>")) {
            Transcript outbound = Servers.authenticated(
                    Servers.opening().domains(d -> DomainStatus.SERVED).build(), Servers.external());
            outbound.feed(stanza);
            HeaderTest.assertErrorSent(outbound, StreamErrorCondition.INVALID_FROM);
            assertEquals(List.of(), received(outbound));
        }
    }

    // What goes out

    @Test
    void whatIsSentNeedsAValidatedPair() {
        Transcript server = Servers.authenticated(Servers.opening().build(), Servers.external());
        for (XmlElement other : List.of(
                Servers.stanza("juliet@capulet.example", "romeo@mantua.example"),
                Servers.stanza("tybalt@tybalt.example", "romeo@montague.example"))) {
            assertThrows(IllegalStateException.class, () -> server.stream.send(List.of(other)));
        }
        for (String attribute : List.of("from", "to")) {
            XmlElement improper =
                    XmlElement.parse("<message xmlns='jabber:server' " + attribute + "='juliet@capulet.example'/>");
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> server.stream.send(List.of(improper)));
            assertTrue(String.valueOf(refusal.getMessage()).contains(attribute.equals("to") ? "'from'" : "'to'"));
        }
        XmlElement nonza = XmlElement.of("urn:example:x", "x");
        assertEquals("<x xmlns='urn:example:x'/>", server.add(server.stream.send(List.of(nonza))));
        server.add(server.stream.close());
        XmlElement late = Servers.stanza("a@nowhere.example", "b@nowhere.example");
        assertEquals(List.of(new StreamEvent.NotSent(List.of(late))), server.stream.send(List.of(late)));
    }

    // Several pairs

    @Test
    void severalPairsShareAStream() {
        Transcript server = Servers.receiving(
                Servers.serving(new Servers.Vouching()).build(),
                Servers.shown("capulet.example", PathTrust.UNVERIFIED));
        server.feed(Servers.HEADER);
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        DomainPair rooms = new DomainPair(Jid.parse("rooms.capulet.example"), Servers.MONTAGUE);
        DomainPair others = new DomainPair(Jid.parse("tybalt.example"), Jid.parse("mantua.example"));
        for (DomainPair pair : List.of(Servers.THERE, rooms, others)) {
            server.feed(Servers.Vouching.element("vouch", pair).toString());
        }
        assertEquals(Set.of(Servers.THERE, rooms, others), server.stream.state().authorized());
        server.only(StreamEvent.Established.class);
        assertEquals(3, server.all(StreamEvent.PairAuthorized.class).size());
        server.feed(GOOD + "<iq id='r' from='rooms.capulet.example' to='romeo@montague.example'/>"
                + "<iq id='o' from='tybalt.example' to='mantua.example'/>");
        assertEquals(List.of(Optional.of("good"), Optional.of("r"), Optional.of("o")), received(server));
        server.feed("<iq id='x' from='tybalt.example' to='montague.example'/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
    }

    /** The octets that a stranger may use are few. */
    @Test
    void whoHasAPairMaySendMoreThanAStranger() {
        String text = "x".repeat(100_000);
        Transcript server = Servers.receiving(
                Servers.serving(new Servers.Vouching()).build(),
                Servers.shown("capulet.example", PathTrust.UNVERIFIED));
        server.feed(Servers.HEADER + Servers.Vouching.element("vouch", Servers.THERE));
        server.feed("<message id='long' from='a@capulet.example' to='b@montague.example'>" + text + "</message>");
        assertEquals(List.of(Optional.of("long")), received(server));
        Transcript stranger = Servers.receiving(
                Servers.serving(new Servers.Vouching()).build(),
                Servers.shown("capulet.example", PathTrust.UNVERIFIED));
        stranger.feed(Servers.HEADER + "<message>" + text);
        HeaderTest.assertErrorSent(stranger, StreamErrorCondition.POLICY_VIOLATION);
    }

    // Who may not even begin

    @ParameterizedTest
    @EnumSource(
            value = PathTrust.class,
            names = {"UNVERIFIED", "ABSENT"})
    @Rule("R-186")
    void serverThatCannotShowWhoItIsIsSentAway(PathTrust trust) {
        TlsSession session = trust == PathTrust.ABSENT
                ? TlsSession.builder("TLSv1.3", trust).build()
                : Servers.shown("capulet.example", trust);
        Transcript server = Servers.receiving(Servers.serving(Sasl.server()).build(), session);
        String written = server.feed(Servers.HEADER);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
        assertTrue(written.contains(" from='montague.example' to='capulet.example' id="), written);
        assertFalse(written.contains("<stream:features"), written);
    }

    @Test
    @Rule("R-186")
    void serverThatMayStillStartTlsOrVouchIsNotSentAway() {
        StreamConfig clear = Servers.serving(new StartTls(), Sasl.server())
                .tlsPolicy(TlsPolicy.WHEN_OFFERED)
                .build();
        Transcript server = new Transcript(XmppStream.receiving(clear));
        String written = server.feed(Servers.HEADER);
        assertTrue(written.contains("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></"), written);
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
    }

    /** TLS without trust in the certificate, and dialback on top, is better than none. */
    @ParameterizedTest
    @CsvSource({"capulet.example, UNVERIFIED", "other.example, VERIFIED", "other.example, UNVERIFIED"})
    @Rule("R-383")
    void unprovenCertificateLeavesDialback(String domain, PathTrust trust) {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server(), new Servers.Vouching()).build(), Servers.shown(domain, trust));
        String offer = server.feed(Servers.HEADER);
        assertFalse(offer.contains("EXTERNAL"), offer);
        server.feed(Servers.Vouching.element("vouch", Servers.THERE) + GOOD);
        assertTrue(server.only(StreamEvent.Established.class).state().secure());
        assertEquals(Optional.empty(), server.stream.state().account());
        assertEquals(List.of(Optional.of("good")), received(server));
    }

    /** A pair that is authorized while SASL is under way is enough, once SASL is given up. */
    @Test
    void pairThatCameDuringSaslIsEnoughOnceSaslFails() {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server(), new Servers.Vouching()).build(),
                Servers.shown("capulet.example", PathTrust.VERIFIED));
        server.feed(Servers.HEADER
                + Servers.AUTH.replace(">=</auth>", "/>")
                + Servers.Vouching.element("vouch", Servers.THERE));
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        server.feed("<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        server.feed(Servers.stanza("capulet.example", "montague.example").toString());
        server.only(StreamEvent.ElementReceived.class);
    }
}
