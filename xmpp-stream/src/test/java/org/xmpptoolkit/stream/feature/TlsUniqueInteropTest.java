package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.XmppStream;

/**
 * SCRAM bound by tls-unique to TLS 1.2, with servers that run already: {@code -Dxmpptoolkit.interop.tls-unique=FILE,FILE} names
 * their files of shell variables. TLS is that of Bouncy Castle, for the JDK's does not give tls-unique.
 */
@EnabledIfSystemProperty(named = "xmpptoolkit.interop.tls-unique", matches = ".+")
class TlsUniqueInteropTest {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final int PATIENCE_MILLIS = 20_000;

    @TestFactory
    List<DynamicTest> theServerTakesTheBinding() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file :
                System.getProperty("xmpptoolkit.interop.tls-unique", "").split(",", -1)) {
            Properties server = new Properties();
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                server.load(in);
            }
            for (SaslMechanism mechanism : List.of(SaslMechanism.SCRAM_SHA_256_PLUS, SaslMechanism.SCRAM_SHA_1_PLUS)) {
                String title = server.getProperty("SERVER") + ", " + mechanism.wireName();
                tests.add(dynamicTest(title, () -> {
                    Login login = new Login();
                    login.perform(server, mechanism, 0);
                    assertNotNull(login.established, String.valueOf(login.reason));
                }));
                tests.add(dynamicTest(title + ", of another session", () -> {
                    Login login = new Login();
                    login.perform(server, mechanism, 1);
                    assertNull(login.established);
                    assertInstanceOf(Reason.AuthenticationFailed.class, login.reason);
                }));
            }
        }
        return tests;
    }

    /** One login. */
    private static final class Login {
        private @Nullable StreamState established;
        private @Nullable Reason reason;

        /** Logs in over direct TLS; changes a bit of the binding data if told. */
        void perform(Properties server, SaslMechanism mechanism, int change) throws Exception {
            XmppStream stream = XmppStream.initiating(
                    StreamConfig.builder()
                            .to(Jid.ofDomain(server.getProperty("DOMAIN")))
                            .tlsPolicy(TlsPolicy.DIRECT)
                            .build(),
                    List.of(
                            Sasl.client(
                                    SaslCredentials.of("romeo", "wherefore".toCharArray()),
                                    SaslClientPolicy.builder()
                                            .mechanisms(List.of(mechanism))
                                            .build()),
                            ResourceBinding.request()));
            try (SSLSocket socket = connect(server)) {
                EventPump pump = new EventPump(event -> perform(socket, event));
                byte[] unique = ((BCSSLSocket) socket).getConnection().getChannelBinding("tls-unique");
                unique[0] ^= (byte) change;
                pump.perform(
                        stream.secured(TlsSession.builder(socket.getSession().getProtocol(), PathTrust.VERIFIED)
                                .peer(Stream.of(socket.getSession().getPeerCertificates())
                                        .map(X509Certificate.class::cast)
                                        .toList())
                                .binding(ChannelBindingType.TLS_UNIQUE, unique)
                                .build()));
                pump.perform(stream.open());
                byte[] octets = new byte[4_096];
                while (reason == null) {
                    int count = socket.getInputStream().read(octets);
                    pump.perform(
                            count < 0
                                    ? stream.disconnected(Optional.empty())
                                    : stream.receive(ByteBuffer.wrap(octets, 0, count)));
                    if (established != null) {
                        pump.perform(stream.close());
                    }
                }
            }
        }

        private void perform(SSLSocket socket, StreamEvent event) {
            if (event instanceof StreamEvent.Write write) {
                byte[] octets = new byte[write.octets().remaining()];
                write.octets().get(octets);
                try {
                    socket.getOutputStream().write(octets);
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            } else if (event instanceof StreamEvent.Established done) {
                established = done.state();
            } else if (event instanceof StreamEvent.Closed closed) {
                reason = closed.reason();
            }
        }
    }

    private static SSLSocket connect(Properties server) throws Exception {
        Provider jsse = new BouncyCastleJsseProvider(new BouncyCastleProvider());
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(server.getProperty("CA_FILE")))) {
            authorities.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", jsse);
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance(TLS_1_2, jsse);
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(server.getProperty("HOST"), Integer.parseInt(server.getProperty("C2S_DIRECT_TLS_PORT")));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setEnabledProtocols(new String[] {TLS_1_2});
        socket.startHandshake();
        return socket;
    }
}
