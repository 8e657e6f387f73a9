package org.xmpptoolkit.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.testkit.StreamPair;

/** Logins of a client at a server, both in memory. */
final class Logins {
    static final Jid DOMAIN = Jid.ofDomain("im.example.com");
    static final String PASSWORD = "r0m30myr0m30";
    static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};
    static final int ITERATIONS = 4096;

    private static final SaltedCredentials STORED =
            SaltedCredentials.of(ScramHash.SHA_256, PASSWORD.toCharArray(), SALT, ITERATIONS);
    private static final SaslServerConfig STORES_ONE = SaslServerConfig.builder()
            .mechanisms(List.of(SaslMechanism.SCRAM_SHA_256))
            .build();
    private static final List<StreamFeature.Receiving> FEATURES =
            List.of(new StartTls(), Sasl.server(STORES_ONE), ResourceBinding.server());

    private static final List<Language> LANGUAGES = List.of(Language.of("en"));
    private static final Map<TlsPolicy, StreamConfig> SERVERS =
            Map.of(TlsPolicy.NONE, config(TlsPolicy.NONE), TlsPolicy.REQUIRED, config(TlsPolicy.REQUIRED));

    private Logins() {}

    /** A server's stream; those of one policy share their configuration, as a server's do. */
    static XmppStream server(TlsPolicy policy) {
        return XmppStream.receiving(Objects.requireNonNull(SERVERS.get(policy), "policy"));
    }

    private static StreamConfig config(TlsPolicy policy) {
        return StreamConfig.builder()
                .tlsPolicy(policy)
                .hosts(offered -> new HeaderAnswer.Serve(DOMAIN, FEATURES, LANGUAGES))
                .build();
    }

    /** A client's stream, with or without STARTTLS, SCRAM-SHA-256, and the resource that it asks for. */
    static XmppStream client(String user, TlsPolicy policy, boolean askComputations) {
        StreamConfig config = StreamConfig.builder()
                .to(DOMAIN)
                .tlsPolicy(policy)
                .askComputations(askComputations)
                .build();
        return XmppStream.initiating(
                config,
                List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(user, PASSWORD.toCharArray())),
                        ResourceBinding.request("balcony")));
    }

    /** The two, whose server knows every account and binds every resource. */
    static StreamPair.Builder pair(XmppStream client, XmppStream server) {
        return StreamPair.of(client, server)
                .answering(CredentialsRequested.class, request -> Optional.of(STORED))
                .answering(
                        BindRequested.class,
                        request -> new BindAnswer.Bound(request.account()
                                .withResourcepart(request.resourcepart().orElseThrow())));
    }
}
