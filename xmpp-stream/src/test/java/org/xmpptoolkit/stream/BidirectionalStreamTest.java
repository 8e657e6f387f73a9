package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.BidirectionalStream;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;

/** Streams between servers that carry stanzas both ways (XEP-0288). */
class BidirectionalStreamTest {
    private static final String OFFER = "<bidi xmlns='urn:xmpp:features:bidi'/>";
    private static final String ENABLE = "<bidi xmlns='urn:xmpp:bidi'/>";
    private static final TlsSession PROVEN = Servers.shown("capulet.example", PathTrust.VERIFIED);
    private static final XmlElement BACK = Servers.stanza("romeo@montague.example", "juliet@capulet.example");

    private static StreamConfig.Builder serving() {
        return Servers.serving(new StartTls(), new BidirectionalStream(), Sasl.server(), new Servers.Vouching());
    }

    private static Transcript receiving() {
        Transcript server = Servers.receiving(serving().build(), PROVEN);
        server.feed(Servers.HEADER);
        return server;
    }

    private static Transcript initiating(TlsSession session) {
        return Servers.initiating(
                Servers.opening().build(),
                session,
                new BidirectionalStream(),
                Servers.external(),
                new Servers.Vouching());
    }

    private static Transcript initiating() {
        return initiating(Servers.showing("capulet.example", PathTrust.VERIFIED));
    }

    private static String vouch(String name, DomainPair pair) {
        return Servers.Vouching.element(name, pair).toString();
    }

    // When

    @Test
    @Rule("R-482")
    void isOfferedBeforeTlsAndBehindIt() {
        Transcript server = new Transcript(
                XmppStream.receiving(serving().tlsPolicy(TlsPolicy.WHEN_OFFERED).build()));
        String clear = server.feed(Servers.HEADER);
        assertTrue(clear.contains("<starttls ") && clear.contains(OFFER), clear);
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        server.add(server.stream.secured(PROVEN));
        String secure = server.feed(Servers.HEADER);
        assertTrue(secure.contains(OFFER), secure);
    }

    /** What is in front of required TLS is STARTTLS, and nothing else (RFC 6120 section 5.3.1). */
    @Test
    @Rule({"R-128", "R-482"})
    void isNotOfferedWhereTlsIsDueFirst() {
        Transcript server = new Transcript(
                XmppStream.receiving(serving().tlsPolicy(TlsPolicy.REQUIRED).build()));
        String clear = server.feed(Servers.HEADER);
        assertFalse(clear.contains("bidi"), clear);
        server.feed(ENABLE);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    @Rule("R-482")
    void whatWasEnabledInClearDoesNotHoldUnderTls() {
        Transcript server = new Transcript(
                XmppStream.receiving(serving().tlsPolicy(TlsPolicy.WHEN_OFFERED).build()));
        server.feed(Servers.HEADER + ENABLE + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        server.add(server.stream.secured(PROVEN));
        server.feed(Servers.HEADER + Servers.AUTH + Servers.HEADER);
        assertEquals(Set.of(Servers.THERE), server.stream.state().authorized());
    }

    @Test
    @Rule({"R-482", "R-483"})
    void isEnabledBehindTlsAndInFrontOfSasl() {
        StreamConfig config =
                Servers.opening().tlsPolicy(TlsPolicy.WHEN_OFFERED).build();
        Transcript server = new Transcript(
                XmppStream.initiating(config, List.of(new BidirectionalStream(), Servers.external(), new StartTls())));
        server.add(server.stream.open());
        String features =
                "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + OFFER + "</stream:features>";
        assertEquals("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", server.feed(Servers.ANSWER + features));
        server.feed("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        server.add(server.stream.secured(Servers.showing("capulet.example", PathTrust.VERIFIED)));
        String secure = "<stream:features>" + Servers.MECHANISMS + OFFER + "</stream:features>";
        String written = server.feed(Servers.ANSWER + secure);
        assertTrue(written.startsWith(ENABLE + "<auth "), written);
    }

    @Test
    @Rule("R-483")
    void isEnabledInFrontOfDialback() {
        Transcript server = initiating(Servers.showing("capulet.example", PathTrust.UNVERIFIED));
        String features = "<stream:features>" + OFFER + "<vouching xmlns='urn:example:vouch'/></stream:features>";
        assertEquals(ENABLE + vouch("vouch", Servers.THERE), server.feed(Servers.ANSWER + features));
        server.feed(vouch("vouched", Servers.THERE));
        assertEquals(Set.of(Servers.THERE, Servers.BACK), server.stream.state().authorized());
    }

    @Test
    void isNotOfferedOnceAPairIsThere() {
        Transcript server = receiving();
        String again = server.feed(ENABLE + Servers.AUTH + Servers.HEADER);
        assertFalse(again.contains("bidi"), again);
        Transcript late = receiving();
        late.feed(vouch("vouch", Servers.THERE) + ENABLE);
        HeaderTest.assertErrorSent(late, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
        Transcript twice = receiving();
        twice.feed(ENABLE + ENABLE);
        HeaderTest.assertErrorSent(twice, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    void isNothingForClients() {
        Transcript server = Streams.receiving(new Streams.Login(), new BidirectionalStream());
        String offer = server.feed(Streams.CLIENT_HEADER);
        assertFalse(offer.contains("bidi"), offer);
    }

    // What goes back

    @Test
    @Rule("R-484")
    void nothingGoesBackBeforeThePeerIsAuthenticated() {
        Transcript server = receiving();
        assertEquals("", server.feed(ENABLE));
        assertThrows(IllegalStateException.class, () -> server.stream.send(List.of(BACK)));
        server.feed(Servers.AUTH);
        assertThrows(IllegalStateException.class, () -> server.stream.send(List.of(BACK)));
        server.feed(Servers.HEADER);
        assertTrue(server.add(server.stream.send(List.of(BACK))).startsWith("<message "));
    }

    @Test
    @Rule("R-485")
    void withSaslTheDomainThatWasAskedForMayAnswer() {
        Transcript server = receiving();
        server.feed(ENABLE + Servers.AUTH + Servers.HEADER);
        assertEquals(Set.of(Servers.THERE, Servers.BACK), server.stream.state().authorized());
        assertEquals(
                List.of(Servers.THERE, Servers.BACK),
                server.all(StreamEvent.PairAuthorized.class).stream()
                        .map(StreamEvent.PairAuthorized::pair)
                        .toList());
        server.add(server.stream.send(List.of(BACK)));
        for (XmlElement other : List.of(
                Servers.stanza("rooms.montague.example", "juliet@capulet.example"),
                Servers.stanza("romeo@montague.example", "rooms.capulet.example"),
                Servers.stanza("juliet@capulet.example", "romeo@montague.example"))) {
            assertThrows(IllegalStateException.class, () -> server.stream.send(List.of(other)));
        }
    }

    /** The inverse of each pair, also of such as have no domain of the header in them; and nothing in the wrong direction. */
    @Test
    @Rule("R-485")
    void withDialbackTheInverseOfEachPairGoesBack() {
        DomainPair more = new DomainPair(Jid.parse("rooms.capulet.example"), Jid.parse("rooms.montague.example"));
        DomainPair inverse = new DomainPair(more.to(), more.from());
        Transcript server = receiving();
        server.feed(ENABLE + vouch("vouch", Servers.THERE) + vouch("vouch", more));
        assertEquals(
                Set.of(Servers.THERE, Servers.BACK, more, inverse),
                server.stream.state().authorized());
        server.add(server.stream.send(
                List.of(BACK, Servers.stanza(more.to().toString(), more.from().toString()))));
        server.feed(Servers.stanza(more.from().toString(), more.to().toString()).toString());
        server.only(StreamEvent.ElementReceived.class);
        server.feed(Servers.stanza(more.to().toString(), more.from().toString()).toString());
        HeaderTest.assertErrorSent(server, StreamErrorCondition.HOST_UNKNOWN);
    }

    @Test
    @Rule("R-485")
    void initiatingServerTakesTheInverseOfItsPairsOnly() {
        String features = "<stream:features>" + OFFER + Servers.MECHANISMS + "</stream:features>";
        for (boolean both : new boolean[] {true, false}) {
            Transcript server = initiating();
            server.feed(Servers.ANSWER + (both ? features : features.replace(OFFER, "")));
            server.feed(Servers.SUCCESS + Servers.ANSWER + Streams.NO_FEATURES + BACK);
            assertEquals(
                    both ? 1 : 0, server.all(StreamEvent.ElementReceived.class).size());
            if (both) {
                server.feed("<message from='rooms.montague.example' to='juliet@capulet.example'/>");
            }
            HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
        }
    }

    /** Its own stanzas do not come back, though their pair is authorized, the other way. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reflectedStanzasAreRefused(boolean initiates) {
        XmlElement there = Servers.stanza("juliet@capulet.example", "romeo@montague.example");
        Transcript server = initiates ? initiating() : receiving();
        if (initiates) {
            server.feed(Servers.ANSWER + "<stream:features>" + OFFER + Servers.MECHANISMS + "</stream:features>"
                    + Servers.SUCCESS + Servers.ANSWER + Streams.NO_FEATURES);
        } else {
            server.feed(ENABLE + Servers.AUTH + Servers.HEADER);
        }
        assertEquals(Set.of(Servers.THERE, Servers.BACK), server.stream.state().authorized());
        server.feed((initiates ? there : BACK).toString());
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        assertEquals(1, server.all(StreamEvent.ErrorSent.class).size());
    }

    /** The receiving server may ask for its other domains on the same stream. */
    @Test
    void receivingServerMayAskForMorePairs() {
        DomainPair rooms = new DomainPair(Jid.parse("rooms.montague.example"), Servers.CAPULET);
        Transcript server = receiving();
        server.feed(ENABLE + Servers.AUTH + Servers.HEADER);
        Transcript peer = initiating();
        peer.feed(Servers.ANSWER + "<stream:features>" + OFFER + Servers.MECHANISMS + "</stream:features>"
                + Servers.SUCCESS + Servers.ANSWER
                + "<stream:features><vouching xmlns='urn:example:vouch'/></stream:features>");
        String asked = server.add(server.stream.tell(new Servers.Vouch(rooms)));
        server.feed(peer.feed(asked));
        DomainPair inverse = new DomainPair(rooms.to(), rooms.from());
        for (Transcript side : List.of(server, peer)) {
            assertEquals(
                    Set.of(Servers.THERE, Servers.BACK, rooms, inverse),
                    side.stream.state().authorized());
        }
        XmlElement stanza = Servers.stanza("rooms.montague.example", "juliet@capulet.example");
        peer.feed(server.add(server.stream.send(List.of(stanza))));
        assertEquals(stanza, peer.only(StreamEvent.ElementReceived.class).element());
    }

    /** Who asks for a pair sends its stanzas, whatever is known of its domains; and never the peer those of a domain of ours. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pairOfUnknownDomainsGoesTheWayOfWhoAsks(boolean weAsk) {
        for (boolean initiates : new boolean[] {true, false}) {
            Jid ours = Jid.parse(initiates ? "rooms.capulet.example" : "rooms.montague.example");
            Jid theirs = Jid.parse(initiates ? "rooms.montague.example" : "rooms.capulet.example");
            DomainPair pair = weAsk ? new DomainPair(ours, theirs) : new DomainPair(theirs, ours);
            Transcript server = initiates ? initiating() : receiving();
            server.feed(
                    initiates
                            ? Servers.ANSWER + "<stream:features>" + OFFER + Servers.MECHANISMS + "</stream:features>"
                                    + Servers.SUCCESS + Servers.ANSWER
                                    + "<stream:features><vouching xmlns='urn:example:vouch'/></stream:features>"
                            : ENABLE + Servers.AUTH + Servers.HEADER);
            if (weAsk) {
                server.add(server.stream.tell(new Servers.Vouch(pair)));
            }
            server.feed(vouch(weAsk ? "vouched" : "vouch", pair));
            assertEquals(4, server.stream.state().authorized().size());
            server.add(server.stream.send(List.of(Servers.stanza(ours.toString(), theirs.toString()))));
            server.feed(Servers.stanza(theirs.toString(), ours.toString()).toString());
            server.only(StreamEvent.ElementReceived.class);
            server.feed(Servers.stanza(ours.toString(), theirs.toString()).toString());
            HeaderTest.assertErrorSent(server, StreamErrorCondition.HOST_UNKNOWN);
        }
    }
}
