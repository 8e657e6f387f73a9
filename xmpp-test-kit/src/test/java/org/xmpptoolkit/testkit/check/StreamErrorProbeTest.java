package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.StreamRules;

class StreamErrorProbeTest {
    private static final String HEADER = "<stream:stream xmlns='jabber:client' version='1.0' id='1'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String ERROR =
            "<stream:error><%s xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    private static final String STANZA_ERROR = "<message type='error'><error type='cancel'>"
            + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>";

    @ParameterizedTest
    @CsvSource({
        "not-authorized, true, PASSED",
        "bad-format, true, WARNING",
        "'', true, WARNING",
        "'', false, FAILED",
        "not-authorized, false, FAILED",
        "stanza, false, WARNING",
    })
    void judgesByErrorAndClosing(String error, boolean closes, Verdict verdict)
            throws IOException, GeneralSecurityException {
        String said = error.isEmpty() ? "" : error.equals("stanza") ? STANZA_ERROR : ERROR.formatted(error);
        assertEquals(verdict, judge(HEADER + said + (closes ? "</stream:stream>" : ""), closes));
    }

    /** Lets a probe loose on a server that says this and closes, or does not. */
    private static Verdict judge(String answer, boolean closes) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Target target = Target.builder(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()),
                            Jid.ofDomain("localhost"),
                            trust)
                    .patience(Duration.ofMillis(500))
                    .build();
            Thread server = new Thread(() -> serve(listening, answer, closes));
            server.start();
            Report report = new Report(StreamRules.load(), finding -> {});
            new StreamErrorProbe(
                            "R-024",
                            StreamErrorProbe.Opening.NONE,
                            "<x/>",
                            List.of(StreamErrorCondition.NOT_AUTHORIZED))
                    .run(target, report);
            return report.findings().stream()
                    .filter(finding -> finding.rule().equals("R-024"))
                    .findFirst()
                    .orElseThrow()
                    .verdict();
        }
    }

    private static void serve(ServerSocket listening, String answer, boolean closes) {
        try (Socket socket = listening.accept()) {
            socket.getInputStream().readNBytes(4);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            if (!closes) {
                socket.getInputStream().readAllBytes(); // until the probe loses patience
            }
        } catch (IOException e) {
            // The probe has gone: nothing is left to do.
        }
    }
}
