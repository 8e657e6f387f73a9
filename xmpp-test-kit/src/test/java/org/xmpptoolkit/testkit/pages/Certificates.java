package org.xmpptoolkit.testkit.pages;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/** A certificate of an authority of its own. */
final class Certificates {
    private static final X509Bundle AUTHORITY = authority();

    private Certificates() {}

    private static X509Bundle authority() {
        try {
            return new CertificateBuilder()
                    .subject("CN=authority of the pages")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server of a domain shows. */
    static SslContext server(String domain) throws Exception {
        X509Bundle leaf = new CertificateBuilder()
                .subject("CN=" + domain)
                .addSanDnsName(domain)
                .buildIssuedBy(AUTHORITY);
        return SslContextBuilder.forServer(leaf.getKeyPair().getPrivate(), leaf.getCertificatePathWithRoot())
                .build();
    }

    /** The authority, as a file of the kind that {@code trust} takes. */
    static String authorityPem() {
        return AUTHORITY.getCertificatePEM();
    }
}
