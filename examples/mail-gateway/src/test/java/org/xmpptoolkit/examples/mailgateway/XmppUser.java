package org.xmpptoolkit.examples.mailgateway;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;

/** A user of the XMPP server, available and with a queue of what came. */
final class XmppUser {
    private static final long PATIENCE_SECONDS = 60;

    final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Iq> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final XmppConnection connection;

    XmppUser(XmppHost host, Jid domain) throws Exception {
        connection = await(XmppClient.builder()
                .host("127.0.0.1")
                .port(host.port())
                .config(StreamConfig.builder()
                        .to(domain)
                        .tlsPolicy(TlsPolicy.NONE)
                        .build())
                .features(List.of(
                        Sasl.client(SaslCredentials.of("juliet", XmppHost.PASSWORD.toCharArray())),
                        ResourceBinding.request("balcony")))
                .listener((made, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received && Stanza.isStanza(received.element())) {
                        heard(Stanza.fromElement(received.element()));
                    }
                })
                .build()
                .connect());
        send(Presence.builder().build());
    }

    private void heard(Stanza stanza) {
        if (stanza instanceof Message message) {
            messages.add(message);
        } else if (stanza instanceof Iq iq) {
            answers.add(iq);
        }
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        @Nullable T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    void send(Stanza stanza) throws Exception {
        await(connection.send(stanza.toElement()));
    }

    Message message() throws InterruptedException {
        return next(messages);
    }

    Iq ask(Jid whom, Payload what) throws Exception {
        send(Iq.get("ask-" + requests.incrementAndGet(), what).to(whom).build());
        return next(answers);
    }

    /** Waits until somebody has handled all that was sent before. */
    Iq ping(Jid whom) throws Exception {
        return ask(whom, Ping.of());
    }

    /** Done when the connection has ended. */
    CompletableFuture<?> closed() {
        return connection.closed().toCompletableFuture();
    }

    void close() throws Exception {
        await(connection.close());
    }
}
