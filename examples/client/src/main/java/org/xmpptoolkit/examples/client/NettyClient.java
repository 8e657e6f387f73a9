package org.xmpptoolkit.examples.client;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Stanza;

/** A client over xmpp-netty, which does all that {@link SocketClient} shows, and keeps deadlines besides. */
final class NettyClient implements Client {
    private final XmppConnection connection;
    private final Jid address;

    private NettyClient(XmppConnection connection) {
        this.connection = connection;
        this.address = connection.state().bound().orElseThrow();
    }

    /**
     * Connects and logs in.
     *
     * @param login who, and where
     * @param conversation what to do with what comes in
     * @throws IOException if it does not come to that
     */
    static NettyClient logIn(Login login, Conversation conversation) throws IOException {
        XmppClient client = XmppClient.builder()
                .host(login.host())
                .port(login.port())
                .trust(login.trust())
                .config(login.config())
                .features(login.features())
                .listener((connection, notice) ->
                        conversation.heard(notice).ifPresent(answer -> connection.send(answer.toElement())))
                .build();
        return new NettyClient(await(client.connect()));
    }

    @Override
    public Jid address() {
        return address;
    }

    @Override
    public void send(Stanza stanza) throws IOException {
        await(connection.send(stanza.toElement()));
    }

    @Override
    public void close() {
        connection.close().toCompletableFuture().join(); // with a deadline of 5 seconds unless told otherwise
    }

    /** Not for the event loop: it would wait for itself. */
    private static <T> T await(CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StreamEndedException ended) {
                throw new EndedException(ended.reason());
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }
}
