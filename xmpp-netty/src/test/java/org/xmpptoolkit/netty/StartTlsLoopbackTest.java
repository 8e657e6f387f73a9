package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;
import static org.xmpptoolkit.netty.Notices.message;

import io.netty.pkitesting.X509Bundle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.feature.StartTls;

/** Both drivers over real TCP and TLS. */
class StartTlsLoopbackTest {
    private static final int EXPORTER_SINCE = 25;
    private static final int EXPORTER_OCTETS = 32;
    private static final String SRV_NAME_OID = "1.3.6.1.5.5.7.8.7";
    private static final int LARGE = 10_000; // and within the bound for peers that are not authenticated

    private final Notices here = new Notices();
    private final Notices there = new Notices();
    private final CompletableFuture<XmppConnection> accepted = new CompletableFuture<>();
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    private int serve(X509Bundle leaf, String... protocols) throws Exception {
        there.then((connection, notice) -> accepted.complete(connection));
        XmppServer built = XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .certificate(Certificates.server(leaf, protocols))
                .listener(there)
                .build();
        server = built;
        return await(built.start()).port();
    }

    private XmppClient.Builder client(int port) {
        return client(port, Streams.DOMAIN);
    }

    private XmppClient.Builder client(int port, Jid domain) {
        return XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(Streams.initiating(TlsPolicy.REQUIRED, domain))
                .features(List.of(new StartTls()))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(here);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Rule({"R-125", "R-129", "R-139", "R-140", "R-422"})
    void bothSidesAreEstablishedOverStartTls(String protocol) throws Exception {
        X509Bundle leaf = Certificates.leaf("example.com");
        XmppConnection connection = await(client(serve(leaf, protocol)).build().connect());
        XmppConnection peer = await(there.connection);

        TlsSession ours = connection.state().tls().orElseThrow();
        TlsSession theirs = peer.state().tls().orElseThrow();
        assertEquals(protocol, ours.protocol());
        assertEquals(TlsSession.PathTrust.VERIFIED, ours.peerTrust());
        assertEquals(TlsSession.PathTrust.ABSENT, theirs.peerTrust());
        assertEquals(leaf.getCertificate(), ours.peer().get(0));
        assertEquals(leaf.getCertificate(), theirs.local().get(0));
        assertEquals(Optional.of("example.com"), theirs.serverName());
        for (ChannelBindingType type : ChannelBindingType.values()) {
            assertEquals(ours.binding(type).isPresent(), theirs.binding(type).isPresent());
            assertArrayEquals(
                    ours.binding(type).orElse(new byte[0]), theirs.binding(type).orElse(new byte[0]));
        }
        assertTrue(ours.binding(ChannelBindingType.TLS_SERVER_END_POINT).isPresent());
        assertEquals(
                Runtime.version().feature() >= EXPORTER_SINCE,
                ours.binding(ChannelBindingType.TLS_EXPORTER).isPresent());
        ours.binding(ChannelBindingType.TLS_EXPORTER).ifPresent(octets -> assertEquals(EXPORTER_OCTETS, octets.length));

        await(connection.send(Streams.message("under cover")));
        assertEquals("under cover", there.element().elements().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Rule({"R-032", "R-037"})
    void closesInOrderOverTls(String protocol) throws Exception {
        XmppConnection connection = await(client(serve(Certificates.leaf("example.com"), protocol))
                .build()
                .connect());
        assertEquals(new Reason.WeClosed(), await(connection.close()));
        assertEquals(new Reason.PeerClosed(), await(await(there.connection).closed()));
        assertEquals(1, here.all(StreamEvent.Closed.class).size());
        assertEquals(1, there.all(StreamEvent.Closed.class).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theLastErrorArrivesOverTls(String protocol) throws Exception {
        XmppConnection connection = await(client(serve(Certificates.leaf("example.com"), protocol))
                .build()
                .connect());
        connection.send(Streams.message("x".repeat(LARGE)));
        await(there.connection).fail(StreamError.of(StreamErrorCondition.CONFLICT));
        Reason.ErrorReceived reason = assertInstanceOf(Reason.ErrorReceived.class, await(connection.closed()));
        assertEquals(StreamErrorCondition.CONFLICT, reason.error().condition());
        await(await(there.connection).closed());
    }

    @Test
    @Rule({"R-145", "R-203", "R-204", "R-382"})
    void namesAnUntrustedAuthority() throws Exception {
        int port = serve(Certificates.leaf("example.com"));
        TransportException cause = causeOf(client(port)
                .trust(Certificates.authority("CN=Another authority").toTrustManagerFactory()));
        assertEquals(Kind.CERTIFICATE_UNTRUSTED, cause.kind());
        assertTrue(message(cause).contains("not trusted"), message(cause));
        Reason.TransportLost theirs = assertInstanceOf(
                Reason.TransportLost.class, await(await(accepted).closed()));
        assertEquals(Kind.TLS, ((TransportException) theirs.cause().orElseThrow()).kind());
    }

    @Test
    @Rule({"R-145", "R-203", "R-204"})
    void namesAWrongName() throws Exception {
        TransportException cause = causeOf(client(serve(Certificates.leaf("example.net"))));
        assertEquals(Kind.CERTIFICATE_NAME, cause.kind());
        assertTrue(message(cause).contains("example.com"), message(cause));
    }

    @Test
    @Rule("R-203")
    void namesAWrongAddress() throws Exception {
        TransportException cause = causeOf(client(serve(Certificates.leaf("example.com")), Jid.parse("127.0.0.1")));
        assertEquals(Kind.CERTIFICATE_NAME, cause.kind());
    }

    @Test
    @Rule("R-203")
    void aCommonNameNamesNoServer() throws Exception {
        X509Bundle leaf = Certificates.leaf().subject("CN=example.com").buildIssuedBy(Certificates.AUTHORITY);
        assertEquals(Kind.CERTIFICATE_NAME, causeOf(client(serve(leaf))).kind());
    }

    @Test
    void anSrvNameOfTheServiceNamesTheServer() throws Exception {
        X509Bundle leaf = Certificates.leaf()
                .addSanOtherName(SRV_NAME_OID, Certificates.ia5String("_xmpp-client.example.com"))
                .buildIssuedBy(Certificates.AUTHORITY);
        await(client(serve(leaf)).build().connect());
    }

    @Test
    @Rule({"R-145", "R-204"})
    void namesAnExpiredCertificate() throws Exception {
        TransportException cause = causeOf(client(serve(Certificates.expired("example.com"))));
        assertEquals(Kind.CERTIFICATE_EXPIRED, cause.kind());
    }

    @Test
    void trustsNobodyUnknownByDefault() throws Exception {
        int port = serve(Certificates.leaf("example.com"));
        TransportException cause = causeOf(XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .features(List.of(new StartTls()))
                .listener(here));
        assertEquals(Kind.CERTIFICATE_UNTRUSTED, cause.kind());
    }

    @Test
    void readsAuthoritiesFromAFile() throws Exception {
        int port = serve(Certificates.leaf("example.com"));
        await(XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .features(List.of(new StartTls()))
                .trust(Certificates.AUTHORITY.toTempRootCertPem().toPath())
                .listener(here)
                .build()
                .connect());
    }

    @Test
    @Rule({"R-148", "R-149"})
    void aServerWithoutCertificateEndsTheConnection() throws Exception {
        there.then((connection, notice) -> accepted.complete(connection));
        XmppServer built = XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .listener(there)
                .build();
        server = built;
        TransportException cause = causeOf(client(await(built.start()).port()));
        assertEquals(Kind.TLS, cause.kind());
        Reason.TransportLost theirs = assertInstanceOf(
                Reason.TransportLost.class, await(await(accepted).closed()));
        assertEquals(
                Kind.CERTIFICATE_MISSING, ((TransportException) theirs.cause().orElseThrow()).kind());
    }

    private static TransportException causeOf(XmppClient.Builder client) {
        Throwable failure = failureOf(client.build().connect());
        StreamEndedException ended = assertInstanceOf(StreamEndedException.class, failure);
        assertInstanceOf(Reason.TransportLost.class, ended.reason());
        return assertInstanceOf(TransportException.class, ended.getCause());
    }
}
