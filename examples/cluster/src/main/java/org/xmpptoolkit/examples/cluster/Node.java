package org.xmpptoolkit.examples.cluster;

import com.hazelcast.config.Config;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StoreAnswer;
import org.xmpptoolkit.stream.management.StoreRequested;
import org.xmpptoolkit.stream.management.StreamManagement;

/** One node: a server for clients, and its place in the cluster. */
@SuppressWarnings("FutureReturnValueIgnored") // of stages whose functions do not throw
final class Node implements XmppListener, Grid.Events, AutoCloseable {
    /** How long a session waits for its client. */
    static final Duration RESUMPTION = Duration.ofMinutes(2);

    private static final SaslServerConfig SASL = SaslServerConfig.builder()
            .mechanisms(List.of(SaslMechanism.SCRAM_SHA_256_PLUS, SaslMechanism.SCRAM_SHA_256, SaslMechanism.PLAIN))
            .build();
    private static final StreamFeature.Receiving MANAGEMENT = StreamManagement.server(
            SmConfig.builder().storeBeforeAck(true).max(RESUMPTION).build());

    private static final ResumeAnswer UNKNOWN =
            new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty());

    private final Supplier<String> resourceparts = StreamConfig.randomIds();
    private final Jid domain;
    private final Accounts accounts;
    private final boolean tls;
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    private final ExecutorService computations =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final XmppServer server;
    private final Grid grid;
    private final Router router;
    private final Map<XmppConnection, ClientStream> streams = new ConcurrentHashMap<>();
    /** The same by their leases. */
    private final Map<Long, ClientStream> held = new ConcurrentHashMap<>();

    private volatile boolean killed;

    private Node(Jid domain, Accounts accounts, InetSocketAddress address, Optional<SslContext> tls, Config cluster) {
        this.domain = domain;
        this.accounts = accounts;
        this.tls = tls.isPresent();
        XmppServer.Builder builder = XmppServer.builder()
                .address(address)
                .eventLoops(loops)
                .computations(computations)
                .config(StreamConfig.builder()
                        .tlsPolicy(this.tls ? TlsPolicy.REQUIRED : TlsPolicy.NONE)
                        .hosts(this::serve)
                        .build())
                .listener(this);
        tls.ifPresent(builder::certificate);
        this.server = builder.build();
        this.grid = Grid.join(cluster, this);
        this.router = new Router(grid, domain, accounts::contains);
    }

    /**
     * Joins the cluster, then takes clients. Blocks until it does.
     *
     * @param domain the domain of all nodes
     * @param accounts who may log in
     * @param address where to listen for clients
     * @param tls the certificate; without one streams are in clear
     * @param cluster where the other nodes are, by {@link Grid#config}
     * @throws java.util.concurrent.CompletionException if the port cannot be had
     */
    static Node start(
            Jid domain, Accounts accounts, InetSocketAddress address, Optional<SslContext> tls, Config cluster) {
        Node node = new Node(domain, accounts, address, tls, cluster);
        try {
            node.server.start().toCompletableFuture().join();
            return node;
        } catch (RuntimeException failure) {
            node.close();
            throw failure;
        }
    }

    /** Where clients are taken. */
    int port() {
        return server.port();
    }

    /** Where other nodes reach this one, as {@code host:port}. */
    String clusterAddress() {
        return grid.address();
    }

    /** How many nodes there are. */
    int nodes() {
        return grid.size();
    }

    private HeaderAnswer serve(HeaderOffered offered) {
        if (!offered.header().to().filter(domain::equals).isPresent()) {
            return new HeaderAnswer.Refuse(StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(domain));
        }
        StreamFeature.Receiving sasl = Sasl.server(SASL);
        List<StreamFeature.Receiving> features = tls
                ? List.of(new StartTls(), sasl, ResourceBinding.server(), MANAGEMENT)
                : List.of(sasl, ResourceBinding.server(), MANAGEMENT);
        return new HeaderAnswer.Serve(domain, features, List.of(Language.of("en")));
    }

    // From streams

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (killed) {
            return;
        }
        if (notice instanceof StreamEvent.Asked<?> asked) {
            answer(connection, asked);
            return;
        }
        @Nullable ClientStream client = streams.get(connection);
        if (client == null) {
            return;
        }
        if (notice instanceof StreamEvent.ElementReceived received) {
            client.open();
            client.begun(router.route(client, received.inLanguage()));
        } else if (notice instanceof StreamEvent.Acknowledged acknowledged) {
            client.acknowledged(acknowledged.stanzas());
        } else if (notice instanceof StreamEvent.FeatureNegotiated negotiated
                && negotiated.feature().equals(MANAGEMENT.name())) {
            client.managed();
        } else if (notice instanceof StreamEvent.Established) {
            client.established();
        } else if (notice instanceof StreamEvent.Suspended suspended) {
            client.suspended(suspended.state());
        } else if (notice instanceof StreamEvent.Closed) {
            leave(connection);
        }
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private void answer(XmppConnection connection, StreamEvent.Asked<?> asked) {
        Prompt<?> prompt = asked.prompt();
        if (prompt instanceof CredentialsRequested request) {
            accounts.credentials(request, computations)
                    .thenAccept(credentials ->
                            connection.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, credentials));
        } else if (prompt instanceof BindRequested request) {
            bind(connection, (StreamEvent.Asked<BindAnswer>) asked, request);
        } else if (prompt instanceof ResumeRequested request) {
            resume(connection, (StreamEvent.Asked<ResumeAnswer>) asked, request);
        } else if (prompt instanceof StoreRequested request) {
            Objects.requireNonNull(streams.get(connection), "a stream without session")
                    .store((StreamEvent.Asked<StoreAnswer>) asked, request);
        }
    }

    private void bind(XmppConnection connection, StreamEvent.Asked<BindAnswer> asked, BindRequested request) {
        String resource = request.resourcepart().orElseGet(resourceparts);
        Jid address = request.account().withResourcepart(resource);
        Command.Bind bind = new Command.Bind(resource, grid.node(), Grid.newLease(), grid.now());
        String account = request.account().toString();
        grid.submit(account, bind).whenComplete((outcome, failure) -> {
            if (failure != null) {
                grid.submit(account, new Command.End(resource, bind.lease())); // it may have been done
                connection.reply(asked, refused(StanzaErrorCondition.INTERNAL_SERVER_ERROR));
            } else if (outcome.refusal().isPresent()) {
                connection.reply(asked, refused(outcome.refusal().get()));
            } else {
                Outcome.Hold hold = outcome.hold().orElseThrow();
                join(connection, ClientStream.bound(grid, connection, address, hold));
                connection.reply(asked, new BindAnswer.Bound(address));
            }
        });
    }

    private static BindAnswer refused(StanzaErrorCondition condition) {
        return new BindAnswer.Refused(StanzaError.of(condition));
    }

    /** A session of the account that logged in, and no other, is looked for in the account itself. */
    private void resume(XmppConnection connection, StreamEvent.Asked<ResumeAnswer> asked, ResumeRequested request) {
        String account = request.account().toString();
        Command resume = new Command.Resume(request.previd(), grid.node(), Grid.newLease(), grid.now());
        grid.submit(account, resume)
                .thenCompose(outcome -> outcome.hold()
                        .map(hold -> take(connection, account, hold))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .whenComplete((state, failure) -> {
                    if (failure != null) {
                        // the client tries again: once the cluster answers, the session waits for it
                        connection.fail(StreamError.of(StreamErrorCondition.RESET));
                    } else {
                        connection.reply(
                                asked,
                                state.<ResumeAnswer>map(ResumeAnswer.Resume::new)
                                        .orElse(UNKNOWN));
                    }
                });
    }

    /** Reads what the session has to go on with; if that fails, it waits for its client again. */
    private CompletionStage<Optional<SmState>> take(XmppConnection connection, String account, Outcome.Hold hold) {
        return grid.read(account, hold, hold.first(), Integer.MAX_VALUE)
                .thenApply(entries -> entries.map(all -> resumed(connection, hold, all)))
                .whenComplete((state, failure) -> {
                    if (failure != null) {
                        grid.submit(account, new Command.Suspend(hold.resource(), hold.lease(), -1, grid.now()));
                    }
                });
    }

    private SmState resumed(XmppConnection connection, Outcome.Hold hold, List<Entry> mailbox) {
        List<XmlElement> stanzas = mailbox.stream().map(Stanzas::forClient).toList();
        SmState state = SmState.parse(hold.state()).withProgress(hold.handled(), hold.acknowledged(), stanzas);
        join(connection, ClientStream.resumed(grid, connection, state.bound(), hold, stanzas));
        return state;
    }

    private void join(XmppConnection connection, ClientStream client) {
        streams.put(connection, client);
        held.put(client.hold().lease(), client);
        connection.closed().thenAccept(reason -> leave(connection)); // it may have ended while we asked
    }

    private void leave(XmppConnection connection) {
        @Nullable ClientStream client = streams.remove(connection);
        if (client != null && !killed) {
            held.remove(client.hold().lease());
            client.closed();
        }
    }

    // From the cluster

    @Override
    public void woken(Wake wake) {
        @Nullable ClientStream client = held.get(wake.lease());
        if (client == null) {
            return; // of an earlier session, or of one that looks into its mailbox when it begins
        }
        if (wake.isGone()) {
            client.superseded();
        } else {
            client.placed(wake.index(), wake.entries());
        }
    }

    @Override
    public void bounced(byte[] stanza) {
        router.bounced(stanza);
    }

    @Override
    public void nodeGone() {
        held.values().forEach(ClientStream::look);
    }

    /** Leaves in order: streams end with system-shutdown, and their clients may resume at other nodes. */
    @Override
    public void close() {
        server.stop().toCompletableFuture().join();
        grid.close();
        end();
    }

    /** Is gone at once, as if the process had been killed: nothing is said to anybody. */
    void kill() {
        killed = true;
        end(); // with a quiet period: without one Netty may leave sockets open
        loops.terminationFuture().syncUninterruptibly();
        grid.terminate();
    }

    private void end() {
        loops.shutdownGracefully(10, 1_000, TimeUnit.MILLISECONDS);
        computations.shutdown();
    }
}
