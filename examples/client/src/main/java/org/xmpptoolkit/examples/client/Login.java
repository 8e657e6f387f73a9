package org.xmpptoolkit.examples.client;

import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * Who logs in, and where.
 *
 * @param host where to connect to
 * @param port its port
 * @param domain the domain of the account, which the server's certificate has to name, whatever the host is
 * @param credentials the account's name and password
 * @param tls {@code REQUIRED} for STARTTLS, {@code DIRECT} for TLS from the first octet
 * @param trust whose certificates are believed
 */
record Login(String host, int port, Jid domain, SaslCredentials credentials, TlsPolicy tls, TrustManagerFactory trust) {
    /** How to run the stream. */
    StreamConfig config() {
        return StreamConfig.builder().to(domain).tlsPolicy(tls).build();
    }

    /** What to negotiate: encryption, then who we are, then an address for this client. */
    List<StreamFeature.Initiating> features() {
        return List.of(new StartTls(), Sasl.client(credentials), ResourceBinding.request());
    }
}
