package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A client of the endpoint. */
final class Peer implements XmppListener {
    static final SmConfig MANAGED = SmConfig.builder().requestAfter(0).build();
    private static final long PATIENCE_SECONDS = 20;

    final List<StreamEvent.Notice> heard = new CopyOnWriteArrayList<>();
    final CompletableFuture<SmState> left = new CompletableFuture<>();
    private final BlockingQueue<XmlElement> got = new LinkedBlockingQueue<>();
    private final CompletableFuture<XmppConnection> connection = new CompletableFuture<>();

    static SaslCredentials password(String user) {
        return SaslCredentials.of(user, user.toCharArray());
    }

    /** Logs in with user name and password alike, and with stream management. */
    static Peer managed(EmbeddedEndpoint endpoint, String user) throws Exception {
        return connect(
                client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                new StartTls(),
                Sasl.client(password(user)),
                ResourceBinding.request("here"),
                StreamManagement.enable(MANAGED));
    }

    static Peer resuming(EmbeddedEndpoint endpoint, SmState state, String user) throws Exception {
        return connect(
                client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                new StartTls(),
                Sasl.client(password(user)),
                StreamManagement.resuming(state, MANAGED),
                ResourceBinding.request("here"));
    }

    /** As {@link #managed} and {@link #resuming}, in one exchange. */
    static Peer inOne(EmbeddedEndpoint endpoint, Optional<SmState> state, String user) throws Exception {
        Sasl2.ClientBuilder sasl2 = Sasl2.client(password(user));
        state.ifPresent(former -> sasl2.inline(StreamManagement.resuming(former, MANAGED)));
        return connect(
                client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                new StartTls(),
                sasl2.inline(Bind2.request("here", StreamManagement.enable(MANAGED)))
                        .build());
    }

    static XmppClient.Builder client(EmbeddedEndpoint endpoint, int port, TlsPolicy policy) {
        return XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(StreamConfig.builder()
                        .to(endpoint.domains().get(0))
                        .tlsPolicy(policy)
                        .build())
                .trust(endpoint.trust());
    }

    static Peer connect(XmppClient.Builder client, StreamFeature.Initiating... features) throws Exception {
        Peer peer = new Peer();
        peer.connection.complete(
                await(client.features(List.of(features)).listener(peer).build().connect()));
        return peer;
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void notice(XmppConnection from, StreamEvent.Notice notice) {
        heard.add(notice);
        if (notice instanceof StreamEvent.ElementReceived received) {
            got.add(received.element());
        } else if (notice instanceof StreamEvent.Suspended suspended) {
            left.complete(suspended.state());
        }
    }

    XmppConnection connection() {
        return connection.join();
    }

    String address() {
        return connection().state().bound().orElseThrow().toString();
    }

    void send(XmlElement element) throws Exception {
        await(connection().send(element));
    }

    /** Sends available presence, and awaits its echo, so that the endpoint knows of it. */
    void available() throws Exception {
        send(XmlElement.of(Namespaces.CLIENT, "presence"));
        next();
    }

    static XmlElement message(String to, String id) {
        return XmlElement.builder(Namespaces.CLIENT, "message")
                .attribute("to", to)
                .attribute("id", id)
                .build();
    }

    XmlElement next() throws InterruptedException {
        return Optional.ofNullable(got.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no element came; heard " + heard));
    }

    /** The next element: its name, id and type. */
    String nextInShort() throws InterruptedException {
        XmlElement element = next();
        return element.localName() + " " + element.attribute("id").orElse("-") + " "
                + element.attribute("type").orElse("-");
    }

    <T extends StreamEvent.Notice> List<T> all(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
