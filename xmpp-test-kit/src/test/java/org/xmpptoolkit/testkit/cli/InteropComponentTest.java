package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;

/**
 * Our component at servers that run already (XEP-0114): {@code -Dxmpptoolkit.interop.env=FILE,FILE} names their files of shell
 * variables, of which {@code COMPONENT_PORT}, {@code COMPONENT_SECRET} and, if it is not {@code component.$DOMAIN}, {@code
 * COMPONENT_DOMAIN} are for this.
 */
@EnabledIfSystemProperty(named = "xmpptoolkit.interop.env", matches = ".+")
class InteropComponentTest {
    private static final long PATIENCE_SECONDS = 20;

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A connection, and what came over it. */
    private record Peer(XmppConnection connection, BlockingQueue<XmlElement> elements) {
        static Peer connect(XmppClient.Builder client) throws Exception {
            BlockingQueue<XmlElement> elements = new LinkedBlockingQueue<>();
            return new Peer(
                    await(client.listener((connection, notice) -> {
                                if (notice instanceof StreamEvent.ElementReceived received) {
                                    elements.add(received.element());
                                }
                            })
                            .build()
                            .connect()),
                    elements);
        }

        void send(String xml) throws Exception {
            await(connection.send(XmlElement.parse(xml)));
        }

        /** The next stanza that has an id. */
        XmlElement next(String id) throws InterruptedException {
            while (true) {
                XmlElement element = Optional.ofNullable(elements.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .orElseThrow(() -> new AssertionError("no stanza with id " + id + " came"));
                if (element.attribute("id").equals(Optional.of(id))) {
                    return element;
                }
            }
        }
    }

    private static Jid name(InteropServer server) {
        return Jid.ofDomain(server.get("COMPONENT_DOMAIN", "component." + server.get("DOMAIN")));
    }

    private static XmppClient.Builder component(InteropServer server, String secret) {
        return XmppClient.builder()
                .host(server.get("HOST"))
                .port(Integer.parseInt(server.get("COMPONENT_PORT")))
                .config(StreamConfig.builder()
                        .to(name(server))
                        .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                        .tlsPolicy(TlsPolicy.NONE)
                        .build())
                .features(List.of(ComponentHandshake.component(ComponentSecret.of(secret.toCharArray()))));
    }

    private static XmppClient.Builder user(InteropServer server) {
        return XmppClient.builder()
                .host(server.get("HOST"))
                .port(Integer.parseInt(server.get("C2S_PORT")))
                .config(StreamConfig.builder()
                        .to(Jid.ofDomain(server.get("DOMAIN")))
                        .build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(
                                server.get("USER_NAME"), server.get("PASSWORD").toCharArray())),
                        ResourceBinding.request()))
                .trust(Path.of(server.get("CA_FILE")));
    }

    @TestFactory
    List<DynamicTest> ourComponentSpeaksWithServerAndUsers() throws Exception {
        return InteropServer.all().stream()
                .flatMap(server -> Stream.of(
                        dynamicTest(server.name() + ", a session", () -> session(server)),
                        dynamicTest(server.name() + ", a wrong secret", () -> wrongSecret(server))))
                .toList();
    }

    private static void session(InteropServer server) throws Exception {
        Jid name = name(server);
        Peer component = Peer.connect(component(server, server.get("COMPONENT_SECRET")));
        assertEquals(Optional.of(name), component.connection().state().account());
        component.send("<iq xmlns='jabber:component:accept' type='get' id='p1' from='" + name + "' to='"
                + server.get("DOMAIN") + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertEquals(Optional.of("result"), component.next("p1").attribute("type"));

        Peer user = Peer.connect(user(server));
        String address = user.connection().state().bound().orElseThrow().toString();
        user.send(
                "<message xmlns='jabber:client' type='chat' id='m1' to='echo@" + name + "'><body>hi</body></message>");
        XmlElement heard = component.next("m1");
        assertEquals(Namespaces.COMPONENT_ACCEPT, heard.namespace());
        assertEquals(Optional.of(address), heard.attribute("from"));
        component.send("<message xmlns='jabber:component:accept' type='chat' id='m2' from='echo@" + name + "' to='"
                + address + "'><body>hi</body></message>");
        assertEquals(Optional.of("echo@" + name), user.next("m2").attribute("from"));

        assertEquals(new Reason.WeClosed(), await(user.connection().close()));
        assertEquals(new Reason.WeClosed(), await(component.connection().close()));
    }

    private static void wrongSecret(InteropServer server) {
        Throwable failure = Objects.requireNonNull(
                assertThrows(ExecutionException.class, () -> Peer.connect(component(server, "another secret")))
                        .getCause());
        Reason reason = assertInstanceOf(StreamEndedException.class, failure).reason();
        assertEquals(
                StreamErrorCondition.NOT_AUTHORIZED,
                assertInstanceOf(Reason.ErrorReceived.class, reason).error().condition());
    }
}
