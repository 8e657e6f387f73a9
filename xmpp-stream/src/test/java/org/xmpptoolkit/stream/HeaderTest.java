package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

class HeaderTest {
    @Test
    @Rule({"R-050", "R-059", "R-061", "R-073", "R-319", "R-321"})
    void initiatorSaysToVersionAndLanguageButNoId() {
        Transcript client = Streams.initiating();
        assertEquals(
                "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' to='im.example.com' version='1.0' xml:lang='en'>",
                Transcript.written(client.events));
    }

    @Test
    @Rule({"R-044"})
    void initiatorSaysFromOnlyUnderTls() {
        StreamConfig config = Streams.config()
                .from(Streams.ACCOUNT)
                .tlsPolicy(TlsPolicy.DIRECT)
                .build();
        XmppStream secure = XmppStream.initiating(config, List.of());
        secure.secured(
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build());
        assertTrue(Transcript.written(secure.open()).contains("from='juliet@im.example.com'"));
        XmppStream clear =
                XmppStream.initiating(Streams.config().from(Streams.ACCOUNT).build(), List.of());
        assertFalse(Transcript.written(clear.open()).contains("from="));
    }

    @Test
    @Rule({"R-008", "R-010", "R-046", "R-053", "R-056", "R-060", "R-064"})
    void receiverAnswersWithFromIdAndFeatures() {
        Transcript server = Streams.receiving();
        String answer = server.feed(Streams.CLIENT_HEADER.replace(" to=", " id='mine' to="));
        assertEquals(
                "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' from='im.example.com' id='id-1' version='1.0'"
                        + " xml:lang='en'><stream:features/>",
                answer);
    }

    @Test
    @Rule({"R-052"})
    void receiverAnswersToTheBareAddressInFrom() {
        Transcript server = Streams.receiving();
        assertTrue(server.feed(Streams.CLIENT_HEADER.replace(" to=", " from='juliet@im.example.com/b' to="))
                .contains(" to='juliet@im.example.com'"));
    }

    @ParameterizedTest
    @CsvSource({"de,de", "de-CH,de", "fr,en", "en,en", "x_y,en"})
    @Rule({"R-064", "R-065", "R-066"})
    void receiverAnswersInTheBestLanguage(String asked, String answered) {
        Transcript server = Streams.receiving();
        assertTrue(server.feed(Streams.CLIENT_HEADER.replace("xml:lang='en'", "xml:lang='" + asked + "'"))
                .contains("xml:lang='" + answered + "'"));
    }

    @ParameterizedTest
    @CsvSource({"1.0", "01.00", "1.1", "1.13", "2.0"})
    @Rule({"R-069", "R-070", "R-071", "R-072", "R-074"})
    void versionsFromOnePointZeroAreAccepted(String version) {
        Transcript server = Streams.receiving();
        String answer =
                server.feed(Streams.CLIENT_HEADER.replace("version='1.0' xml", "version='" + version + "' xml"));
        assertTrue(answer.contains(" version='1.0' xml:lang"), answer);
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
    }

    @ParameterizedTest
    @CsvSource({"0.9", "1", "x", "''", "1.0.0"})
    @Rule({"R-069", "R-102"})
    void otherVersionsAreUnsupported(String version) {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("version='1.0' xml", "version='" + version + "' xml"));
        assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_VERSION);
    }

    @Test
    @Rule({"R-075", "R-076"})
    void initiatorClosesOnAHeaderWithoutVersion() {
        Transcript client = Streams.initiating();
        client.feed(Streams.SERVER_HEADER.replace(" version='1.0' xml", " xml"));
        assertErrorSent(client, StreamErrorCondition.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "http://etherx.jabber.org/streams, http://example.org/streams, INVALID_NAMESPACE",
        "xmlns='jabber:client', xmlns='jabber:server', INVALID_NAMESPACE",
        "xmlns='jabber:client', xmlns='jabber:client' xmlns:x='urn:example:x', INVALID_NAMESPACE",
        "stream:stream, stream:flood, BAD_FORMAT",
        "stream:, s:, BAD_NAMESPACE_PREFIX",
        "to='im.example.com', to='im example', HOST_UNKNOWN",
        "to=, from='@' to=, INVALID_FROM",
    })
    @Rule({"R-079", "R-091", "R-097", "R-102"})
    void receiverRefusesAFaultyHeaderBehindItsOwn(String part, String with, StreamErrorCondition condition) {
        Transcript server = Streams.receiving();
        String header = Streams.CLIENT_HEADER.replace(part, with);
        if (part.equals("stream:")) {
            header = header.replace("xmlns:stream", "xmlns:s");
        }
        String answer = server.feed(header);
        assertTrue(answer.startsWith("<?xml version='1.0'?><stream:stream "), answer);
        assertErrorSent(server, condition);
    }

    @Test
    @Rule({"R-080", "R-082"})
    void headerWithoutContentNamespaceIsAccepted() {
        Transcript server = Streams.receiving();
        server.feed("<stream xmlns='http://etherx.jabber.org/streams' to='im.example.com' version='1.0'>");
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        server.feed("<message xmlns='jabber:client'/>");
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    /** A stanza that says no language has that of the header, one that says a language has its own. */
    @Test
    @Rule("R-243")
    void elementsInheritTheLanguageOfTheHeader() {
        Transcript server = Streams.receiving();
        server.feed(Streams.CLIENT_HEADER.replace("xml:lang='en'", "xml:lang='cs'"));
        server.feed("<message/><message xml:lang='de'/>");
        assertEquals(
                List.of(Optional.of(Language.of("cs")), Optional.empty()),
                server.all(StreamEvent.ElementReceived.class).stream()
                        .map(StreamEvent.ElementReceived::inherited)
                        .toList());
    }

    @Test
    @Rule({"R-102", "R-103"})
    void applicationRefusesAHeader() {
        StreamConfig config = Streams.config()
                .hosts(offered -> new HeaderAnswer.Refuse(
                        StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(Jid.parse("other.example"))))
                .build();
        Transcript server = new Transcript(XmppStream.receiving(config));
        assertTrue(server.feed(Streams.CLIENT_HEADER).contains("from='other.example'"));
        assertErrorSent(server, StreamErrorCondition.HOST_UNKNOWN);
    }

    @Test
    void applicationMayAnswerAHeaderLater() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.config().build()));
        assertEquals("", server.feed(Streams.CLIENT_HEADER + "<message/>"));
        assertFalse(server.stream.wantsInput());
        HeaderAnswer answer = new HeaderAnswer.Serve(Streams.DOMAIN, List.of(), List.of(Language.of("en")));
        server.add(server.stream.reply(server.question(HeaderOffered.class), answer));
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        assertTrue(server.stream.wantsInput());
        assertThrows(
                IllegalStateException.class, () -> server.stream.reply(server.question(HeaderOffered.class), answer));
    }

    @Test
    void anInitiatorWithoutToIsAProgrammersError() {
        assertThrows(
                IllegalArgumentException.class,
                () -> XmppStream.initiating(StreamConfig.builder().build(), List.of()));
    }

    static void assertErrorSent(Transcript transcript, StreamErrorCondition condition) {
        assertEquals(
                condition, transcript.only(StreamEvent.ErrorSent.class).error().condition());
        String written = Transcript.written(transcript.events);
        assertTrue(
                written.contains("<" + condition.elementName() + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'"),
                written);
        assertTrue(written.endsWith("</stream:error></stream:stream>"), written);
        assertInstanceOf(Reason.ErrorSent.class, transcript.closed());
        int last = transcript.events.size() - 1;
        assertInstanceOf(StreamEvent.Closed.class, transcript.events.get(last));
        assertInstanceOf(StreamEvent.CloseTransport.class, transcript.events.get(last - 1));
        assertFalse(transcript.stream.wantsInput());
    }
}
