package org.xmpptoolkit.testkit.endpoint;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.ClientCertificates;
import org.xmpptoolkit.netty.ServerCertificates;

/** A certificate for the endpoint's domains, made on the spot and valid for a day, and its authority, made too unless given. */
final class EndpointCertificates {
    private static final String XMPP_ADDR_OID = "1.3.6.1.5.5.7.8.5"; // RFC 6120 section 13.7.1.4
    private static final int UTF8_STRING = 0x0C;
    private static final int SHORT_LENGTH = 0x7F;
    private static final int TWO_OCTETS_OF_LENGTH = 0x82;

    private final X509Bundle authority;
    private final X509Bundle certificate;

    private EndpointCertificates(X509Bundle authority, X509Bundle certificate) {
        this.authority = authority;
        this.certificate = certificate;
    }

    /**
     * An authority that is there already.
     *
     * @throws IllegalArgumentException if the key is not that of the certificate
     */
    static X509Bundle authority(X509Certificate certificate, PrivateKey key) {
        if (!belong(certificate, key)) {
            throw new IllegalArgumentException(
                    "the private key is not that of the certificate of " + certificate.getSubjectX500Principal());
        }
        return X509Bundle.fromRootCertificateAuthority(certificate, new KeyPair(certificate.getPublicKey(), key));
    }

    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        String algorithm = key.getAlgorithm();
        byte[] probe = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> algorithm; // EdDSA is called as its keys are
                    });
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) { // keys of two kinds, or of a kind that cannot sign
            return false;
        }
    }

    private static X509Bundle newAuthority() throws Exception {
        return common().subject("CN=XMPP test endpoint authority")
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                .buildSelfSigned();
    }

    static EndpointCertificates make(List<Jid> domains, InetAddress address, Optional<X509Bundle> given) {
        try {
            X509Bundle authority = given.isPresent() ? given.get() : newAuthority();
            CertificateBuilder leaf = common().subject("CN=XMPP test endpoint")
                    .setKeyUsage(true, KeyUsage.digitalSignature)
                    .addExtendedKeyUsageServerAuth()
                    .addExtendedKeyUsageClientAuth(); // to other servers (XEP-0178)
            for (Jid domain : domains) {
                leaf.addSanDnsName(domain.domainpartToAscii());
            }
            if (!address.isAnyLocalAddress()) {
                leaf.addSanIpAddress(address); // for clients that check for where they connect to
            }
            return new EndpointCertificates(authority, leaf.buildIssuedBy(authority));
        } catch (Exception e) { // what the builder declares; with fixed algorithms of the JDK, none of it is expected
            throw new IllegalStateException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    private static CertificateBuilder common() {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .ecp256()
                .notBefore(now.minus(Duration.ofHours(1)))
                .notAfter(now.plus(Duration.ofDays(1)));
    }

    /** A certificate for a client that may log in as an account (XEP-0178). */
    X509Bundle client(Jid account) {
        try {
            return common().subject("CN=XMPP test client")
                    .setKeyUsage(true, KeyUsage.digitalSignature)
                    .addExtendedKeyUsageClientAuth()
                    .addSanOtherName(XMPP_ADDR_OID, utf8String(account.toString()))
                    .buildIssuedBy(authority);
        } catch (Exception e) { // as in make()
            throw new IllegalStateException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    /** In DER; an address has 3,071 octets at most. */
    private static byte[] utf8String(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(UTF8_STRING);
        if (octets.length > SHORT_LENGTH) {
            der.write(TWO_OCTETS_OF_LENGTH);
            der.write(octets.length >> Byte.SIZE);
        }
        der.write(octets.length);
        der.writeBytes(octets);
        return der.toByteArray();
    }

    /** What a server shows. */
    SslContext context() {
        return context(builder -> builder);
    }

    /** What a server shows that asks its clients for certificates. */
    SslContext context(ClientCertificates clients) {
        return context(clients::ask);
    }

    /** With what a server opens streams to others. */
    SslContext context(ServerCertificates servers) {
        try {
            return servers.take(SslContextBuilder.forClient()
                            .keyManager(certificate.toKeyManagerFactory())
                            .sslProvider(SslProvider.JDK))
                    .build();
        } catch (GeneralSecurityException | SSLException e) {
            throw unusable(e);
        }
    }

    private static IllegalStateException unusable(Exception cause) {
        return new IllegalStateException("TLS could not be set up: " + cause.getMessage(), cause);
    }

    private SslContext context(UnaryOperator<SslContextBuilder> more) {
        try {
            return more.apply(SslContextBuilder.forServer(certificate.toKeyManagerFactory())
                            .sslProvider(SslProvider.JDK))
                    .build();
        } catch (GeneralSecurityException | SSLException e) {
            throw unusable(e);
        }
    }

    /** Trusts the authority, and no other. */
    TrustManagerFactory trust() {
        return authority.toTrustManagerFactory();
    }

    /** The authority's certificate, in PEM form. */
    String authorityPem() {
        return authority.getCertificatePEM();
    }
}
