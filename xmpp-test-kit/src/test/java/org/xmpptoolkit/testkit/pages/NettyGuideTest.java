package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.Reconnector;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

/** The code of docs/guide/netty.md, docs/howto/client.md, docs/howto/server.md and, of the endpoint, docs/guide/test-kit.md. */
@Isolated("a port whose server has stopped is to be nobody else's")
class NettyGuideTest {
    private static final char[] PASSWORD = {'s', 'e', 'c', 'r', 'e', 't'};
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final List<String> wire = Collections.synchronizedList(new ArrayList<>());

    private XmppClient.Builder client(int port, Path authorities, String username) {
        return XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .trust(authorities)
                .config(StreamConfig.builder().to(Jid.parse("example.com")).build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(username, PASSWORD)),
                        ResourceBinding.request("desk")))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received
                            && received.element().localName().equals("message")) {
                        heard.add(Message.fromElement(received.element()));
                    }
                });
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Message next() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no message came");
    }

    @Test
    void theSmallServerHandsMessagesOn(@TempDir Path folder) throws Exception {
        Path authorities = Files.writeString(folder.resolve("ca.pem"), Certificates.authorityPem());
        Jid domain = Jid.parse("example.com");
        // snippet: server-accounts
        List<SaltedCredentials> stored = Stream.of(ScramHash.values()) // what a store of accounts keeps: no password
                .map(hash -> SaltedCredentials.of(hash, PASSWORD))
                .toList();
        // end
        Map<Jid, List<SaltedCredentials>> accounts =
                Map.of(domain.withLocalpart("juliet"), stored, domain.withLocalpart("romeo"), stored);
        XmppServer server = await(new SmallServer(
                        domain, new InetSocketAddress("127.0.0.1", 0), Certificates.server("example.com"), accounts)
                .start());
        int port = server.port();
        try {
            XmppConnection juliet =
                    await(client(port, authorities, "juliet").build().connect());
            XmppConnection romeo =
                    await(client(port, authorities, "romeo").build().connect());
            Jid to = romeo.state().bound().orElseThrow();
            XmppConnection romeoElsewhere =
                    await(client(port, authorities, "romeo").build().connect());
            assertNotEquals(to, romeoElsewhere.state().bound().orElseThrow());
            // Nobody answers these, and the stream goes on.
            juliet.send(
                    Presence.builder().build().toElement(),
                    Iq.get("r1", Ping.of()).to(domain).build().result().toElement());
            juliet.send(Message.builder().to(to).body("Hist!").build().toElement());
            Message message = next();
            assertEquals(Optional.of("Hist!"), message.body());
            assertEquals(juliet.state().bound(), message.from());
            juliet.send(Message.builder().to(domain).body("?").build().toElement());
            Message error = next();
            assertEquals(
                    StanzaErrorCondition.SERVICE_UNAVAILABLE,
                    error.error().orElseThrow().condition());
            assertEquals("not-authorized", why(client(port, authorities, "mercutio")));
        } finally {
            await(server.stop());
        }
        assertEquals("REFUSED", why(client(port, authorities, "juliet")));
    }

    private static String why(XmppClient.Builder client) {
        // snippet: netty-failures
        try {
            client.build().connect().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StreamEndedException ended) {
                if (ended.reason() instanceof Reason.AuthenticationFailed failed) {
                    return failed.failure().condition().elementName(); // not-authorized: account or password
                } else if (ended.reason() instanceof Reason.TransportLost lost
                        && lost.cause().orElse(null) instanceof TransportException transport) {
                    return transport.kind().name(); // REFUSED, UNKNOWN_HOST, CERTIFICATE_UNTRUSTED ...
                }
                return ended.reason().describe();
            }
        }
        // end
        return "connected";
    }

    @Test
    void logsInToTheEmbeddedServer(@TempDir Path folder) throws Exception {
        // snippet: kit-endpoint
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
                .domain(Jid.parse("example.com"))
                .account("juliet", PASSWORD)
                .build()
                .start()) {
            Path authorities = Files.writeString(folder.resolve("ca.pem"), endpoint.authorityPem());
            logIn(endpoint.port(), authorities);
        }
        // end
        String text = String.join("", wire);
        assertTrue(text.contains("[secret]"), text);
        assertTrue(text.contains("<starttls"), text);
    }

    private void logIn(int port, Path authorities) throws Exception {
        XmppClient.Builder builder = client(port, authorities, "juliet");
        // snippet: netty-wire
        XmppClient client =
                builder.wireLog((connection, direction, text) -> wire.add(text)).build();
        // end
        CompletableFuture<XmppConnection> connected = new CompletableFuture<>();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        // snippet: netty-reconnect
        Reconnector reconnector = Reconnector.builder(
                        () -> client.connect().whenComplete((connection, failure) -> {
                            if (connection != null) {
                                connected.complete(connection);
                            }
                        }),
                        scheduler)
                .build()
                .start();
        // end
        XmppConnection connection = connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        reconnector.stop();
        await(connection.close());
        scheduler.shutdown();
    }
}
