package org.xmpptoolkit.netty;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;

/** Certificates made for the tests. */
final class Certificates {
    static final X509Bundle AUTHORITY = authority("CN=Test authority");

    private Certificates() {}

    static X509Bundle authority(String subject) {
        try {
            return new CertificateBuilder()
                    .ecp256()
                    .subject(subject)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    static X509Bundle leaf(String domain) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=leaf")
                .addSanDnsName(domain)
                .buildIssuedBy(AUTHORITY);
    }

    static X509Bundle expired(String domain) throws Exception {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=leaf")
                .addSanDnsName(domain)
                .notBefore(now.minus(Duration.ofDays(3)))
                .notAfter(now.minus(Duration.ofDays(1)))
                .buildIssuedBy(AUTHORITY);
    }

    static SslContext server(X509Bundle leaf, String... protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        leaf.getKeyPair().getPrivate(), leaf.getCertificatePath())
                .sslProvider(SslProvider.JDK);
        return (protocols.length == 0 ? builder : builder.protocols(protocols)).build();
    }
}
