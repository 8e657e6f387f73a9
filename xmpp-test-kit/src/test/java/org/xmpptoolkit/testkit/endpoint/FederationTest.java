package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.testkit.endpoint.Peer.await;
import static org.xmpptoolkit.testkit.endpoint.Peer.message;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvRecord;
import org.xmpptoolkit.testkit.ClosedPort;
import org.xmpptoolkit.testkit.endpoint.FederationConfig.Authentication;

/** Two endpoints with their clients, over real TCP and TLS. */
class FederationTest {
    private static final Jid CAPULET = Jid.ofDomain("capulet.example");
    private static final Jid VERONA = Jid.ofDomain("verona.example");
    private static final Jid MONTAGUE = Jid.ofDomain("montague.example");

    private final Map<Jid, EmbeddedEndpoint> running = new HashMap<>();
    /** What went over the wire between servers, by the end that saw it. */
    private final Map<XmppConnection, StringBuffer> wire = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        Set.copyOf(running.values()).forEach(EmbeddedEndpoint::close);
    }

    private static X509Bundle authority() throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=Test authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private EmbeddedEndpoint endpoint(Jid domain) {
        return Objects.requireNonNull(running.get(domain));
    }

    private HostPort place(Jid domain) {
        return new HostPort("127.0.0.1", OptionalInt.of(endpoint(domain).serverPort()));
    }

    private EmbeddedEndpoint start(X509Bundle authority, UnaryOperator<FederationConfig.Builder> more, Jid... domains)
            throws IOException {
        return start(authority, more, builder -> builder, domains);
    }

    private EmbeddedEndpoint start(
            X509Bundle authority,
            UnaryOperator<FederationConfig.Builder> more,
            UnaryOperator<EndpointBuilder> evenMore,
            Jid... domains)
            throws IOException {
        FederationConfig.Builder federation = FederationConfig.builder()
                .wireLog((connection, direction, text) -> wire.computeIfAbsent(connection, key -> new StringBuffer())
                        .append(text));
        for (Jid domain : List.of(CAPULET, VERONA, MONTAGUE)) {
            federation.peer(domain, () -> place(domain));
        }
        EndpointBuilder builder = EmbeddedEndpoint.builder()
                .account("juliet", "juliet".toCharArray())
                .account("romeo", "romeo".toCharArray())
                .authority(authority.getCertificate(), authority.getKeyPair().getPrivate())
                .federation(more.apply(federation).build());
        for (Jid domain : domains) {
            builder.domain(domain);
        }
        EmbeddedEndpoint endpoint = evenMore.apply(builder).build();
        for (Jid domain : domains) {
            running.put(domain, endpoint);
        }
        return endpoint.start();
    }

    /** Capulet and Verona at one server, Montague at another. */
    private void start(UnaryOperator<FederationConfig.Builder> more) throws Exception {
        X509Bundle authority = authority();
        start(authority, more, CAPULET, VERONA);
        start(authority, more, MONTAGUE);
    }

    private Peer client(String user, Jid domain) throws Exception {
        EmbeddedEndpoint endpoint = endpoint(domain);
        Peer peer = Peer.connect(
                XmppClient.builder()
                        .host("127.0.0.1")
                        .port(endpoint.port())
                        .config(StreamConfig.builder().to(domain).build())
                        .trust(endpoint.trust()),
                new StartTls(),
                Sasl.client(Peer.password(user)),
                ResourceBinding.request("here"));
        peer.available();
        return peer;
    }

    private static void exchange(Peer one, Peer other, String id) throws Exception {
        one.send(message(other.address(), id));
        XmlElement got = other.next();
        assertEquals(Namespaces.CLIENT, got.namespace());
        assertEquals(id, got.attribute("id").orElse(""));
        assertEquals(one.address(), got.attribute("from").orElse(""));
    }

    private static void ping(Peer client, Jid domain) throws Exception {
        client.send(XmlElement.parse(
                "<iq xmlns='jabber:client' type='get' id='p' to='" + domain + "'><ping xmlns='urn:xmpp:ping'/></iq>"));
        XmlElement answer = client.next();
        assertEquals("result", answer.attribute("type").orElse(""));
        assertEquals(domain.toString(), answer.attribute("from").orElse(""));
    }

    private static String refused(Peer client, String to) throws Exception {
        client.send(message(to, "lost"));
        XmlElement answer = client.next();
        assertEquals("error", answer.attribute("type").orElse(""));
        assertEquals(to, answer.attribute("from").orElse(""));
        return answer.element(Namespaces.CLIENT, "error")
                .orElseThrow()
                .elements()
                .get(0)
                .localName();
    }

    /** How many ends of streams saw a text. */
    private long seen(String text) {
        return wire.values().stream()
                .filter(octets -> octets.indexOf(text) >= 0)
                .count();
    }

    @Test
    @Rule("R-289")
    void serversTalkByDialback() throws Exception {
        start(config -> config.authentication(Authentication.DIALBACK));
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        exchange(romeo, juliet, "2");
        exchange(juliet, romeo, "3");
        ping(juliet, MONTAGUE);
        ping(romeo, CAPULET);
        assertEquals(0, seen("mechanism='EXTERNAL'"));
        assertEquals(4, seen("db:result"), "a stream each way, with two ends");
        assertEquals(4, seen("db:verify"), "each key is verified on a stream of its own");
        assertEquals(
                0,
                wire.values().stream()
                        .filter(end -> end.indexOf("db:result") >= 0 && end.indexOf("db:verify") >= 0)
                        .count());
    }

    @Test
    void serversTalkByExternal() throws Exception {
        start(config -> config);
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        exchange(romeo, juliet, "2");
        ping(juliet, MONTAGUE);
        assertEquals(4, seen("mechanism=\"EXTERNAL\"") + seen("mechanism='EXTERNAL'"));
        assertEquals(0, seen("<db:"));
        assertEquals(4, wire.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Authentication.class,
            names = {"ANY", "DIALBACK"})
    @Rule("R-289")
    void oneStreamCarriesTwoPairs(Authentication authentication) throws Exception {
        start(config -> config.authentication(authentication));
        Peer juliet = client("juliet", CAPULET);
        Peer benvolio = client("romeo", VERONA);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        exchange(benvolio, romeo, "2");
        exchange(juliet, romeo, "3");
        assertEquals(
                2,
                wire.values().stream()
                        .filter(end -> end.indexOf("id='1'") >= 0 && end.indexOf("id='2'") >= 0)
                        .count(),
                "both ends of one stream");
        boolean certificates = authentication == Authentication.ANY;
        assertEquals(certificates ? 0 : 4, seen("db:verify"), "the certificate names both domains");
        exchange(romeo, juliet, "4");
        exchange(romeo, benvolio, "5");
    }

    @Test
    void withoutDialbackEachPairHasItsStream() throws Exception {
        start(config -> config.authentication(Authentication.EXTERNAL));
        Peer juliet = client("juliet", CAPULET);
        Peer benvolio = client("romeo", VERONA);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        exchange(benvolio, romeo, "2");
        assertEquals(4, wire.size());
        assertEquals(0, seen("dialback"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Authentication.class,
            names = {"ANY", "DIALBACK"})
    void oneStreamGoesBothWays(Authentication authentication) throws Exception {
        start(config -> config.authentication(authentication).bidirectional());
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        exchange(romeo, juliet, "2");
        assertEquals(
                2,
                wire.values().stream()
                        .filter(end -> end.indexOf("id='1'") >= 0 && end.indexOf("id='2'") >= 0)
                        .count(),
                "both ends of one stream");
    }

    @Test
    void withoutTrustInCertificatesDialbackDoes() throws Exception {
        start(authority(), config -> config, CAPULET);
        start(authority(), config -> config, MONTAGUE);
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        exchange(romeo, juliet, "2");
        assertEquals(4, seen("db:result"));
    }

    @Test
    @Rule("R-295")
    void serversThatCannotAgreeGiveStanzasBack() throws Exception {
        X509Bundle authority = authority();
        start(authority, config -> config.authentication(Authentication.EXTERNAL), CAPULET);
        start(authority, config -> config.authentication(Authentication.DIALBACK), MONTAGUE);
        assertEquals("remote-server-timeout", refused(client("juliet", CAPULET), "romeo@montague.example/here"));
        assertEquals("remote-server-timeout", refused(client("romeo", MONTAGUE), "juliet@capulet.example/here"));
    }

    @Test
    @Rule("R-295")
    void aServerThatIsNotThereGivesStanzasBack() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            HostPort nobody = new HostPort("127.0.0.1", OptionalInt.of(port.number()));
            start(authority(), config -> config.peer(MONTAGUE, nobody), CAPULET);
            assertEquals("remote-server-timeout", refused(client("juliet", CAPULET), "romeo@montague.example"));
        }
    }

    @Test
    @Rule("R-294")
    void aDomainThatTheDnsDoesNotKnowGivesStanzasBack() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        start(
                authority(),
                config -> config.resolver(name -> {
                    asked.add(name);
                    return CompletableFuture.completedStage(new SrvAnswer.NoService());
                }),
                CAPULET);
        assertEquals("remote-server-not-found", refused(client("juliet", CAPULET), "x@nowhere.example"));
        assertEquals(Set.of("_xmpp-server._tcp.nowhere.example", "_xmpps-server._tcp.nowhere.example"), asked);
    }

    @Test
    void aServerIsFoundByItsRecord() throws Exception {
        Jid escalus = Jid.ofDomain("escalus.example");
        X509Bundle authority = authority();
        start(authority, config -> config, escalus);
        start(
                authority,
                config -> config.resolver(name -> CompletableFuture.completedStage(
                        name.equals("_xmpp-server._tcp.escalus.example")
                                ? SrvAnswer.of(List.of(
                                        new SrvRecord(0, 0, endpoint(escalus).serverPort(), "127.0.0.1")))
                                : new SrvAnswer.Absent())),
                CAPULET);
        exchange(client("juliet", CAPULET), client("romeo", escalus), "1");
    }

    @Test
    void aDomainThatTheOtherServerDoesNotServeGivesStanzasBack() throws Exception {
        Jid gone = Jid.ofDomain("gone.example");
        X509Bundle authority = authority();
        start(authority, config -> config, MONTAGUE);
        start(authority, config -> config.peer(gone, () -> place(MONTAGUE)), CAPULET);
        assertEquals("remote-server-not-found", refused(client("juliet", CAPULET), "romeo@gone.example"));
    }

    @Test
    void theNextStanzaOpensAStreamToAServerThatCameBack() throws Exception {
        X509Bundle authority = authority();
        start(authority, config -> config, CAPULET);
        EmbeddedEndpoint first = start(authority, config -> config, MONTAGUE);
        Peer juliet = client("juliet", CAPULET);
        exchange(juliet, client("romeo", MONTAGUE), "1");
        first.close();
        start(authority, config -> config, MONTAGUE);
        exchange(juliet, client("romeo", MONTAGUE), "2");
    }

    @Test
    void errorsFindTheirWayBack() throws Exception {
        start(config -> config);
        assertEquals("service-unavailable", refused(client("juliet", CAPULET), "nobody@montague.example"));
        assertFalse(seen("service-unavailable") == 0);
        assertTrue(seen("jabber:server") > 0);
    }

    /** RFC 6121 sections 3.1, 4.2, 4.3 and 4.5: subscribing, probing and leaving, with a server between. */
    @Test
    void presenceGoesFromServerToServer() throws Exception {
        start(config -> config);
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        romeo.send(presence("juliet@capulet.example", "subscribe"));
        XmlElement request = juliet.next();
        assertEquals("romeo@montague.example", request.attribute("from").orElse(""));
        juliet.send(presence("romeo@montague.example", "subscribed"));
        assertEquals(juliet.address(), romeo.next().attribute("from").orElse(""));
        await(juliet.connection().close());
        assertEquals("presence - unavailable", romeo.nextInShort());
        Peer later = client("juliet", CAPULET);
        assertEquals("presence - -", romeo.nextInShort());
        await(romeo.connection().close());
        Peer again = client("romeo", MONTAGUE);
        assertEquals(later.address(), again.next().attribute("from").orElse(""), "the answer to the probe");
    }

    private static XmlElement presence(String to, String type) {
        return XmlElement.builder(Namespaces.CLIENT, "presence")
                .attribute("to", to)
                .attribute("type", type)
                .build();
    }

    /** A stream on which nothing came for a time is closed; the next stanza opens another one. */
    @Test
    void streamsOfOthersThatAreIdleAreClosed() throws Exception {
        X509Bundle authority = authority();
        List<Runnable> due = new CopyOnWriteArrayList<>();
        start(authority, config -> config, CAPULET);
        start(
                authority,
                config -> config,
                builder -> builder.scheduler((delay, task) -> {
                    if (delay.equals(IncomingServers.IDLE)) {
                        due.add(task);
                    }
                    return () -> {};
                }),
                MONTAGUE);
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        XmppConnection in = wire.keySet().stream()
                .filter(end -> end.state().role() == Role.RECEIVING)
                .findFirst()
                .orElseThrow();
        due.remove(0).run();
        exchange(juliet, romeo, "2"); // it was used, so it stays
        due.remove(0).run();
        due.remove(0).run();
        await(in.closed());
        exchange(juliet, romeo, "3");
    }

    @Test
    void anEndpointStopsWithItsStreams() throws Exception {
        start(config -> config);
        Peer juliet = client("juliet", CAPULET);
        Peer romeo = client("romeo", MONTAGUE);
        exchange(juliet, romeo, "1");
        endpoint(CAPULET).close();
        for (XmppConnection connection : wire.keySet()) {
            await(connection.closed());
        }
        assertTrue(seen("system-shutdown") >= 2);
    }

    /** Nothing is heard of a stream before the peer's header: one that comes late finds nobody there any more. */
    @Test
    void anEndpointStopsWithTheStreamsThatItJustOpens() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            slow.setSoTimeout(20_000); // without which a failure would be a hang
            HostPort place = new HostPort("127.0.0.1", OptionalInt.of(slow.getLocalPort()));
            EmbeddedEndpoint endpoint = start(authority(), config -> config.peer(MONTAGUE, place), CAPULET);
            client("juliet", CAPULET).send(message("romeo@montague.example", "1"));
            try (Socket peer = slow.accept()) {
                peer.setSoTimeout(20_000);
                assertEquals('<', peer.getInputStream().read());
                endpoint.close();
                peer.getOutputStream()
                        .write(("<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'"
                                        + " from='montague.example' to='capulet.example' id='1' version='1.0'>")
                                .getBytes(StandardCharsets.UTF_8));
                String said = new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(said.contains("<system-shutdown"), said);
            }
        }
    }
}
