package org.xmpptoolkit.testkit.cli;

import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import picocli.CommandLine.Option;

/** How clients get in, over TCP and WebSocket. */
final class ClientOptions implements ServiceOptions {
    @Option(names = "--port", paramLabel = "P", description = "The port; 0 takes a free one. 5222 if not given.")
    private int port = 5222;

    @Option(
            names = "--direct-tls-port",
            paramLabel = "P",
            description = "The port for direct TLS; a free one if not given.")
    private int directTlsPort;

    @Option(
            names = "--external-port",
            paramLabel = "P",
            description = "The port that asks clients for certificates, for SASL EXTERNAL; a free one if not given.")
    private int externalPort;

    @Option(
            names = "--http-port",
            paramLabel = "P",
            description = {
                "The port for WebSockets without TLS, which are at /xmpp-websocket, and for host-meta; a free one if"
                        + " not given."
            })
    private int httpPort;

    @Option(names = "--anonymous", description = "Lets people in without an account, by SASL ANONYMOUS.")
    private boolean anonymous;

    @Option(
            names = "--register",
            description = "Lets people make accounts themselves (XEP-0077), in memory as all others are.")
    private boolean register;

    @Option(
            names = "--channel-binding",
            description = "Offers the SCRAM mechanisms that bind the channel too; not all clients bear that.")
    private boolean channelBinding;

    @Override
    public void addTo(EndpointBuilder builder, ListenOptions listen) {
        builder.address(listen.address("--port", port))
                .directTls(listen.address("--direct-tls-port", directTlsPort))
                .external(listen.address("--external-port", externalPort))
                .webSocket(listen.address("--http-port", httpPort));
        if (anonymous) {
            builder.anonymous();
        }
        if (register) {
            builder.registration();
        }
        if (channelBinding) {
            builder.channelBinding();
        }
    }
}
