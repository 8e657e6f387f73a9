package org.xmpptoolkit.testkit.check;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** A server over TCP that has the features that it is given, and routes nothing. Each account has its own name as password. */
final class LimitedServer implements XmppListener, AutoCloseable {
    static final Jid DOMAIN = Jid.ofDomain("localhost");

    private final X509Bundle authority;
    private final XmppServer server;

    LimitedServer(List<StreamFeature.Receiving> features) {
        this(features, "localhost", Duration.ZERO);
    }

    /**
     * A server.
     *
     * @param features what it offers
     * @param name the name in its certificate
     * @param expired how long ago that expired; zero if it did not
     */
    LimitedServer(List<StreamFeature.Receiving> features, String name, Duration expired) {
        try {
            Instant now = Instant.now();
            authority = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=Test authority")
                    .notBefore(now.minus(Duration.ofDays(9)))
                    .notAfter(now.plus(Duration.ofDays(1)))
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            X509Bundle leaf = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=leaf")
                    .notBefore(now.minus(Duration.ofDays(8)))
                    .notAfter(expired.isZero() ? now.plus(Duration.ofHours(1)) : now.minus(expired))
                    .addSanDnsName(name)
                    .buildIssuedBy(authority);
            server = XmppServer.builder()
                    .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .config(StreamConfig.builder()
                            .from(DOMAIN)
                            .hosts(offered -> new HeaderAnswer.Serve(DOMAIN, features, List.of(Language.of("en"))))
                            .build())
                    .certificate(SslContextBuilder.forServer(leaf.toKeyManagerFactory())
                            .sslProvider(SslProvider.JDK)
                            .build())
                    .listener(this)
                    .build();
        } catch (Exception impossible) { // what the builder declares
            throw new AssertionError(impossible);
        }
        server.start().toCompletableFuture().join();
    }

    @Override
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the prompt's class fixes the answer's
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof CredentialsRequested request) {
            char[] password = request.account().localpart().orElseThrow().toCharArray();
            connection.reply(
                    (StreamEvent.Asked<Optional<SaltedCredentials>>) asked,
                    Optional.of(SaltedCredentials.of(request.hashes().get(0), password)));
        } else if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof BindRequested request) {
            connection.reply(
                    (StreamEvent.Asked<BindAnswer>) asked,
                    new BindAnswer.Bound(request.account().withResourcepart("bound")));
        }
    }

    Target.Builder target() {
        return target(authority.toTrustManagerFactory());
    }

    Target.Builder target(TrustManagerFactory trust) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        return Target.builder(address, DOMAIN, trust).patience(Duration.ofSeconds(30));
    }

    /** How many connections do not end within two seconds. */
    int connectionsLeft() throws InterruptedException, ExecutionException {
        int left = 0;
        for (XmppConnection connection : server.connections()) {
            try {
                connection.closed().toCompletableFuture().get(2, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                left++;
            }
        }
        return left;
    }

    @Override
    public void close() {
        server.stop().toCompletableFuture().join();
    }
}
