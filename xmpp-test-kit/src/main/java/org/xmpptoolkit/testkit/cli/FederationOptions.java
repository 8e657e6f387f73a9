package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import org.xmpptoolkit.testkit.endpoint.FederationConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How other servers get in, and where they are. */
final class FederationOptions implements ServiceOptions {
    enum Authentication {
        any(FederationConfig.Authentication.ANY),
        dialback(FederationConfig.Authentication.DIALBACK),
        external(FederationConfig.Authentication.EXTERNAL);

        private final FederationConfig.Authentication chosen;

        Authentication(FederationConfig.Authentication chosen) {
            this.chosen = chosen;
        }
    }

    @Option(
            names = "--s2s-port",
            paramLabel = "P",
            description = "The port for other servers; a free one if not given.")
    private int port;

    @Option(
            names = "--s2s-peer",
            paramLabel = "domain=host:port",
            description = "Where the server of a domain is; it is looked up in the DNS if not given.")
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--s2s-auth",
            paramLabel = "any|dialback|external",
            description =
                    "How servers show who they are; if not given by SASL EXTERNAL, and by dialback where that cannot be.")
    private Authentication authentication = Authentication.any;

    @Option(
            names = "--s2s-bidi",
            description = "Has stanzas flow both ways on one stream (XEP-0288), where both servers do.")
    private boolean bidirectional;

    @ArgGroup(exclusive = false)
    private @Nullable Authority authority;

    /** Whose certificates are believed, and who makes the endpoint's. */
    static final class Authority {
        @Option(
                names = "--authority",
                paramLabel = "FILE",
                required = true,
                description =
                        "The certificate (PEM) of the authority that makes the endpoint's certificates, and whose others"
                                + " are believed; one is made if not given.")
        private Path certificate = Path.of("");

        @Option(
                names = "--authority-key",
                paramLabel = "FILE",
                required = true,
                description = "Its private key (PEM, PKCS #8). For tests only.")
        private Path key = Path.of("");
    }

    @Override
    public void addTo(EndpointBuilder builder, ListenOptions listen) {
        FederationConfig.Builder config = FederationConfig.builder()
                .address(listen.address("--s2s-port", port))
                .authentication(authentication.chosen);
        for (String peer : peers) {
            int equals = peer.indexOf('=');
            if (equals < 1) {
                throw listen.misuse("--s2s-peer needs domain=host:port");
            }
            HostPort server = HostPort.tryParse(peer.substring(equals + 1))
                    .filter(parsed -> parsed.port().isPresent())
                    .orElseThrow(() -> listen.misuse(
                            "--s2s-peer " + peer + " needs host:port behind '=', an IPv6 address in brackets"));
            try {
                config.peer(Jid.ofDomain(peer.substring(0, equals)), server);
            } catch (JidParseException e) {
                throw listen.misuse("--s2s-peer " + peer + ": " + e.getMessage());
            }
        }
        if (bidirectional) {
            config.bidirectional();
        }
        builder.federation(config.build());
        if (authority != null) {
            X509Certificate certificate = ClientFiles.certificate(authority.certificate);
            PrivateKey key = key(authority.key, certificate);
            try {
                builder.authority(certificate, key);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("--authority-key " + authority.key + ": " + e.getMessage()
                        + "; name the one that --authority was made with");
            }
        }
    }

    private static PrivateKey key(Path file, X509Certificate certificate) {
        try {
            String pem = Files.readString(file, StandardCharsets.US_ASCII)
                    .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new CommandFailure("file " + file
                    + " cannot be read as the authority's key: give a private key of PKCS #8 in PEM form, unencrypted");
        }
    }
}
