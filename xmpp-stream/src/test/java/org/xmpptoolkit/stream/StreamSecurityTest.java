package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Attacks on a stream, each by its name. */
class StreamSecurityTest {
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";
    private static final String WELCOME = "<welcome xmlns='urn:example:login'/>";
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String FAILURE = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String OFFER = "<stream:features>" + STARTTLS + LOGIN + "</stream:features>";
    private static final String STRIPPED = "<stream:features>" + LOGIN + "</stream:features>";
    private static final String BIND = "<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";
    private static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private static Transcript server(TlsPolicy policy) {
        return new Transcript(
                XmppStream.receiving(Streams.serving(new StartTls(), new Streams.Login(), ResourceBinding.server())
                        .tlsPolicy(policy)
                        .build()));
    }

    private static Transcript client(TlsPolicy policy) {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().tlsPolicy(policy).build(),
                List.of(new StartTls(), new Streams.Login(), ResourceBinding.request())));
        client.add(client.stream.open());
        return client;
    }

    private static Transcript bound() {
        Transcript server = server(TlsPolicy.NONE);
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND);
        BindAnswer answer = new BindAnswer.Bound(Streams.ACCOUNT.withResourcepart("balcony"));
        server.add(server.stream.reply(server.question(BindRequested.class), answer));
        return server;
    }

    /** The stream ends without a word in clear, and knows nothing of what was injected. */
    private static void assertCutOff(Transcript stream, int eventsBefore) {
        assertInstanceOf(Reason.TlsRefused.class, stream.closed());
        List<StreamEvent> more = stream.events.subList(eventsBefore, stream.events.size());
        assertFalse(Transcript.written(more).contains("stream:error"));
        assertFalse(Transcript.written(more).contains("</stream:stream>"));
        assertTrue(stream.all(StreamEvent.FeatureNegotiated.class).stream()
                .noneMatch(done -> done.feature().getLocalPart().equals("login")));
        assertEquals(Optional.empty(), stream.stream.state().account());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "x", "\u0000", LOGIN, Streams.CLIENT_HEADER + LOGIN, "</stream:stream>", " " + LOGIN})
    @Rule({"R-141", "R-147"})
    void starttlsInjectionTowardsTheServer(String injected) {
        for (TlsPolicy policy : List.of(TlsPolicy.REQUIRED, TlsPolicy.WHEN_OFFERED)) {
            Transcript together = server(policy);
            together.feed(Streams.CLIENT_HEADER);
            int before = together.events.size();
            together.feed(STARTTLS + injected);
            assertCutOff(together, before);
            assertTrue(together.all(StreamEvent.StartTls.class).isEmpty());

            Transcript apart = server(policy);
            apart.feed(Streams.CLIENT_HEADER + STARTTLS);
            before = apart.events.size();
            assertEquals("", apart.feed(injected));
            assertCutOff(apart, before);
            assertEquals(List.of(), apart.stream.secured(TLS), "nothing begins again on a stream that is over");
            assertFalse(apart.stream.state().secure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "x", Streams.SERVER_HEADER + STRIPPED + WELCOME, "</stream:stream>"})
    @Rule({"R-141", "R-147"})
    void starttlsInjectionTowardsTheClient(String injected) {
        for (TlsPolicy policy : List.of(TlsPolicy.REQUIRED, TlsPolicy.WHEN_OFFERED)) {
            Transcript together = client(policy);
            together.feed(Streams.SERVER_HEADER + OFFER);
            int before = together.events.size();
            assertEquals("", together.feed(PROCEED + injected));
            assertCutOff(together, before);
            assertTrue(together.all(StreamEvent.StartTls.class).isEmpty());

            Transcript apart = client(policy);
            apart.feed(Streams.SERVER_HEADER + OFFER + PROCEED);
            before = apart.events.size();
            assertEquals("", apart.feed(injected));
            assertCutOff(apart, before);
        }
    }

    @Test
    @Rule({"R-141", "R-147"})
    void nothingGoesOutInClearBehindTheStartOfTls() {
        Transcript server = server(TlsPolicy.REQUIRED);
        server.feed(Streams.CLIENT_HEADER + STARTTLS);
        Transcript client = client(TlsPolicy.REQUIRED);
        client.feed(Streams.SERVER_HEADER + OFFER + PROCEED);
        XmlElement message = XmlElement.of("jabber:client", "message");
        for (Transcript stream : List.of(server, client)) {
            int start = stream.events.indexOf(stream.only(StreamEvent.StartTls.class));
            assertEquals(stream.events.size() - 1, start, "the last event of its list");
            assertThrows(IllegalStateException.class, () -> stream.stream.send(List.of(message)));
            stream.add(stream.stream.keepalive());
            stream.add(stream.stream.close());
            stream.add(stream.stream.fail(StreamError.of(StreamErrorCondition.RESET)));
            stream.add(stream.stream.disconnected(Optional.empty()));
            assertEquals("", Transcript.written(stream.events.subList(start, stream.events.size())));
            assertInstanceOf(Reason.WeClosed.class, stream.closed());
        }
    }

    /** What was said before TLS is forgotten: here an offer that an attacker made (RFC 6120 section 5.4.3.3). */
    @Test
    @Rule("R-150")
    void whatWasSaidInClearIsForgottenUnderTls() {
        Transcript client = client(TlsPolicy.REQUIRED);
        client.feed(Streams.SERVER_HEADER + OFFER + PROCEED);
        client.add(client.stream.secured(TLS));
        assertEquals(Optional.empty(), client.stream.state().peerHeader());
        assertEquals("", client.feed(Streams.SERVER_HEADER), "the offer in clear counts no more");
        assertEquals(LOGIN, client.feed(STRIPPED));

        Transcript other = client(TlsPolicy.REQUIRED);
        other.feed(Streams.SERVER_HEADER + OFFER + PROCEED);
        other.add(other.stream.secured(TLS));
        other.feed(Streams.SERVER_HEADER.replace("'s1'", "'s2'") + Streams.NO_FEATURES);
        assertEquals(
                Optional.of("s2"),
                other.stream.state().peerHeader().orElseThrow().id());
        assertFalse(Transcript.written(other.events).contains(LOGIN), "it was offered in clear only");
    }

    @Test
    @Rule({"R-048", "R-147", "R-380", "R-381"})
    void strippedOfferDoesNotKeepTheClientFromTls() {
        for (String answer : List.of(
                FAILURE,
                WELCOME,
                STRIPPED,
                "<message/>",
                "<abort xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                "</stream:stream>")) {
            Transcript client = client(TlsPolicy.REQUIRED);
            assertEquals(STARTTLS, client.feed(Streams.SERVER_HEADER + STRIPPED));
            client.feed(answer + STRIPPED + WELCOME + Streams.SERVER_HEADER + Streams.NO_FEATURES + "<message/>");
            assertFalse(Transcript.written(client.events).contains(LOGIN), answer);
            assertTrue(client.all(StreamEvent.Established.class).isEmpty(), answer);
            assertTrue(client.all(StreamEvent.ElementReceived.class).isEmpty(), answer);
            assertFalse(client.stream.state().secure());
        }
        Transcript empty = client(TlsPolicy.REQUIRED);
        assertEquals(STARTTLS, empty.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES));
    }

    @Test
    @Rule({"R-048", "R-128", "R-147"})
    void serverThatRequiresTlsTakesNothingInClear() {
        for (String early : List.of(LOGIN, BIND, "<message/>", "<iq type='get' id='1'/>")) {
            Transcript server = server(TlsPolicy.REQUIRED);
            assertFalse(server.feed(Streams.CLIENT_HEADER).contains(LOGIN));
            server.feed(early + STARTTLS);
            assertInstanceOf(Reason.ErrorSent.class, server.closed());
            assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
            assertTrue(server.all(StreamEvent.FeatureNegotiated.class).isEmpty());
            assertTrue(server.all(StreamEvent.StartTls.class).isEmpty());
        }
    }

    /** STARTTLS that was not offered, or twice, or malformed, is answered with failure, and the stream ends. */
    @Test
    @Rule({"R-137", "R-138", "R-489"})
    void starttlsOutOfPlaceFails() {
        Transcript without = Streams.receiving(new Streams.Login());
        without.feed(Streams.CLIENT_HEADER);
        Transcript twice = server(TlsPolicy.REQUIRED);
        twice.feed(Streams.CLIENT_HEADER + STARTTLS);
        twice.add(twice.stream.secured(TLS));
        assertFalse(twice.feed(Streams.CLIENT_HEADER).contains("starttls"));
        Transcript direct = server(TlsPolicy.DIRECT);
        direct.add(direct.stream.secured(TLS));
        assertFalse(direct.feed(Streams.CLIENT_HEADER).contains("starttls"));
        for (Transcript server : List.of(without, twice, direct)) {
            int tls = server.all(StreamEvent.StartTls.class).size();
            assertEquals(FAILURE + "</stream:stream>", server.feed(STARTTLS + LOGIN));
            server.feed("</stream:stream>");
            assertInstanceOf(Reason.TlsRefused.class, server.closed());
            assertEquals(tls, server.all(StreamEvent.StartTls.class).size());
            assertEquals(Optional.empty(), server.stream.state().account());
        }
        Transcript proceeding = Streams.establishedReceiving();
        proceeding.feed(PROCEED);
        HeaderTest.assertErrorSent(proceeding, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
        Transcript malformed = server(TlsPolicy.REQUIRED);
        malformed.feed(Streams.CLIENT_HEADER);
        assertEquals(FAILURE + "</stream:stream>", malformed.feed(STARTTLS.replace("starttls", "startssl")));
    }

    @Test
    @Rule({"R-488", "R-489"})
    void directTlsBeginsWithTlsAndHasNoStarttls() {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().tlsPolicy(TlsPolicy.DIRECT).build(), List.of(new StartTls(), new Streams.Login())));
        assertThrows(IllegalStateException.class, client.stream::open);
        client.add(client.stream.secured(TLS));
        client.add(client.stream.open());
        assertEquals(LOGIN, client.feed(Streams.SERVER_HEADER + OFFER));
        assertTrue(client.all(StreamEvent.StartTls.class).isEmpty());
        Transcript server = server(TlsPolicy.DIRECT);
        assertEquals(Half.IDLE, server.stream.state().theirs());
        server.add(server.stream.secured(TLS));
        assertTrue(server.feed(Streams.CLIENT_HEADER).contains(LOGIN));
        assertThrows(IllegalStateException.class, () -> server.stream.secured(TLS));
    }

    @Test
    @Rule({"R-024", "R-114", "R-207"})
    void earlyStanza() {
        String message = "<message to='romeo@example.net'><body>hi</body></message>";
        for (String before : List.of(
                Streams.CLIENT_HEADER,
                Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER,
                Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND.replace(" id='b1'", ""))) {
            Transcript server = server(TlsPolicy.NONE);
            server.feed(before + message + BIND);
            HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
            assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
            assertTrue(server.all(StreamEvent.Asked.class).isEmpty());
        }
    }

    @Test
    void secondBind() {
        Transcript server = bound();
        Optional<Jid> address = server.stream.state().bound();
        String answer = server.feed(BIND.replace("'b1'", "'b2'"));
        assertTrue(answer.startsWith("<iq type='error' id='b2'><error type='cancel'><not-allowed "), answer);
        assertEquals(address, server.stream.state().bound());
        assertEquals(1, server.all(StreamEvent.Asked.class).size());
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        server.feed("<message/>");
        assertEquals(
                address.map(Object::toString),
                server.only(StreamEvent.ElementReceived.class).element().attribute("from"));
    }

    /** Both requests are there before the first is answered. */
    @Test
    void secondBindBehindTheFirst() {
        Transcript server = server(TlsPolicy.NONE);
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND + BIND.replace("'b1'", "'b2'"));
        BindAnswer answer = new BindAnswer.Bound(Streams.ACCOUNT.withResourcepart("balcony"));
        String written = server.add(server.stream.reply(server.question(BindRequested.class), answer));
        assertTrue(written.contains("<iq type='error' id='b2'>"), written);
        server.only(StreamEvent.Established.class);
    }

    @ParameterizedTest
    @EnumSource
    @Rule("R-232")
    void forgedFrom(FromPolicy policy) {
        for (String from : List.of(
                "romeo@example.net",
                "im.example.com",
                "juliet@im.example.com/garden",
                "juliet@example.com",
                "",
                "@",
                "juliet@im.example.com/balcony/x")) {
            Transcript server = new Transcript(XmppStream.receiving(
                    Streams.serving(new Streams.Login()).fromPolicy(policy).build()));
            server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER);
            server.feed("<message from='" + from + "'/>");
            if (policy == FromPolicy.OVERWRITE) {
                assertEquals(
                        Optional.of("juliet@im.example.com"),
                        server.only(StreamEvent.ElementReceived.class).element().attribute("from"));
            } else {
                HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
                assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
            }
        }
    }

    @Test
    @Rule({"R-020", "R-057", "R-058"})
    void streamIdsCannotBeGuessed() {
        StreamConfig config = StreamConfig.builder().build();
        Set<String> seen = new HashSet<>();
        int[] perBit = new int[128];
        int ids = 2_000;
        for (int i = 0; i < ids; i++) {
            String id = config.ids().get();
            assertTrue(seen.add(id));
            byte[] octets = Base64.getUrlDecoder().decode(id);
            assertEquals(16, octets.length, "128 bits");
            for (int bit = 0; bit < 128; bit++) {
                perBit[bit] += octets[bit / 8] >> (bit % 8) & 1;
            }
        }
        // 13 standard deviations: no fixed and no lopsided bit gets through, and chance does not either
        assertTrue(Arrays.stream(perBit).allMatch(ones -> Math.abs(ones - ids / 2) < 300), Arrays.toString(perBit));
    }

    @Test
    @Rule("R-301")
    void oversizeHeader() {
        String endless = Streams.CLIENT_HEADER.replace("'>", "' x='");
        Transcript server = Streams.receiving();
        server.feed(endless);
        assertTrue(server.all(StreamEvent.Closed.class).isEmpty());
        server.feed("y".repeat(8_192));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
        Transcript spread = Streams.receiving();
        spread.feed("<?xml version='1.0'?>" + " ".repeat(8_192) + "<stream:stream");
        assertTrue(spread.all(StreamEvent.HeaderReceived.class).isEmpty());
    }

    /** One octet at a time makes no difference: the stream holds no more, and ends at the same octet. */
    @Test
    void slowDripHeader() {
        Transcript server = Streams.receiving();
        for (byte octet : Streams.CLIENT_HEADER.getBytes(StandardCharsets.UTF_8)) {
            assertEquals(Phase.OPENING, server.stream.state().phase());
            server.feed(new byte[] {octet});
        }
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        Transcript endless = Streams.receiving();
        endless.feed(Streams.CLIENT_HEADER.replace("'>", "' x='"));
        int octets = 0;
        while (endless.all(StreamEvent.Closed.class).isEmpty()) {
            endless.feed("y");
            assertTrue(++octets <= 8_192, "it ends at the bound of a header");
        }
        HeaderTest.assertErrorSent(endless, StreamErrorCondition.POLICY_VIOLATION);
    }

    @Test
    @Rule({"R-325"})
    void smugglingByInvalidUtf8() {
        for (byte[] invalid : List.of(
                new byte[] {(byte) 0xC3},
                new byte[] {(byte) 0xC0, (byte) 0xBC},
                new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xBC},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0xBC})) {
            Transcript server = bound();
            server.feed("<message id='1'/><message><body>");
            server.feed(invalid);
            server.feed("</body></message><message id='smuggled'/>");
            HeaderTest.assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_ENCODING);
            assertEquals(
                    Optional.of("1"),
                    server.only(StreamEvent.ElementReceived.class).element().attribute("id"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message><stream:stream><message id='smuggled'/></stream:stream></message>",
                "<message><x xmlns='http://etherx.jabber.org/streams'><stream/></x></message>",
                "<message><body/></message></message><message id='smuggled'/>",
                "<message><body></stream:stream><message id='smuggled'/>",
                "<message><?xml version='1.0'?><stream:stream><message id='smuggled'/>"
            })
    void smugglingByAStreamHeaderInsideAnElement(String attack) {
        Transcript server = bound();
        server.feed("<presence/>" + attack);
        server.feed("<message id='smuggled'/>");
        assertInstanceOf(Reason.ErrorSent.class, server.closed());
        assertTrue(server.all(StreamEvent.ElementReceived.class).stream()
                .noneMatch(received -> received.element().toString().contains("smuggled")));
        assertEquals(2, server.all(StreamEvent.HeaderReceived.class).size(), "no header but the two real ones");
    }

    /** What counts the tries at a password must not be lost when another feature refuses something in between. */
    @Test
    @Rule({"R-185", "R-202"})
    void anotherFeatureForgetsNoTriesAtAPassword() {
        SaslServerConfig twoTries = SaslServerConfig.builder().retries(1).build();
        Transcript server = Streams.receiving(
                Sasl.server(twoTries),
                ResourceBinding.server(),
                StreamManagement.server(Managed.config().build()));
        server.feed(Streams.CLIENT_HEADER);
        for (int i = 0; i < 2; i++) {
            server.feed("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>"
                    + base64("n,,n=juliet,r=rOprNGfwEbeRWgbNEkqO") + "</auth>");
            server.add(server.stream.reply(server.question(CredentialsRequested.class), Optional.empty()));
            String refused = server.feed("<resume xmlns='urn:xmpp:sm:3' previd='x' h='0'/>");
            assertTrue(refused.startsWith("<failed "), refused);
            String failure = server.feed("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>AAAA</response>");
            assertTrue(failure.startsWith("<failure "), failure);
        }
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A machine whose application failed to answer a header has let nobody in. */
    @Test
    @Rule({"R-024", "R-114"})
    void noStanzaPassesWhereTheHeaderWasNotAnswered() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.config()
                .hosts(offered -> {
                    throw new IllegalArgumentException("no such domain");
                })
                .build()));
        assertThrows(IllegalArgumentException.class, () -> server.feed(Streams.CLIENT_HEADER));
        server.feed("<message to='romeo@example.net'/>");
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty(), server.events::toString);
        assertEquals(
                StreamErrorCondition.NOT_AUTHORIZED,
                server.only(StreamEvent.ErrorSent.class).error().condition());
    }
}
