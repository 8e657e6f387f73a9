package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.component.SecretRequested;

/** A server that goes away between a message and the answer to the ping behind it. */
class FenceTest {
    private static final ComponentSecret SECRET = ComponentSecret.of(XmppHost.SECRET.toCharArray());

    @TempDir
    private Path folder = Path.of("");

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private int pings;

    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the prompt's class fixes the answer's
    private void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof SecretRequested) {
            connection.reply((StreamEvent.Asked<Optional<ComponentSecret>>) asked, Optional.of(SECRET));
        } else if (notice instanceof StreamEvent.ElementReceived heard) {
            Stanza stanza = Stanza.fromElement(heard.element());
            if (stanza instanceof Message message) {
                received.add(message.id().orElseThrow());
            } else if (++pings == 1) {
                connection.fail(StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN));
            } else {
                connection.send(((Iq) stanza).result().toElement(Namespaces.COMPONENT_ACCEPT));
                answered.complete(null);
            }
        }
    }

    @Test
    void whatTheServerHasNotAnsweredForIsSentAgainWithTheSameId() throws Exception {
        XmppServer server = XmppUser.await(XmppServer.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .config(StreamConfig.builder()
                        .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                        .tlsPolicy(TlsPolicy.NONE)
                        .hosts(offered -> new HeaderAnswer.Serve(
                                XmppHost.GATEWAY, List.of(ComponentHandshake.server()), List.of(Language.of("en"))))
                        .build())
                .listener(this::notice)
                .build()
                .start());
        try (Outbox outbox = Outbox.open(folder)) {
            outbox.toXmpp()
                    .put(
                            "k1",
                            Message.builder()
                                    .from(Jid.parse("romeo%example.org@mail.localhost"))
                                    .to(Jid.parse("juliet@localhost"))
                                    .id("k1")
                                    .body("Hello")
                                    .build()
                                    .toElement(Namespaces.COMPONENT_ACCEPT));
        }
        GatewayConfig config = new GatewayConfig(
                new GatewayConfig.Component(
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        server.port(),
                        TlsPolicy.NONE,
                        Trust.in(null),
                        SECRET),
                new MailServers(
                        new MailServers.Server("127.0.0.1", 1, MailServers.Tls.none),
                        new MailServers.Server("127.0.0.1", 1, MailServers.Tls.none),
                        MailHost.USER,
                        MailHost.PASSWORD,
                        Optional.empty()),
                new Addresses(XmppHost.GATEWAY, MailHost.DOMAIN, List.of(XmppHost.DOMAIN)),
                folder,
                Stage.SOON);
        try (Gateway gateway = Gateway.start(config, line -> {})) {
            XmppUser.await(answered);
            assertEquals("k1", XmppUser.next(received));
            assertEquals("k1", XmppUser.next(received));
        }
        XmppUser.await(server.stop());
    }
}
