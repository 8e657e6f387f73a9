package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.ResourceBinding;

/** Every stream error over WebSocket: in a message of its own, behind a header and in front of a closing frame (RFC 7395 section 3.5). */
class MessageErrorsTest {
    private static final String BEFORE = "<presence xmlns='jabber:client' id='before'/>";
    private static final String BEHIND = "<message xmlns='jabber:client' id='behind'/>";

    /** A message that earns an error: on which stream, what comes before it, and the octets. */
    private record Fault(Supplier<Transcript> stream, List<String> before, byte[] octets) {
        static Fault established(byte[] octets) {
            return new Fault(Messages::receiving, List.of(Messages.OPEN, BEFORE), octets);
        }

        static Fault established(String message) {
            return established(message.getBytes(StandardCharsets.UTF_8));
        }

        static Fault header(String header) {
            return new Fault(Messages::receiving, List.of(), header.getBytes(StandardCharsets.UTF_8));
        }

        static Fault of(Supplier<Transcript> stream, String message, String... before) {
            return new Fault(stream, List.of(before), message.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final Map<StreamErrorCondition, List<Fault>> DETECTED = detected();

    private static Map<StreamErrorCondition, List<Fault>> detected() {
        Map<StreamErrorCondition, List<Fault>> map = new EnumMap<>(StreamErrorCondition.class);
        map.put(
                StreamErrorCondition.BAD_FORMAT,
                List.of(
                        Fault.established("text"),
                        Fault.established(" "),
                        Fault.established(""),
                        Fault.established(Messages.OPEN),
                        Fault.header(" " + Messages.OPEN),
                        Fault.header("<flood xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>")));
        map.put(
                StreamErrorCondition.BAD_NAMESPACE_PREFIX,
                List.of(Fault.established("<c:message xmlns:c='jabber:client'/>")));
        map.put(StreamErrorCondition.HOST_UNKNOWN, List.of(Fault.header(header("to='im", "to='juliet@im"))));
        map.put(
                StreamErrorCondition.INVALID_FROM,
                List.of(
                        Fault.header(header(" to=", " from='@' to=")),
                        Fault.of(
                                MessageErrorsTest::strictAboutFrom,
                                "<message xmlns='jabber:client' from='romeo@example.net'/>",
                                Messages.OPEN,
                                Managed.LOGIN,
                                Messages.OPEN,
                                BEFORE)));
        map.put(
                StreamErrorCondition.INVALID_NAMESPACE,
                List.of(
                        Fault.established("<message xmlns='jabber:server'/>"),
                        Fault.established("<close/>"),
                        Fault.header(header("urn:ietf:params:xml:ns:xmpp-framing", "urn:example:framing")),
                        Fault.header(Streams.CLIENT_HEADER + "</stream:stream>")));
        map.put(
                StreamErrorCondition.NOT_AUTHORIZED,
                List.of(Fault.of(() -> Messages.receiving(new Streams.Login()), BEFORE, Messages.OPEN)));
        map.put(
                StreamErrorCondition.NOT_WELL_FORMED,
                List.of(
                        Fault.established("<message></presence>"),
                        Fault.established("<message xmlns='jabber:client'><x:y/></message>"),
                        Fault.established("<message xmlns='jabber:client'><body>&#1;</body></message>"),
                        Fault.established(BEFORE + BEHIND),
                        Fault.established("<message xmlns='jabber:client'>"),
                        Fault.header(Streams.CLIENT_HEADER)));
        map.put(
                StreamErrorCondition.POLICY_VIOLATION,
                List.of(
                        Fault.established(
                                "<message xmlns='jabber:client'><body>" + "x".repeat(70_000) + "</body></message>"),
                        Fault.established("<message xmlns='jabber:client'>" + "<a>".repeat(70)),
                        Fault.header(header(" to=", " x='" + "y".repeat(9_000) + "' to="))));
        map.put(
                StreamErrorCondition.RESTRICTED_XML,
                List.of(
                        Fault.established("<!-- -->"),
                        Fault.established("<message><?p i?></message>"),
                        Fault.established("<message>&x;</message>"),
                        Fault.header("<!DOCTYPE x>" + Messages.OPEN)));
        map.put(
                StreamErrorCondition.UNSUPPORTED_ENCODING,
                List.of(
                        Fault.established("<message>\u00ff</message>".getBytes(StandardCharsets.ISO_8859_1)),
                        Fault.header("<?xml version='1.0' encoding='ISO-8859-1'?>" + Messages.OPEN)));
        map.put(
                StreamErrorCondition.UNSUPPORTED_FEATURE,
                List.of(Fault.of(
                        Messages::initiating,
                        "<features xmlns='http://etherx.jabber.org/streams'><x xmlns='urn:example:x'><required/></x></features>",
                        Messages.ANSWER)));
        map.put(
                StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                List.of(
                        Fault.established("<query xmlns='jabber:client'/>"),
                        Fault.established("<presence/>"),
                        Fault.established("<x xmlns='urn:example:x'/>")));
        map.put(
                StreamErrorCondition.UNSUPPORTED_VERSION,
                List.of(
                        Fault.header(header("version='1.0'", "version='0.9'")),
                        Fault.header(header("version='1.0'", "")),
                        Fault.of(Messages::initiating, Messages.ANSWER.replace("version='1.0'", "version='0.9'"))));
        return map;
    }

    private static String header(String part, String with) {
        String header = Messages.OPEN.replace(part, with);
        assertTrue(!header.equals(Messages.OPEN), part);
        return header;
    }

    private static Transcript strictAboutFrom() {
        return Messages.receiving(Streams.serving(new Streams.Login()).fromPolicy(FromPolicy.REFUSE));
    }

    @Test
    void theSameConditionsAreFoundAsInDocuments() {
        assertEquals(StreamErrorsTest.DETECTED.keySet(), DETECTED.keySet());
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-099", "R-337", "R-512"})
    void aMessageGetsTheConditionItEarns(StreamErrorCondition condition) {
        for (Fault fault : DETECTED.getOrDefault(condition, List.of())) {
            Transcript stream = fault.stream().get();
            fault.before().forEach(stream::feed);
            stream.feed(fault.octets());
            Messages.feed(stream, BEHIND, Messages.CLOSE);
            assertEnded(stream, condition);
            List<Optional<String>> delivered = stream.all(StreamEvent.ElementReceived.class).stream()
                    .map(received -> received.element().attribute("id"))
                    .toList();
            assertEquals(fault.before().contains(BEFORE) ? List.of(Optional.of("before")) : List.of(), delivered);
        }
    }

    /** A header, and last of all an error and a closing frame, each in a message of its own. */
    private static void assertEnded(Transcript stream, StreamErrorCondition condition) {
        List<String> written = Messages.written(stream);
        int last = written.size() - 1;
        assertTrue(last >= 2 && written.get(0).startsWith("<open "), written::toString);
        assertEquals(Messages.CLOSE, written.get(last));
        assertTrue(
                written.get(last - 1)
                        .startsWith("<stream:error xmlns:stream='http://etherx.jabber.org/streams'><"
                                + condition.elementName() + " "),
                written::toString);
        assertTrue(written.get(last - 1).endsWith("</stream:error>"), written::toString);
        assertEquals(condition, stream.only(StreamEvent.ErrorSent.class).error().condition());
        stream.only(StreamEvent.CloseTransport.class);
        assertInstanceOf(Reason.ErrorSent.class, stream.closed());
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-337", "R-512"})
    void theApplicationEndsTheStreamWhenItLikes(StreamErrorCondition condition) {
        if (StreamErrorsTest.OLD.contains(condition)) {
            return;
        }
        List<String> life = List.of(
                Messages.OPEN,
                Managed.LOGIN,
                Messages.OPEN,
                "<iq xmlns='jabber:client' type='set'"
                        + " id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        for (int lived = 0; lived <= life.size(); lived++) {
            Transcript server = Messages.receiving(new Streams.Login(), ResourceBinding.server());
            life.subList(0, lived).forEach(server::feed);
            server.add(server.stream.fail(StreamErrorsTest.error(condition)));
            Messages.feed(server, BEHIND);
            assertEnded(server, condition);
            assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        }
    }
}
