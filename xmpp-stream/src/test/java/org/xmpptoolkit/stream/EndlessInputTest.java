package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.Frame;
import org.xmpptoolkit.stream.framing.FrameDecoder;
import org.xmpptoolkit.stream.framing.MessageFraming;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A peer that never stops: the stream ends within a bound, or holds nothing of what came. */
class EndlessInputTest {
    private static final int HEADER = StreamLimits.DEFAULT.headerOctets();
    private static final int ELEMENT = StreamLimits.DEFAULT.elementOctets();
    private static final int EARLY_ELEMENT =
            StreamLimits.DEFAULT.beforeAuthentication().elementOctets();
    private static final String SASL = " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    /** Feeds a piece again and again, and tells how many octets it took until the stream ended. */
    private static int octetsUntilEnd(Transcript stream, String piece, int most, Consumer<Transcript> answering) {
        byte[] octets = piece.getBytes(StandardCharsets.UTF_8);
        int fed = 0;
        while (stream.all(StreamEvent.Closed.class).isEmpty()) {
            assertTrue(fed <= most, "over " + most + " octets of " + piece);
            stream.events.clear();
            stream.feed(octets);
            fed += octets.length;
            answering.accept(stream);
        }
        return fed;
    }

    private static int octetsUntilEnd(Transcript stream, String piece, int most) {
        return octetsUntilEnd(stream, piece, most, same -> {});
    }

    private static void assertEnds(Transcript stream, String piece, int most, StreamErrorCondition condition) {
        octetsUntilEnd(stream, piece, most);
        assertEquals(condition, stream.only(StreamEvent.ErrorSent.class).error().condition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?><stream:stream |x",
                "<?xml version='1.0'?><stream:stream to='|x",
                "<?xml version='1.0'?><stream:stream | ",
                "<?xml version='1.0'?>|\n",
                "<?xml |\t",
                "<|x",
                "<?xml version='1.0'?><stream:stream to='im.example.com' |xmlns:a='urn:example:a' ",
                "|\n"
            })
    void headerThatNeverEnds(String text) {
        int bar = text.indexOf('|');
        Transcript server = Streams.receiving();
        server.feed(text.substring(0, bar));
        octetsUntilEnd(server, text.substring(bar + 1), HEADER);
        server.only(StreamEvent.ErrorSent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message><body>|x",
                "<message><body>| ",
                "<message><body><![CDATA[|x",
                "<message a='|x",
                "<message |a",
                "<|a",
                "<message | ",
                "<message>|<a/>",
                "<message>|<a>",
                "<message><body>|&#x41;",
                "<message><body>&|a"
            })
    void elementThatNeverEnds(String text) {
        int bar = text.indexOf('|');
        Transcript server = Streams.receiving(new Streams.Login());
        server.feed(Streams.CLIENT_HEADER + text.substring(0, bar));
        octetsUntilEnd(server, text.substring(bar + 1).repeat(8), EARLY_ELEMENT);
        server.only(StreamEvent.ErrorSent.class);
        Transcript authenticated = Streams.receiving(new Streams.Login());
        authenticated.feed(Streams.CLIENT_HEADER + Managed.LOGIN + Streams.CLIENT_HEADER + text.substring(0, bar));
        octetsUntilEnd(authenticated, text.substring(bar + 1).repeat(64), ELEMENT);
        Transcript client = Streams.establishedInitiating();
        client.feed(text.substring(0, bar));
        octetsUntilEnd(client, text.substring(bar + 1).repeat(64), ELEMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "<presence/>, NOT_AUTHORIZED",
        "<iq type='get' id='1'/>, NOT_AUTHORIZED",
        "<x xmlns='urn:example:x'/>, UNSUPPORTED_STANZA_TYPE",
        "<a xmlns='urn:xmpp:sm:3' h='0'/>, UNSUPPORTED_STANZA_TYPE",
        "<r xmlns='urn:xmpp:sm:3'/>, UNSUPPORTED_STANZA_TYPE",
        "<enable xmlns='urn:xmpp:sm:3'/>, POLICY_VIOLATION"
    })
    void elementsBeforeAuthentication(String element, StreamErrorCondition condition) {
        Transcript server = Streams.receiving(
                Sasl.server(),
                ResourceBinding.server(),
                StreamManagement.server(Managed.config().build()));
        server.feed(Streams.CLIENT_HEADER);
        assertEnds(server, element, 2 * element.length(), condition);
    }

    @ParameterizedTest
    @CsvSource({
        "<auth%s mechanism='X'/>, 3",
        "<auth%s mechanism='SCRAM-SHA-1'>!</auth>, 3",
        "<auth%s mechanism='SCRAM-SHA-1'>AA==</auth>, 3",
        "<abort%s/>, 3",
        "<response%s/>, 3",
        "<x%s/>, 3",
        "<auth%s mechanism='SCRAM-SHA-1'/>, 4",
        "<auth%s mechanism='SCRAM-SHA-1'>biwsbj1yb21lbyxyPWFiYw==</auth>, 4"
    })
    void triesToAuthenticate(String element, int most) {
        Transcript server = Streams.receiving(
                Sasl.server(SaslServerConfig.builder().retries(2).build()));
        server.feed(Streams.CLIENT_HEADER);
        String tried = element.formatted(SASL);
        int octets = octetsUntilEnd(server, tried, most * tried.length(), EndlessInputTest::nobody);
        assertEquals(most * tried.length(), octets);
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                server.only(StreamEvent.ErrorSent.class).error().condition());
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private static void nobody(Transcript server) {
        for (Asked<?> asked : List.copyOf(server.all(Asked.class))) {
            assertTrue(asked.prompt() instanceof CredentialsRequested);
            server.add(server.stream.reply((Asked<Optional<SaltedCredentials>>) asked, Optional.empty()));
        }
    }

    @Test
    void triesToBind() {
        Transcript server = Managed.authenticatedServer(Managed.config().build());
        int octets = octetsUntilEnd(server, Managed.BIND, 10 * Managed.BIND.length(), EndlessInputTest::refuse);
        assertEquals(6 * Managed.BIND.length(), octets); // one try, and five again
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                server.only(StreamEvent.ErrorSent.class).error().condition());
    }

    private static void refuse(Transcript server) {
        if (!server.all(Asked.class).isEmpty()) {
            server.add(server.stream.reply(
                    server.question(BindRequested.class),
                    new BindAnswer.Refused(StanzaError.of(StanzaErrorCondition.CONFLICT))));
        }
    }

    @Test
    void streamManagementEnabledAgain() {
        Transcript server = Managed.server(Managed.config().build());
        assertEnds(server, Managed.ENABLE, Managed.ENABLE.length(), StreamErrorCondition.POLICY_VIOLATION);
    }

    /** Each is answered, or not, at once; nothing is kept, and the next stanza is served as if they had not been. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r xmlns='urn:xmpp:sm:3'/>",
                "<a xmlns='urn:xmpp:sm:3' h='0'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='x' h='0'/>",
                " ",
                "\n"
            })
    void commandsOfAnEstablishedStream(String piece) {
        Transcript server = Managed.server(Managed.config().build());
        String thousand = piece.repeat(1_000);
        for (int i = 0; i < 100; i++) {
            server.events.clear();
            String answer = server.feed(thousand);
            assertTrue(answer.length() <= 120 * 1_000, "an answer each at most");
            assertTrue(
                    server.events.stream().allMatch(StreamEvent.Write.class::isInstance),
                    "and nothing for the application");
        }
        server.events.clear();
        server.feed("<message/>");
        server.only(StreamEvent.ElementReceived.class);
        assertEquals("<a xmlns='urn:xmpp:sm:3' h='1'/>", server.feed("<r xmlns='urn:xmpp:sm:3'/>"));
    }

    /** White space between elements is dropped as it comes, whatever it is cut into. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_096, 100_000})
    void whiteSpaceIsNotHeld(int octets) {
        FrameDecoder decoder = new DocumentFraming().newDecoder(StreamLimits.DEFAULT);
        decoder.feed(ByteBuffer.wrap(Streams.CLIENT_HEADER.getBytes(StandardCharsets.UTF_8)));
        assertTrue(decoder.next().isPresent());
        byte[] spaces = " ".repeat(octets).getBytes(StandardCharsets.UTF_8);
        for (int fed = 0; fed < 4 * ELEMENT; fed += octets) {
            decoder.feed(ByteBuffer.wrap(spaces));
            assertTrue(decoder.next().isEmpty());
            assertEquals(0, decoder.unreadOctets());
        }
    }

    /** While a question is open what comes is held, up to an element. */
    @Test
    void octetsDuringAQuestion() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.config().build()));
        server.feed(Streams.CLIENT_HEADER);
        server.only(Asked.class);
        assertEnds(server, "<presence/>", EARLY_ELEMENT, StreamErrorCondition.POLICY_VIOLATION);
    }

    /** The same over WebSocket, where a message may be as small as an element is, or smaller. */
    @ParameterizedTest
    @ValueSource(strings = {"<presence xmlns='jabber:client'/>", "<a/>", "<abc"})
    void messagesDuringAQuestion(String message) {
        Transcript server = Messages.receiving(Streams.config());
        Messages.feed(server, Messages.OPEN);
        server.only(Asked.class);
        assertEnds(server, message, EARLY_ELEMENT + message.length(), StreamErrorCondition.POLICY_VIOLATION);
    }

    /** Behind one that no stream goes on from nothing is held, however long the question stays open. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "<", "<a>"})
    void messagesWithoutElementDuringAQuestion(String message) {
        FrameDecoder decoder = new MessageFraming().newDecoder(StreamLimits.DEFAULT);
        for (int i = 0; i < 10_000; i++) {
            decoder.feed(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
            decoder.feed(ByteBuffer.wrap(Messages.OPEN.getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(0, decoder.unreadOctets());
        assertTrue(decoder.next().orElseThrow() instanceof Frame.Malformed);
        assertEquals(Optional.empty(), decoder.next());
    }

    /** A message that is too long is not copied, and not read. */
    @Test
    void messageThatIsTooLong() {
        byte[] octets = new byte[16 * ELEMENT];
        octets[0] = '<';
        FrameDecoder decoder = new MessageFraming().newDecoder(StreamLimits.DEFAULT);
        ByteBuffer message = ByteBuffer.wrap(octets);
        decoder.feed(message);
        assertEquals(0, message.remaining());
        assertEquals(0, decoder.unreadOctets());
        Transcript server = Messages.establishedReceiving();
        server.feed(octets);
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                server.only(StreamEvent.ErrorSent.class).error().condition());
    }

    /** Whoever waits for the WebSocket to end takes nothing in any more. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<presence xmlns='jabber:client'/>", "", "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"})
    void messagesBehindBothClosingFrames(String message) {
        Transcript server = Messages.establishedReceiving();
        Messages.feed(server, Messages.CLOSE);
        server.events.clear();
        for (int i = 0; i < 100_000; i++) {
            server.feed(message);
        }
        assertEquals(List.of(), server.events);
    }

    /** Behind our closing tag the peer's stanzas are still delivered; an element that never ends is still bounded. */
    @Test
    void elementThatNeverEndsBehindOurClosingTag() {
        Transcript server = Streams.establishedReceiving();
        server.add(server.stream.close());
        server.feed("<message><body>");
        octetsUntilEnd(server, "x".repeat(64), EARLY_ELEMENT);
        assertEquals(new Reason.WeClosed(), server.closed());
    }
}
