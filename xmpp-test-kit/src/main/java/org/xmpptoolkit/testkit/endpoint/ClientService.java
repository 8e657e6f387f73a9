package org.xmpptoolkit.testkit.endpoint;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;
import org.xmpptoolkit.netty.ClientCertificates;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.TlsPolicy;

/**
 * Clients over TCP, with direct TLS (XEP-0368) and over WebSocket (RFC 7395) at ports of their own, or asked for a certificate
 * (XEP-0178).
 */
final class ClientService implements EndpointService {
    static final String PORT = "C2S_PORT";
    static final String DIRECT_TLS_PORT = "C2S_DIRECT_TLS_PORT";
    static final String EXTERNAL_PORT = "C2S_EXTERNAL_PORT";
    static final String HTTP_PORT = "HTTP_PORT";

    private final XmppServer server;
    private final List<Name> names;

    private record Name(String variable, String label, ToIntFunction<XmppServer> port) {}

    private ClientService(XmppServer server, List<Name> names) {
        this.server = server;
        this.names = List.copyOf(names);
    }

    static ClientService plain(
            EndpointContext context,
            InetSocketAddress address,
            Optional<InetSocketAddress> directTls,
            Optional<InetSocketAddress> webSocket) {
        XmppServer.Builder server = XmppServer.builder()
                .address(address)
                .config(context.config(context.tlsPolicy()))
                .certificate(context.certificates().context())
                .listener(context.clients());
        List<Name> names = new ArrayList<>();
        names.add(new Name(PORT, "port", XmppServer::port));
        directTls.ifPresent(direct -> {
            server.directTls(direct);
            names.add(new Name(DIRECT_TLS_PORT, "direct TLS", XmppServer::directTlsPort));
        });
        webSocket.ifPresent(http -> {
            server.webSocket(http);
            names.add(new Name(HTTP_PORT, "WebSocket", XmppServer::webSocketPort));
        });
        return new ClientService(server.build(), names);
    }

    /** Clients that are asked for a certificate; TLS is required. */
    static ClientService external(EndpointContext context, InetSocketAddress address) {
        ClientCertificates clients =
                ClientCertificates.wanted(context.certificates().trust());
        XmppServer server = XmppServer.builder()
                .address(address)
                .config(context.config(TlsPolicy.REQUIRED))
                .certificate(context.certificates().context(clients))
                .clientCertificates(clients)
                .listener(context.clients())
                .build();
        return new ClientService(server, List.of(new Name(EXTERNAL_PORT, "client certificates", XmppServer::port)));
    }

    @Override
    public CompletionStage<?> start() {
        return server.start();
    }

    @Override
    public CompletionStage<Void> stop() {
        return server.stop();
    }

    @Override
    public List<EndpointPort> ports() {
        return names.stream()
                .map(name -> new EndpointPort(
                        name.variable(), name.label(), name.port().applyAsInt(server)))
                .toList();
    }
}
