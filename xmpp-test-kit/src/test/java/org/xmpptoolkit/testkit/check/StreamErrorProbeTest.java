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
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
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
        "R-024, not-authorized, true, PASSED, PASSED",
        "R-024, bad-format, true, WARNING, PASSED",
        "R-024, '', true, FAILED, FAILED",
        "R-307, '', true, WARNING, FAILED", // the condition is a SHOULD there
        "R-103, '', true, FAILED, FAILED", // none is demanded, but R-099 holds everywhere
        "R-024, '', false, FAILED, ",
        "R-024, not-authorized, false, FAILED, PASSED",
        "R-024, stanza, false, FAILED, ",
        "R-024, stanza, true, FAILED, FAILED",
    })
    void judgesByErrorAndClosing(
            String rule, String error, boolean closes, Verdict verdict, @Nullable Verdict reporting)
            throws IOException, GeneralSecurityException {
        String said = error.isEmpty() ? "" : error.equals("stanza") ? STANZA_ERROR : ERROR.formatted(error);
        Report report = judge(rule, HEADER + said + (closes ? "</stream:stream>" : ""), closes);
        assertEquals(Optional.of(verdict), report.verdict(rule));
        assertEquals(Optional.ofNullable(reporting), report.verdict("R-099"));
    }

    @ParameterizedTest
    @CsvSource({"true, PASSED", "false, FAILED"})
    void wantsAClosingTagBehindTheError(boolean tag, Verdict verdict) throws IOException, GeneralSecurityException {
        String answer = HEADER + ERROR.formatted("not-authorized") + (tag ? "</stream:stream>" : "");
        assertEquals(Optional.of(verdict), judge("R-024", answer, true).verdict("R-100"));
    }

    /** Lets a probe loose on a server that says this and closes, or does not. */
    private static Report judge(String rule, String answer, boolean closes)
            throws IOException, GeneralSecurityException {
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
                            rule, StreamErrorProbe.Opening.NONE, "<x/>", List.of(StreamErrorCondition.NOT_AUTHORIZED))
                    .run(target, report);
            return report;
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
