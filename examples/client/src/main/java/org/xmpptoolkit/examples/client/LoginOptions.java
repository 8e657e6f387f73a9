package org.xmpptoolkit.examples.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import picocli.CommandLine.Option;

/** The options that say who logs in, and where. */
final class LoginOptions {
    @Option(names = "--server", paramLabel = "HOST[:PORT]", required = true, description = "Where it listens.")
    private HostPort server = HostPort.parse("localhost");

    @Option(names = "--domain", paramLabel = "D", description = "The domain that it serves; HOST if not given.")
    private @Nullable Jid domain;

    @Option(names = "--user", paramLabel = "U", required = true, description = "The localpart of the account.")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "F",
            required = true,
            description = "A file whose first line is the password.")
    private Path passwordFile = Path.of("");

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust these certificates (PEM), not those of the JDK.")
    private @Nullable Path authorities;

    @Option(names = "--direct-tls", description = "TLS from the first octet on (XEP-0368), not STARTTLS.")
    private boolean directTls;

    Login login() throws IOException {
        return new Login(
                server.host(),
                server.port().orElse(XmppClient.DEFAULT_PORT),
                domain == null ? Jid.ofDomain(server.host()) : domain,
                SaslCredentials.of(user, password(passwordFile)),
                directTls ? TlsPolicy.DIRECT : TlsPolicy.REQUIRED,
                trust(authorities));
    }

    private static char[] password(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .map(String::toCharArray)
                    .orElseThrow(
                            () -> new IOException("password file " + file + " is empty: write the password into it"));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no password file " + file + ": check --password-file", e);
        }
    }

    private static TrustManagerFactory trust(@Nullable Path authorities) throws IOException {
        try {
            @Nullable KeyStore store = authorities == null ? null : read(authorities);
            if (store != null && store.size() == 0) {
                throw new IOException("file " + authorities + " holds no certificate: check --ca");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store); // with none: the authorities of the JDK
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IOException("file " + authorities + " holds no certificates in PEM form: check --ca", e);
        }
    }

    private static KeyStore read(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authorities)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + authorities + ": check --ca", e);
        }
        return store;
    }
}
