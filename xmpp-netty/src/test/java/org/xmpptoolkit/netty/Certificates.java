package org.xmpptoolkit.netty;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
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

    static CertificateBuilder leaf() {
        return new CertificateBuilder().ecp256().subject("CN=leaf");
    }

    static X509Bundle leaf(String domain) throws Exception {
        return leaf().addSanDnsName(domain).buildIssuedBy(AUTHORITY);
    }

    /** The value of a name of its own kind, in DER. */
    static byte[] ia5String(String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = new byte[2 + octets.length];
        encoded[0] = 0x16;
        encoded[1] = (byte) octets.length;
        System.arraycopy(octets, 0, encoded, 2, octets.length);
        return encoded;
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
