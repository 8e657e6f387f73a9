package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
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
    private int failures = 1;
    private StreamErrorCondition condition = StreamErrorCondition.SYSTEM_SHUTDOWN;
    /** The message for which the server ends the stream each time; all of them if it is empty. */
    private String disliked = "";

    private boolean dislikes;

    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the prompt's class fixes the answer's
    private synchronized void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof SecretRequested) {
            connection.reply((StreamEvent.Asked<Optional<ComponentSecret>>) asked, Optional.of(SECRET));
        } else if (notice instanceof StreamEvent.ElementReceived heard) {
            Stanza stanza = Stanza.fromElement(heard.element());
            if (stanza instanceof Message message) {
                received.add(message.id().orElseThrow());
                dislikes |= disliked.isEmpty() || disliked.equals(message.id().get());
            } else if (dislikes && ++pings <= failures) {
                dislikes = false;
                connection.fail(StreamError.of(condition));
            } else {
                connection.send(((Iq) stanza).result().toElement(Namespaces.COMPONENT_ACCEPT));
                answered.complete(null);
            }
        }
    }

    @Test
    void whatTheServerHasNotAnsweredForIsSentAgainWithTheSameId() throws Exception {
        run(List.of("k1"));
        assertEquals("k1", XmppUser.next(received));
        assertEquals("k1", XmppUser.next(received));
        assertEquals(List.of(), setAside());
    }

    @Test
    void anEndThatIsNotAboutTheMessageDoesNotCountAgainstIt() throws Exception {
        condition = StreamErrorCondition.CONFLICT; // another component, or our own old stream
        failures = 5;
        run(List.of("k1"));
        assertEquals(List.of(), setAside());
    }

    @Test
    void aMessageThatTheServerEndsTheStreamForIsSetAsideAndDoesNotStopTheOthers() throws Exception {
        condition = StreamErrorCondition.POLICY_VIOLATION;
        failures = Integer.MAX_VALUE;
        disliked = "k1";
        run(List.of("k1", "k2"));
        assertEquals(1, setAside().size());
        assertTrue(setAside().get(0).endsWith("-k1.xml.bad"), setAside().get(0));
        assertTrue(received.contains("k2"), received.toString());
    }

    private List<String> setAside() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("to-xmpp"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bad"))
                    .toList();
        }
    }

    /** Runs a gateway with messages in its outbox until the server has answered for one. */
    private void run(List<String> keys) throws Exception {
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
            for (String key : keys) {
                Message message = Message.builder()
                        .from(Jid.parse("romeo%example.org@mail.localhost"))
                        .to(Jid.parse("juliet@localhost"))
                        .id(key)
                        .body("Hello")
                        .build();
                outbox.toXmpp().put(key, message.toElement(Namespaces.COMPONENT_ACCEPT));
            }
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
        }
        XmppUser.await(server.stop());
    }
}
