package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.xmpptoolkit.testkit.endpoint.Peer.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;

/** The endpoint with external components over real TCP (XEP-0114). */
class ComponentServiceTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String NAME = "component.localhost";

    private EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder().build();

    @BeforeEach
    void start() throws Exception {
        endpoint.close();
        endpoint = EmbeddedEndpoint.builder()
                .account("romeo", "romeo".toCharArray())
                .components(FREE)
                .component(Jid.parse(NAME), "secret".toCharArray())
                .component(Jid.parse("other.localhost"), "secret".toCharArray())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private static int port(EmbeddedEndpoint endpoint) {
        return endpoint.ports().stream()
                .filter(port -> port.variable().equals("COMPONENT_PORT"))
                .findFirst()
                .orElseThrow()
                .port();
    }

    private static Peer component(EmbeddedEndpoint endpoint, String name, String secret) throws Exception {
        return Peer.connect(
                XmppClient.builder()
                        .host("127.0.0.1")
                        .port(port(endpoint))
                        .config(StreamConfig.builder()
                                .to(Jid.parse(name))
                                .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                                .tlsPolicy(TlsPolicy.NONE)
                                .build()),
                ComponentHandshake.component(ComponentSecret.of(secret.toCharArray())));
    }

    private Peer component() throws Exception {
        return component(endpoint, NAME, "secret");
    }

    private StreamErrorCondition refusal(String name, String secret) {
        Throwable failure =
                Objects.requireNonNull(assertThrows(ExecutionException.class, () -> component(endpoint, name, secret))
                        .getCause());
        Reason reason = assertInstanceOf(StreamEndedException.class, failure).reason();
        return assertInstanceOf(Reason.ErrorReceived.class, reason).error().condition();
    }

    private static XmlElement stanza(String namespace, String xml) {
        return XmlElement.parse(xml.replaceFirst("^<(\\w+)", "<$1 xmlns='" + namespace + "'"));
    }

    private static XmlElement fromComponent(String xml) {
        return stanza(Namespaces.COMPONENT_ACCEPT, xml);
    }

    @Test
    void aUserAndAComponentSpeakWithEachOther() throws Exception {
        Peer component = component();
        Peer romeo = Peer.managed(endpoint, "romeo");
        romeo.send(stanza(
                Namespaces.CLIENT, "<message to='anybody@component.localhost/at' id='m1'><body>hi</body></message>"));
        XmlElement heard = component.next();
        assertEquals(
                fromComponent(
                        "<message from='romeo@localhost/here' to='anybody@component.localhost/at' id='m1' xml:lang='en'>"
                                + "<body>hi</body></message>"),
                heard);
        component.send(
                fromComponent(
                        "<message from='anybody@component.localhost' to='romeo@localhost/here' id='m2'><body>ho</body></message>"));
        assertEquals(
                stanza(
                        Namespaces.CLIENT,
                        "<message from='anybody@component.localhost' to='romeo@localhost/here' id='m2' xml:lang='en'>"
                                + "<body>ho</body></message>"),
                romeo.next());
    }

    @Test
    void aComponentReachesTheServerItselfAndOtherComponents() throws Exception {
        Peer component = component();
        Peer other = component(endpoint, "other.localhost", "secret");
        component.send(fromComponent("<iq type='get' id='p1' from='a@component.localhost' to='localhost'>"
                + "<ping xmlns='urn:xmpp:ping'/></iq>"));
        XmlElement pong = component.next();
        assertEquals(Optional.of("result"), pong.attribute("type"));
        assertEquals(Optional.of("a@component.localhost"), pong.attribute("to"));
        component.send(fromComponent("<message id='m1' from='component.localhost' to='echo@component.localhost'/>"));
        assertEquals("message m1 -", component.nextInShort());
        component.send(fromComponent("<message id='m2' from='component.localhost' to='other.localhost'/>"));
        assertEquals("message m2 -", other.nextInShort());
        component.send(fromComponent("<message id='m3' from='component.localhost' to='nobody@localhost'/>"));
        assertEquals("message m3 error", component.nextInShort());
        component.send(fromComponent("<message id='m4' from='component.localhost' to='x@example.net'/>"));
        XmlElement refused = component.next();
        assertEquals(Optional.of("error"), refused.attribute("type"));
        assertEquals(Namespaces.COMPONENT_ACCEPT, refused.namespace());
    }

    /** It is known, and away: not a domain that nobody has found (RFC 6120 section 8.3.3.19). */
    @Test
    void aComponentThatIsAwayIsUnavailable() throws Exception {
        Peer romeo = Peer.managed(endpoint, "romeo");
        romeo.send(Peer.message("a@component.localhost", "m1"));
        assertEquals(
                "service-unavailable",
                romeo.next().elements().get(0).elements().get(0).localName());
        Peer component = component();
        await(component.connection().close());
        Peer again = component();
        romeo.send(Peer.message("a@component.localhost", "m2"));
        assertEquals("message m2 -", again.nextInShort());
    }

    @Test
    @Rule({"R-434", "R-437"})
    void whoIsNotThatComponentIsRefused() throws Exception {
        assertEquals(StreamErrorCondition.HOST_UNKNOWN, refusal("localhost", "secret"));
        assertEquals(StreamErrorCondition.HOST_UNKNOWN, refusal("third.localhost", "secret"));
        assertEquals(StreamErrorCondition.NOT_AUTHORIZED, refusal(NAME, "Secret"));
        Peer component = component();
        assertEquals(StreamErrorCondition.CONFLICT, refusal(NAME, "secret"));
        component.send(fromComponent("<message id='m1' from='component.localhost' to='component.localhost'/>"));
        assertEquals("message m1 -", component.nextInShort());
    }

    @Test
    void unlessToldOtherwiseOneComponentMayConnect() throws Exception {
        try (EmbeddedEndpoint plain =
                EmbeddedEndpoint.builder().components(FREE).build().start()) {
            Map<String, String> told = plain.variables();
            assertEquals("component.localhost", told.get("COMPONENT_DOMAIN"));
            String secret = Objects.requireNonNull(told.get("COMPONENT_SECRET"));
            assertEquals(
                    Optional.of(Jid.parse(NAME)),
                    component(plain, NAME, secret).connection().state().account());
            assertNotEquals(
                    secret,
                    EmbeddedEndpoint.builder()
                            .components(FREE)
                            .build()
                            .variables()
                            .get("COMPONENT_SECRET"));
        }
    }

    @Test
    void aComponentHasANameOfItsOwn() {
        EndpointBuilder builder =
                EmbeddedEndpoint.builder().components(FREE).component(Jid.parse("localhost"), "secret".toCharArray());
        assertThrows(IllegalStateException.class, builder::build);
        assertThrows(
                IllegalArgumentException.class, () -> builder.component(Jid.parse("a@b.example"), "s".toCharArray()));
        assertThrows(IllegalArgumentException.class, () -> builder.component(Jid.parse("b.example"), new char[0]));
    }
}
