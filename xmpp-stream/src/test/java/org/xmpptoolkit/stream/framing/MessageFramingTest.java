package org.xmpptoolkit.stream.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamVersion;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.StartTls;

class MessageFramingTest {
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.com' version='1.0'/>";
    private static final StreamLimits LIMITS =
            StreamLimits.builder().elementOctets(1_000).headerOctets(300).build();

    private static List<Frame> read(byte[]... messages) {
        FrameDecoder decoder = new MessageFraming().newDecoder(LIMITS);
        List<Frame> frames = new ArrayList<>();
        for (byte[] message : messages) {
            decoder.feed(ByteBuffer.wrap(message));
        }
        for (Optional<Frame> frame = decoder.next(); frame.isPresent(); frame = decoder.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The condition of the fault in a message that comes inside a stream, and ends it. */
    private static StreamErrorCondition condition(byte[] message) {
        List<Frame> frames = read(octets(OPEN), octets("<a xmlns='urn:x'/>"), message, octets("<b xmlns='urn:x'/>"));
        assertEquals(3, frames.size(), frames::toString);
        assertTrue(frames.get(1) instanceof Frame.Element, "what came before is read");
        return ((Frame.Malformed) frames.get(2)).error().condition();
    }

    private static StreamErrorCondition condition(String message) {
        return condition(octets(message));
    }

    private static StreamErrorCondition conditionOfFirst(String message) {
        List<Frame> frames = read(octets(message), octets(OPEN));
        assertEquals(1, frames.size(), frames::toString);
        return ((Frame.Malformed) frames.get(0)).error().condition();
    }

    @Test
    @Rule("R-335")
    void readsAHeaderAsItWouldStandInADocument() {
        // RFC 7395 section 3.4
        Frame.Open open =
                (Frame.Open) read(octets("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='a@example.com'"
                                + " to='example.com' id='i1' xml:lang='de' version='1.0' other='x'></open>"))
                        .get(0);
        StreamHeader header = new StreamHeader(open.start(), Namespaces.CLIENT, open.scope(), JidProfile.STRINGPREP);
        assertTrue(open.start().is(Namespaces.STREAM, "stream"));
        assertEquals(Optional.of(Jid.parse("example.com")), header.to());
        assertEquals(Optional.of(Jid.parse("a@example.com")), header.from());
        assertEquals(Optional.of("i1"), header.id());
        assertEquals(Optional.of(Language.of("de")), header.language());
        assertEquals(Optional.of(StreamVersion.XMPP_1_0), header.version());
        assertEquals(Map.of(), header.declarations(), "no other message is inside what it declares");
    }

    @Test
    void tellsMissingAndEmptyAttributesApart() {
        Frame.Open open = (Frame.Open) read(octets("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to=''/>"))
                .get(0);
        assertEquals(Optional.of(""), open.start().attribute("to"));
        assertEquals(Optional.empty(), open.start().attribute("from"));
    }

    @Test
    @Rule({"R-332", "R-335"})
    void writesAHeaderInTheFramingNamespace() {
        XmlElement start = XmlElement.builder(Namespaces.STREAM, "stream")
                .prefix("stream")
                .attribute("to", "example.com")
                .attribute("version", "1.0")
                .language(Language.of("en"))
                .build();
        NamespaceScope scope = NamespaceScope.of(Map.of("", "jabber:client", "stream", Namespaces.STREAM));
        FrameEncoder encoder = new MessageFraming()
                .newEncoder(new StreamHeader(start, Namespaces.CLIENT, scope, JidProfile.STRINGPREP));
        assertEquals(
                "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.com' version='1.0' xml:lang='en'/>",
                text(encoder.open()));
        assertEquals("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", text(encoder.close()));
        assertEquals(0, encoder.keepalive().length);
        assertEquals(
                "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='wss://b.example/ws?a=1&amp;b'/>",
                text(new MessageFraming()
                        .redirect(URI.create("wss://b.example/ws?a=1&b"))
                        .orElseThrow()));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Test
    @Rule({"R-333", "R-510"})
    void writesEachElementWithAllItsDeclarations() {
        StreamHeader header = new StreamHeader(
                XmlElement.of(Namespaces.STREAM, "stream"),
                Namespaces.CLIENT,
                NamespaceScope.of(Map.of("", "jabber:client", "stream", Namespaces.STREAM, "db", Namespaces.DIALBACK)),
                JidProfile.STRINGPREP);
        FrameEncoder encoder = new MessageFraming().newEncoder(header);
        assertEquals(
                "<presence xmlns='jabber:client'/>", text(encoder.element(XmlElement.of("jabber:client", "presence"))));
        assertEquals(
                "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>",
                text(encoder.element(XmlElement.builder(Namespaces.STREAM, "features")
                        .prefix("stream")
                        .build())));
        assertEquals(
                "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>"
                        + "<reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
                text(encoder.element(StreamError.of(StreamErrorCondition.RESET).toElement())));
        assertEquals(
                "<db:result xmlns:db='jabber:server:dialback'/>",
                text(encoder.element(XmlElement.builder(Namespaces.DIALBACK, "result")
                        .prefix("db")
                        .build())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>",
                "<features xmlns='http://etherx.jabber.org/streams'/>",
                "<?xml version='1.0' encoding='utf-8'?>\n<features xmlns='http://etherx.jabber.org/streams'/>",
                "<features xmlns='http://etherx.jabber.org/streams'/> \r\n\t"
            })
    @Rule("R-510")
    void readsTheStreamsElementsWithAndWithoutPrefix(String message) {
        Frame frame = read(octets(OPEN), octets(message)).get(1);
        assertEquals(new Frame.Element(XmlElement.of(Namespaces.STREAM, "features")), frame);
    }

    @Test
    @Rule("R-334")
    void securityAMessageOfTwoElementsEndsTheStream() {
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, condition("<a xmlns='urn:x'/><b xmlns='urn:x'/>"));
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, condition("<a xmlns='urn:x'></a>\n<b xmlns='urn:x'>"));
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, conditionOfFirst(OPEN + OPEN));
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, condition("<presence xmlns='jabber:client'/>text"));
    }

    @Test
    @Rule({"R-333", "R-334", "R-340"})
    void securityAMessageOfNoElementEndsTheStream() {
        for (String none : List.of("", " ", "\r\n", "text", "<".replace('<', '>'), "\u00e9\u20ac", "&amp;")) {
            assertEquals(StreamErrorCondition.BAD_FORMAT, condition(none), none);
            assertEquals(StreamErrorCondition.BAD_FORMAT, conditionOfFirst(none), none);
        }
        for (String cut :
                List.of("<", "<a", "<a xmlns='urn:x'>", "<a xmlns='urn:x'><b></b>", "</a>", "<?xml version='1.0'?>")) {
            assertEquals(StreamErrorCondition.NOT_WELL_FORMED, condition(cut), cut);
            assertEquals(StreamErrorCondition.NOT_WELL_FORMED, conditionOfFirst(cut), cut);
        }
    }

    @Test
    @Rule("R-333")
    void theFirstCharacterBeginsTheElement() {
        assertEquals(StreamErrorCondition.BAD_FORMAT, condition(" <a xmlns='urn:x'/>"));
        assertEquals(StreamErrorCondition.BAD_FORMAT, condition("\n<?xml version='1.0'?><a xmlns='urn:x'/>"));
        assertEquals(StreamErrorCondition.BAD_FORMAT, condition("text<a xmlns='urn:x'/>"));
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, condition("\ufeff<a xmlns='urn:x'/>"), "R-327");
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, condition("\u0001<a xmlns='urn:x'/>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restricted-xml|<!-- c --><a xmlns='urn:x'/>",
                "restricted-xml|<a xmlns='urn:x'/><!-- c -->",
                "restricted-xml|<?p i?><a xmlns='urn:x'/>",
                "restricted-xml|<a xmlns='urn:x'><?p i?></a>",
                "restricted-xml|<!DOCTYPE a [<!ENTITY b 'c'>]><a xmlns='urn:x'>&b;</a>",
                "restricted-xml|<a xmlns='urn:x'>&foo;</a>",
                "unsupported-encoding|<?xml version='1.0' encoding='ISO-8859-1'?><a xmlns='urn:x'/>",
                "not-well-formed|<?xml version='1.1'?><a xmlns='urn:x'/>",
                "not-well-formed|<a xmlns='urn:x'></b>",
                "not-well-formed|<x:y/>",
                "not-well-formed|<stream:features/>",
                "not-well-formed|<a xmlns='urn:x'>]]></a>",
                "bad-namespace-prefix|<c:message xmlns:c='jabber:client'/>",
                "bad-format|<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>",
                "not-well-formed|<stream:stream xmlns:stream='http://etherx.jabber.org/streams'>",
                "bad-format|<a xmlns='urn:x'><s:stream xmlns:s='http://etherx.jabber.org/streams'/></a>",
                "bad-format|<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>",
                "bad-format|<other xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>",
                "invalid-namespace|<open/>",
                "invalid-namespace|<close/>",
                "invalid-namespace|<close xmlns='jabber:client'/>",
                "invalid-namespace|<close xmlns='http://etherx.jabber.org/streams'/>"
            })
    @Rule({"R-332", "R-333", "R-334"})
    void eachFaultHasItsCondition(String condition, String message) {
        assertEquals(condition, condition(message).elementName());
    }

    @Test
    void otherEncodingsAreRefused() {
        String element = "<a xmlns='urn:x'/>";
        assertEquals(StreamErrorCondition.UNSUPPORTED_ENCODING, condition(element.getBytes(StandardCharsets.UTF_16LE)));
        assertEquals(StreamErrorCondition.UNSUPPORTED_ENCODING, condition(element.getBytes(StandardCharsets.UTF_16)));
        assertEquals(
                StreamErrorCondition.UNSUPPORTED_ENCODING,
                condition("<a xmlns='urn:x'>\u00e9</a>".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(StreamErrorCondition.UNSUPPORTED_ENCODING, condition(new byte[] {(byte) 0xff}));
    }

    @Test
    @Rule({"R-332", "R-335"})
    void whatOpensNoStreamIsOfTheWrongNamespace() {
        for (String first : List.of(
                "<open to='example.com'/>",
                "<open xmlns='jabber:client' to='example.com'/>",
                "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>",
                "<presence xmlns='jabber:client'/>",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")) {
            assertEquals(StreamErrorCondition.INVALID_NAMESPACE, conditionOfFirst(first), first);
        }
        assertEquals(
                StreamErrorCondition.BAD_FORMAT,
                conditionOfFirst("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'><presence/></open>"));
    }

    /** It may cross a restart, and says more than that a header is due. */
    @Test
    void anErrorIsReadInPlaceOfAHeader() {
        XmlElement error = StreamError.of(StreamErrorCondition.RESET).toElement();
        assertEquals(
                List.of(new Frame.Element(error)), read(octets(ElementWriter.toString(error, NamespaceScope.EMPTY))));
    }

    @Test
    void anElementOfAFeatureMayHaveAFramesName() {
        assertEquals(
                new Frame.Element(XmlElement.of("urn:x", "close")),
                read(octets(OPEN), octets("<close xmlns='urn:x'/>")).get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wss://b.example/ws|wss://b.example/ws",
                " ws://b.example |ws://b.example",
                "/relative|/relative",
                "''|",
                "not a uri|",
                "http://[|"
            })
    void readsWhereAClosingFrameSendsUs(String attribute, String uri) {
        Frame frame = read(
                        octets(OPEN),
                        octets("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='" + attribute
                                + "'/>"))
                .get(1);
        assertEquals(new Frame.Close(Optional.ofNullable(uri).map(URI::create)), frame);
    }

    @Test
    void nothingIsReadBehindAClosingFrame() {
        assertEquals(
                List.of(new Frame.Close(Optional.empty())),
                read(octets("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"), octets(OPEN), octets("")));
    }

    @Test
    void aMessageHasNoMoreOctetsThanAnElementMayHave() {
        String fits = "<a xmlns='urn:x'>" + "x".repeat(1_000 - 21) + "</a>";
        assertTrue(read(octets(OPEN), octets(fits)).get(1) instanceof Frame.Element);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, condition(fits + " "));
        String header = OPEN.replace("/>", " id='" + "x".repeat(300 - OPEN.length() - 6) + "'/>");
        assertEquals(300, header.length());
        assertTrue(read(octets(header)).get(0) instanceof Frame.Open);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, conditionOfFirst(header + " "));
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, condition("<a" + " xmlns:a='urn:x'".repeat(65) + "/>"));
    }

    @Test
    @Rule("R-339")
    void aRestartTakesTheMessagesAlongThatCameBehind() {
        FrameDecoder decoder = new MessageFraming().newDecoder(LIMITS);
        decoder.feed(ByteBuffer.wrap(octets(OPEN)));
        decoder.feed(ByteBuffer.wrap(octets("<auth xmlns='urn:x'/>")));
        decoder.feed(ByteBuffer.wrap(octets(OPEN)));
        decoder.next();
        decoder.next();
        assertEquals(OPEN.length(), decoder.unreadOctets());
        assertTrue(decoder.hasUnreadContent());
        FrameDecoder restarted = decoder.restarted(LIMITS);
        assertTrue(restarted.next().orElseThrow() instanceof Frame.Open);
        assertEquals(0, restarted.unreadOctets());
        assertFalse(restarted.hasUnreadContent());
        restarted.limits(StreamLimits.DEFAULT);
        restarted.feed(ByteBuffer.wrap(octets("<a xmlns='urn:x'>" + "x".repeat(2_000) + "</a>")));
        assertTrue(restarted.next().orElseThrow() instanceof Frame.Element);
    }

    @Test
    @Rule("R-341")
    void hasNoPlaceForStartTls() {
        assertFalse(new MessageFraming().permits(new StartTls()));
        assertTrue(new MessageFraming().permits(new LegacySession()));
    }
}
