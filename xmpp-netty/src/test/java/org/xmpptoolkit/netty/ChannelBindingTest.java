package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.handler.ssl.JdkSslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** SCRAM bound to TLS between both drivers (RFC 5802 section 6): tls-exporter where the JDK gives it, else tls-server-end-point. */
class ChannelBindingTest {
    private static final int EXPORTER_SINCE = 25;
    private static final String TYPE =
            Runtime.version().feature() >= EXPORTER_SINCE ? "tls-exporter" : "tls-server-end-point";

    private final Notices there = new Notices().then(Accounts::answer);
    private final Watched sasl = new Watched(Sasl.server(), new CopyOnWriteArrayList<>());
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    /** Authentication by a server, of which the first messages are kept. */
    private record Watched(StreamFeature.Receiving sasl, List<XmlElement> auths) implements StreamFeature.Receiving {
        @Override
        public QName name() {
            return sasl.name();
        }

        @Override
        public boolean admissible(StreamState state) {
            return sasl.admissible(state);
        }

        @Override
        public boolean mandatory(StreamState state) {
            return sasl.mandatory(state);
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return sasl.offer(state);
        }

        @Override
        public List<XmlElement> offers(StreamState state) {
            return sasl.offers(state);
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return sasl.claims(first, state);
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            auths.add(first);
            return sasl.accept(first, state);
        }
    }

    private XmppServer start(String... protocols) throws Exception {
        XmppServer built = XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls(), sasl, ResourceBinding.server()))
                .directTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .webSocketTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .certificate(Certificates.server(
                        Certificates.leaf()
                                .addSanDnsName("example.com")
                                .addSanDnsName("localhost")
                                .buildIssuedBy(Certificates.AUTHORITY),
                        protocols))
                .listener(there)
                .build();
        server = built;
        return await(built.start());
    }

    private XmppClient client(int port, TlsPolicy policy, SaslMechanism mechanism) throws Exception {
        return client(policy, mechanism).host("127.0.0.1").port(port).build();
    }

    private XmppClient.Builder client(TlsPolicy policy, SaslMechanism mechanism) throws Exception {
        SaslClientPolicy only =
                SaslClientPolicy.builder().mechanisms(List.of(mechanism)).build();
        return XmppClient.builder()
                .config(Streams.initiating(policy))
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of("juliet", Accounts.PASSWORD.toCharArray()), only),
                        ResourceBinding.request("balcony")))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(new Notices());
    }

    /** The mechanism of the one attempt, and how its first message begins. */
    private String attempt() {
        assertEquals(1, sasl.auths().size());
        XmlElement auth = sasl.auths().get(0);
        String message = new String(Base64.getDecoder().decode(auth.text()), StandardCharsets.UTF_8);
        return auth.attribute("mechanism").orElseThrow() + " " + message.substring(0, message.indexOf(','));
    }

    @ParameterizedTest
    @EnumSource(
            value = SaslMechanism.class,
            names = {"SCRAM_SHA_1_PLUS", "SCRAM_SHA_256_PLUS", "SCRAM_SHA_512_PLUS"})
    @Rule("R-196")
    void bindsTheLoginToTls13(SaslMechanism mechanism) throws Exception {
        XmppConnection connection = await(
                client(start("TLSv1.3").port(), TlsPolicy.REQUIRED, mechanism).connect());
        assertEquals("TLSv1.3", connection.state().tls().orElseThrow().protocol());
        assertEquals(mechanism.wireName() + " p=" + TYPE, attempt());
    }

    @Test
    void bindsTheLoginToTls12() throws Exception {
        SaslMechanism mechanism = SaslMechanism.SCRAM_SHA_256_PLUS;
        XmppConnection connection = await(
                client(start("TLSv1.2").port(), TlsPolicy.REQUIRED, mechanism).connect());
        assertEquals("TLSv1.2", connection.state().tls().orElseThrow().protocol());
        assertEquals(mechanism.wireName() + " p=" + TYPE, attempt());
    }

    @Test
    void bindsTheLoginToDirectTls() throws Exception {
        SaslMechanism mechanism = SaslMechanism.SCRAM_SHA_256_PLUS;
        await(client(start().directTlsPort(), TlsPolicy.DIRECT, mechanism).connect());
        assertEquals(mechanism.wireName() + " p=" + TYPE, attempt());
    }

    @Test
    @Rule("R-515")
    void bindsTheLoginToTheTlsOfAWebSocket() throws Exception {
        SaslMechanism mechanism = SaslMechanism.SCRAM_SHA_256_PLUS;
        URI uri = URI.create("wss://localhost:" + start().webSocketTlsPort() + "/xmpp-websocket");
        await(client(TlsPolicy.REQUIRED, mechanism).webSocket(uri).build().connect());
        assertEquals(mechanism.wireName() + " p=" + TYPE, attempt());
    }

    /** Somebody in between, whose certificate the client trusts: only the binding tells. */
    @Test
    void somebodyInBetweenIsFoundOut() throws Exception {
        int port = start().directTlsPort();
        SSLContext front = ((JdkSslContext) Certificates.server(Certificates.leaf("example.com"))).context();
        SSLContext back = SSLContext.getInstance("TLS");
        back.init(null, Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(), null);
        try (TlsRelay relay = new TlsRelay(front, back, port)) {
            await(client(relay.port(), TlsPolicy.DIRECT, SaslMechanism.SCRAM_SHA_256)
                    .connect());
            Throwable failure = failureOf(client(relay.port(), TlsPolicy.DIRECT, SaslMechanism.SCRAM_SHA_256_PLUS)
                    .connect());
            assertInstanceOf(
                    Reason.AuthenticationFailed.class,
                    assertInstanceOf(StreamEndedException.class, failure).reason());
        }
        assertEquals(1, there.all(StreamEvent.Established.class).size());
        assertTrue(sasl.auths().size() >= 2);
    }
}
