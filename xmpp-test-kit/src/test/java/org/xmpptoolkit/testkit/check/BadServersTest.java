package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.ClosedPort;
import org.xmpptoolkit.testkit.cases.CheckCases;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Verdict;

/** What is no server, or a bad one, gets verdicts with reasons; never a hang, never an exception. */
class BadServersTest {
    private static final String HEADER = "<?xml version='1.0'?><stream:stream from='localhost' id='1' version='1.0' "
            + "xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    /** What a server does with a connection, once the client has said something. */
    private interface Manners {
        void on(OutputStream out) throws IOException;
    }

    private static CheckReport judge(Manners manners) throws Exception {
        FakeServer.Manners spokenTo = socket -> {
            socket.getInputStream().read();
            manners.on(socket.getOutputStream());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        };
        try (FakeServer server = new FakeServer(spokenTo)) {
            Target target = server.target(Duration.ofMillis(100));
            CheckReport report = new Checker<>(new ServerSubject(target), CheckCases.servers())
                    .tries(1)
                    .run();
            assertEquals(CheckCases.servers().size(), report.results().size());
            for (CaseResult result : report.results()) {
                assertTrue(!result.judgement().seen().isBlank(), result.id());
            }
            return report;
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void assertNonePassed(CheckReport report, List<String> but) {
        assertEquals(
                List.of(),
                report.results().stream()
                        .filter(result -> result.verdict() == Verdict.PASSED)
                        .map(CaseResult::id)
                        .filter(id -> !but.contains(id))
                        .toList());
    }

    @Test
    void oneThatHangs() throws Exception {
        assertNonePassed(judge(out -> {}), List.of());
    }

    @Test
    void oneThatSpeaksAnotherProtocol() throws Exception {
        assertNonePassed(judge(out -> say(out, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")), List.of());
    }

    @Test
    void oneThatFloodsWithWhatIsNoXml() throws Exception {
        byte[] noise = new byte[65_536];
        assertNonePassed(
                judge(out -> {
                    while (true) {
                        out.write(noise);
                    }
                }),
                List.of());
    }

    @Test
    void oneThatFloodsBehindItsHeader() throws Exception {
        String noise = "<message><body>x</body></message>".repeat(2_000);
        CheckReport report = judge(out -> {
            say(out, HEADER);
            while (true) {
                say(out, noise);
            }
        });
        assertTrue(report.count(Verdict.SKIPPED) > 0);
    }

    @Test
    void oneThatClosesWithinAnElement() throws Exception {
        CheckReport report = judge(out -> {
            say(out, HEADER + "<stream:features><starttls");
            out.close();
        });
        assertTrue(report.count(Verdict.SKIPPED) > 0);
    }

    @Test
    void oneThatIsNotThere() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            Target target = Target.builder(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()),
                            Jid.ofDomain("localhost"),
                            Authority.make().trust())
                    .build();
            CheckException thrown = assertThrows(
                    CheckException.class, () -> new Checker<>(new ServerSubject(target), CheckCases.servers()).run());
            assertTrue(String.valueOf(thrown.getMessage()).contains("check the port"), thrown.getMessage());
        }
    }
}
