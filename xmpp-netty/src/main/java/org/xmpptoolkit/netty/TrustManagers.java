package org.xmpptoolkit.netty;

import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Looks into factories of trust managers. */
final class TrustManagers {
    private TrustManagers() {}

    /**
     * The trust manager for certificates.
     *
     * @throws IllegalArgumentException if there is none for X.509 certificates
     */
    static X509TrustManager x509(TrustManagerFactory factory) {
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no trust manager for X.509 certificates"));
    }
}
