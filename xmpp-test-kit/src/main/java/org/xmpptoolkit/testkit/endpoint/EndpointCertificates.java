package org.xmpptoolkit.testkit.endpoint;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xmpptoolkit.jid.Jid;

/** An authority and a certificate for the endpoint's domains, made on the spot and valid for a day. */
final class EndpointCertificates {
    private final X509Bundle authority;
    private final SslContext context;

    private EndpointCertificates(X509Bundle authority, SslContext context) {
        this.authority = authority;
        this.context = context;
    }

    static EndpointCertificates make(List<Jid> domains) {
        try {
            Instant now = Instant.now();
            CertificateBuilder common = new CertificateBuilder()
                    .ecp256()
                    .notBefore(now.minus(Duration.ofHours(1)))
                    .notAfter(now.plus(Duration.ofDays(1)));
            X509Bundle authority = common.copy()
                    .subject("CN=XMPP test endpoint authority")
                    .setIsCertificateAuthority(true)
                    .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                    .buildSelfSigned();
            CertificateBuilder leaf = common.copy()
                    .subject("CN=XMPP test endpoint")
                    .setKeyUsage(true, KeyUsage.digitalSignature)
                    .addExtendedKeyUsageServerAuth();
            for (Jid domain : domains) {
                leaf.addSanDnsName(domain.domainpartToAscii());
            }
            X509Bundle certificate = leaf.buildIssuedBy(authority);
            SslContext context = SslContextBuilder.forServer(certificate.toKeyManagerFactory())
                    .sslProvider(SslProvider.JDK)
                    .build();
            return new EndpointCertificates(authority, context);
        } catch (Exception e) { // what the builder declares; with fixed algorithms of the JDK, none of it is expected
            throw new IllegalStateException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    SslContext context() {
        return context;
    }

    /** The authority's certificate. */
    X509Bundle authority() {
        return authority;
    }
}
