package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.testkit.endpoint.Peer.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;

/** XEP-0077, over real TCP. */
class RegistrationTest {
    private static final String OFFER = "http://jabber.org/features/iq-register";

    private EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder().build();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private void start(TlsPolicy policy, UnaryOperator<EndpointBuilder> more) throws IOException {
        endpoint.close();
        endpoint = more.apply(EmbeddedEndpoint.builder()
                        .account("romeo", "romeo".toCharArray())
                        .tlsPolicy(policy))
                .build()
                .start();
    }

    /** A stream that is not logged in. */
    private static final class Stranger implements AutoCloseable {
        private final Socket socket;

        Stranger(EmbeddedEndpoint endpoint) throws IOException {
            this(new Socket(InetAddress.getLoopbackAddress(), endpoint.port()));
        }

        private Stranger(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(20_000); // without which a failure would be a hang
            open();
        }

        /** One over TLS, logged in with user name and password alike, and without a resource. */
        static Stranger loggedIn(EmbeddedEndpoint endpoint, String user) throws Exception {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, endpoint.trust().getTrustManagers(), null);
            Stranger stranger = new Stranger(
                    tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), endpoint.directTlsPort()));
            String message = "\0" + user + "\0" + user;
            stranger.say(
                    "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                            + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)) + "</auth>",
                    got -> got.contains("<success"));
            stranger.open();
            return stranger;
        }

        private void open() throws IOException {
            say(
                    "<stream:stream to='localhost' version='1.0' xmlns='jabber:client'"
                            + " xmlns:stream='http://etherx.jabber.org/streams'>",
                    got -> got.endsWith("</stream:features>"));
        }

        /** Reads until what came meets a condition. */
        private String say(String xml, Predicate<String> done) throws IOException {
            socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
            StringBuilder got = new StringBuilder();
            do {
                int octet = socket.getInputStream().read();
                if (octet < 0) {
                    throw new AssertionError("the stream is over: " + got);
                }
                got.append((char) octet);
            } while (got.charAt(got.length() - 1) != '>' || !done.test(got.toString()));
            return got.toString();
        }

        String query(String type, String content) throws IOException {
            return say(
                    "<iq type='" + type + "' id='reg1' to='localhost'><query xmlns='jabber:iq:register'>" + content
                            + "</query></iq>",
                    Stranger::isWhole);
        }

        private static boolean isWhole(String xml) {
            try {
                return XmlElement.parse(xml).localName().equals("iq");
            } catch (IllegalArgumentException e) { // there is more to come
                return false;
            }
        }

        String register(String user, String password) throws IOException {
            return query("set", "<username>" + user + "</username><password>" + password + "</password>");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Peer login(String user, String password, TlsPolicy policy) throws Exception {
        return Peer.connect(
                Peer.client(endpoint, endpoint.port(), policy),
                new StartTls(),
                Sasl.client(SaslCredentials.of(user, password.toCharArray())),
                ResourceBinding.request("here"));
    }

    private static XmlElement query(String type, String content) {
        return XmlElement.parse("<iq xmlns='jabber:client' type='" + type + "' id='q'>"
                + "<query xmlns='jabber:iq:register'>" + content + "</query></iq>");
    }

    @Test
    void peopleMakeAnAccountAndLogIn() throws Exception {
        start(TlsPolicy.NONE, EndpointBuilder::registration);
        try (Stranger stranger = new Stranger(endpoint)) {
            String form = stranger.query("get", "");
            assertTrue(form.contains("<username/>") && form.contains("<password/>"), form);
            assertTrue(stranger.register("romeo", "x").contains("<conflict"), "is taken");
            assertTrue(stranger.register("mercutio", "").contains("<not-acceptable"), "no password");
            assertTrue(stranger.register("a@b", "x").contains("<not-acceptable"), "no localpart");
            assertTrue(stranger.register("a/b", "x").contains("<not-acceptable"), "no localpart");
            assertTrue(stranger.register("mercutio", "&#x7f;").contains("<not-acceptable"), "not to be prepared");
            String made = stranger.register("mercutio", "mab");
            assertTrue(made.contains("type='result'") || made.contains("type=\"result\""), made);
            assertTrue(stranger.register("benvolio", "x").contains("<not-acceptable"), "one is enough");
        }
        assertEquals(
                "mercutio@localhost/here",
                login("mercutio", "mab", TlsPolicy.NONE).address());
        assertThrows(ExecutionException.class, () -> login("benvolio", "x", TlsPolicy.NONE));
    }

    /** What is said without TLS where there could be TLS is not heard. */
    @Test
    void itIsOfferedOverTlsOnly() throws Exception {
        start(TlsPolicy.REQUIRED, EndpointBuilder::registration);
        List<String> offers =
                login("romeo", "romeo", TlsPolicy.REQUIRED).all(StreamEvent.FeaturesReceived.class).stream()
                        .map(notice ->
                                notice.features().element(OFFER, "register").isPresent() ? "yes" : "no")
                        .toList();
        assertEquals(List.of("no", "yes", "no"), offers);
        try (Stranger stranger = new Stranger(endpoint)) {
            assertThrows(AssertionError.class, () -> stranger.register("mercutio", "mab"));
        }
        start(TlsPolicy.WHEN_OFFERED, EndpointBuilder::registration);
        try (Stranger stranger = new Stranger(endpoint)) {
            assertThrows(AssertionError.class, () -> stranger.register("mercutio", "mab"));
        }
    }

    @Test
    void itIsNotThereUnlessTold() throws Exception {
        start(TlsPolicy.NONE, builder -> builder);
        try (Stranger stranger = new Stranger(endpoint)) {
            assertThrows(AssertionError.class, () -> stranger.register("mercutio", "mab"));
        }
        Peer romeo = login("romeo", "romeo", TlsPolicy.NONE);
        romeo.send(query("set", "<remove/>"));
        assertEquals("service-unavailable", FakeServer.condition(romeo.next()));
    }

    @Test
    void thePasswordIsChanged() throws Exception {
        start(TlsPolicy.NONE, EndpointBuilder::registration);
        Peer romeo = login("romeo", "romeo", TlsPolicy.NONE);
        romeo.send(query("get", ""));
        assertTrue(romeo.next()
                .elements()
                .get(0)
                .element("jabber:iq:register", "registered")
                .isPresent());
        romeo.send(query("set", "<username>romeo</username><password/>"));
        assertEquals("bad-request", FakeServer.condition(romeo.next()));
        romeo.send(query("set", "<username>juliet</username><password>x</password>"));
        assertEquals("not-allowed", FakeServer.condition(romeo.next()));
        romeo.send(query("set", "<username>romeo</username><password>rose</password>"));
        assertEquals("iq q result", romeo.nextInShort());
        assertTrue(login("romeo", "rose", TlsPolicy.NONE).address().startsWith("romeo@localhost/"));
        assertThrows(ExecutionException.class, () -> login("romeo", "romeo", TlsPolicy.NONE));
    }

    /** The answer comes, then the streams end (section 3.2). */
    @Test
    void anAccountIsCancelled() throws Exception {
        start(TlsPolicy.NONE, builder -> builder.registration().account("juliet", "juliet".toCharArray()));
        Peer juliet = login("juliet", "juliet", TlsPolicy.NONE);
        juliet.available();
        Peer romeo = login("romeo", "romeo", TlsPolicy.NONE);
        romeo.send(query("set", "<remove/><username>romeo</username>"));
        assertEquals("bad-request", FakeServer.condition(romeo.next()));
        romeo.send(XmlElement.parse("<presence xmlns='jabber:client' to='juliet@localhost' type='subscribe'/>"));
        assertEquals("presence - subscribe", juliet.nextInShort());
        juliet.send(XmlElement.parse("<presence xmlns='jabber:client' to='romeo@localhost' type='subscribed'/>"));
        romeo.send(query("set", "<remove/>"));
        for (String next = romeo.nextInShort(); !next.equals("iq q result"); next = romeo.nextInShort()) {
            assertTrue(next.startsWith("presence"), next);
        }
        Reason.ErrorReceived reason = assertInstanceOf(
                Reason.ErrorReceived.class, await(romeo.connection().closed()));
        assertEquals(StreamErrorCondition.NOT_AUTHORIZED, reason.error().condition());
        assertThrows(ExecutionException.class, () -> login("romeo", "romeo", TlsPolicy.NONE));
        juliet.send(Peer.message("romeo@localhost", "m"));
        assertEquals("message m error", juliet.nextInShort());
    }

    /** Nor could they be somebody else's, who makes an account of that name after it. */
    @Test
    void thoseWhoHaveNoResourceYetLoseTheirAccountToo() throws Exception {
        start(TlsPolicy.REQUIRED, builder -> builder.registration()
                .directTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        try (Stranger late = Stranger.loggedIn(endpoint, "romeo")) {
            Peer romeo = login("romeo", "romeo", TlsPolicy.REQUIRED);
            romeo.send(query("set", "<remove/>"));
            await(romeo.connection().closed());
            String end = late.say("", got -> got.endsWith("</stream:stream>"));
            assertTrue(end.contains("<not-authorized"), end);
        }
    }

    @Test
    void guestsHaveNothingToCancel() throws Exception {
        start(TlsPolicy.NONE, builder -> builder.registration().anonymous());
        Peer guest = Peer.connect(
                Peer.client(endpoint, endpoint.port(), TlsPolicy.NONE),
                Sasl.client(SaslCredentials.anonymous()),
                ResourceBinding.request());
        guest.send(query("set", "<remove/>"));
        assertEquals("not-allowed", FakeServer.condition(guest.next()));
    }
}
