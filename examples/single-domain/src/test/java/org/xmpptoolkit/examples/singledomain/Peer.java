package org.xmpptoolkit.examples.singledomain;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;

/** A client of a test. */
final class Peer {
    static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Stanza> heard;
    private final XmppConnection connection;

    private Peer(XmppConnection connection, BlockingQueue<Stanza> heard) {
        this.connection = connection;
        this.heard = heard;
    }

    static Peer logIn(int port, TrustManagerFactory trust, Jid account, String password, String resourcepart)
            throws Exception {
        BlockingQueue<Stanza> heard = new LinkedBlockingQueue<>();
        XmppConnection connection = XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .trust(trust)
                .config(StreamConfig.builder().to(account.domain()).build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(account.localpart().orElseThrow(), password.toCharArray())),
                        ResourceBinding.request(resourcepart)))
                .listener((at, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received) {
                        heard.add(Stanza.fromElement(received.element()));
                    }
                })
                .build()
                .connect()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Peer(connection, heard);
    }

    Jid address() {
        return connection.state().bound().orElseThrow();
    }

    void send(Stanza stanza) {
        connection.send(stanza.toElement());
    }

    /** Says that it is available, and waits until that has come back to itself. */
    Peer available(int priority) throws InterruptedException {
        send(Presence.builder().priority(priority).build());
        next(stanza -> stanza instanceof Presence && stanza.from().equals(Optional.of(address())));
        return this;
    }

    Peer available() throws InterruptedException {
        return available(0);
    }

    /** The next message or answer; presence on the way to it is dropped. */
    Stanza next() throws InterruptedException {
        return next(stanza -> !(stanza instanceof Presence));
    }

    Message message() throws InterruptedException {
        return (Message) next();
    }

    Presence presence(Jid from) throws InterruptedException {
        return (Presence)
                next(stanza -> stanza instanceof Presence && stanza.from().equals(Optional.of(from)));
    }

    Presence presence() throws InterruptedException {
        return (Presence) next(stanza -> stanza instanceof Presence);
    }

    private Stanza next(Predicate<Stanza> wanted) throws InterruptedException {
        for (; ; ) {
            @Nullable Stanza stanza = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (stanza == null) {
                throw new AssertionError(address() + " heard nothing");
            }
            if (wanted.test(stanza)) {
                return stanza;
            }
        }
    }

    /** Asserts that nothing but presence came before now: the server answers in order. */
    void heardNothing() throws InterruptedException {
        synced(stanza -> !(stanza instanceof Presence));
    }

    void heardNothingAtAll() throws InterruptedException {
        synced(stanza -> true);
    }

    private void synced(Predicate<Stanza> counts) throws InterruptedException {
        send(Iq.get("sync", Ping.of()).to(address().domain()).build());
        Stanza stanza = next(counts);
        if (!stanza.id().equals(Optional.of("sync"))) {
            throw new AssertionError(address() + " heard " + stanza.toElement());
        }
    }

    Reason closed() throws Exception {
        return connection.closed().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void close() throws Exception {
        connection.close().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
