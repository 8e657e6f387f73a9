package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.component.SecretRequested;

/** A component and its server over real TCP (XEP-0114). */
class ComponentLoopbackTest {
    private static final Jid NAME = Jid.parse("plays.example.com");
    private static final String SECRET = "the rest is silence";

    private final Notices component = new Notices();
    private final Notices serving = new Notices().then(ComponentLoopbackTest::answer);
    private final StringBuffer log = new StringBuffer();
    private Optional<XmppServer> running = Optional.empty();

    @AfterEach
    void stop() throws Exception {
        if (running.isPresent()) {
            await(running.get().stop());
        }
    }

    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the prompt's class fixes the answer's
    private static void answer(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof SecretRequested request) {
            assertEquals(NAME, request.component());
            connection.reply(
                    (StreamEvent.Asked<Optional<ComponentSecret>>) asked,
                    Optional.of(ComponentSecret.of(SECRET.toCharArray())));
        }
    }

    private static StreamConfig.Builder config(TlsPolicy policy) {
        return StreamConfig.builder()
                .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                .tlsPolicy(policy);
    }

    private XmppServer server(TlsPolicy policy) throws Exception {
        XmppServer server = await(XmppServer.builder()
                .config(config(policy)
                        .hosts(offered -> new HeaderAnswer.Serve(
                                NAME, List.of(ComponentHandshake.server()), List.of(Language.of("en"))))
                        .build())
                .certificate(Certificates.server(Certificates.leaf(NAME.toString())))
                .wireLog((connection, direction, text) -> log.append(text))
                .listener(serving)
                .build()
                .start());
        running = Optional.of(server);
        return server;
    }

    private XmppClient.Builder client(TlsPolicy policy, String secret) {
        return XmppClient.builder()
                .config(config(policy).to(NAME).build())
                .features(List.of(ComponentHandshake.component(ComponentSecret.of(secret.toCharArray()))))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .wireLog((connection, direction, text) -> log.append(text))
                .listener(component);
    }

    private XmppClient client(TlsPolicy policy, XmppServer server, String secret) {
        return client(policy, secret).host("127.0.0.1").port(server.port()).build();
    }

    private static XmlElement message(String from, String to) {
        return XmlElement.builder(Namespaces.COMPONENT_ACCEPT, "message")
                .attribute("from", from)
                .attribute("to", to)
                .build();
    }

    @Test
    @Rule({"R-433", "R-436", "R-438"})
    void stanzasFlowBothWaysAndNoLogShowsTheProof() throws Exception {
        XmppConnection connection =
                await(client(TlsPolicy.NONE, server(TlsPolicy.NONE), SECRET).connect());
        assertEquals(Optional.of(NAME), connection.state().account());
        await(connection.send(message("hamlet@plays.example.com", "juliet@example.com")));
        assertEquals(Optional.of("hamlet@plays.example.com"), serving.element().attribute("from"));
        await(await(serving.connection).send(message("juliet@example.com", "hamlet@plays.example.com")));
        assertEquals(Optional.of("juliet@example.com"), component.element().attribute("from"));
        assertEquals(new Reason.WeClosed(), await(connection.close()));
        assertTrue(log.toString().contains("<handshake>[secret]</handshake>"), log.toString());
        assertFalse(log.toString().matches("(?s).*[0-9a-f]{40}.*"), log.toString());
    }

    @Test
    void directTlsProtectsIt() throws Exception {
        XmppConnection connection =
                await(client(TlsPolicy.DIRECT, server(TlsPolicy.DIRECT), SECRET).connect());
        assertTrue(connection.state().secure());
        assertEquals(Optional.of(NAME), connection.state().account());
        await(connection.close());
    }

    @Test
    @Rule("R-437")
    void aWrongSecretIsToldAndNotWorthAnotherTry() throws Exception {
        XmppClient wrong = client(TlsPolicy.NONE, server(TlsPolicy.NONE), "the rest is noise");
        Reason reason = assertInstanceOf(StreamEndedException.class, failureOf(wrong.connect()))
                .reason();
        assertEquals(
                StreamErrorCondition.NOT_AUTHORIZED,
                assertInstanceOf(Reason.ErrorReceived.class, reason).error().condition());
        assertFalse(Reconnector.isPassing(reason));
        assertEquals(List.of(), serving.all(StreamEvent.Established.class));
    }

    @Test
    void aComponentSaysWhereItConnects() {
        assertThrows(IllegalStateException.class, () -> client(TlsPolicy.NONE, SECRET)
                .build());
    }
}
