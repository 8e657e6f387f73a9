package org.xmpptoolkit.netty;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Lets TLS go on with whatever one side shows, for a {@link PeerCheck} comes behind the handshake. The other side is judged at once. */
final class LaterJudgement extends X509ExtendedTrustManager {
    /** Whose certificates are judged later. */
    enum Of {
        CLIENTS,
        SERVERS
    }

    private final X509TrustManager authorities;
    private final Of later;

    LaterJudgement(X509TrustManager authorities, Of later) {
        this.authorities = authorities;
        this.later = later;
    }

    /** Tells clients which of their certificates is of use. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        if (later != Of.CLIENTS) {
            authorities.checkClientTrusted(chain, algorithm);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, algorithm);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, algorithm);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        if (later != Of.SERVERS) {
            authorities.checkServerTrusted(chain, algorithm);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, algorithm);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, algorithm);
    }
}
