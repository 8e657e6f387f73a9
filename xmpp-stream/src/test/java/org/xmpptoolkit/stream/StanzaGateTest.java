package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.framing.DocumentFraming;

/** Which elements pass, and under whose name (RFC 6120 sections 4.1, 4.3.5, 4.8 and 8.1). */
class StanzaGateTest {
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";
    private static final String OFFER = "<stream:features>" + LOGIN + "</stream:features>";
    private static final String BIND_OFFER =
            "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";
    private static final String BIND = "<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";

    private static Transcript server(StreamConfig config) {
        Transcript server = new Transcript(XmppStream.receiving(config));
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER);
        return server;
    }

    private static Transcript bound(FromPolicy policy) {
        Transcript server = server(Streams.serving(new Streams.Login(), ResourceBinding.server())
                .fromPolicy(policy)
                .build());
        server.feed(BIND);
        BindAnswer answer = new BindAnswer.Bound(Streams.ACCOUNT.withResourcepart("balcony"));
        server.add(server.stream.reply(server.question(BindRequested.class), answer));
        return server;
    }

    private static XmlElement received(Transcript transcript) {
        return transcript.only(StreamEvent.ElementReceived.class).element();
    }

    private static XmlElement element(String xml) {
        return XmlElement.parse(xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq xmlns='urn:example:x' type='get' id='1'/>",
                "<message xmlns='jabber:iq:roster'/>",
                "<query/>",
                "<Message/>",
                "<stream:message/>",
                "<features/>"
            })
    @Rule({"R-009", "R-089", "R-090"})
    void whatIsNoStanzaEndsTheStreamAndIsNotDelivered(String element) {
        for (Transcript stream : List.of(Streams.establishedReceiving(), Streams.establishedInitiating())) {
            stream.feed("<presence/>" + element + "<presence/>");
            HeaderTest.assertErrorSent(stream, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
            assertEquals("presence", received(stream).localName());
        }
    }

    @Test
    @Rule("R-009")
    void stanzasInsideOfElementsAreContent() {
        Transcript server = Streams.establishedReceiving();
        server.feed("<message><x xmlns='urn:example:x'><iq xmlns='jabber:client'/></x><presence/></message>");
        assertEquals("message", received(server).localName());
    }

    @ParameterizedTest
    @CsvSource({
        "message, ''",
        "message, from='juliet@im.example.com/balcony'",
        "message, from='juliet@im.example.com'",
        "message, from='Juliet@IM.example.com/balcony'",
        "iq, from='juliet@im.example.com'",
        "presence, ''",
    })
    @Rule({"R-232", "R-235"})
    void ownFromIsStampedInFull(String name, String from) {
        for (FromPolicy policy : FromPolicy.values()) {
            Transcript server = bound(policy);
            server.feed("<" + name + " " + from + "/>");
            assertEquals(
                    Optional.of("juliet@im.example.com/balcony"),
                    received(server).attribute("from"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "subscribed", "unsubscribe", "unsubscribed"})
    @Rule("R-232")
    void subscriptionPresenceIsStampedBare(String type) {
        for (String from : List.of("", "from='juliet@im.example.com/balcony'", "from='romeo@example.net'")) {
            Transcript server = bound(FromPolicy.OVERWRITE);
            server.feed("<presence type='" + type + "' to='nurse@example.com' " + from + "/>");
            assertEquals(Optional.of("juliet@im.example.com"), received(server).attribute("from"));
        }
        Transcript server = bound(FromPolicy.OVERWRITE);
        server.feed("<presence type='probe'/><message type='" + type + "'/>");
        server.all(StreamEvent.ElementReceived.class)
                .forEach(received -> assertEquals(
                        Optional.of("juliet@im.example.com/balcony"),
                        received.element().attribute("from")));
    }

    @Test
    @Rule({"R-228", "R-232"})
    void toAndAllElseStaysAsItCame() {
        Transcript server = bound(FromPolicy.OVERWRITE);
        server.feed("<message to='Romeo@Example.NET/' id='1'><body>x</body></message>");
        assertEquals(
                element("<message xmlns='jabber:client' to='Romeo@Example.NET/' id='1'"
                        + " from='juliet@im.example.com/balcony'><body>x</body></message>"),
                received(server));
    }

    private static Transcript authenticated(boolean early) {
        return server(Streams.serving(new Streams.Login(), ResourceBinding.server())
                .stanzasBeforeBinding(early)
                .build());
    }

    @ParameterizedTest
    @CsvSource({"''", "to='im.example.com'", "to='juliet@im.example.com'", "to='JULIET@im.example.com'"})
    @Rule("R-024")
    void stanzasToTheServerOrAccountMayPassBeforeBinding(String to) {
        String iq = "<iq type='get' id='1' from='romeo@example.net' " + to + "><q xmlns='urn:example:q'/></iq>";
        Transcript server = authenticated(true);
        server.feed(iq);
        assertEquals(Optional.of("juliet@im.example.com"), received(server).attribute("from"));
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        assertEquals(
                "<iq type='result' id='1'/>",
                server.add(server.stream.send(List.of(element("<iq xmlns='jabber:client' type='result' id='1'/>")))));
        Transcript strict = authenticated(false);
        strict.feed(iq);
        HeaderTest.assertErrorSent(strict, StreamErrorCondition.NOT_AUTHORIZED);
        assertThrows(IllegalStateException.class, () -> authenticated(false)
                .stream
                .send(List.of(element("<iq xmlns='jabber:client' type='result' id='1'/>"))));
    }

    /** Between authentication and the new header there is no stream to send on. */
    @Test
    @Rule("R-015")
    void nothingIsSentWhileTheStreamRestarts() {
        Transcript server = new Transcript(XmppStream.receiving(
                Streams.serving(new Streams.Login()).stanzasBeforeBinding(true).build()));
        server.feed(Streams.CLIENT_HEADER + LOGIN);
        List<XmlElement> result = List.of(element("<iq xmlns='jabber:client' type='result' id='1'/>"));
        assertThrows(IllegalStateException.class, () -> server.stream.send(result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "romeo@im.example.com",
                "juliet@im.example.com/balcony",
                "other.example",
                "",
                "@",
                "im.example.com/juliet@im.example.com"
            })
    @Rule({"R-024", "R-207"})
    void stanzasToOthersNeverPassBeforeBinding(String to) {
        Transcript server = authenticated(true);
        server.feed("<message to='" + to + "'/>" + BIND);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty());
    }

    @Test
    @Rule("R-024")
    void noStanzaPassesBeforeAuthentication() {
        Transcript server = new Transcript(XmppStream.receiving(
                Streams.serving(new Streams.Login()).stanzasBeforeBinding(true).build()));
        server.feed(Streams.CLIENT_HEADER + "<iq type='get' id='1'/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
    }

    @Test
    @Rule("R-023")
    void initiatorSendsNothingToOthersBeforeCompletion() {
        XmlElement mine = element("<iq xmlns='jabber:client' type='get' id='1'/>");
        XmlElement others = element("<message xmlns='jabber:client' to='romeo@example.net'/>");
        for (boolean early : new boolean[] {false, true}) {
            Transcript client = new Transcript(XmppStream.initiating(
                    Streams.config().stanzasBeforeBinding(early).build(),
                    List.of(new Streams.Login(), ResourceBinding.request())));
            assertThrows(IllegalStateException.class, () -> client.stream.send(List.of(mine)));
            client.add(client.stream.open());
            client.feed(Streams.SERVER_HEADER + OFFER);
            assertThrows(IllegalStateException.class, () -> client.stream.send(List.of(mine)));
            client.feed("<welcome xmlns='urn:example:login'/>");
            assertThrows(IllegalStateException.class, () -> client.stream.send(List.of(mine)));
            client.feed(Streams.SERVER_HEADER + BIND_OFFER);
            assertThrows(IllegalStateException.class, () -> client.stream.send(List.of(mine, others)));
            assertThrows(IllegalStateException.class, () -> client.stream.send(List.of(others)));
            assertThrows(IllegalStateException.class, () -> client.stream.send(List.of()));
            assertThrows(
                    IllegalStateException.class,
                    () -> client.stream.send(List.of(element("<query xmlns='jabber:client'/>"))));
            if (early) {
                assertEquals("<iq type='get' id='1'/>", client.add(client.stream.send(List.of(mine))));
            } else {
                assertThrows(IllegalStateException.class, () -> client.stream.send(List.of(mine)));
            }
            assertEquals(Phase.NEGOTIATING, client.stream.state().phase());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message xmlns='jabber:server'/>",
                "<iq xmlns='jabber:component:accept' type='get' id='1'/>",
                "<error xmlns='http://etherx.jabber.org/streams'/>",
                "<features xmlns='http://etherx.jabber.org/streams'/>"
            })
    @Rule("R-085")
    void clientSendsNoStanzaOfAnotherKindOfStream(String xml) {
        Transcript client = Streams.establishedInitiating();
        int before = client.events.size();
        XmlElement good = element("<message xmlns='jabber:client'/>");
        assertThrows(IllegalArgumentException.class, () -> client.stream.send(List.of(good, element(xml))));
        assertEquals("<message/>", client.add(client.stream.send(List.of(good))), "and nothing of the first call");
        assertEquals(before + 1, client.events.size());
    }

    @Test
    @Rule({"R-093", "R-094"})
    void prefixedStanzasAreRefusedUnlessThePolicyAllowsThem() {
        String stanza = "<c:message xmlns:c='jabber:client' to='a@b.example'><c:body>x</c:body></c:message>";
        Transcript server = Streams.establishedReceiving();
        server.feed(stanza);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.BAD_NAMESPACE_PREFIX);
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());

        Transcript lenient = server(Streams.serving(new Streams.Login())
                .framing(DocumentFraming.allowingPrefixes())
                .build());
        lenient.feed(stanza);
        XmlElement received = received(lenient);
        assertEquals("jabber:client", received.namespace());
        assertEquals(
                "<message to='a@b.example' from='juliet@im.example.com'><body>x</body></message>",
                lenient.add(lenient.stream.send(List.of(received))));
    }

    /** What breaks no rule of the stream passes, whatever a schema says of it (RFC 6120 section 11.4). */
    @Test
    @Rule("R-317")
    void stanzasAreNotValidated() {
        Transcript server = Streams.establishedReceiving();
        server.feed(
                "<message type='7' x='y'><body/><body/>text<subject><a xmlns='urn:example:a'/></subject></message>");
        assertEquals(Optional.of("7"), received(server).attribute("type"));
    }
}
