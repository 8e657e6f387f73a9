package org.xmpptoolkit.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** A client and a server in memory, with STARTTLS, SASL and binding. The account is juliet@im.example.com. */
final class Logins {
    static final Jid DOMAIN = Jid.ofDomain("im.example.com");
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};

    private Logins() {}

    static StreamPair.Builder pair(String password, List<SaslMechanism> mechanisms) {
        StreamConfig client =
                StreamConfig.builder().to(DOMAIN).tlsPolicy(TlsPolicy.REQUIRED).build();
        SaslClientPolicy policy =
                SaslClientPolicy.builder().mechanisms(mechanisms).build();
        List<StreamFeature.Initiating> ours = List.of(
                new StartTls(),
                Sasl.client(SaslCredentials.of("juliet", password.toCharArray()), policy),
                ResourceBinding.request("balcony"));
        List<StreamFeature.Receiving> theirs = List.of(new StartTls(), Sasl.server(), ResourceBinding.server());
        Function<HeaderOffered, HeaderAnswer> hosts =
                offered -> new HeaderAnswer.Serve(DOMAIN, theirs, List.of(Language.of("en")));
        StreamConfig server = StreamConfig.builder().hosts(hosts).build();
        return StreamPair.of(XmppStream.initiating(client, ours), XmppStream.receiving(server))
                .answering(CredentialsRequested.class, Logins::credentials)
                .answering(
                        BindRequested.class,
                        request -> new BindAnswer.Bound(request.account()
                                .withResourcepart(request.resourcepart().orElse("made"))));
    }

    private static Optional<SaltedCredentials> credentials(CredentialsRequested request) {
        ScramHash hash = request.hashes().get(0);
        return request.account().equals(DOMAIN.withLocalpart("juliet"))
                ? Optional.of(SaltedCredentials.of(hash, "r0m30".toCharArray(), SALT, 4096))
                : Optional.empty();
    }
}
