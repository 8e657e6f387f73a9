package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** What headers say and what becomes of those that say it wrongly (RFC 6120 sections 4.7 and 4.8). */
class HeaderRulesTest {
    private static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private static StreamHeader localHeader(Transcript transcript) {
        return transcript.stream.state().localHeader().orElseThrow();
    }

    @Test
    @Rule({"R-076", "R-077"})
    void answerToAHeaderWithoutVersionHasNone() {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace(" version='1.0' xml", " xml"));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_VERSION);
        assertEquals(Optional.empty(), localHeader(server).start().attribute("version"));
    }

    @ParameterizedTest
    @CsvSource({"0.9,0.9", "00.5,0.5", "1.5,1.0", "9.0,1.0", "1.99999999999999999999,1.0", "x,1.0"})
    @Rule({"R-069", "R-071", "R-072", "R-074"})
    void answerHasTheLowerVersion(String offered, String answered) {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("version='1.0' xml", "version='" + offered + "' xml"));
        assertEquals(Optional.of(answered), localHeader(server).start().attribute("version"));
    }

    @ParameterizedTest
    @CsvSource({"2.4,2.13", "2.13,12.3", "1.9,1.10", "1.9,1.4294967296", "1.9,4294967296.0", "0.9,1.0"})
    @Rule("R-069")
    void versionsAreComparedAsNumbers(String lower, String higher) {
        StreamVersion low = StreamVersion.tryParse(lower).orElseThrow();
        StreamVersion high = StreamVersion.tryParse(higher).orElseThrow();
        assertTrue(low.compareTo(high) < 0);
        assertTrue(high.compareTo(low) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9", "0.99999999999", "x", ""})
    @Rule("R-075")
    void initiatorRefusesAVersionBelowItsOwn(String version) {
        Transcript client = Streams.initiating();
        client.feed(Streams.SERVER_HEADER.replace("version='1.0' xml", "version='" + version + "' xml"));
        HeaderTest.assertErrorSent(client, StreamErrorCondition.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "juliet@im.example.com", "im.example.com/x", "im example"})
    @Rule("R-047")
    void initiatorRefusesAnAnswerFromWhatIsNoDomain(String from) {
        Transcript client = Streams.initiating();
        client.feed(Streams.SERVER_HEADER.replace("from='im.example.com'", "from='" + from + "'"));
        HeaderTest.assertErrorSent(client, StreamErrorCondition.INVALID_FROM);
    }

    /** Old servers leave it out, and one with several domains may answer as another than was asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"", "from=''", "from='other.example'"})
    @Rule({"R-047", "R-049"})
    void initiatorAcceptsAnAnswerWithoutFromOrAsAnotherDomain(String from) {
        Transcript client = Streams.initiating();
        client.feed(Streams.SERVER_HEADER.replace("from='im.example.com'", from) + Streams.NO_FEATURES);
        client.only(StreamEvent.Established.class);
    }

    @Test
    @Rule("R-049")
    void receiverAcceptsAHeaderWithoutFrom() {
        assertFalse(Streams.CLIENT_HEADER.contains("from="));
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER);
        server.only(StreamEvent.Established.class);
    }

    @Test
    @Rule("R-055")
    void headersWithoutToAreAccepted() {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("to='im.example.com'", ""));
        server.only(StreamEvent.Established.class);
        Transcript client = Streams.initiating();
        assertFalse(Streams.SERVER_HEADER.contains(" to="));
        client.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES);
        client.only(StreamEvent.Established.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@im.example.com", "im.example.com/x", "", "@"})
    @Rule("R-051")
    void toHasToBeADomain(String to) {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("to='im.example.com'", "to='" + to + "'"));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.HOST_UNKNOWN);
    }

    @Test
    @Rule({"R-047", "R-051"})
    void whatIsNoDomainCannotBeConfigured() {
        assertThrows(
                IllegalArgumentException.class, () -> StreamConfig.builder().to(Streams.ACCOUNT));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HeaderAnswer.Serve(Streams.ACCOUNT, List.of(), List.of(Language.of("en"))));
    }

    @Test
    @Rule({"R-046", "R-103"})
    void answerOfNoKnownDomainHasAnEmptyFrom() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.config().build()));
        server.feed("<x/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_NAMESPACE);
        assertEquals(Optional.of(""), localHeader(server).rawFrom());
        Transcript named = new Transcript(
                XmppStream.receiving(Streams.config().from(Streams.DOMAIN).build()));
        named.feed("<x/>");
        assertEquals(Optional.of("im.example.com"), localHeader(named).rawFrom());
    }

    @Test
    @Rule("R-045")
    void serverSaysFromOnceTlsProtectsTheStream() {
        StreamConfig config = Streams.config()
                .contentNamespace(Namespaces.SERVER)
                .from(Jid.parse("example.net"))
                .tlsPolicy(TlsPolicy.DIRECT)
                .build();
        XmppStream server = XmppStream.initiating(config, List.of());
        server.secured(TLS);
        assertTrue(Transcript.written(server.open()).contains(" from='example.net'"));
    }

    @Test
    @Rule({"R-054", "R-086"})
    void answerToAServerIsToItsDomain() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.serving(new Servers.Vouching())
                .contentNamespace(Namespaces.SERVER)
                .build()));
        String answer = server.feed(Streams.CLIENT_HEADER
                .replace("jabber:client", "jabber:server")
                .replace(" to=", " from='Example.NET' to="));
        assertTrue(answer.contains(" to='example.net'"), answer);
        assertTrue(answer.contains(" xmlns='jabber:server'"), answer);
    }

    @Test
    @Rule({"R-057", "R-058"})
    void idsAreLongAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        StreamConfig config = StreamConfig.builder()
                .tlsPolicy(TlsPolicy.NONE)
                .hosts(offered -> new HeaderAnswer.Serve(Streams.DOMAIN, List.of(), List.of(Language.of("en"))))
                .build();
        for (int i = 0; i < 1_000; i++) {
            Transcript server = new Transcript(XmppStream.receiving(config));
            server.feed(Streams.CLIENT_HEADER);
            String id = localHeader(server).id().orElseThrow();
            assertTrue(seen.add(id), id);
            assertTrue(id.length() >= 22, "128 bits are 22 characters of base64: " + id);
        }
    }

    @Test
    @Rule("R-062")
    void everyAnswerHasALanguage() {
        for (String header : List.of(
                Streams.CLIENT_HEADER, Streams.CLIENT_HEADER.replace("xml:lang='en'", ""), "<x/>", "nonsense")) {
            Transcript server = Streams.receiving();
            server.feed(header);
            assertEquals(Optional.of(Language.of("en")), localHeader(server).language(), header);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x_y", "", "e n", "abcdefghij"})
    @Rule("R-063")
    void whatIsNoLanguageTagIsIgnored(String tag) {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("xml:lang='en'", "xml:lang='" + tag + "'") + "<message/>");
        assertEquals(
                Optional.empty(),
                server.only(StreamEvent.HeaderReceived.class).header().language());
        assertEquals(
                Optional.empty(), server.only(StreamEvent.ElementReceived.class).inherited());
        assertThrows(IllegalArgumentException.class, () -> Language.of("x_y"));
    }

    @Test
    @Rule({"R-067", "R-068", "R-242", "R-245"})
    void elementsGoOnInTheLanguageOfTheHeaderUnlessTheyHaveTheirOwn() {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("xml:lang='en'", "xml:lang='cs'"));
        server.feed("<message/><message xml:lang='de'/><message xml:lang='no tag'/>");
        assertEquals(
                List.of(Optional.of("cs"), Optional.of("de"), Optional.of("no tag")),
                server.all(StreamEvent.ElementReceived.class).stream()
                        .map(received -> received.inLanguage().xmlLang())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"jabber:client,jabber:server", "jabber:server,jabber:client", "jabber:client,urn:example:x"})
    @Rule({"R-081", "R-084", "R-086"})
    void bothStreamsHaveOneContentNamespace(String ours, String theirs) {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().contentNamespace(ours).from(Streams.DOMAIN).build(), List.of()));
        assertTrue(client.add(client.stream.open()).contains(" xmlns='" + ours + "'"));
        client.feed(Streams.SERVER_HEADER.replace("jabber:client", theirs));
        HeaderTest.assertErrorSent(client, StreamErrorCondition.INVALID_NAMESPACE);
        Transcript server = new Transcript(
                XmppStream.receiving(Streams.serving().contentNamespace(ours).build()));
        server.feed(Streams.CLIENT_HEADER.replace("jabber:client", theirs));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_NAMESPACE);
    }

    @Test
    @Rule("R-095")
    void declarationsOfAHeaderEndWithItsStream() {
        Transcript server = Streams.receiving(new Streams.Login());
        server.feed(Streams.CLIENT_HEADER + "<login xmlns='urn:example:login'/>");
        server.feed("<stream xmlns='http://etherx.jabber.org/streams' to='im.example.com' version='1.0'>");
        server.only(StreamEvent.Established.class);
        server.feed("<message/>"); // of the stream namespace now
        HeaderTest.assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    @Rule("R-096")
    void ourHeadersDeclareTheStreamsTwoNamespacesOnly() {
        Map<String, String> two = Map.of("", Namespaces.CLIENT, "stream", Namespaces.STREAM);
        Transcript client = Streams.initiating(new Streams.Login());
        assertEquals(two, localHeader(client).declarations());
        Transcript server = Streams.receiving(new Streams.Login());
        server.feed(Streams.CLIENT_HEADER);
        assertEquals(two, localHeader(server).declarations());
    }

    @Test
    @Rule("R-098")
    void elementsThatGoOutDeclareTheNamespacesTheyUse() {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER
                + "<message xmlns:y='urn:example:y' y:a='1'><x xmlns='urn:example:x'><y:z/></x></message>");
        XmlElement received = server.only(StreamEvent.ElementReceived.class).element();
        Transcript client = Streams.establishedInitiating();
        client.feed(server.add(server.stream.send(List.of(received))));
        assertEquals(received, client.only(StreamEvent.ElementReceived.class).element());
    }

    @Test
    @Rule("R-011")
    void featuresAreInNamespacesOfTheirOwn() {
        for (String namespace : List.of(Namespaces.STREAM, Namespaces.CLIENT, Namespaces.SERVER)) {
            StreamFeature.Receiving feature = new StreamFeature.Informational(XmlElement.of(namespace, "x"));
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> new HeaderAnswer.Serve(Streams.DOMAIN, List.of(feature), List.of(Language.of("en"))));
            assertTrue(String.valueOf(refusal.getMessage()).contains(namespace));
        }
    }

    /** A server that has a stream of the other server already may say conflict. */
    @Test
    @Rule("R-039")
    void secondStreamOfAServerMayBeRefused() {
        StreamConfig config = Streams.config()
                .contentNamespace(Namespaces.SERVER)
                .hosts(offered -> new HeaderAnswer.Refuse(
                        StreamError.of(StreamErrorCondition.CONFLICT), Optional.of(Streams.DOMAIN)))
                .build();
        Transcript server = new Transcript(XmppStream.receiving(config));
        server.feed(Streams.CLIENT_HEADER.replace("jabber:client", "jabber:server"));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.CONFLICT);
    }

    /** The name in the header decides about the certificate. */
    @Test
    @Rule("R-144")
    void certificateIsThatOfTheDomainAskedFor() {
        StreamConfig config = Streams.config()
                .tlsPolicy(TlsPolicy.REQUIRED)
                .hosts(offered -> new HeaderAnswer.Serve(
                        offered.header().to().orElseThrow(), List.of(new StartTls()), List.of(Language.of("en"))))
                .build();
        for (String domain : List.of("im.example.com", "other.example")) {
            Transcript server = new Transcript(XmppStream.receiving(config));
            server.feed(Streams.CLIENT_HEADER.replace("im.example.com", domain));
            server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
            assertEquals(
                    Optional.of(Jid.parse(domain)),
                    server.only(StreamEvent.StartTls.class).domain());
        }
    }
}
