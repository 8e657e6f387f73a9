package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.SecretRequested;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** Streams of components, on both sides (XEP-0114 section 3). */
class ComponentStreamTest {
    private static final String MESSAGE = "<message from='hamlet@plays.shakespeare.lit' to='juliet@example.com'/>";

    private static XmlElement stanza(String xml) {
        return XmlElement.parse(xml.replaceFirst("^<(\\w+)", "<$1 xmlns='jabber:component:accept'"));
    }

    private static void assertEstablished(Transcript stream) {
        assertEquals(Phase.ESTABLISHED, stream.stream.state().phase());
        assertEquals(Optional.of(Components.NAME), stream.stream.state().account());
        assertEquals(Optional.empty(), stream.stream.state().bound());
        assertEquals(
                Optional.of(Components.NAME),
                stream.only(StreamEvent.Established.class).state().account());
    }

    // The component

    @Test
    @Rule({"R-432", "R-433"})
    void theHeaderOfAComponentNamesItAndNoVersion() {
        Transcript component = new Transcript(Components.component(Components.SECRET));
        assertEquals(
                "<?xml version='1.0'?><stream:stream xmlns=\"jabber:component:accept\""
                        + " xmlns:stream=\"http://etherx.jabber.org/streams\" to=\"plays.shakespeare.lit\" xml:lang=\"en\">",
                component
                        .add(component.stream.open())
                        .replace('\'', '"')
                        .replace("version=\"1.0\"?", "version='1.0'?"));
    }

    @Test
    @Rule({"R-432", "R-436", "R-438"})
    void aComponentProvesItsSecretAtOnceAndIsEstablishedByTheAnswer() {
        Transcript component = Components.opened();
        assertEquals(Components.HANDSHAKE, component.feed(Components.ANSWER));
        assertEquals(Phase.NEGOTIATING, component.stream.state().phase());
        assertEquals("", component.feed("<handshake/>"));
        assertEstablished(component);
        component.feed(MESSAGE);
        assertEquals(1, component.all(StreamEvent.ElementReceived.class).size());
    }

    /** Whatever version the server says: ours says none, so nothing is offered. */
    @ParameterizedTest
    @ValueSource(strings = {"", "version='1.0'", "version='0.9'", "version='x'"})
    @Rule("R-432")
    void aComponentWaitsForNoFeatures(String version) {
        Transcript component = Components.opened();
        assertEquals(Components.HANDSHAKE, component.feed(Components.ANSWER.replace(" id=", " " + version + " id=")));
        component.feed("<handshake> </handshake>");
        assertEstablished(component);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id=''"})
    void aResponseHeaderWithoutIdIsRefusedForNothingCouldBeProved(String id) {
        Transcript component = Components.opened();
        component.feed(Components.ANSWER.replace("id='3BF96D32'", id));
        HeaderTest.assertErrorSent(component, StreamErrorCondition.BAD_FORMAT);
        assertFalse(Transcript.written(component.events).contains("<handshake"));
    }

    /** The id is used as the header has it, not as it is written in XML. */
    @Test
    @Rule("R-436")
    void theStreamIdIsHashedAsItReads() {
        Transcript component = Components.opened();
        assertEquals(
                "<handshake>38501d7d53eebbebdfa40db7c3888012a095b33c</handshake>",
                component.feed(Components.ANSWER.replace("3BF96D32", "&amp;&#60;\u00e9")));
    }

    @Test
    @Rule("R-437")
    void aComponentHearsThatItsSecretIsWrong() {
        Transcript component = Components.opened();
        component.feed(Components.ANSWER + "<stream:error><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                + "</stream:error></stream:stream>");
        Reason.ErrorReceived reason = assertInstanceOf(Reason.ErrorReceived.class, component.closed());
        assertEquals(StreamErrorCondition.NOT_AUTHORIZED, reason.error().condition());
        assertEquals(List.of(), component.all(StreamEvent.Established.class));
    }

    @ParameterizedTest
    @CsvSource({
        "<handshake>x</handshake>, BAD_FORMAT",
        "<handshake><x/></handshake>, BAD_FORMAT",
        "<message/>, NOT_AUTHORIZED",
        "<handshakes/>, UNSUPPORTED_STANZA_TYPE",
        "<handshake xmlns='urn:example:h'/>, UNSUPPORTED_STANZA_TYPE",
    })
    @Rule("R-438")
    void nothingButAnEmptyHandshakeEstablishesTheStream(String answer, StreamErrorCondition condition) {
        Transcript component = Components.opened();
        component.feed(Components.ANSWER + answer + "<handshake/>");
        HeaderTest.assertErrorSent(component, condition);
        assertEquals(List.of(), component.all(StreamEvent.Established.class));
    }

    @Test
    void aComponentSendsNothingBeforeItIsEstablished() {
        Transcript component = Components.opened();
        component.feed(Components.ANSWER);
        assertThrows(IllegalStateException.class, () -> component.stream.send(List.of(stanza(MESSAGE))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='juliet@example.com'/>",
                "<message from='hamlet@plays.shakespeare.lit'/>",
                "<presence from='hamlet@example.com' to='juliet@example.com'/>",
                "<iq from='@' to='juliet@example.com' type='get' id='1'/>",
            })
    @Rule({"R-439", "R-440"})
    void aComponentCannotSendWhatWouldEndItsStream(String xml) {
        Transcript component = Components.establishedComponent();
        List<XmlElement> both = List.of(stanza(MESSAGE), stanza(xml));
        assertThrows(IllegalArgumentException.class, () -> component.stream.send(both));
        assertTrue(
                component.add(component.stream.send(List.of(stanza(MESSAGE)))).startsWith("<message "));
    }

    // The server

    @Test
    @Rule({"R-432", "R-433", "R-438"})
    void aServerAnswersAsTheComponentWithIdAndWithoutFeatures() {
        Transcript server = Components.server();
        String header = server.feed(Components.HEADER);
        assertTrue(
                header.endsWith(">") && header.indexOf('>', header.indexOf("<stream:stream")) == header.length() - 1);
        StreamHeader ours = server.stream.state().localHeader().orElseThrow();
        assertEquals(Optional.of("plays.shakespeare.lit"), ours.rawFrom());
        assertEquals(Optional.of(Components.ID), ours.id());
        assertEquals(Optional.empty(), ours.start().attribute("version"));
        assertEquals("", server.feed(Components.HANDSHAKE));
        assertEquals(
                Components.NAME,
                ((SecretRequested) server.question(SecretRequested.class).prompt()).component());
        assertEquals("<handshake/>", Components.reply(server, Optional.of(Components.secret(Components.SECRET))));
        assertEstablished(server);
    }

    /** Clients in use say a version. */
    @Test
    @Rule("R-432")
    void aServerOffersNothingToAComponentThatSaysAVersion() {
        Transcript server = Components.server();
        String header = server.feed(Components.HEADER.replace(" to=", " version='1.0' to="));
        assertFalse(header.contains("features"), header);
        assertEquals(
                Optional.empty(),
                server.stream.state().localHeader().orElseThrow().start().attribute("version"));
        server.feed(Components.HANDSHAKE);
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        assertEstablished(server);
    }

    @ParameterizedTest
    @CsvSource({
        "to='other.shakespeare.lit', HOST_UNKNOWN",
        "to='busy.shakespeare.lit', CONFLICT",
        "to='im.example.com', HOST_UNKNOWN",
        "to='hamlet@plays.shakespeare.lit', HOST_UNKNOWN",
        "'', HOST_UNKNOWN",
    })
    @Rule("R-434")
    void aNameThatIsNotServedGetsHeaderErrorAndEnd(String to, StreamErrorCondition condition) {
        Transcript server = Components.server();
        String answer = server.feed(Components.HEADER.replace("to='plays.shakespeare.lit'", to) + Components.HANDSHAKE);
        assertTrue(answer.matches(
                "(?s)<\\?xml[^>]*><stream:stream [^>]*><stream:error>.*</stream:error></stream:stream>"));
        HeaderTest.assertErrorSent(server, condition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jabber:client", "jabber:server", "jabber:component:connect", "urn:example:x"})
    @Rule("R-435")
    void anotherContentNamespaceIsRefused(String namespace) {
        Transcript server = Components.server();
        String answer = server.feed(Components.HEADER.replace("jabber:component:accept", namespace));
        assertTrue(answer.startsWith("<?xml version='1.0'?><stream:stream "), answer);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_NAMESPACE);
    }

    @Test
    @Rule("R-435")
    void aServerForClientsRefusesAComponent() {
        Transcript server = Streams.receiving();
        server.feed(Components.HEADER.replace("plays.shakespeare.lit", "im.example.com"));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_NAMESPACE);
    }

    /** Digits count, not their case; what stands around them is no part of them. */
    @Test
    void aProofInUpperCaseIsTaken() {
        Transcript server = Components.server();
        server.feed(
                Components.HEADER + "<handshake>\n " + Components.PROOF.toUpperCase(Locale.ROOT) + "\n</handshake>");
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        assertEstablished(server);
    }

    /** What comes in behind the proof waits for the application's answer, and may be as large as stanzas are. */
    @Test
    @Rule("R-438")
    void stanzasBehindTheProofWaitForTheAnswer() {
        Transcript server = Components.server();
        String body = "x".repeat(2 * StreamLimits.DEFAULT.beforeAuthentication().elementOctets());
        server.feed(Components.HEADER + Components.HANDSHAKE);
        assertFalse(server.stream.wantsInput());
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        server.feed(MESSAGE.replace("/>", "><body>" + body + "</body></message>"));
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    @Test
    @Rule("R-438")
    void alsoInTheSameOctets() {
        Transcript server = Components.server();
        server.feed(Components.HEADER + Components.HANDSHAKE + MESSAGE);
        assertEquals(List.of(), server.all(StreamEvent.ElementReceived.class));
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    /** Before the proof an element has fewer octets. */
    @Test
    void aHandshakeWithoutEndIsBounded() {
        Transcript server = Components.server();
        server.feed(Components.HEADER + "<handshake>"
                + "0".repeat(StreamLimits.DEFAULT.beforeAuthentication().elementOctets()));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
    }

    @ParameterizedTest
    @CsvSource({
        "<handshake/>, UNSUPPORTED_STANZA_TYPE",
        "<log xmlns='jabber:component:accept'/>, UNSUPPORTED_STANZA_TYPE",
        "<message xmlns='jabber:client' from='plays.shakespeare.lit' to='example.com'/>, INVALID_NAMESPACE",
    })
    void afterTheHandshakeOnlyStanzasPass(String element, StreamErrorCondition condition) {
        Transcript server = Components.establishedServer();
        server.feed(MESSAGE + element + MESSAGE);
        HeaderTest.assertErrorSent(server, condition);
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from='plays.shakespeare.lit' to='example.com'",
                "from='hamlet@plays.shakespeare.lit' to='juliet@example.com/balcony'",
                "from='anybody@PLAYS.shakespeare.lit/at all' to='plays.shakespeare.lit'",
            })
    @Rule({"R-439", "R-440"})
    void theRestOfFromIsFreeAndNothingIsStamped(String addresses) {
        for (String name : List.of("message", "presence", "iq")) {
            Transcript server = Components.establishedServer();
            server.feed("<" + name + " " + addresses + "/>");
            assertEquals(
                    stanza("<" + name + " " + addresses + "/>"),
                    server.only(StreamEvent.ElementReceived.class).element());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "to='juliet@example.com'",
                "from='plays.shakespeare.lit'",
                "from='' to='juliet@example.com'",
                "from='plays.shakespeare.lit' to=''",
                "from='@plays.shakespeare.lit' to='juliet@example.com'",
                "from='plays.shakespeare.lit' to='juliet@'",
            })
    @Rule("R-439")
    void aStanzaWithoutBothAddressesEndsTheStream(String addresses) {
        for (String name : List.of("message", "presence", "iq")) {
            Transcript server = Components.establishedServer();
            server.feed(MESSAGE + "<" + name + " " + addresses + "/>" + MESSAGE);
            HeaderTest.assertErrorSent(server, StreamErrorCondition.IMPROPER_ADDRESSING);
            assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        }
    }

    // Our own mistakes

    @Test
    void requiredTlsIsRefusedForThereIsNoStartTls() {
        StreamConfig.Builder builder = Components.config().tlsPolicy(TlsPolicy.REQUIRED);
        IllegalArgumentException misuse = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(misuse.toString().contains("DIRECT"), misuse.toString());
        builder.tlsPolicy(TlsPolicy.DIRECT).build();
    }

    @Test
    void thereIsNoStartTlsOnSuchAStream() {
        Transcript server = Components.server();
        server.feed(Components.HEADER + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>");
        assertTrue(Transcript.written(server.events).contains("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
        assertInstanceOf(Reason.TlsRefused.class, server.closed());
        Transcript component = new Transcript(XmppStream.initiating(
                Components.config().tlsPolicy(TlsPolicy.WHEN_OFFERED).build(),
                List.of(new StartTls(), ComponentHandshake.component(Components.secret(Components.SECRET)))));
        component.add(component.stream.open());
        assertEquals(Components.HANDSHAKE, component.feed(Components.ANSWER));
    }

    /** The feature on a stream of clients is not negotiated, and the stream is of no use. */
    @Test
    void onAnotherStreamTheHandshakeIsMissed() {
        StreamFeature.Initiating feature = ComponentHandshake.component(Components.secret(Components.SECRET));
        Transcript client = Streams.initiating(feature);
        client.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES + "</stream:stream>");
        assertInstanceOf(Reason.NegotiationFailed.class, client.closed());
    }

    @Test
    void aComponentStreamWithoutHandshakeIsRefused() {
        Transcript server = new Transcript(XmppStream.receiving(Components.config()
                .hosts(offered -> new HeaderAnswer.Serve(Components.NAME, List.of(), List.of(Language.of("en"))))
                .build()));
        server.feed(Components.HEADER.replace(" to=", " version='1.0' to="));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_VERSION);
        Transcript component =
                new Transcript(XmppStream.initiating(Components.config().build(), List.of()));
        component.add(component.stream.open());
        component.feed(Components.ANSWER.replace(" id=", " version='1.0' id="));
        HeaderTest.assertErrorSent(component, StreamErrorCondition.UNSUPPORTED_VERSION);
    }

    @Test
    void aServerThatSendsToAComponentMayLeaveAddressesOut() {
        Transcript server = Components.establishedServer();
        XmlElement presence = XmlElement.of(Namespaces.COMPONENT_ACCEPT, "presence");
        assertEquals("<presence/>", server.add(server.stream.send(List.of(presence))));
    }
}
