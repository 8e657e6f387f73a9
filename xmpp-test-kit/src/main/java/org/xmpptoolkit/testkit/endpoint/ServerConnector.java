package org.xmpptoolkit.testkit.endpoint;

import io.netty.handler.ssl.SslContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.ServerCertificates;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackConfig;
import org.xmpptoolkit.stream.feature.BidirectionalStream;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** Opens streams to other servers: at the place that the configuration has for their domain, or that the DNS has. Thread-safe. */
final class ServerConnector {
    private static final StreamError SHUTDOWN = StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN);

    private final FederationConfig config;
    private final DialbackConfig dialback;
    private final EndpointContext context;
    private final ServerCertificates judge;
    private final SslContext tls;
    private final Set<XmppConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    ServerConnector(FederationConfig config, DialbackConfig dialback, EndpointContext context) {
        this.config = config;
        this.dialback = dialback;
        this.context = context;
        this.judge = ServerCertificates.wanted(context.certificates().trust());
        this.tls = context.certificates().context(judge);
    }

    /** Opens a stream that carries stanzas: EXTERNAL is tried first, then dialback. */
    void open(DomainPair pair, XmppListener listener) {
        List<StreamFeature.Initiating> features = new ArrayList<>();
        features.add(new StartTls());
        if (config.bidirectional()) {
            features.add(new BidirectionalStream());
        }
        if (config.authentication().external()) {
            features.add(Sasl.client(SaslCredentials.server(pair.from())));
        }
        if (config.authentication().dialback()) {
            features.add(Dialback.initiating(dialback, pair));
        }
        connect(pair, features, listener);
    }

    /** Opens a stream that asks about keys. */
    void openToVerify(DomainPair pair, XmppListener listener) {
        connect(pair, List.of(new StartTls(), Dialback.verifying(dialback)), listener);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the listener hears of everything
    private void connect(DomainPair pair, List<StreamFeature.Initiating> features, XmppListener listener) {
        XmppClient.Builder client = XmppClient.builder()
                .config(StreamConfig.builder()
                        .contentNamespace(Namespaces.SERVER)
                        .from(pair.from())
                        .to(pair.to())
                        .tlsPolicy(context.tlsPolicy())
                        .domains(context::status)
                        .build())
                .features(features)
                .trust(tls)
                .serverCertificates(judge)
                .wireLog(config.wireLog())
                .listener((connection, notice) -> {
                    if (connections.add(connection) && stopped) {
                        connection.fail(SHUTDOWN); // nothing was heard of it when the others ended
                    }
                    listener.notice(connection, notice);
                    if (notice instanceof StreamEvent.Closed) {
                        connections.remove(connection);
                    }
                });
        config.resolver().ifPresent(client::resolver);
        config.peer(pair.to()).ifPresent(server -> client.host(server.host())
                .port(server.port().getAsInt()));
        client.build().connect();
    }

    /** Ends all streams, and those that are about to be opened as soon as something is heard of them. */
    CompletionStage<Void> stop() {
        stopped = true;
        CompletableFuture<?>[] ends = connections.stream()
                .map(connection -> connection.fail(SHUTDOWN).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends)
                .exceptionally(failure -> null); // who is closed already has no error to send
    }
}
