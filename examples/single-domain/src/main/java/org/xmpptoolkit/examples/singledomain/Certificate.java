package org.xmpptoolkit.examples.singledomain;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.xmpptoolkit.jid.Jid;

/**
 * What a server shows in TLS.
 *
 * @param context the certificate and its key
 * @param authority the certificate of the authority that has to be trusted, in PEM form, where it was made here
 */
record Certificate(SslContext context, Optional<String> authority) {
    private static final Duration VALIDITY = Duration.ofDays(1);

    /**
     * Reads one, with those above it, as an authority gives it.
     *
     * @throws IOException if the files do not hold that, in PEM form and PKCS #8
     */
    static Certificate read(Path chain, Path key) throws IOException {
        try {
            return new Certificate(
                    SslContextBuilder.forServer(chain.toFile(), key.toFile())
                            .sslProvider(SslProvider.JDK)
                            .build(),
                    Optional.empty());
        } catch (IllegalArgumentException | SSLException e) {
            throw new IOException(
                    "files " + chain + " and " + key
                            + " are no certificate and its key in PEM form: check --cert and --key",
                    e);
        }
    }

    /** Makes one for trials, valid for a day, from an authority that is made too and forgotten. */
    static Certificate make(Jid domain) throws IOException {
        try {
            X509Bundle authority = valid("CN=Example authority")
                    .setIsCertificateAuthority(true)
                    .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                    .buildSelfSigned();
            X509Bundle server = valid("CN=Example server")
                    .addSanDnsName(domain.domainpartToAscii())
                    .addExtendedKeyUsageServerAuth()
                    .buildIssuedBy(authority);
            SslContext context = SslContextBuilder.forServer(server.toKeyManagerFactory())
                    .sslProvider(SslProvider.JDK)
                    .build();
            return new Certificate(context, Optional.of(authority.getCertificatePEM()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("no certificate can be made: " + e.getMessage(), e);
        } catch (Exception e) { // what the builder declares
            throw new IllegalStateException(e);
        }
    }

    private static CertificateBuilder valid(String subject) {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .notBefore(now.minus(Duration.ofHours(1)))
                .notAfter(now.plus(VALIDITY));
    }
}
