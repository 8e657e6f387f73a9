package org.xmpptoolkit.stream;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Scenario.Answer;
import org.xmpptoolkit.stream.Scenario.Part;
import org.xmpptoolkit.stream.Scenario.Who;
import org.xmpptoolkit.stream.feature.AnonymousRequested;
import org.xmpptoolkit.stream.feature.AuthorizationRequested;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ExternalRequested;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslDecision;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.framing.Framing;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;

/** The streams of a {@link Scenario}, and the applications' answers. The account is juliet@im.example.com. */
final class ScenarioEntities {
    static final Jid DOMAIN = Jid.parse("im.example.com");
    static final Jid JULIET = Jid.parse("juliet@im.example.com");
    static final Jid ROMEO = Jid.parse("romeo@im.example.com");
    /** Octets that an element may have where limits are small. */
    static final int SMALL = 4_000;

    static final String PASSWORD = "r0m30";
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};
    /** One iteration: what the laws say does not depend on how long a key takes. */
    private static final Map<ScramHash, SaltedCredentials> STORED =
            Stream.of(ScramHash.values()).collect(Collectors.toUnmodifiableMap(hash -> hash, ScenarioEntities::stored));

    /** Any certificate: what it says is the application's to read. */
    private static final X509Certificate CERTIFICATE = certificate("""
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUMpqsjQYe24KiDSaN6n2Q3US13RkwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjQxODI4MjlaGA8yMTI2MTAzMTE4Mjgy
            OVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEBS
            1IXh1aSmvge1n++FxmMRvZc5FUzs6NCCQclYANHzpP1KrwbLbugtfxHDR+PPnvpU
            Q+MIk1EbFnR/EJSS3iCjUzBRMB0GA1UdDgQWBBQNkpW9azqZAoV57j3IzlkpUiFc
            BTAfBgNVHSMEGDAWgBQNkpW9azqZAoV57j3IzlkpUiFcBTAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIDFZgY9OfqGNj1kUGnYYd9O4WHRBo9BpeyZZ
            RVqRLFywAiEAjuwvV1hfCGBnnSAIphd9PFnP+gdylpBFy0+hJXDN6RI=
            -----END CERTIFICATE-----
            """);

    private final Scenario scenario;
    private final Framing framing;
    private int headers;
    private int made;

    ScenarioEntities(Scenario scenario, Framing framing) {
        this.scenario = scenario;
        this.framing = framing;
    }

    private static X509Certificate certificate(String text) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private static SaltedCredentials stored(ScramHash hash) {
        String name = hash.hashName().replace("-", "");
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmac" + name)
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), SALT, 1, hash.octets() * 8))
                    .getEncoded();
            byte[] storedKey = MessageDigest.getInstance(hash.hashName()).digest(hmac(name, salted, "Client Key"));
            return SaltedCredentials.ofKeys(hash, SALT, 1, storedKey, hmac(name, salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(String hash, byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("Hmac" + hash);
        mac.init(new SecretKeySpec(key, "Hmac" + hash));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    XmppStream initiator() {
        Scenario.Initiator wants = scenario.initiator();
        StreamConfig.Builder config = config(wants.options()).to(DOMAIN).tlsPolicy(wants.tls());
        if (wants.login().namesItself() && wants.login().who() != Who.ANONYMOUS) {
            config.from(wants.login().who() == Who.NOBODY ? ROMEO : JULIET);
        }
        List<StreamFeature.Initiating> features = new ArrayList<>();
        for (Part part : wants.parts()) {
            switch (part) {
                case STARTTLS -> features.add(new StartTls());
                case SASL -> features.add(Sasl.client(credentials(wants.login()), policy(wants.login())));
                case BINDING ->
                    features.add(wants.wish().map(ResourceBinding::request).orElseGet(ResourceBinding::request));
                case ACKS, RESUMPTION -> features.add(StreamManagement.enable(management(part)));
                case SASL2 -> features.add(sasl2(wants));
                case SESSION, INFORMATIONAL, BIND2 -> {}
            }
        }
        return XmppStream.initiating(config.build(), features);
    }

    private static StreamFeature.Initiating sasl2(Scenario.Initiator wants) {
        Sasl2.ClientBuilder sasl2 = Sasl2.client(credentials(wants.login())).policy(policy(wants.login()));
        if (wants.parts().contains(Part.BIND2)) {
            StreamFeature.Initiating[] managed = wants.parts().stream()
                    .filter(part -> part == Part.ACKS || part == Part.RESUMPTION)
                    .map(part -> StreamManagement.enable(management(part)))
                    .toArray(StreamFeature.Initiating[]::new);
            sasl2.inline(wants.wish().map(tag -> Bind2.request(tag, managed)).orElseGet(() -> Bind2.request(managed)));
        }
        return sasl2.build();
    }

    private StreamConfig.Builder config(Scenario.Options options) {
        StreamConfig.Builder config = StreamConfig.builder()
                .framing(framing)
                .languages(List.of(Language.of(options.language())))
                .stanzasBeforeBinding(options.early())
                .askComputations(options.late());
        return options.small()
                ? config.limits(StreamLimits.builder().elementOctets(SMALL).build())
                : config;
    }

    private static SmConfig management(Part part) {
        return SmConfig.builder()
                .resumable(part == Part.RESUMPTION)
                .requestAfter(3)
                .held(8, 1_000_000)
                .build();
    }

    private static SaslCredentials credentials(Scenario.Login login) {
        List<Jid> named = List.of(login.who() == Who.CERTIFICATE_OF_NOBODY ? ROMEO : JULIET);
        return switch (login.who()) {
            case RIGHT -> SaslCredentials.of("juliet", PASSWORD.toCharArray());
            case WRONG_PASSWORD -> SaslCredentials.of("juliet", "wrong".toCharArray());
            case NOBODY -> SaslCredentials.of("romeo", PASSWORD.toCharArray());
            case AS_ANOTHER ->
                SaslCredentials.of("juliet", PASSWORD.toCharArray()).withAuthorizationIdentity(ROMEO);
            case ANONYMOUS -> SaslCredentials.anonymous();
            case CERTIFICATE, CERTIFICATE_OF_NOBODY -> SaslCredentials.external(named.get(0), named);
            case CERTIFICATE_AND_PASSWORD ->
                SaslCredentials.of("juliet", PASSWORD.toCharArray()).withCertificate(named);
        };
    }

    private static SaslClientPolicy policy(Scenario.Login login) {
        return SaslClientPolicy.builder()
                .mechanisms(login.mechanisms())
                .plain(login.plain())
                .iterations(login.strict() ? 4_096 : 1, 1_000_000)
                .build();
    }

    XmppStream receiver() {
        Scenario.Receiver wants = scenario.receiver();
        StreamConfig.Builder config =
                config(wants.options()).tlsPolicy(wants.tls()).fromPolicy(wants.from());
        if (!wants.options().late()) {
            config.hosts(this::answer);
        }
        return XmppStream.receiving(config.build());
    }

    private HeaderAnswer answer(HeaderOffered offered) {
        Scenario.Receiver wants = scenario.receiver();
        Answer answer = headers < wants.headers().size() ? wants.headers().get(headers) : Answer.SERVE;
        headers++;
        boolean bare = (wants.tls() == TlsPolicy.REQUIRED || wants.tls() == TlsPolicy.DIRECT)
                && !offered.state().secure();
        if (answer == Answer.REFUSE) {
            return new HeaderAnswer.Refuse(StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(DOMAIN));
        }
        if (answer == Answer.REDIRECT && !bare) {
            return new HeaderAnswer.Refuse(
                    StreamError.seeOtherHost(HostPort.parse("other.example.com:5222")), Optional.empty());
        }
        return new HeaderAnswer.Serve(
                DOMAIN,
                wants.parts().stream().map(this::offered).toList(),
                List.of(Language.of("en"), Language.of("de")));
    }

    private StreamFeature.Receiving offered(Part part) {
        Scenario.Receiver wants = scenario.receiver();
        return switch (part) {
            case STARTTLS -> new StartTls();
            case SASL -> Sasl.server(sasl());
            case SASL2 ->
                wants.parts().contains(Part.BIND2) ? Sasl2.server(sasl(), offered(Part.BIND2)) : Sasl2.server(sasl());
            case BIND2 ->
                Bind2.server(wants.parts().stream()
                        .filter(inner -> inner == Part.ACKS || inner == Part.RESUMPTION)
                        .map(this::offered)
                        .toArray(StreamFeature.Receiving[]::new));
            case BINDING -> ResourceBinding.server();
            case SESSION -> new LegacySession();
            case ACKS, RESUMPTION -> StreamManagement.server(management(part));
            case INFORMATIONAL -> new StreamFeature.Informational(XmlElement.of("urn:xmpp:features:rosterver", "ver"));
        };
    }

    private SaslServerConfig sasl() {
        Scenario.Receiver wants = scenario.receiver();
        return SaslServerConfig.builder()
                .mechanisms(wants.mechanisms())
                .retries(wants.retries())
                .askAuthorization(wants.refusesAccount().isPresent())
                .unknownAccounts(1, SALT.length)
                .build();
    }

    /** What an application, or a driver, answers. */
    Object answer(Prompt<?> prompt) {
        if (prompt instanceof Computation<?> computation) {
            return computation.compute();
        }
        if (prompt instanceof HeaderOffered offered) {
            return answer(offered);
        }
        if (prompt instanceof CredentialsRequested request) {
            return stored(request);
        }
        if (prompt instanceof ExternalRequested request) {
            List<Jid> named = List.of(scenario.initiator().login().who() == Who.CERTIFICATE_OF_NOBODY ? ROMEO : JULIET);
            return request.decide(named, JULIET::equals);
        }
        if (prompt instanceof AnonymousRequested request) {
            return new SaslDecision.Accept(request.domain().withLocalpart("guest"));
        }
        if (prompt instanceof AuthorizationRequested request) {
            return scenario.receiver().refusesAccount().orElse(false)
                    ? SaslDecision.refuse(SaslFailureCondition.ACCOUNT_DISABLED)
                    : new SaslDecision.Accept(request.requested());
        }
        if (prompt instanceof BindRequested request) {
            return bind(request);
        }
        throw new AssertionError("nobody expects " + prompt);
    }

    /** What is stored of juliet, whose password is {@link #PASSWORD}, and of nobody else. */
    static Optional<SaltedCredentials> stored(CredentialsRequested request) {
        return Optional.ofNullable(STORED.get(request.hashes().get(0)))
                .filter(stored -> request.account().equals(JULIET));
    }

    private Object bind(BindRequested request) {
        Scenario.Binding binding = scenario.receiver().binding();
        BindingPolicy.Builder policy = BindingPolicy.builder()
                .conflict(binding.conflict())
                .refuseMalformed(binding.strict())
                .resourceparts(() -> "made-" + ++made);
        if (binding.one()) {
            policy.resources(1);
        }
        return policy.build()
                .decide(request, binding.taken() ? Set.of("balcony") : Set.of())
                .answer();
    }

    TlsSession initiatorTls() {
        Scenario.Secure tls = scenario.secure();
        TlsSession.Builder session = TlsSession.builder(
                tls.protocol(), tls.trusts() ? TlsSession.PathTrust.VERIFIED : TlsSession.PathTrust.UNVERIFIED);
        tls.initiator().forEach(type -> session.binding(type, octets(type, "one")));
        if (scenario.initiator().login().who().certified) {
            session.local(List.of(CERTIFICATE));
        }
        return session.build();
    }

    TlsSession receiverTls() {
        Scenario.Secure tls = scenario.secure();
        boolean shown = scenario.initiator().login().who().certified;
        TlsSession.PathTrust trust = tls.trusted() ? TlsSession.PathTrust.VERIFIED : TlsSession.PathTrust.UNVERIFIED;
        TlsSession.Builder session = TlsSession.builder(tls.protocol(), shown ? trust : TlsSession.PathTrust.ABSENT);
        tls.receiver().forEach(type -> session.binding(type, octets(type, tls.intercepted() ? "another" : "one")));
        if (shown) {
            session.peer(List.of(CERTIFICATE));
        }
        return session.build();
    }

    private static byte[] octets(ChannelBindingType type, String session) {
        return (type.wireName() + session).getBytes(StandardCharsets.US_ASCII);
    }
}
