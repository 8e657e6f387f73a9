package org.xmpptoolkit.examples.singledomain;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.Deadlines;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** A server for one domain. Thread-safe. */
public final class DomainServer implements AutoCloseable {
    private static final List<SaslMechanism> MECHANISMS =
            List.of(SaslMechanism.SCRAM_SHA_512, SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_1);
    /** A space now and then shows which peers are there no more. */
    private static final Deadlines DEADLINES =
            Deadlines.builder().keepalive(Duration.ofMinutes(5)).build();

    private final Jid domain;
    private final List<StreamFeature.Receiving> features;
    private final XmppServer server;

    private DomainServer(Jid domain, Accounts accounts, SslContext certificate, InetSocketAddress address) {
        this.domain = domain;
        SaslServerConfig sasl =
                SaslServerConfig.builder().mechanisms(MECHANISMS).build();
        this.features = List.of(new StartTls(), Sasl.server(sasl), ResourceBinding.server(), new LegacySession());
        this.server = XmppServer.builder()
                .address(address)
                .certificate(certificate)
                .config(StreamConfig.builder().from(domain).hosts(this::host).build())
                .deadlines(DEADLINES)
                .listener(new ServerListener(accounts, new Router(domain)))
                .build();
    }

    /**
     * Starts a server.
     *
     * @param domain the domain that it serves
     * @param passwords the localparts of its accounts, and their passwords
     * @param certificate what it shows in TLS
     * @param address where to listen
     * @throws IOException if it cannot listen there
     * @throws IllegalArgumentException if a localpart or a password cannot be prepared
     */
    public static DomainServer start(
            Jid domain, Map<String, char[]> passwords, SslContext certificate, InetSocketAddress address)
            throws IOException {
        Accounts accounts = new Accounts();
        passwords.forEach((localpart, password) -> accounts.put(domain.withLocalpart(localpart), password));
        DomainServer made = new DomainServer(domain, accounts, certificate, address);
        try {
            made.server.start().toCompletableFuture().join();
            return made;
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private HeaderAnswer host(HeaderOffered offered) {
        return offered.header().to().filter(domain::equals).isPresent()
                ? new HeaderAnswer.Serve(domain, features, List.of(Language.of("en")))
                : new HeaderAnswer.Refuse(StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(domain));
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    /** Stops to listen, ends every stream with {@code system-shutdown}, and waits for that, for some seconds at most. */
    @Override
    public void close() {
        server.stop().toCompletableFuture().join();
    }
}
