package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.testkit.StreamRules;

class ServerCheckTest {
    private static final List<StreamFeature.Receiving> ALL =
            List.of(new StartTls(), Sasl.server(), ResourceBinding.server());
    private final Report report = new Report(StreamRules.load(), finding -> {});

    @Test
    void failsAServerThatOffersNoBinding() throws Exception {
        try (LimitedServer server = new LimitedServer(List.of(new StartTls(), Sasl.server()))) {
            ServerCheck check = new ServerCheck(login(server, "romeo").build(), report);
            assertThrows(CheckException.class, check::run);
            assertEquals(Optional.of(Verdict.FAILED), report.verdict("R-211"));
            assertEquals(0, server.connectionsLeft());
        }
    }

    @Test
    void closesTheFirstSessionWhenTheSecondCannotLogIn() throws Exception {
        try (LimitedServer server = new LimitedServer(ALL)) {
            ServerCheck check = new ServerCheck(login(server, "wrong").build(), report);
            assertThrows(CheckException.class, check::run);
            assertEquals(Optional.of(Verdict.PASSED), report.verdict("R-216"));
            assertEquals(0, server.connectionsLeft());
        }
    }

    @Test
    void closesBothSessionsWhenARuleThrows() throws Exception {
        try (LimitedServer server = new LimitedServer(ALL)) {
            Report broken = new Report(StreamRules.load(), finding -> {
                if (finding.rule().equals("R-299")) {
                    throw new IllegalStateException("broken");
                }
            });
            ServerCheck check = new ServerCheck(login(server, "romeo").build(), broken);
            assertThrows(IllegalStateException.class, check::run);
            assertEquals(0, server.connectionsLeft());
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, 0, false", "example.org, 0, true", "localhost, 2, true"})
    void namesACertificateThatIsNotAccepted(String name, int expiredDays, boolean trusted) throws Exception {
        TrustManagerFactory nobody = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        nobody.init((KeyStore) null);
        try (LimitedServer server = new LimitedServer(ALL, name, Duration.ofDays(expiredDays))) {
            Target.Builder target = trusted ? server.target() : server.target(nobody);
            ServerCheck check = new ServerCheck(
                    target.first("juliet", "juliet".toCharArray()).build(), report);
            assertThrows(CheckException.class, check::run);
            assertEquals(Optional.of(Verdict.FAILED), report.verdict("R-203"));
            assertEquals(1, report.findings().size(), report.table());
            assertEquals(0, server.connectionsLeft());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", R-008",
                "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>, R-010",
                "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' version='0.9'>, R-074",
                "<stream:stream xmlns:stream='http://example.org/streams' version='1.0'>, R-078",
                "<stream:stream><, R-312",
            })
    void endsTheConnectionToAServerThatDoesNotAnswerAsItShould(String answer, String rule) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> heardTheEnd(listening, answer));
            Target target = Target.builder(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()),
                            LimitedServer.DOMAIN,
                            trust)
                    .first("juliet", "juliet".toCharArray())
                    .patience(Duration.ofMillis(1_500))
                    .build();
            ServerCheck check = new ServerCheck(target, report);
            assertThrows(CheckException.class, check::run);
            assertEquals(
                    List.of(rule), report.findings().stream().map(Finding::rule).toList(), report.table());
            assertTrue(report.hasFailed());
            assertTrue(ended.get(10, TimeUnit.SECONDS), "the connection is ended from our side");
        }
    }

    private static boolean heardTheEnd(ServerSocket listening, String answer) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(8_000);
            socket.getInputStream().readAllBytes();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Target.Builder login(LimitedServer server, String secondPassword) {
        return server.target().first("juliet", "juliet".toCharArray()).second("romeo", secondPassword.toCharArray());
    }
}
