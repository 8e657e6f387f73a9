package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * Every stream error on the wire (RFC 6120 section 4.9.3): those that the stream finds in what the peer sends, and those that only the
 * application can know of.
 */
class StreamErrorsTest {
    private static final String BEFORE = "<presence id='before'/>";
    private static final String BEHIND = "<message id='behind'/>";
    private static final XmlElement ORDER = XmlElement.of("urn:example:x", "out-of-order");

    /** Octets that earn an error: on which stream, what comes before them on it, and they themselves. */
    record Fault(Supplier<Transcript> stream, String before, byte[] octets) {
        static Fault established(String octets) {
            return established(octets.getBytes(StandardCharsets.UTF_8));
        }

        static Fault established(byte[] octets) {
            return new Fault(Streams::receiving, Streams.CLIENT_HEADER + BEFORE, octets);
        }

        static Fault header(String part, String with) {
            String header = Streams.CLIENT_HEADER.replace(part, with);
            assertTrue(!header.equals(Streams.CLIENT_HEADER), part);
            return new Fault(Streams::receiving, "", header.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What the stream detects by itself, by the octets that it detects it in. */
    static final Map<StreamErrorCondition, List<Fault>> DETECTED = detected();

    private static Map<StreamErrorCondition, List<Fault>> detected() {
        Map<StreamErrorCondition, List<Fault>> map = new EnumMap<>(StreamErrorCondition.class);
        map.put(
                StreamErrorCondition.BAD_FORMAT,
                List.of(
                        Fault.established("text"),
                        Fault.established(Streams.CLIENT_HEADER.replace("<?xml version='1.0'?>", "")),
                        Fault.header("stream:stream", "stream:flood")));
        map.put(
                StreamErrorCondition.BAD_NAMESPACE_PREFIX,
                List.of(
                        Fault.established("<c:message xmlns:c='jabber:client'/>"),
                        new Fault(
                                Streams::receiving,
                                "",
                                Streams.CLIENT_HEADER
                                        .replace("stream:", "s:")
                                        .replace("xmlns:stream", "xmlns:s")
                                        .getBytes(StandardCharsets.UTF_8))));
        map.put(StreamErrorCondition.HOST_UNKNOWN, List.of(Fault.header("to='im", "to='juliet@im")));
        map.put(
                StreamErrorCondition.INVALID_FROM,
                List.of(
                        Fault.header(" to=", " from='@' to="),
                        new Fault(
                                StreamErrorsTest::strictAboutFrom,
                                Streams.CLIENT_HEADER + "<login xmlns='urn:example:login'/>" + Streams.CLIENT_HEADER
                                        + BEFORE,
                                "<message from='romeo@example.net'/>".getBytes(StandardCharsets.UTF_8))));
        map.put(
                StreamErrorCondition.INVALID_NAMESPACE,
                List.of(
                        Fault.established("<message xmlns='jabber:server'/>"),
                        Fault.header("jabber:client", "jabber:server"),
                        Fault.header("http://etherx.jabber.org/streams", "urn:example:streams")));
        map.put(
                StreamErrorCondition.NOT_AUTHORIZED,
                List.of(new Fault(
                        () -> Streams.receiving(new Streams.Login()),
                        Streams.CLIENT_HEADER,
                        BEFORE.getBytes(StandardCharsets.UTF_8))));
        map.put(
                StreamErrorCondition.NOT_WELL_FORMED,
                List.of(
                        Fault.established("<message></presence>"),
                        Fault.established("<message><x:y/></message>"),
                        Fault.established("<message><body>&#1;</body></message>"),
                        new Fault(Streams::receiving, "", "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.UTF_8))));
        map.put(
                StreamErrorCondition.POLICY_VIOLATION,
                List.of(
                        Fault.established("<message><body>" + "x".repeat(70_000) + "</body></message>"),
                        Fault.established("<message>" + "<a>".repeat(70)),
                        Fault.header("<stream:stream ", "<stream:stream x='" + "y".repeat(9_000) + "' ")));
        map.put(
                StreamErrorCondition.RESTRICTED_XML,
                List.of(
                        Fault.established("<!-- -->"),
                        Fault.established("<message><?p i?></message>"),
                        Fault.established("<message>&x;</message>"),
                        Fault.header("<stream:stream ", "<!DOCTYPE x><stream:stream ")));
        map.put(
                StreamErrorCondition.UNSUPPORTED_ENCODING,
                List.of(
                        Fault.established("<message>\u00ff</message>".getBytes(StandardCharsets.ISO_8859_1)),
                        Fault.header("<?xml version='1.0'?>", "<?xml version='1.0' encoding='ISO-8859-1'?>")));
        map.put(
                StreamErrorCondition.UNSUPPORTED_FEATURE,
                List.of(new Fault(
                        Streams::initiating,
                        Streams.SERVER_HEADER,
                        "<stream:features><x xmlns='urn:example:x'><required/></x></stream:features>"
                                .getBytes(StandardCharsets.UTF_8))));
        map.put(
                StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                List.of(Fault.established("<query/>"), Fault.established("<x xmlns='urn:example:x'/>")));
        map.put(
                StreamErrorCondition.UNSUPPORTED_VERSION,
                List.of(
                        Fault.header("version='1.0' xml", "version='0.9' xml"),
                        Fault.header(" version='1.0' xml", " xml"),
                        new Fault(
                                Streams::initiating,
                                "",
                                Streams.SERVER_HEADER
                                        .replace("version='1.0' xml", "version='0.9' xml")
                                        .getBytes(StandardCharsets.UTF_8))));
        return map;
    }

    /** What only the application can know: it says so by {@link XmppStream#fail}, or by refusing the header. */
    private static final Set<StreamErrorCondition> TOLD = EnumSet.of(
            StreamErrorCondition.CONFLICT, // which other streams there are
            StreamErrorCondition.CONNECTION_TIMEOUT, // time
            StreamErrorCondition.HOST_GONE, // which domains there were
            StreamErrorCondition.IMPROPER_ADDRESSING, // between servers
            StreamErrorCondition.INTERNAL_SERVER_ERROR,
            StreamErrorCondition.INVALID_XML, // schemas, which no stream validates by
            StreamErrorCondition.REMOTE_CONNECTION_FAILED, // other connections
            StreamErrorCondition.RESET, // changes of features and certificates
            StreamErrorCondition.RESOURCE_CONSTRAINT, // load
            StreamErrorCondition.SEE_OTHER_HOST, // other hosts
            StreamErrorCondition.SYSTEM_SHUTDOWN,
            StreamErrorCondition.UNDEFINED_CONDITION); // always with a condition of the application

    /** What RFC 6120 dropped, which is read and not sent. */
    static final Set<StreamErrorCondition> OLD =
            EnumSet.of(StreamErrorCondition.INVALID_ID, StreamErrorCondition.XML_NOT_WELL_FORMED);

    private static Transcript strictAboutFrom() {
        return new Transcript(XmppStream.receiving(Streams.serving(new Streams.Login())
                .fromPolicy(FromPolicy.REFUSE)
                .build()));
    }

    static StreamError error(StreamErrorCondition condition) {
        return switch (condition) {
            case SEE_OTHER_HOST -> StreamError.seeOtherHost(HostPort.parse("[2001:db8::1]:5222"));
            case UNDEFINED_CONDITION ->
                StreamError.builder(condition).applicationCondition(ORDER).build();
            default -> StreamError.of(condition, "a text");
        };
    }

    @Test
    void everyConditionIsInOneOfTheTables() {
        List<StreamErrorCondition> all = new ArrayList<>(DETECTED.keySet());
        all.addAll(TOLD);
        assertEquals(25, all.size());
        all.addAll(OLD);
        assertEquals(
                List.of(StreamErrorCondition.values()), all.stream().sorted().toList());
        for (StreamErrorCondition condition : StreamErrorCondition.values()) {
            assertEquals(OLD.contains(condition), condition.section6120().isEmpty(), condition.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-099", "R-100", "R-102", "R-105", "R-111", "R-114"})
    void octetsGetTheConditionTheyEarn(StreamErrorCondition condition) {
        for (Fault fault : DETECTED.getOrDefault(condition, List.of())) {
            Transcript whole = fault.stream().get();
            byte[] before = fault.before().getBytes(StandardCharsets.UTF_8);
            whole.feed(concat(before, fault.octets(), (">" + BEHIND).getBytes(StandardCharsets.UTF_8)));
            assertEnded(whole, condition, fault);
            Transcript cut = fault.stream().get();
            for (byte octet : concat(before, fault.octets())) {
                cut.feed(new byte[] {octet});
            }
            assertEnded(cut, condition, fault);
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Header, error and closing tag were written, what came before was delivered, and nothing of what came behind. */
    private static void assertEnded(Transcript stream, StreamErrorCondition condition, Fault fault) {
        HeaderTest.assertErrorSent(stream, condition);
        assertTrue(Transcript.written(stream.events).startsWith("<?xml version='1.0'?><stream:stream "));
        List<Optional<String>> delivered = stream.all(StreamEvent.ElementReceived.class).stream()
                .map(received -> received.element().attribute("id"))
                .toList();
        List<Optional<String>> expected = fault.before().endsWith(BEFORE) ? List.of(Optional.of("before")) : List.of();
        assertEquals(expected, delivered);
    }

    /** The application may end a stream at every point of its life; before the headers, a header goes out first. */
    @ParameterizedTest
    @EnumSource
    @Rule({"R-100", "R-102", "R-105"})
    void applicationEndsTheStreamWhenItLikes(StreamErrorCondition condition) {
        if (OLD.contains(condition)) {
            return;
        }
        String login = "<login xmlns='urn:example:login'/>";
        for (String before : List.of(
                "",
                "<?xml version='1.0'?><stream:str",
                Streams.CLIENT_HEADER,
                Streams.CLIENT_HEADER + login,
                Streams.CLIENT_HEADER + login + Streams.CLIENT_HEADER,
                Streams.CLIENT_HEADER + login + Streams.CLIENT_HEADER
                        + "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>" + BEHIND)) {
            Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
            server.feed(before);
            server.add(server.stream.fail(error(condition)));
            server.feed(BEHIND);
            HeaderTest.assertErrorSent(server, condition);
            assertTrue(Transcript.written(server.events).startsWith("<?xml version='1.0'?><stream:stream "));
            assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
            assertEquals(
                    error(condition), server.only(StreamEvent.ErrorSent.class).error());
        }
        Transcript established = Streams.establishedReceiving();
        established.feed(BEFORE);
        established.add(established.stream.fail(error(condition)));
        HeaderTest.assertErrorSent(established, condition);
        assertEquals(1, established.all(StreamEvent.ElementReceived.class).size());
        Transcript client = Streams.establishedInitiating();
        client.add(client.stream.fail(error(condition)));
        HeaderTest.assertErrorSent(client, condition);
    }

    /** Behind our closing tag there is nothing to say it in, and while TLS starts it would go out in clear. */
    @ParameterizedTest
    @EnumSource
    @Rule({"R-033", "R-147"})
    void nothingIsSentWhereNothingMayBeSent(StreamErrorCondition condition) {
        if (OLD.contains(condition)) {
            return;
        }
        Transcript closing = Streams.establishedReceiving();
        closing.add(closing.stream.close());
        assertEquals("", closing.add(closing.stream.fail(error(condition))));
        assertInstanceOf(Reason.WeClosed.class, closing.closed());
        Transcript securing = new Transcript(XmppStream.receiving(
                Streams.serving(new StartTls()).tlsPolicy(TlsPolicy.REQUIRED).build()));
        securing.feed(Streams.CLIENT_HEADER + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals("", securing.add(securing.stream.fail(error(condition))));
        assertInstanceOf(Reason.TlsRefused.class, securing.closed());
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-101", "R-108"})
    void receivedErrorEndsTheStreamWhateverItsTextSays(StreamErrorCondition condition) {
        for (String text : List.of("", "conflict", "<see-other-host/>", "im2.example.com")) {
            StreamError error = StreamError.of(condition, text);
            Transcript sender = Streams.establishedReceiving();
            Transcript client = Streams.establishedInitiating();
            String wire = ElementWriter.toString(error.toElement(), NamespaceScope.EMPTY);
            for (Transcript stream : List.of(sender, client)) {
                assertEquals("</stream:stream>", stream.feed(wire + BEHIND));
                assertEquals(
                        condition,
                        stream.only(StreamEvent.ErrorReceived.class).error().condition());
                assertTrue(stream.all(StreamEvent.Redirected.class).isEmpty());
                assertTrue(stream.all(StreamEvent.ElementReceived.class).isEmpty());
                assertInstanceOf(Reason.ErrorReceived.class, stream.closed());
            }
        }
    }

    /** Nothing of a stream that was reset is left to the next one, though it has the same configuration and features. */
    @Test
    void streamBehindAResetIsNegotiatedAnew() {
        StreamConfig config = Streams.config()
                .tlsPolicy(TlsPolicy.REQUIRED)
                .from(Streams.ACCOUNT)
                .build();
        List<StreamFeature.Initiating> features = List.of(new StartTls(), new Streams.Login());
        String offer = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Transcript client = new Transcript(XmppStream.initiating(config, features));
            client.add(client.stream.open());
            client.feed(Streams.SERVER_HEADER + offer + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
            client.add(client.stream.secured(
                    TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build()));
            client.feed(Streams.SERVER_HEADER + "<stream:features><login xmlns='urn:example:login'/></stream:features>"
                    + "<welcome xmlns='urn:example:login'/>" + Streams.SERVER_HEADER + Streams.NO_FEATURES);
            client.only(StreamEvent.Established.class);
            client.feed("<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
            said.add(Transcript.written(client.events));
        }
        assertEquals(said.get(0), said.get(1));
        assertTrue(said.get(1).contains("<starttls ") && said.get(1).contains("<login "), said.get(1));
    }

    @Test
    @Rule("R-122")
    void undefinedConditionNeedsOneOfTheApplication() {
        Transcript server = Streams.establishedReceiving();
        for (StreamErrorCondition bare :
                List.of(StreamErrorCondition.UNDEFINED_CONDITION, StreamErrorCondition.INVALID_ID)) {
            StreamError error = StreamError.of(bare, "why");
            assertThrows(IllegalArgumentException.class, () -> server.stream.fail(error));
        }
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        String unknown = "<error xmlns='http://etherx.jabber.org/streams'>"
                + "<new-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></error>";
        server.add(server.stream.fail(StreamError.fromElement(XmlElement.parse(unknown))));
        assertTrue(Transcript.written(server.events).contains("<new-condition "), "one that came may go on");
    }

    @Test
    void namesOfOldAreNotSent() {
        Transcript server = Streams.establishedReceiving();
        server.add(server.stream.fail(StreamError.of(StreamErrorCondition.XML_NOT_WELL_FORMED, "why")));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_WELL_FORMED);
        assertEquals(
                Optional.of("why"),
                server.only(StreamEvent.ErrorSent.class).error().text());
        Transcript other = Streams.establishedReceiving();
        other.add(other.stream.fail(StreamError.builder(StreamErrorCondition.INVALID_ID)
                .applicationCondition(ORDER)
                .build()));
        HeaderTest.assertErrorSent(other, StreamErrorCondition.UNDEFINED_CONDITION);
        assertEquals(
                Optional.of(ORDER),
                other.only(StreamEvent.ErrorSent.class).error().applicationCondition());
    }

    /** An error that another stream got may go on, with parts that a builder would refuse. */
    @Test
    void aNameOfOldIsChangedInWhatCameToo() {
        String parts = "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='not a tag'>why</text>"
                + "<cause xmlns='jabber:client'/>";
        Transcript server = Streams.establishedReceiving();
        server.add(server.stream.fail(StreamError.fromElement(XmlElement.parse("<error xmlns='" + Namespaces.STREAM
                + "'><xml-not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>" + parts + "</error>"))));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_WELL_FORMED);
        assertEquals(
                XmlElement.parse("<error xmlns='" + Namespaces.STREAM
                        + "'><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>" + parts + "</error>"),
                server.only(StreamEvent.ErrorSent.class).error().toElement());
    }
}
