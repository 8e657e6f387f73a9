package org.xmpptoolkit.testkit.check;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.jid.Jid;

/** Makes certificates for the checker's servers, right and wrong ones, valid for a day unless they are to be wrong. Thread-safe. */
public final class Authority {
    private static final String XMPP_ADDR_OID = "1.3.6.1.5.5.7.8.5";
    private static final byte UTF8_STRING = 0x0C;
    private static final int SHORT_LENGTH = 127;

    private final X509Bundle bundle;

    private Authority(X509Bundle bundle) {
        this.bundle = bundle;
    }

    /** {@return a new authority, with a key of its own} */
    public static Authority make() {
        return new Authority(built(() -> common().subject("CN=XMPP checker authority")
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                .buildSelfSigned()));
    }

    private static CertificateBuilder common() {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .ecp256()
                .notBefore(now.minus(Duration.ofHours(1)))
                .notAfter(now.plus(Duration.ofDays(1)));
    }

    /** What {@link CertificateBuilder} declares to throw is not expected with algorithms of the JDK. */
    private interface Building<T> {
        T build() throws Exception;
    }

    private static <T> T built(Building<T> building) {
        try {
            return building.build();
        } catch (Exception e) {
            throw new IllegalStateException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    /**
     * {@return a context for TLS as a server with a sound certificate for a domain}
     *
     * @param domain what the certificate names, besides {@code localhost}
     */
    public SSLContext server(Jid domain) {
        return server(domain, builder -> builder);
    }

    /**
     * {@return a context for TLS as a server with a certificate for a domain, changed}
     *
     * @param domain the domain
     * @param change what to change of it, for instance to let it expire
     */
    public SSLContext server(Jid domain, UnaryOperator<CertificateBuilder> change) {
        return context(leaf(named(domain, change)), trust().getTrustManagers());
    }

    /**
     * {@return a context for TLS as a server with a certificate that names nothing}
     *
     * @param change what to change of it, for instance which names to add
     */
    public SSLContext serverNamed(UnaryOperator<CertificateBuilder> change) {
        return context(leaf(change), trust().getTrustManagers());
    }

    private static UnaryOperator<CertificateBuilder> named(Jid domain, UnaryOperator<CertificateBuilder> change) {
        return builder ->
                change.apply(builder.addSanDnsName(domain.domainpartToAscii()).addSanDnsName("localhost"));
    }

    private X509Bundle leaf(UnaryOperator<CertificateBuilder> change) {
        return built(() -> change.apply(common().subject("CN=XMPP checker")
                        .setKeyUsage(true, KeyUsage.digitalSignature)
                        .addExtendedKeyUsageServerAuth()
                        .addExtendedKeyUsageClientAuth())
                .buildIssuedBy(bundle));
    }

    /**
     * {@return a context for TLS as a server with a certificate for a domain, changed, which believes those certificates of clients that it
     * is told to}
     *
     * @param domain what the certificate names, besides {@code localhost}
     * @param change what to change of it, for instance to let it expire
     * @param clients decides about the certificates of clients
     */
    public SSLContext server(Jid domain, UnaryOperator<CertificateBuilder> change, TrustManager clients) {
        return context(leaf(named(domain, change)), clients);
    }

    private static SSLContext context(X509Bundle leaf, TrustManager... trust) {
        return built(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(leaf.toKeyManagerFactory().getKeyManagers(), trust, null);
            return context;
        });
    }

    /** A certificate for a client with an address (RFC 6120 section 13.7.1.4). */
    ShownCertificate certificate(Jid address) {
        return new ShownCertificate(built(() -> common().subject("CN=XMPP checker")
                .setKeyUsage(true, KeyUsage.digitalSignature)
                .addExtendedKeyUsageClientAuth()
                .addSanOtherName(XMPP_ADDR_OID, utf8String(address.toString()))
                .buildIssuedBy(bundle)));
    }

    /** In DER; of an address with up to 127 octets. */
    private static byte[] utf8String(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length > SHORT_LENGTH) {
            throw new IllegalArgumentException("the address has " + octets.length + " octets, at most " + SHORT_LENGTH);
        }
        byte[] der = new byte[octets.length + 2];
        der[0] = UTF8_STRING;
        der[1] = (byte) octets.length;
        System.arraycopy(octets, 0, der, 2, octets.length);
        return der;
    }

    /** TLS as a client that trusts the certificates of others, and has one to show. */
    static SSLContext client(TrustManagerFactory trust, ShownCertificate certificate) {
        return built(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {certificate}, trust.getTrustManagers(), null);
            return context;
        });
    }

    /** TLS as a client that trusts the certificates of others. */
    static SSLContext client(TrustManagerFactory trust) {
        return client(trust.getTrustManagers());
    }

    /**
     * {@return a context for TLS as a client with these trust managers}
     *
     * @param trust decide about the certificates of servers; without any, none is believed
     */
    public static SSLContext client(TrustManager... trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS could not be set up: " + e.getMessage(), e);
        }
    }

    /** {@return what trusts this authority, and no other} */
    public TrustManagerFactory trust() {
        return bundle.toTrustManagerFactory();
    }

    /** {@return its certificate, in PEM form} */
    public String pem() {
        return bundle.getCertificatePEM();
    }
}
