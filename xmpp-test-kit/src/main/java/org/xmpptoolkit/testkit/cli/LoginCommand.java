package org.xmpptoolkit.testkit.cli;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.WireLog;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;
import org.xmpptoolkit.testkit.mutant.StayingClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmpp login}: logs in to a server and leaves. */
@Command(
        name = "login",
        description = {
            "Logs in to a server over TCP and TLS or over WebSocket, binds a resource, and leaves.",
            "SASL2 with Bind 2 is used where it is offered.",
            "Prints one line: the SASL mechanism, the TLS version, and the address that was bound."
        })
final class LoginCommand implements Callable<Integer> {
    private static final Pattern MECHANISM =
            Pattern.compile("<auth(enticate)?\\b[^>]*\\bmechanism=[\"']([^\"']+)[\"']");

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--server", paramLabel = "HOST:PORT", description = "Where it listens.")
    private @Nullable String server;

    @Option(
            names = "--websocket",
            paramLabel = "URI",
            description =
                    "Its WebSocket, in place of --server: wss://HOST/PATH, or ws://HOST/PATH without TLS (RFC 7395).")
    private @Nullable URI webSocket;

    @Option(names = "--domain", paramLabel = "D", description = "The domain that it serves; HOST if not given.")
    private @Nullable String domain;

    @Option(names = "--user", paramLabel = "U", description = "The localpart to log in with; none for ANONYMOUS.")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "F", description = "A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--mechanism",
            paramLabel = "M",
            description = "The SASL mechanism to use; the best on offer if not given.")
    private @Nullable String mechanism;

    @Option(names = "--without-sasl2", description = "SASL and binding of RFC 6120, also where SASL2 is offered.")
    private boolean withoutSasl2;

    @Option(names = "--direct-tls", description = "TLS from the first octet on (XEP-0368), not STARTTLS.")
    private boolean directTls;

    @Option(names = "--cert", paramLabel = "F", description = "A client certificate (PEM) to show, for EXTERNAL.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "F", description = "Its private key (PEM, PKCS #8).")
    private @Nullable Path key;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust these certificates (PEM) instead of those of the JDK.")
    private @Nullable Path authorities;

    @Option(
            names = "--stay",
            description = {
                "Stays until the server closes the stream, or a message says 'leave': says that it is available, pings itself and"
                        + " answers requests. With it check can judge the toolkit's client."
            })
    private boolean stay;

    LoginCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        if ((server == null) == (webSocket == null)) {
            throw misuse("give --server or --websocket");
        }
        XmppClient.Builder builder = XmppClient.builder();
        String where = webSocket != null ? webSocket(builder, webSocket) : host(builder, String.valueOf(server));
        Jid served = served(where);
        AtomicReference<String> used = new AtomicReference<>("no mechanism");
        List<StreamFeature.Initiating> features = features(served); // says first what is wrong with the name
        XmppClient client = builder.config(config(served))
                .features(features)
                .trust(tls())
                .listener(stay ? new StayingClient() : (connection, notice) -> {})
                .wireLog((connection, direction, text) -> {
                    Matcher auth = MECHANISM.matcher(text);
                    if (direction == WireLog.Direction.SENT && auth.find()) {
                        used.set(auth.group(2) + (auth.group(1) == null ? "" : " by SASL2"));
                    }
                })
                .build();
        try {
            XmppConnection connection = client.connect().toCompletableFuture().get();
            StreamState state = connection.state();
            if (!stay) {
                connection.close().toCompletableFuture().get();
            }
            streams.out()
                    .println("ok: " + used.get() + ", "
                            + state.tls().map(TlsSession::protocol).orElse("no TLS") + ", "
                            + state.bound().map(Jid::toString).orElse("no address"));
            if (stay) {
                streams.flush();
                streams.out()
                        .println("closed: "
                                + connection.closed().toCompletableFuture().get());
            }
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            throw cause instanceof StreamEndedException ended
                    ? new CommandFailure("cannot log in to " + served + " at "
                            + (webSocket != null ? webSocket : server) + ": " + ended.getMessage())
                    : new IllegalStateException(cause == null ? e : cause);
        }
        streams.flush();
        return 0;
    }

    /** SASL2 wants to know who comes before it says how (XEP-0388 section 2.1). */
    private StreamConfig config(Jid served) {
        StreamConfig.Builder config = StreamConfig.builder().to(served).tlsPolicy(policy());
        if (user != null) {
            config.from(account(served, user));
        }
        return config.build();
    }

    private Jid account(Jid served, String user) {
        try {
            return served.withLocalpart(user);
        } catch (JidParseException e) {
            throw misuse("--user " + user + ": " + e.getMessage());
        }
    }

    private List<StreamFeature.Initiating> features(Jid served) {
        SaslCredentials credentials = credentials(served);
        SaslClientPolicy policy =
                SaslClientPolicy.builder().mechanisms(mechanisms()).build();
        StreamFeature.Initiating sasl2 = Sasl2.client(credentials)
                .policy(policy)
                .inline(Bind2.request("xmpp-login"))
                .build();
        StreamFeature.Initiating management =
                StreamManagement.enable(SmConfig.builder().build());
        return Stream.of(new StartTls(), sasl2, Sasl.client(credentials, policy), ResourceBinding.request(), management)
                .filter(feature -> !withoutSasl2 || !feature.equals(sasl2))
                .filter(feature -> stay || !feature.equals(management)) // who leaves at once has nothing to acknowledge
                .toList();
    }

    /** Sets where to connect to, and gives the host. */
    private String host(XmppClient.Builder builder, String server) {
        HostPort where = HostPort.tryParse(server)
                .filter(parsed -> parsed.port().isPresent())
                .orElseThrow(() -> misuse("--server needs HOST:PORT, an IPv6 address in brackets"));
        builder.host(where.host()).port(where.port().getAsInt());
        return where.host();
    }

    private String webSocket(XmppClient.Builder builder, URI uri) {
        if (directTls) {
            throw misuse("--direct-tls is for --server; a wss URI has TLS anyhow");
        }
        try {
            builder.webSocket(uri);
        } catch (IllegalArgumentException e) {
            throw misuse("--websocket: " + e.getMessage());
        }
        return uri.getHost();
    }

    private TlsPolicy policy() {
        if (webSocket != null && "ws".equalsIgnoreCase(webSocket.getScheme())) {
            return TlsPolicy.NONE;
        }
        return directTls ? TlsPolicy.DIRECT : TlsPolicy.REQUIRED;
    }

    private Jid served(String host) {
        String name = domain == null ? host : domain;
        try {
            return Jid.ofDomain(name);
        } catch (JidParseException e) {
            throw misuse("--domain " + name + ": " + e.getMessage());
        }
    }

    private List<SaslMechanism> mechanisms() {
        if (mechanism == null) {
            return List.of(SaslMechanism.values());
        }
        return List.of(SaslMechanism.ofWireName(mechanism)
                .orElseThrow(() -> misuse("--mechanism " + mechanism + " is none of "
                        + Stream.of(SaslMechanism.values())
                                .map(SaslMechanism::wireName)
                                .collect(Collectors.joining(", ")))));
    }

    private SaslCredentials credentials(Jid served) {
        if ((certificate == null) != (key == null)) {
            throw misuse("--cert and --key go together");
        }
        if (user == null) {
            if (!mechanisms().equals(List.of(SaslMechanism.ANONYMOUS))) {
                throw misuse("--user is missing; only --mechanism ANONYMOUS does without");
            }
            return SaslCredentials.anonymous();
        }
        Optional<List<Jid>> named = Optional.ofNullable(certificate)
                .map(file -> PeerIdentities.of(ClientFiles.certificate(file)).addresses());
        try {
            if (passwordFile != null) {
                SaslCredentials byPassword = SaslCredentials.of(user, ClientFiles.password(passwordFile));
                return named.map(byPassword::withCertificate).orElse(byPassword);
            }
            return SaslCredentials.external(
                    account(served, user),
                    named.orElseThrow(() -> misuse("give --password-file, or --cert and --key")));
        } catch (IllegalArgumentException e) {
            throw misuse("--user " + user + ": " + e.getMessage());
        }
    }

    private SslContext tls() {
        SslContextBuilder context =
                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).trustManager(ClientFiles.trust(authorities));
        if (certificate != null && key != null) {
            try {
                context.keyManager(certificate.toFile(), key.toFile());
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("files " + certificate + " and " + key
                        + " cannot be read as a certificate and its key in PEM form: " + e.getMessage());
            }
        }
        try {
            return context.build();
        } catch (SSLException e) {
            throw new CommandFailure("TLS cannot be set up: " + e.getMessage());
        }
    }

    private ParameterException misuse(String message) {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
