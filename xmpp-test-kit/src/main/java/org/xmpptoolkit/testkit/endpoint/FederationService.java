package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.ClientCertificates;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.dialback.DialbackConfig;
import org.xmpptoolkit.stream.dialback.DialbackSecret;

/**
 * Other servers: a port for the streams that they open, and the streams that we open to them (RFC 6120 sections 4.5 and 10.4). One to
 * each domain and one from it, if not both agree to use one for both directions (XEP-0288).
 */
final class FederationService implements EndpointService {
    static final String PORT = "S2S_PORT";

    private final XmppServer server;
    private final ServerConnector connector;
    private final RemoteServers servers;
    private final Router router;

    FederationService(EndpointContext context, FederationConfig config) {
        this.router = context.router();
        Predicate<Jid> ours = context::serves;
        DialbackConfig dialback =
                DialbackConfig.builder(DialbackSecret.random(), ours).build();
        this.connector = new ServerConnector(config, dialback, context);
        KeyVerifier keys =
                new KeyVerifier(router, connector, config.authentication().external(), context.scheduler());
        this.servers = new RemoteServers(
                router,
                ours,
                (pair, stream) -> {
                    OutgoingLink link = new OutgoingLink(
                            router, keys, config.authentication().dialback(), pair.to(), stream);
                    connector.open(pair, link);
                    return link;
                },
                context.scheduler());
        router.add(servers);
        ClientCertificates peers =
                ClientCertificates.wanted(context.certificates().trust());
        this.server = XmppServer.builder()
                .address(config.address())
                .config(context.config(context.tlsPolicy()).toBuilder()
                        .contentNamespace(Namespaces.SERVER)
                        .domains(context::status)
                        .build())
                .certificate(context.certificates().context(peers))
                .clientCertificates(peers)
                .wireLog(config.wireLog())
                .listener(new IncomingServers(context, config, dialback, servers, keys, ours))
                .build();
    }

    @Override
    public CompletionStage<?> start() {
        return server.start();
    }

    @Override
    public CompletionStage<Void> stop() {
        synchronized (router) {
            servers.stop();
        }
        return server.stop().thenCompose(none -> connector.stop());
    }

    @Override
    public List<EndpointPort> ports() {
        return List.of(new EndpointPort(PORT, "servers", server.port()));
    }
}
