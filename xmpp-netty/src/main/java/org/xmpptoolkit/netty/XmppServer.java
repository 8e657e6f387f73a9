package org.xmpptoolkit.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.framing.MessageFraming;

/**
 * Listens for streams over TCP, with STARTTLS where the stream offers it, and with direct TLS or over WebSocket at ports of their own
 * (RFC 6120 sections 3 and 5, XEP-0368, RFC 7395). Thread-safe; starts once and stops once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of stages whose functions do not throw
public final class XmppServer {
    private final ServerPorts ports;
    private final WebSocketOptions webSockets;
    private final DriverSetup setup;
    private final boolean ownLoops;
    private final EventLoopGroup loops;
    private final Set<XmppConnection> connections = ConcurrentHashMap.newKeySet();
    /** Connections that are HTTP as yet. */
    private final Set<Channel> visitors = ConcurrentHashMap.newKeySet();

    // Guarded by this
    private @Nullable CompletableFuture<XmppServer> started;
    private @Nullable CompletableFuture<Void> stopped;

    private XmppServer(
            ServerPorts ports, WebSocketOptions webSockets, DriverSetup setup, @Nullable EventLoopGroup given) {
        this.ports = ports;
        this.webSockets = webSockets;
        this.setup = setup;
        this.ownLoops = given == null;
        this.loops = given != null ? given : Loops.create(0);
    }

    /** {@return a builder; configuration and listener have to be set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to listen.
     *
     * @return this server once it listens; fails with a {@link TransportException}, if the port is in use one of the kind {@link
     *     TransportException.Kind#ADDRESS_UNAVAILABLE}, and with an {@link IllegalStateException} if called again or after {@link
     *     #stop}
     */
    public synchronized CompletionStage<XmppServer> start() {
        if (started != null || stopped != null) {
            return CompletableFuture.failedStage(new IllegalStateException("a server starts once: build another one"));
        }
        CompletableFuture<XmppServer> result = new CompletableFuture<>();
        started = result;
        ports.bind(loops, this::accept).whenComplete((none, failure) -> {
            if (failure == null) {
                result.complete(this);
            } else {
                notStarted(result, failure.getCause() == null ? failure : failure.getCause());
            }
        });
        return result.minimalCompletionStage();
    }

    /** One port could not be had: the others are given back. */
    private void notStarted(CompletableFuture<XmppServer> result, Throwable failure) {
        ports.close().whenComplete((none, never) -> {
            if (ownLoops) { // only then are the ports free for others
                Loops.end(loops).addListener(done -> result.completeExceptionally(failure));
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    private void accept(Channel channel, ServerPorts.Port port) {
        if (port.isDirectTls()) {
            String protocol = port.webSocket()
                    ? TlsHandlers.ALPN_HTTP
                    : PeerCheck.service(port.config()).serviceName();
            channel.pipeline().addLast("tls", new DirectTls(setup.tls(), protocol));
        }
        if (port.webSocket()) {
            visit(channel, port);
        } else {
            StreamDriver driver = drive(
                    channel, port, new TcpTransport(channel, setup.deadlines().closing()));
            channel.pipeline().addLast("stream", new StreamHandler(driver));
            endIfStopping(driver);
        }
    }

    /** Takes a connection that is HTTP at first. */
    private void visit(Channel channel, ServerPorts.Port port) {
        visitors.add(channel);
        channel.closeFuture().addListener(done -> visitors.remove(channel));
        HttpGate.install(
                channel,
                webSockets,
                port.isDirectTls(),
                setup.deadlines(),
                port.config().limits().elementOctets(),
                transport -> {
                    StreamDriver driver = drive(channel, port, transport);
                    visitors.remove(channel);
                    channel.eventLoop().execute(() -> endIfStopping(driver));
                    return driver;
                });
        if (isStopping()) {
            channel.close();
        }
    }

    private StreamDriver drive(Channel channel, ServerPorts.Port port, Transport transport) {
        StreamDriver driver = new StreamDriver(channel, XmppStream.receiving(port.config()), setup, transport);
        XmppConnection connection = driver.connection();
        connections.add(connection);
        driver.whenOver(() -> connections.remove(connection));
        return driver;
    }

    private void endIfStopping(StreamDriver driver) {
        if (isStopping()) {
            driver.connection().fail(StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN));
        }
    }

    private synchronized boolean isStopping() {
        return stopped != null;
    }

    /**
     * The port that it listens at.
     *
     * @return the port; where 0 was asked for, the free one that was found
     * @throws IllegalStateException if it does not listen yet
     */
    public int port() {
        return ports.number();
    }

    /**
     * The port for direct TLS.
     *
     * @return the port; where 0 was asked for, the free one that was found
     * @throws IllegalStateException if there is no such port, or it does not listen yet
     */
    public int directTlsPort() {
        return ports.number(false, true, "no port for direct TLS: set directTls()");
    }

    /**
     * The port for WebSockets without TLS.
     *
     * @return the port; where 0 was asked for, the free one that was found
     * @throws IllegalStateException if there is no such port, or it does not listen yet
     */
    public int webSocketPort() {
        return ports.number(true, false, "no port for WebSockets: set webSocket()");
    }

    /**
     * The port for WebSockets over TLS.
     *
     * @return the port; where 0 was asked for, the free one that was found
     * @throws IllegalStateException if there is no such port, or it does not listen yet
     */
    public int webSocketTlsPort() {
        return ports.number(true, true, "no port for WebSockets over TLS: set webSocketTls()");
    }

    /** {@return the connections at this moment, in no order} */
    public Set<XmppConnection> connections() {
        return Set.copyOf(connections);
    }

    /**
     * Stops: no connection is taken any more, and each stream ends with the error {@code system-shutdown} (RFC 6120 section
     * 4.9.3.20), which its peer can still read. May be called again.
     *
     * @return done when all connections are ended; it takes as long as {@link Deadlines#closing} at most. Never fails
     */
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> result;
        CompletableFuture<XmppServer> start;
        synchronized (this) {
            if (stopped != null) {
                return stopped.minimalCompletionStage();
            }
            result = new CompletableFuture<>();
            stopped = result;
            start = started == null ? CompletableFuture.completedFuture(this) : started;
        }
        start.whenComplete((server, failure) -> ports.close().whenComplete((none, never) -> stopConnections(result)));
        return result.minimalCompletionStage();
    }

    private void stopConnections(CompletableFuture<Void> result) {
        Stream<CompletableFuture<?>> streams = connections.stream().map(connection -> connection
                .fail(StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN))
                .toCompletableFuture());
        // visitors first: one that becomes a stream meanwhile is among the connections before it is no visitor any more
        CompletableFuture<?>[] ends = Stream.concat(visitors.stream().map(ServerPorts::close), streams)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).whenComplete((none, failure) -> {
            if (ownLoops) {
                Loops.end(loops).addListener(done -> result.complete(null));
            } else {
                result.complete(null);
            }
        });
    }

    /** Collects a server. Not thread-safe. */
    public static final class Builder {
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private @Nullable InetSocketAddress directTls;
        private @Nullable InetSocketAddress webSocket;
        private @Nullable InetSocketAddress webSocketTls;
        private WebSocketOptions webSockets = WebSocketOptions.DEFAULT;
        private @Nullable StreamConfig config;
        private @Nullable XmppListener listener;
        private Function<? super Optional<Jid>, Optional<SslContext>> certificates = domain -> Optional.empty();
        private @Nullable ClientCertificates clients;
        private Deadlines deadlines = Deadlines.DEFAULT;
        private @Nullable EventLoopGroup loops;
        private @Nullable Executor computations;
        private int outputOctets = StreamOutput.DEFAULT_OCTETS;
        private @Nullable WireLog log;

        private Builder() {}

        /**
         * Sets where to listen; on a free port of the loopback address unless set.
         *
         * @param address an address of this machine; port 0 for a free one
         * @return this builder
         */
        public Builder address(InetSocketAddress address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets where to listen for streams with direct TLS besides (XEP-0368); nowhere unless set. They are run as {@link #config} says,
         * but for the policy, which is {@link TlsPolicy#DIRECT} there. The certificate is that of the domain that SNI asks for. If the
         * configuration's own policy is that, {@link #address} is such a port itself.
         *
         * @param address an address of this machine; port 0 for a free one
         * @return this builder
         */
        public Builder directTls(InetSocketAddress address) {
            this.directTls = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets where to listen for WebSockets without TLS besides (RFC 7395), as behind a proxy that has it, or for tests; nowhere unless
         * set. Streams are run as {@link #config} says, but without TLS and in messages. The listener hears of a connection when it
         * has become a WebSocket.
         *
         * @param address an address of this machine; port 0 for a free one
         * @return this builder
         */
        public Builder webSocket(InetSocketAddress address) {
            this.webSocket = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets where to listen for WebSockets over TLS besides (RFC 7395 section 3.9); nowhere unless set. The certificate is that of the
         * host that SNI asks for. All else is as with {@link #webSocket}.
         *
         * @param address an address of this machine; port 0 for a free one
         * @return this builder
         */
        public Builder webSocketTls(InetSocketAddress address) {
            this.webSocketTls = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets how WebSockets are taken, wherever they come in; {@link WebSocketOptions#DEFAULT} unless set.
         *
         * @param options for both kinds, with and without TLS
         * @return this builder
         */
        public Builder webSockets(WebSocketOptions options) {
            this.webSockets = Objects.requireNonNull(options, "options");
            return this;
        }

        /**
         * Sets how streams are to be run. Whatever it says, computations are done by {@link #computations}.
         *
         * @param config its TLS policy is for {@link #address} only
         * @return this builder
         */
        public Builder config(StreamConfig config) {
            // on the event loop they would hold up the other connections
            this.config = config.toBuilder().askComputations(true).build();
            return this;
        }

        /**
         * Sets who hears what happens. It is also asked {@link org.xmpptoolkit.stream.HeaderOffered}, unless the configuration has
         * its {@link StreamConfig.Builder#hosts}.
         *
         * @param listener hears all connections of this server, each on its own event loop; it must not block
         * @return this builder
         */
        public Builder listener(XmppListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets where the contexts for TLS come from; there are none unless set. Called on the event loop, so it must not block;
         * protocols below TLS 1.2 are taken out of what it gives.
         *
         * @param certificates gives the context for the domain that a stream was opened to, or, with direct TLS, that SNI asked for;
         *     nothing ends the connection
         * @return this builder
         */
        public Builder certificates(Function<? super Optional<Jid>, Optional<SslContext>> certificates) {
            this.certificates = Objects.requireNonNull(certificates, "certificates");
            return this;
        }

        /**
         * Sets one context for all domains.
         *
         * @param context a context for servers
         * @return this builder
         * @throws IllegalArgumentException if it is for clients
         */
        public Builder certificate(SslContext context) {
            if (!context.isServer()) {
                throw new IllegalArgumentException(
                        "the context is for clients: build it with SslContextBuilder.forServer()");
            }
            return certificates(domain -> Optional.of(context));
        }

        /**
         * Sets which certificates of clients are believed; none unless set. The contexts have to ask for them: {@link
         * ClientCertificates#ask}.
         *
         * @param clients which authorities, and whether a certificate has to be shown
         * @return this builder
         */
        public Builder clientCertificates(ClientCertificates clients) {
            this.clients = Objects.requireNonNull(clients, "clients");
            return this;
        }

        /**
         * Sets how much may wait for the peer to read, on each connection; 4 MiB (4,194,304 octets) unless set. A {@link
         * XmppConnection#send} while more than that was offered to the network and waits is a fault of the peer: the stream ends
         * with the error {@code resource-constraint} (RFC 6120 section 4.9.3.17), and what waits is given up when {@link
         * Deadlines#closing} is over.
         *
         * <p>What is sent to a connection while its own notice is heard is offered only behind that, and does not count until then.
         * If it is over the bound, what it leaves waiting counts only as far as the peer does not read it: as much as the bound may
         * still be added. But never may anything be added to more than 8 times the bound. So one connection holds as much as the
         * bound and one send where no notice leads to more, else 8 times the bound and one send.
         *
         * <p>Sends to another connection, or from another thread, are offered at once each. Many of them in a row are too much for a
         * peer that reads well, too, if the event loop has no time to write in between: await their stages.
         *
         * @param octets octets of stanzas, before TLS
         * @return this builder
         * @throws IllegalArgumentException if less than 1
         */
        public Builder outputOctets(int octets) {
            this.outputOctets = StreamOutput.octets(octets);
            return this;
        }

        /**
         * Sets who hears what goes over the wire, without secrets; nobody unless set.
         *
         * @param log called on the event loop, so it must not block
         * @return this builder
         */
        public Builder wireLog(WireLog log) {
            this.log = Objects.requireNonNull(log, "log");
            return this;
        }

        /**
         * Sets how long to wait; {@link Deadlines#DEFAULT} unless set.
         *
         * @param deadlines for each connection
         * @return this builder
         */
        public Builder deadlines(Deadlines deadlines) {
            this.deadlines = Objects.requireNonNull(deadlines, "deadlines");
            return this;
        }

        /**
         * Sets the event loops; unless set, the server has its own, which {@link XmppServer#stop} ends.
         *
         * @param loops for NIO; one serves each connection, from its beginning to its end. Whoever gives them ends them
         * @return this builder
         */
        public Builder eventLoops(EventLoopGroup loops) {
            this.loops = Objects.requireNonNull(loops, "loops");
            return this;
        }

        /**
         * Sets where {@link org.xmpptoolkit.stream.Computation}s are done; on a few threads of the server's own unless set, for
         * which 1,000 may wait. One that is rejected ends its stream with the error {@code resource-constraint} (RFC 6120 section
         * 4.9.3.17). One whose stream ends before it is begun is not done.
         *
         * @param executor not ended by this server; one that does its work on the calling thread holds up the event loop
         * @return this builder
         */
        public Builder computations(Executor executor) {
            this.computations = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * {@return the server, not yet listening}
         *
         * @throws IllegalStateException if configuration or listener are not set
         */
        public XmppServer build() {
            if (config == null || listener == null) {
                throw new IllegalStateException("set config and listener");
            }
            DriverSetup setup = new DriverSetup(
                    listener,
                    deadlines,
                    TlsHandlers.server(certificates),
                    PeerCheck.ofClients(Optional.ofNullable(clients)),
                    new Computations(computations),
                    outputOctets,
                    Optional.ofNullable(log));
            return new XmppServer(new ServerPorts(ports(config)), webSockets, setup, loops);
        }

        private List<ServerPorts.Port> ports(StreamConfig config) {
            List<ServerPorts.Port> ports = new ArrayList<>();
            ports.add(new ServerPorts.Port(address, config, false));
            StreamConfig.Builder messages = config.toBuilder().framing(new MessageFraming());
            if (directTls != null) {
                StreamConfig direct =
                        config.toBuilder().tlsPolicy(TlsPolicy.DIRECT).build();
                ports.add(new ServerPorts.Port(directTls, direct, false));
            }
            if (webSocket != null) {
                ports.add(new ServerPorts.Port(
                        webSocket, messages.tlsPolicy(TlsPolicy.NONE).build(), true));
            }
            if (webSocketTls != null) {
                ports.add(new ServerPorts.Port(
                        webSocketTls, messages.tlsPolicy(TlsPolicy.DIRECT).build(), true));
            }
            return ports;
        }
    }
}
