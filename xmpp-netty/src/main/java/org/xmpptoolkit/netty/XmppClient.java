package org.xmpptoolkit.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.identity.Service;
import org.xmpptoolkit.stream.lookup.Endpoint;
import org.xmpptoolkit.stream.lookup.HostMetaFetcher;
import org.xmpptoolkit.stream.lookup.ServiceLookup;
import org.xmpptoolkit.stream.lookup.SrvResolver;

/**
 * Opens streams to one domain over TCP, with STARTTLS where the stream asks for it, or with direct TLS where the policy or an SRV record
 * says so (RFC 6120 sections 3 and 5, XEP-0368); or over a WebSocket (RFC 7395). May connect many times. Immutable and thread-safe.
 *
 * <p>With TLS, the certificate has to lead to a trusted authority and to name the domain that the stream is opened to (RFC 6120
 * section 13.7.2, {@link org.xmpptoolkit.stream.identity.PeerIdentities}), whatever host is connected to. Over a WebSocket it has to
 * name the host of the URI instead: that this host may stand for the domain is what the application says, or what the domain itself
 * says over HTTPS (RFC 7395 section 4).
 */
public final class XmppClient {
    /** The port for clients (RFC 6120 section 14.7). */
    public static final int DEFAULT_PORT = 5222;

    private final List<Destination> destinations;
    private final StreamConfig config;
    private final List<StreamFeature.Initiating> features;
    private final DriverSetup setup;
    private final HostLookup hosts;
    private final Optional<EventLoopGroup> loops;

    private XmppClient(
            Builder builder, HostLookup hosts, List<Destination> destinations, StreamConfig config, DriverSetup setup) {
        this.destinations = destinations;
        this.config = config;
        this.features = builder.features;
        this.setup = setup;
        this.hosts = hosts;
        this.loops = Optional.ofNullable(builder.loops);
    }

    /** {@return a builder; configuration and listener have to be set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Connects, and opens and negotiates a stream.
     *
     * @return the connection once its stream is {@link StreamEvent.Established}, behind the listener; fails with a {@link
     *     StreamEndedException} if it does not come to that. The listener sees the connection from its first notice on, and
     *     hears {@link StreamEvent.Closed} at a failure too. Completes on the event loop, so what depends on it must not block
     */
    public CompletionStage<XmppConnection> connect() {
        EventLoopGroup group = loops.orElseGet(() -> Loops.create(1));
        EventLoop loop = group.next();
        CompletableFuture<XmppConnection> result = new CompletableFuture<>();
        try {
            loop.execute(() -> connect(loop, result));
        } catch (RejectedExecutionException ended) {
            result.completeExceptionally(lost(Failures.of(ended)));
        }
        return result.minimalCompletionStage();
    }

    private void connect(EventLoop loop, CompletableFuture<XmppConnection> result) {
        long begun = loop.ticker().nanoTime();
        new Connector(
                        loop,
                        hosts,
                        setup.deadlines().negotiation(),
                        (channel, target) -> connected(channel, target, begun, result),
                        failure -> failed(loop, failure, result))
                .begin(destinations);
    }

    private void connected(Channel channel, Target target, long begun, CompletableFuture<XmppConnection> result) {
        StreamConfig reached = target.config(config);
        Jid certified = target.certified(config);
        Duration closing = setup.deadlines().closing();
        Optional<WebSocketTransport> webSocket =
                target.webSocket().map(uri -> new WebSocketTransport(channel, Role.INITIATING, closing));
        StreamDriver driver = drive(
                channel,
                reached,
                webSocket.isPresent() ? setup.withPeers(PeerCheck.ofHost(certified)) : setup,
                webSocket.isPresent() ? webSocket.get() : new TcpTransport(channel, closing),
                result);
        driver.begunAt(begun);
        channel.pipeline().addLast("stream", new StreamHandler(driver));
        if (target.endpoint().directTls()) {
            StreamEvent.StartTls start = new StreamEvent.StartTls(Role.INITIATING, Optional.of(certified));
            String protocol = webSocket.isPresent()
                    ? TlsHandlers.ALPN_HTTP
                    : PeerCheck.service(config).serviceName();
            try {
                channel.pipeline()
                        .addFirst("tls", TlsHandlers.direct(setup.tls().handler(channel, start), protocol));
            } catch (TransportException failure) {
                driver.lost(failure);
                return;
            }
        }
        webSocket.ifPresent(transport -> WebSocketUpgrade.install(
                channel,
                target.webSocket().orElseThrow(),
                driver,
                transport,
                reached.limits().elementOctets()));
        channel.config().setAutoRead(true);
    }

    /** Tells the listener too, on a channel that is connected to nothing. */
    @SuppressWarnings("FutureReturnValueIgnored") // what register() gives is listened to
    private void failed(EventLoop loop, TransportException failure, CompletableFuture<XmppConnection> result) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .register()
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        StreamDriver driver = drive(
                                done.channel(),
                                config,
                                setup,
                                new TcpTransport(
                                        done.channel(), setup.deadlines().closing()),
                                result);
                        done.channel().pipeline().addLast("stream", new StreamHandler(driver));
                        driver.lost(failure);
                    } else {
                        result.completeExceptionally(lost(failure));
                    }
                });
    }

    private StreamDriver drive(
            Channel channel,
            StreamConfig reached,
            DriverSetup judged,
            Transport transport,
            CompletableFuture<XmppConnection> result) {
        StreamDriver driver = new StreamDriver(channel, XmppStream.initiating(reached, features), judged, transport);
        forward(driver.established(), result);
        if (loops.isEmpty()) {
            channel.closeFuture()
                    .addListener(done -> Loops.end(channel.eventLoop().parent()));
        }
        return driver;
    }

    private static StreamEndedException lost(TransportException failure) {
        return new StreamEndedException(new Reason.TransportLost(Optional.of(failure)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // that of a stage whose function does not throw
    private static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(failure);
            }
        });
    }

    /** Collects a client. Not thread-safe. */
    public static final class Builder {
        private @Nullable String host;
        private @Nullable SrvResolver resolver;
        private int port = DEFAULT_PORT;
        private @Nullable URI webSocket;
        private WebSocketDiscovery discovery = WebSocketDiscovery.NEVER;
        private @Nullable HostMetaFetcher fetcher;
        private @Nullable StreamConfig config;
        private List<StreamFeature.Initiating> features = List.of();
        private @Nullable XmppListener listener;
        private @Nullable SslContext tls;
        private @Nullable TrustManagerFactory trust;
        private @Nullable Path authorities;
        private @Nullable ServerCertificates servers;
        private Deadlines deadlines = Deadlines.DEFAULT;
        private @Nullable EventLoopGroup loops;
        private @Nullable Executor computations;
        private int outputOctets = StreamOutput.DEFAULT_OCTETS;
        private @Nullable WireLog log;

        private Builder() {}

        /**
         * Sets the host to connect to. No SRV record is asked for; unless this is set, the domain of the configuration's {@code to}
         * is looked up: its SRV records for {@code xmpp-client} and, where the policy allows TLS, {@code xmpps-client}, else the
         * domain itself ({@link ServiceLookup}); with the content namespace {@code jabber:server}, those for servers.
         *
         * @param host a name or an address
         * @return this builder
         */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /**
         * Sets the port of the host; {@link #DEFAULT_PORT} unless set. Without {@link #host} it does not count.
         *
         * @param port from 1 to 65535
         * @return this builder
         */
        public Builder port(int port) {
            this.port = Addresses.port(port, 1);
            return this;
        }

        /**
         * Sets who asks the DNS for SRV records; the name servers of this machine are asked unless set.
         *
         * @param resolver called on the event loop, so it must not block; whoever gives it closes it, as with {@link DnsSrvResolver}
         * @return this builder
         */
        public Builder resolver(SrvResolver resolver) {
            this.resolver = Objects.requireNonNull(resolver, "resolver");
            return this;
        }

        /**
         * Sets a WebSocket to connect to (RFC 7395), whatever {@link #host} and the DNS say. A stream over wss has direct TLS, and its
         * certificate has to name the URI's host; one over ws has none, which the policy has to allow.
         *
         * @param uri a URI of wss or ws, without user or fragment
         * @return this builder
         * @throws IllegalArgumentException if it is none
         */
        public Builder webSocket(URI uri) {
            Target.of(uri); // checks it
            this.webSocket = uri;
            return this;
        }

        /**
         * Sets whether the domain's host-meta is asked for a WebSocket; {@link WebSocketDiscovery#NEVER} unless set.
         *
         * @param discovery when; what is found counts only if it is wss and came over HTTPS (RFC 7395 section 4)
         * @return this builder
         */
        public Builder webSocketDiscovery(WebSocketDiscovery discovery) {
            this.discovery = Objects.requireNonNull(discovery, "discovery");
            return this;
        }

        /**
         * Sets who fetches host-meta. Unless set, the client does so itself: with its own trust, within the time for negotiation, 65,536
         * octets a document at most, and 3 redirects.
         *
         * @param fetcher called on the event loop, so it must not block; asked for documents over HTTPS only
         * @return this builder
         */
        public Builder hostMeta(HostMetaFetcher fetcher) {
            this.fetcher = Objects.requireNonNull(fetcher, "fetcher");
            return this;
        }

        /**
         * Sets how streams are to be run. Whatever it says, computations are done by {@link #computations}.
         *
         * @param config with a {@code to}, the domain or the component's name
         * @return this builder
         */
        public Builder config(StreamConfig config) {
            // on the event loop they would hold up the other connections
            this.config = config.toBuilder().askComputations(true).build();
            return this;
        }

        /**
         * Sets what to negotiate, in the order of preference; nothing unless set.
         *
         * @param features copied
         * @return this builder
         */
        public Builder features(List<? extends StreamFeature.Initiating> features) {
            this.features = List.copyOf(features);
            return this;
        }

        /**
         * Sets who hears what happens.
         *
         * @param listener hears all connections of this client, each on its own event loop; it must not block
         * @return this builder
         */
        public Builder listener(XmppListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets the context for TLS: trust, and a client certificate where one is wanted. Whoever gives one answers for its
         * validating the path of certificates. Protocols below TLS 1.2 are taken out, and the name is always checked.
         *
         * @param context a context for clients
         * @return this builder
         * @throws IllegalArgumentException if it is for servers
         */
        public Builder trust(SslContext context) {
            if (!context.isClient()) {
                throw new IllegalArgumentException(
                        "the context is for servers: build it with SslContextBuilder.forClient()");
            }
            this.tls = context;
            return this;
        }

        /**
         * Sets the authorities that are trusted; those of the JDK unless set.
         *
         * @param trust initialized; not looked at where {@link #trust(SslContext)} is set
         * @return this builder
         */
        public Builder trust(TrustManagerFactory trust) {
            this.trust = Objects.requireNonNull(trust, "trust");
            return this;
        }

        /**
         * Sets a file with the certificates of the authorities that are trusted, in PEM form; those of the JDK unless set.
         *
         * @param authorities read by {@link #build}; not looked at where trust is set by one of the other methods
         * @return this builder
         */
        public Builder trust(Path authorities) {
            this.authorities = Objects.requireNonNull(authorities, "authorities");
            return this;
        }

        /**
         * Sets that certificates of servers are only looked at; unless set, TLS ends where one is not trusted, or is for another name.
         *
         * @param servers for streams of servers only; the context has to take them: {@link ServerCertificates#take}
         * @return this builder
         */
        public Builder serverCertificates(ServerCertificates servers) {
            this.servers = Objects.requireNonNull(servers, "servers");
            return this;
        }

        /**
         * Sets how much may wait for the peer to read; 4 MiB unless set. Counted as {@link XmppServer.Builder#outputOctets} says.
         *
         * @param octets octets of stanzas on each connection, before TLS
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
         * Sets the event loops; unless set, each connection has a thread of its own, which ends with it.
         *
         * @param loops for NIO; one serves each connection, from its beginning to its end. Whoever gives them ends them
         * @return this builder
         */
        public Builder eventLoops(EventLoopGroup loops) {
            this.loops = Objects.requireNonNull(loops, "loops");
            return this;
        }

        /**
         * Sets where {@link org.xmpptoolkit.stream.Computation}s are done, and where the host is looked up, which may block; unless set,
         * each on a few threads of the client's own, for which 1,000 may wait. Else as {@link XmppServer.Builder#computations}.
         *
         * @param executor not ended by this client; one that does its work on the calling thread holds up the event loop
         * @return this builder
         */
        public Builder computations(Executor executor) {
            this.computations = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * {@return the client}
         *
         * @throws IllegalStateException if configuration or listener are not set; if there is {@link #serverCertificates} on
         *     streams of clients, who have nothing else to tell servers by; or if there is no {@link #host} for a component, whose
         *     {@code to} is its own name (XEP-0114 section 3)
         * @throws IllegalArgumentException if the configuration has no {@code to}; if trusted certificates cannot be read; or if the
         *     WebSocket is one of ws and the policy asks for TLS
         */
        public XmppClient build() {
            if (config == null || listener == null) {
                throw new IllegalStateException("set config and listener");
            }
            if (servers != null && PeerCheck.service(config) == Service.CLIENT) {
                throw new IllegalStateException(
                        "serverCertificates() is for streams of jabber:server: let trust() say whom a client believes");
            }
            if (host == null && config.contentNamespace().equals(Namespaces.COMPONENT_ACCEPT)) {
                throw new IllegalStateException("no DNS record says where a component connects: set host and port");
            }
            XmppStream.initiating(config, features); // checks them
            SslContext context = tls != null ? tls : TlsHandlers.clientContext(trust, authorities);
            Jid domain = config.to().orElseThrow();
            DriverSetup setup = new DriverSetup(
                    listener,
                    deadlines,
                    TlsHandlers.client(context),
                    servers != null ? servers.judge(domain) : PeerCheck.ofServer(domain, PeerCheck.service(config)),
                    new Computations(computations),
                    outputOctets,
                    Optional.ofNullable(log));
            HostLookup hosts = new HostLookup(computations);
            return new XmppClient(this, hosts, destinations(config, setup, hosts), config, setup);
        }

        private static ServiceLookup lookup(StreamConfig config) {
            Jid domain = config.to().orElseThrow();
            return PeerCheck.service(config) == Service.SERVER
                    ? ServiceLookup.server(domain, config.tlsPolicy())
                    : ServiceLookup.client(domain, config.tlsPolicy());
        }

        private List<Destination> destinations(StreamConfig config, DriverSetup setup, HostLookup hosts) {
            if (webSocket != null) {
                Target target = Target.of(webSocket);
                boolean insists = config.tlsPolicy() == TlsPolicy.REQUIRED || config.tlsPolicy() == TlsPolicy.DIRECT;
                if (insists && !target.endpoint().directTls()) {
                    throw new IllegalArgumentException(webSocket + " has no TLS, which the policy " + config.tlsPolicy()
                            + " asks for: use wss, or set TlsPolicy.NONE for tests");
                }
                return List.of(Destination.of(target));
            }
            Jid domain = config.to().orElseThrow();
            ServiceLookup lookup = lookup(config);
            Destination tcp = host != null
                    ? Destination.of(Target.of(new Endpoint(host, port, config.tlsPolicy() == TlsPolicy.DIRECT)))
                    : Destination.of(lookup, Optional.ofNullable(resolver));
            Destination hostMeta = new HostMetaDestination(
                    domain,
                    lookup,
                    loop -> fetcher != null
                            ? fetcher
                            : new HostMetaClient(loop, hosts, setup.tls(), deadlines.negotiation()));
            return switch (discovery) {
                case NEVER -> List.of(tcp);
                case FALLBACK -> List.of(tcp, hostMeta);
                case ONLY -> List.of(hostMeta);
            };
        }
    }
}
