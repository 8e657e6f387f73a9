package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;

/** Attacks on the stream of a component, each by its name. */
class ComponentSecurityTest {
    private static final String MESSAGE = "<message from='hamlet@plays.shakespeare.lit' to='juliet@example.com'/>";

    private static void assertNotEstablished(Transcript stream) {
        assertEquals(List.of(), stream.all(StreamEvent.Established.class));
        assertEquals(List.of(), stream.all(StreamEvent.FeatureNegotiated.class));
        assertEquals(List.of(), stream.all(StreamEvent.ElementReceived.class));
        assertEquals(Optional.empty(), stream.stream.state().account());
    }

    /** The stream and the transport end, and nothing behind is looked at. */
    @Test
    @Rule("R-437")
    void wrongSecret() {
        Transcript server = Components.server();
        server.feed(Components.HEADER + Components.HANDSHAKE + MESSAGE + Components.HANDSHAKE);
        String answer = Components.reply(server, Optional.of(Components.secret("Test")));
        assertTrue(answer.startsWith("<stream:error><not-authorized "), answer);
        assertTrue(answer.endsWith("</stream:stream>"), answer);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        server.only(StreamEvent.CloseTransport.class);
        assertNotEstablished(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<handshake/>",
                "<handshake></handshake>",
                "<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1</handshake>",
                "<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e0</handshake>",
                "<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1f</handshake>",
                "<handshake>aaee83c26aeeafcbabea bfcbcd50df997e0a2a1e</handshake>",
                "<handshake><x/>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>",
                "<handshake>qu6Dwmrur8urq+q/y81Q35l+CioeCg==</handshake>",
                "<handshake>\u0131\u0130\u212a</handshake>",
            })
    @Rule("R-437")
    void proofThatIsNone(String handshake) {
        Transcript server = Components.server();
        server.feed(Components.HEADER + handshake);
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        assertNotEstablished(server);
    }

    /** There is one try a stream, so that secrets cannot be guessed on it. */
    @Test
    @Rule("R-437")
    void secondTryOnTheSameStream() {
        Transcript server = Components.server();
        server.feed(Components.HEADER + "<handshake>0</handshake>");
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        assertEquals("", server.feed(Components.HANDSHAKE));
        assertNotEstablished(server);
    }

    /** The proof holds for its stream id only. */
    @Test
    @Rule("R-437")
    void proofOfAnotherStream() {
        Transcript server = new Transcript(XmppStream.receiving(Components.config()
                .ids(() -> "3BF96D33")
                .hosts(offered -> new HeaderAnswer.Serve(
                        Components.NAME, List.of(ComponentHandshake.server()), List.of(Language.of("en"))))
                .build()));
        server.feed(Components.HEADER + Components.HANDSHAKE);
        Components.reply(server, Optional.of(Components.secret(Components.SECRET)));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        assertNotEstablished(server);
    }

    /** A name whose secret is gone looks like a wrong secret, to the octet. */
    @Test
    @Rule("R-437")
    void nameWithoutSecret() {
        Transcript wrong = Components.server();
        wrong.feed(Components.HEADER + Components.HANDSHAKE);
        Transcript none = Components.server();
        none.feed(Components.HEADER + Components.HANDSHAKE);
        assertEquals(
                Components.reply(wrong, Optional.of(Components.secret("other"))),
                Components.reply(none, Optional.empty()));
        assertNotEstablished(none);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message from='hamlet@plays.shakespeare.lit' to='juliet@example.com'/>",
                "<presence from='plays.shakespeare.lit' to='juliet@example.com'/>",
                "<iq type='get' id='1'/>"
            })
    @Rule({"R-024", "R-438"})
    void stanzaBeforeTheHandshake(String stanza) {
        Transcript server = Components.server();
        server.feed(Components.HEADER + stanza + Components.HANDSHAKE);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        assertEquals(List.of(), server.all(StreamEvent.Asked.class));
        assertNotEstablished(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "im.example.com",
                "juliet@im.example.com/balcony",
                "shakespeare.lit",
                "more.plays.shakespeare.lit",
                "plays.shakespeare.lit.example.com",
                "plays.shakespeare.lit@example.com",
                "hamlet@example.com/plays.shakespeare.lit",
            })
    @Rule("R-440")
    void componentSendsFromAForeignDomain(String from) {
        for (String name : List.of("message", "presence", "iq")) {
            Transcript server = Components.establishedServer();
            server.feed(MESSAGE + "<" + name + " from='" + from + "' to='juliet@example.com'/>" + MESSAGE);
            HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
            server.only(StreamEvent.CloseTransport.class);
            assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        }
    }

    /** Behind our closing tag stanzas still count, but not those. */
    @Test
    @Rule("R-440")
    void foreignDomainBehindOurClosingTag() {
        Transcript server = Components.establishedServer();
        server.add(server.stream.close());
        server.feed(MESSAGE + "<message from='example.com' to='juliet@example.com'/>" + MESSAGE);
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        assertInstanceOf(Reason.WeClosed.class, server.closed());
    }

    /** Neither secret nor proof is in the text of anything that the streams give or are made of. */
    @Test
    void secretInLogs() {
        String text = "a secret that nobody may see";
        ComponentSecret secret = Components.secret(text);
        var component = ComponentHandshake.component(secret);
        Transcript initiating =
                new Transcript(XmppStream.initiating(Components.config().build(), List.of(component)));
        initiating.add(initiating.stream.open());
        String handshake = initiating.feed(Components.ANSWER);
        String proof = XmlElement.parse(handshake).text();
        assertEquals(40, proof.length());
        Transcript server = Components.server();
        server.feed(Components.HEADER + handshake);
        Components.reply(server, Optional.of(secret));
        initiating.feed("<handshake/>");
        var step = component.initiate(Optional.empty(), initiating.stream.state());
        List<Object> told = List.of(
                secret,
                component,
                step,
                Components.config().build(),
                ComponentHandshake.server(),
                initiating.events,
                initiating.stream.state(),
                server.events,
                server.stream.state());
        for (Object one : told) {
            assertFalse(one.toString().contains(text), one.toString());
            assertFalse(one.toString().contains(proof), one.toString());
        }
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
    }

    /** Octets behind the closing tag of a refused component are dropped. */
    @Test
    void floodBehindTheRefusal() {
        Transcript server = Components.server();
        server.feed(Components.HEADER + "<handshake/>");
        Components.reply(server, Optional.empty());
        ByteBuffer flood = ByteBuffer.wrap(Components.HANDSHAKE.repeat(100).getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), server.stream.receive(flood));
        assertFalse(flood.hasRemaining());
    }
}
