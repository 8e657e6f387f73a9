package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are trusted. */
final class Trust {
    private Trust() {}

    /**
     * Trusts the authorities of a file in PEM form, and no others; without a file those of the JDK.
     *
     * @throws IOException if there is no such file, or no certificate in it
     */
    static TrustManagerFactory in(@Nullable Path file) throws IOException {
        try {
            @Nullable KeyStore store = file == null ? null : read(file);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IOException("file " + file + " holds no certificates in PEM form: check --ca", e);
        }
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + ": check --ca", e);
        }
        if (store.size() == 0) {
            throw new IOException("file " + file + " holds no certificate: check --ca");
        }
        return store;
    }

    /** What makes sockets that trust the same. */
    static SSLSocketFactory sockets(TrustManagerFactory trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS", e);
        }
    }
}
