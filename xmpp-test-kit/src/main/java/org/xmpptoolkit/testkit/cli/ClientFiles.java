package org.xmpptoolkit.testkit.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What a client's options name: each method throws {@link CommandFailure} for a file that does not hold it. */
final class ClientFiles {
    private ClientFiles() {}

    /** The first line of a file. */
    static char[] password(@Nullable Path file) {
        if (file == null) {
            throw new IllegalStateException("picocli requires the file");
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            char[] password = new char[end];
            text.get(password);
            return password;
        } catch (IOException e) {
            throw new CommandFailure("password file " + file
                    + (Files.isReadable(file) ? " is not UTF-8" : " cannot be read")
                    + ": give a file whose first line is the password");
        }
    }

    /** Trusts the certificates of a file, or those that the JDK trusts. */
    static TrustManagerFactory trust(@Nullable Path authorities) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (authorities == null) {
                trust.init((KeyStore) null);
                return trust;
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream in = new FileInputStream(authorities.toFile())) {
                int count = 0;
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("ca-" + count++, certificate);
                }
                if (count == 0) {
                    throw new CommandFailure("file " + authorities + " holds no certificate: check --ca");
                }
            }
            trust.init(store);
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure("file " + authorities + " cannot be read as certificates: " + e.getMessage());
        }
    }

    /** The first certificate of a file. */
    static X509Certificate certificate(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure("file " + file + " cannot be read as a certificate: " + e.getMessage());
        }
    }
}
