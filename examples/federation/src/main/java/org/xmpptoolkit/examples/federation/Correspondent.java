package org.xmpptoolkit.examples.federation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;

/** A client that writes and reads messages. It knows nothing of federation: that is a matter of servers. */
final class Correspondent implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60; // a server may try for as long to reach another
    private static final int MOST_UNREAD = 100;

    private final XmppConnection connection;
    private final BlockingQueue<Message> inbox;

    private Correspondent(XmppConnection connection, BlockingQueue<Message> inbox) {
        this.connection = connection;
        this.inbox = inbox;
    }

    /**
     * Logs in at a port of this machine.
     *
     * @throws IOException if it does not come to that
     */
    static Correspondent logIn(int port, TrustManagerFactory trust, Jid account, char[] password) throws IOException {
        BlockingQueue<Message> inbox = new LinkedBlockingQueue<>(MOST_UNREAD);
        XmppClient client = XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .trust(trust)
                .config(StreamConfig.builder().to(account.domain()).build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(account.localpart().orElseThrow(), password)),
                        ResourceBinding.request()))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received
                            && received.element().is(Namespaces.CLIENT, "message")) {
                        inbox.add(Message.fromElement(received.inLanguage()));
                    }
                })
                .build();
        try {
            XmppConnection connection = client.connect().toCompletableFuture().join();
            connection.send(Presence.builder().build().toElement()); // before any message, so that answers find it
            return new Correspondent(connection, inbox);
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    Jid address() {
        return connection.state().bound().orElseThrow();
    }

    void send(Jid to, String body) {
        Message message =
                Message.builder().type(MessageType.CHAT).to(to).body(body).build();
        connection.send(message.toElement());
    }

    /**
     * Waits for a message.
     *
     * @throws IOException if none comes, or one of our own comes back as an error
     */
    Message next() throws IOException, InterruptedException {
        @Nullable Message message = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("no message came to " + address() + " in " + PATIENCE_SECONDS + " s");
        }
        if (message.isError()) {
            String condition = message.error()
                    .map(error -> error.condition().elementName())
                    .orElse("an error");
            throw new IOException(
                    "a message to " + message.rawFrom().orElse("nobody") + " came back with " + condition);
        }
        return message;
    }

    @Override
    public void close() {
        connection.close().toCompletableFuture().join();
    }
}
