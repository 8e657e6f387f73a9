package org.xmpptoolkit.examples.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stanza.version.SoftwareVersion;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

/** Runs the example as its users do, against the embedded endpoint. */
class ClientTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final Jid DOMAIN = Jid.ofDomain("example.com");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Path folder;
    private final EmbeddedEndpoint endpoint;
    private final Path authority;

    enum Transport {
        NETTY,
        NETTY_DIRECT_TLS("--direct-tls"),
        SOCKET("--socket"),
        SOCKET_DIRECT_TLS("--socket", "--direct-tls");

        private final List<String> options;

        Transport(String... options) {
            this.options = List.of(options);
        }

        boolean isDirect() {
            return options.contains("--direct-tls");
        }
    }

    ClientTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        endpoint = EmbeddedEndpoint.builder()
                .domain(DOMAIN)
                .account("juliet", "secret".toCharArray())
                .account("romeo", "secret".toCharArray())
                .directTls(new InetSocketAddress(LOOPBACK, 0))
                .build()
                .start();
        authority = Files.writeString(folder.resolve("ca.pem"), endpoint.authorityPem());
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private List<String> at(Transport transport, String password, Jid domain) throws IOException {
        int port = transport.isDirect() ? endpoint.directTlsPort() : endpoint.port();
        return at(transport, port, password, domain);
    }

    private List<String> at(Transport transport, int port, String password, Jid domain) throws IOException {
        List<String> all = new ArrayList<>(transport.options);
        all.addAll(List.of("--server", "127.0.0.1:" + port, "--domain", domain.toString(), "--user", "juliet"));
        all.addAll(List.of(
                "--password-file",
                Files.writeString(folder.resolve("password"), password + "\n").toString()));
        return all;
    }

    private Run run(Transport transport, String... more) throws IOException {
        List<String> all = new ArrayList<>(at(transport, "secret", DOMAIN));
        all.addAll(List.of("--ca", authority.toString()));
        return Run.of(all, more);
    }

    @ParameterizedTest
    @EnumSource
    void sendsItselfAMessageWithAPayloadOfItsOwnAndLeaves(Transport transport) throws Exception {
        Run run = run(transport, "--text", "Hello", "--tide", "212");
        String address = run.address();
        assertTrue(address.startsWith("juliet@example.com/"), address);
        assertEquals(address + ": Hello", run.line());
        assertEquals(address + ": the tide is at 212 cm", run.line());
        run.succeeds();
    }

    @ParameterizedTest
    @EnumSource
    void waitsForItsMessageWithoutAnyInput(Transport transport) throws Exception {
        Run run = run(transport, "--text", "Hello");
        run.endInput();
        String address = run.address();
        assertEquals(address + ": Hello", run.line());
        run.succeeds();
    }

    @ParameterizedTest
    @EnumSource
    void chatsAndAnswersRequestsUntilItsInputEnds(Transport transport) throws Exception {
        Run run = run(transport, "--to", "romeo@example.com");
        Jid juliet = Jid.parse(run.address());
        BlockingQueue<Stanza> heard = new LinkedBlockingQueue<>();
        XmppConnection romeo = romeo(heard);

        romeo.send(Iq.get("p1", Ping.of()).to(juliet).build().toElement());
        Iq pong = (Iq) next(heard);
        assertEquals(Optional.of("p1"), pong.id());
        assertEquals(Optional.of("result"), pong.rawType());
        romeo.send(Iq.get("v1", SoftwareVersion.request()).to(juliet).build().toElement());
        assertEquals(
                Optional.of(StanzaErrorCondition.SERVICE_UNAVAILABLE),
                next(heard).error().map(error -> error.condition()));

        run.say("Wherefore art thou?");
        assertEquals(Optional.of("Wherefore art thou?"), ((Message) next(heard)).body());
        romeo.send(Message.builder().to(juliet).body("Here.").build().toElement());
        assertEquals(romeo.state().bound().orElseThrow() + ": Here.", run.line());
        run.endInput();
        run.succeeds();
        romeo.close().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private XmppConnection romeo(BlockingQueue<Stanza> heard) throws Exception {
        XmppConnection romeo = XmppClient.builder()
                .host("127.0.0.1")
                .port(endpoint.port())
                .trust(endpoint.trust())
                .config(StreamConfig.builder().to(DOMAIN).build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of("romeo", "secret".toCharArray())),
                        ResourceBinding.request("orchard")))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received) {
                        Stanza stanza = Stanza.fromElement(received.element());
                        if (!(stanza instanceof Presence)) {
                            heard.add(stanza);
                        }
                    }
                })
                .build()
                .connect()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        romeo.send(Presence.builder().build().toElement());
        return romeo;
    }

    private static Stanza next(BlockingQueue<Stanza> heard) throws InterruptedException {
        @Nullable Stanza stanza = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (stanza == null) {
            throw new AssertionError("romeo heard nothing");
        }
        return stanza;
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatItsMessageWasNotDelivered(Transport transport) throws Exception {
        Run run = run(transport, "--to", "nobody@example.com", "--text", "Hello");
        assertEquals("client: not delivered to nobody@example.com: service-unavailable", run.fails(1));
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatTheServerEndsTheStream(Transport transport) throws Exception {
        Run run = run(transport);
        run.address();
        endpoint.close();
        assertEquals("client: the server ends the stream with system-shutdown", run.fails(1));
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatThePasswordIsWrong(Transport transport) throws Exception {
        Run run = Run.of(at(transport, "wrong", DOMAIN), "--ca", authority.toString());
        assertEquals(
                "client: the server refuses the login (not-authorized): check --user and --password-file",
                run.fails(1));
    }

    @ParameterizedTest
    @EnumSource
    void doesNotBelieveACertificateOfAnUnknownAuthority(Transport transport) throws Exception {
        Run run = Run.of(at(transport, "secret", DOMAIN));
        assertEquals("client: the server's certificate is not trusted: give its authority's with --ca", run.fails(1));
    }

    @ParameterizedTest
    @EnumSource(names = ".*DIRECT_TLS", mode = EnumSource.Mode.MATCH_ALL)
    void doesNotBelieveACertificateForAnotherName(Transport transport) throws Exception {
        Run run = Run.of(at(transport, "secret", Jid.ofDomain("example.net")), "--ca", authority.toString());
        String complaint = run.fails(1);
        assertTrue(complaint.contains("for another name than example.net: check --domain"), complaint);
    }

    @ParameterizedTest
    @EnumSource(names = {"NETTY", "SOCKET"})
    void tellsThatTheDomainIsNotServed(Transport transport) throws Exception {
        Run run = Run.of(at(transport, "secret", Jid.ofDomain("example.net")), "--ca", authority.toString());
        assertEquals("client: the server ends the stream with host-unknown: check --domain", run.fails(1));
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatNobodyListens(Transport transport) throws Exception {
        try (Socket bound = new Socket()) { // which does not listen, and keeps the port from others
            bound.bind(new InetSocketAddress(LOOPBACK, 0));
            Run run = Run.of(at(transport, bound.getLocalPort(), "secret", DOMAIN), "--ca", authority.toString());
            assertEquals("client: nobody listens there: start the server, or check --server", run.fails(1));
        }
    }

    @Test
    void theSocketClientClosesThoughThePeerReadsNoMore() throws Exception {
        try (Stalling between = new Stalling(endpoint.port())) {
            Login login = new Login(
                    "127.0.0.1",
                    between.port(),
                    DOMAIN,
                    SaslCredentials.of("juliet", "secret".toCharArray()),
                    TlsPolicy.REQUIRED,
                    endpoint.trust());
            SocketClient client = SocketClient.logIn(login, new Conversation(message -> {}, reason -> {}));
            between.stall();
            Message much =
                    Message.builder().to(DOMAIN).body("x".repeat(16_000_000)).build(); // more than buffers hold
            // Threads of their own: the common pool may have but one, which the blocked write would hold.
            Executor threads = task -> new Thread(task).start();
            CompletableFuture<Void> written = CompletableFuture.runAsync(
                    () -> {
                        try {
                            client.send(much);
                        } catch (IOException e) { // closed meanwhile
                        }
                    },
                    threads);
            between.awaitLeft();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(client::close, threads);
            closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void tellsWhichFileIsMissingOrEmpty() throws Exception {
        Path none = folder.resolve("none");
        assertEquals(
                "client: there is no file " + none + ": check --ca",
                Run.of(at(Transport.NETTY, "secret", DOMAIN), "--ca", none.toString())
                        .fails(1));
        Path empty = Files.createFile(folder.resolve("empty"));
        assertEquals(
                "client: file " + empty + " holds no certificate: check --ca",
                Run.of(at(Transport.NETTY, "secret", DOMAIN), "--ca", empty.toString())
                        .fails(1));
        assertEquals(
                "client: there is no password file " + none + ": check --password-file",
                Run.of(List.of("--server", "localhost", "--user", "juliet", "--password-file", none.toString()))
                        .fails(1));
    }

    @Test
    void tellsWhatIsWrongWithTheCommandLine() throws Exception {
        String complaint = Run.of(List.of("--server", "localhost")).fails(2);
        assertTrue(complaint.contains("--user"), complaint);
        complaint = Run.of(at(Transport.NETTY, "secret", DOMAIN), "--to", "@").fails(2);
        assertTrue(complaint.contains("--to") && !complaint.contains("Exception"), complaint);
    }
}
