package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;

/**
 * The example of a client's stream in RFC 6120 section 9.1, as a script that either side follows. What is random in it is given to our
 * side; each frame of ours equals that of the example as exclusive canonical XML. The layout of the example is no part of it.
 */
class Rfc6120ExamplesTest {
    private static final Jid DOMAIN = Jid.parse("im.example.com");
    private static final Jid JULIET = Jid.parse("juliet@im.example.com");
    private static final String PASSWORD = "r0m30myr0m30";
    private static final String[] IDS = {
        "t7AMCin9zjMNwQKDnplntZPIDEI=", "vgKi/bkYME8OAj4rlXMkpucAqe4=", "gPybzaOzBmaADgxKXu9UClbprp0="
    };
    private static final String CLIENT_NONCE = "oMsTAAwAAAAMAAAANP0TAAAAAABPU0AA";
    private static final String SERVER_NONCE = "e124695b-69a9-4de6-9c30-b51b3808c59e";
    private static final byte[] SALT = "68da3408-4f4f-467f-912e-49f53f43d033".getBytes(StandardCharsets.US_ASCII);

    private static final String SASL = " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
    private static final String TLS = " xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
    private static final String BIND = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>";
    private static final String NAMESPACES =
            " version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String CLIENT_HEADER =
            "<stream:stream from='juliet@im.example.com' to='im.example.com'" + NAMESPACES;
    private static final String CLIENT_HEADER_WITHOUT_FROM = "<stream:stream to='im.example.com'" + NAMESPACES;
    private static final String CLOSING = "</stream:stream>";

    private static final String STARTTLS = "<starttls" + TLS + "/>";
    private static final String AUTH = "<auth" + SASL + " mechanism='SCRAM-SHA-1'>"
            + "biwsbj1qdWxpZXQscj1vTXNUQUF3QUFBQU1BQUFBTlAwVEFBQUFBQUJQVTBBQQ==</auth>";
    private static final String CHALLENGE = "<challenge" + SASL + ">"
            + "cj1vTXNUQUF3QUFBQU1BQUFBTlAwVEFBQUFBQUJQVTBBQWUxMjQ2OTViLTY5YTktNGRlNi05YzMwLWI1MWIzODA4YzU5ZSxzPU5qaGtZVE0w"
            + "TURndE5HWTBaaTAwTmpkbUxUa3hNbVV0TkRsbU5UTm1ORE5rTURNeixpPTQwOTY=</challenge>";
    private static final String RESPONSE = "<response" + SASL + ">"
            + "Yz1iaXdzLHI9b01zVEFBd0FBQUFNQUFBQU5QMFRBQUFBQUFCUFUwQUFlMTI0Njk1Yi02OWE5LTRkZTYtOWMzMC1iNTFiMzgwOGM1OWUscD1V"
            + "QTU3dE0vU3ZwQVRCa0gyRlhzMFdEWHZKWXc9</response>";
    private static final String SUCCESS = "<success" + SASL + ">dj1wTk5ERlZFUXh1WHhDb1NFaVc4R0VaKzFSU289</success>";
    private static final String BIND_REQUEST =
            "<iq id='yhc13a95' type='set'>" + BIND + "<resource>balcony</resource></bind></iq>";
    private static final String BIND_RESULT =
            "<iq id='yhc13a95' type='result'>" + BIND + "<jid>juliet@im.example.com/balcony</jid></bind></iq>";
    private static final String QUESTION = "<message from='juliet@im.example.com/balcony' id='ju2ba41c'"
            + " to='romeo@example.net' type='chat' xml:lang='en'><body>Art thou not Romeo, and a Montague?</body></message>";
    private static final String ANSWER = "<message from='romeo@example.net/orchard' id='ju2ba41c'"
            + " to='juliet@im.example.com/balcony' type='chat' xml:lang='en'>"
            + "<body>Neither, fair saint, if either thee dislike.</body></message>";

    /** What the server says of itself beyond the example: which bindings go with the mechanisms (XEP-0440). */
    private static final String BINDINGS =
            "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/></sasl-channel-binding>";

    private static String offer(int stream) {
        return "<stream:stream from='im.example.com' id='" + IDS[stream] + "' to='juliet@im.example.com'" + NAMESPACES
                + "<stream:features>"
                + switch (stream) {
                    case 0 -> "<starttls" + TLS + "><required/></starttls>";
                    case 1 ->
                        "<mechanisms" + SASL + "><mechanism>SCRAM-SHA-1-PLUS</mechanism>"
                                + "<mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism></mechanisms>";
                    default -> BIND + "</bind>";
                }
                + "</stream:features>";
    }

    /** One side of the script. */
    private static final class Side {
        final XmppStream stream;
        final List<StreamEvent> events = new ArrayList<>();
        private final EventPump pump = new EventPump(this::perform);
        private final StringBuilder written = new StringBuilder();
        private final CanonicalFrames ours = new CanonicalFrames();
        private final CanonicalFrames example = new CanonicalFrames();

        Side(XmppStream stream) {
            this.stream = stream;
        }

        Side hears(String octets) {
            return does(stream.receive(ByteBuffer.wrap(octets.getBytes(StandardCharsets.UTF_8))));
        }

        Side does(List<StreamEvent> more) {
            pump.perform(more);
            return this;
        }

        /** Compares all that was written since it was last compared. */
        Side says(String expected) {
            String octets = written.toString();
            written.setLength(0);
            assertEquals(example.of(expected), ours.of(octets));
            return this;
        }

        Side sends(String stanza) {
            return does(stream.send(
                    List.of(XmlElement.parse(stanza.replaceFirst("<message", "<message xmlns='jabber:client'")))));
        }

        @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
        private void perform(StreamEvent event) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                written.append(StandardCharsets.UTF_8.decode(write.octets()));
            } else if (event instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof BindRequested request) {
                BindAnswer answer = new BindAnswer.Bound(request.account()
                        .withResourcepart(request.resourcepart().orElseThrow()));
                pump.perform(stream.reply((StreamEvent.Asked<BindAnswer>) asked, answer));
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                Optional<SaltedCredentials> stored =
                        Optional.of(SaltedCredentials.of(ScramHash.SHA_1, PASSWORD.toCharArray(), SALT, 4096));
                pump.perform(stream.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, stored));
            }
        }

        <E extends StreamEvent> List<E> all(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        Reason closed() {
            assertEquals(1, all(StreamEvent.Closed.class).size());
            return assertInstanceOf(StreamEvent.Closed.class, events.get(events.size() - 1))
                    .reason();
        }
    }

    private static Side client(String password) {
        SaslClientPolicy policy = SaslClientPolicy.builder()
                .mechanisms(List.of(SaslMechanism.SCRAM_SHA_1, SaslMechanism.PLAIN))
                .nonces(() -> CLIENT_NONCE)
                .build();
        Side client = new Side(XmppStream.initiating(
                StreamConfig.builder().to(DOMAIN).from(JULIET).build(),
                List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of("juliet", password.toCharArray()), policy),
                        ResourceBinding.request("balcony", "yhc13a95"))));
        return client.does(client.stream.open());
    }

    private static Side server() {
        return server(TlsPolicy.REQUIRED);
    }

    private static Side server(TlsPolicy tls) {
        Queue<String> ids = new ArrayDeque<>(List.of(IDS));
        SaslServerConfig sasl = SaslServerConfig.builder()
                .mechanisms(List.of(SaslMechanism.SCRAM_SHA_1_PLUS, SaslMechanism.SCRAM_SHA_1, SaslMechanism.PLAIN))
                .nonces(() -> SERVER_NONCE)
                .build();
        List<StreamFeature.Receiving> features = List.of(new StartTls(), Sasl.server(sasl), ResourceBinding.server());
        return new Side(XmppStream.receiving(StreamConfig.builder()
                .tlsPolicy(tls)
                .ids(ids::remove)
                .hosts(offered -> new HeaderAnswer.Serve(DOMAIN, features, List.of(Language.of("en"))))
                .build()));
    }

    private static Side secureClient(String password) {
        Side client = client(password).says(CLIENT_HEADER_WITHOUT_FROM);
        client.hears(offer(0)).says(STARTTLS);
        client.hears("<proceed" + TLS + "/>").says("");
        client.does(client.stream.secured(
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build()));
        client.says(CLIENT_HEADER);
        return client.hears(offer(1)).says(AUTH);
    }

    private static Side secureServer() {
        Side server = server().hears(CLIENT_HEADER).says(offer(0));
        server.hears(STARTTLS).says("<proceed" + TLS + "/>");
        server.does(server.stream.secured(TlsSession.builder("TLSv1.3", TlsSession.PathTrust.ABSENT)
                .binding(ChannelBindingType.TLS_EXPORTER, new byte[32])
                .build()));
        return server.hears(CLIENT_HEADER)
                .says(offer(1).replace("</stream:features>", BINDINGS + "</stream:features>"));
    }

    /** But for one frame: {@code from} is left out of the header that is in clear (section 4.7.1). */
    @Test
    @Rule("R-044")
    void ourClientSaysWhatTheExamplesDoesButForFromInClear() {
        assertNotEquals(new CanonicalFrames().of(CLIENT_HEADER), new CanonicalFrames().of(CLIENT_HEADER_WITHOUT_FROM));
        Side client = secureClient(PASSWORD);
        client.hears(CHALLENGE).says(RESPONSE);
        client.hears(SUCCESS).says(CLIENT_HEADER);
        client.hears(offer(2)).says(BIND_REQUEST);
        client.hears(BIND_RESULT).says("");
        assertEquals(1, client.all(StreamEvent.Established.class).size());
        client.sends(QUESTION).says(QUESTION);
        client.hears(ANSWER).says("");
        StreamEvent.ElementReceived answer =
                client.all(StreamEvent.ElementReceived.class).get(0);
        assertEquals(Optional.of("romeo@example.net/orchard"), answer.element().attribute("from"));
        client.does(client.stream.close()).says(CLOSING);
        client.hears(CLOSING).says("");
        assertEquals(new Reason.WeClosed(), client.closed());
        assertEquals(List.of(), client.all(StreamEvent.ErrorReceived.class));
    }

    /** But for one child of one frame: the types of channel binding stand beside the mechanisms (XEP-0440). */
    @Test
    void ourServerSaysWhatTheExamplesDoesButForItsChannelBindings() {
        Side server = secureServer();
        server.hears(AUTH).says(CHALLENGE);
        server.hears(RESPONSE).says(SUCCESS);
        server.hears(CLIENT_HEADER).says(offer(2));
        server.hears(BIND_REQUEST).says(BIND_RESULT);
        assertEquals(1, server.all(StreamEvent.Established.class).size());
        server.hears(QUESTION).says("");
        StreamEvent.ElementReceived question =
                server.all(StreamEvent.ElementReceived.class).get(0);
        assertEquals(Optional.of("romeo@example.net"), question.element().attribute("to"));
        server.sends(ANSWER).says(ANSWER);
        server.hears(CLOSING).says(CLOSING);
        assertEquals(new Reason.PeerClosed(), server.closed());
        assertEquals(List.of(), server.all(StreamEvent.ErrorSent.class));
    }

    /** Section 9.1.1, where STARTTLS fails. */
    @Test
    void ourClientClosesWhereTheServerFailsStarttls() {
        Side client = client(PASSWORD).says(CLIENT_HEADER_WITHOUT_FROM);
        client.hears(offer(0)).says(STARTTLS);
        client.hears("<failure" + TLS + "/>" + CLOSING).says(CLOSING);
        assertInstanceOf(Reason.TlsRefused.class, client.closed());
    }

    /** Section 9.1.1: a server that has no TLS says failure and closes. */
    @Test
    void ourServerWithoutTlsFailsStarttlsAndCloses() {
        Side server = server(TlsPolicy.NONE).hears(CLIENT_HEADER);
        server.written.setLength(0);
        server.ours.of(offer(0));
        server.example.of(offer(0));
        server.hears(STARTTLS).says("<failure" + TLS + "/>" + CLOSING);
        server.hears(CLOSING).says("");
        assertInstanceOf(Reason.TlsRefused.class, server.closed());
    }

    /** Section 9.1.1, where the handshake fails: the connection ends, and nothing more is said. */
    @Test
    void bothSidesAreSilentWhereTheHandshakeFails() {
        Side client = client(PASSWORD).says(CLIENT_HEADER_WITHOUT_FROM);
        client.hears(offer(0)).says(STARTTLS);
        client.hears("<proceed" + TLS + "/>");
        Side server = server().hears(CLIENT_HEADER).says(offer(0));
        server.hears(STARTTLS).says("<proceed" + TLS + "/>");
        for (Side side : List.of(client, server)) {
            side.does(side.stream.disconnected(Optional.of(new IllegalStateException("handshake"))))
                    .says("");
            assertInstanceOf(Reason.TransportLost.class, side.closed());
            assertFalse(side.stream.state().secure());
        }
    }

    /** Section 9.1.2, where the server refuses the first message or the last: no other mechanism shows the password. */
    @ParameterizedTest
    @ValueSource(strings = {"incorrect-encoding", "temporary-auth-failure", "not-authorized"})
    void ourClientClosesWhereTheServerFailsSasl(String condition) {
        String failure = "<failure" + SASL + "><" + condition + "/></failure>" + CLOSING;
        Side early = secureClient(PASSWORD).hears(failure).says(CLOSING);
        assertInstanceOf(Reason.AuthenticationFailed.class, early.closed());
        Side late = secureClient(PASSWORD).hears(CHALLENGE).says(RESPONSE);
        late.hears(failure).says(CLOSING);
        assertInstanceOf(Reason.AuthenticationFailed.class, late.closed());
    }

    /** Section 9.1.2, from the server's side, which leaves the closing to the client: it may try again (section 6.4.5). */
    @Test
    void ourServerSaysTheFailureAndLetsTheClientCloseOrTryAgain() {
        Side server = secureServer();
        String junk = AUTH.replace("biws", "bi!s");
        server.hears(junk).says("<failure" + SASL + "><incorrect-encoding/></failure>");
        server.hears(AUTH).says(CHALLENGE);
        String proof =
                new String(Base64.getDecoder().decode(RESPONSE.replaceAll("<[^>]*>", "")), StandardCharsets.US_ASCII);
        String wrong =
                Base64.getEncoder().encodeToString(proof.replace("p=U", "p=V").getBytes(StandardCharsets.US_ASCII));
        server.hears("<response" + SASL + ">" + wrong + "</response>")
                .says("<failure" + SASL + "><not-authorized/></failure>");
        server.hears(CLOSING).says(CLOSING);
        assertEquals(new Reason.PeerClosed(), server.closed());
        assertEquals(Optional.empty(), server.stream.state().account());
    }
}
