package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

/** A server that holds up what waits for it without end holds no run up; and it is not judged by that. */
@Timeout(60) // without the alarm each of these takes for ever, or for many minutes
class HoldingServersTest {
    private static final String HEADER = "<?xml version='1.0'?><stream:stream from='localhost' id='1' version='1.0' "
            + "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final int MORE_THAN_IS_BUFFERED = 64_000_000;
    private static final int RECORD_OCTETS = 16_384;
    private static final int DRIP_MILLIS = 20;

    private static CaseResult judge(FakeServer.Manners manners, CheckCase.Play<ServerStage> play) throws Exception {
        return judge(manners, Duration.ofMillis(100), play);
    }

    private static CaseResult judge(FakeServer.Manners manners, Duration patience, CheckCase.Play<ServerStage> play)
            throws Exception {
        try (FakeServer server = new FakeServer(manners)) {
            CheckCase<ServerStage> played =
                    CheckCase.<ServerStage>of("R-046", "is held up").plays(play);
            return new Checker<>(new ServerSubject(server.target(patience)), List.of(played))
                    .run()
                    .results()
                    .get(0);
        }
    }

    @Test
    void oneThatDoesNotRead() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CaseResult result = judge(socket -> never.await(), Duration.ofSeconds(1), stage -> {
            InitiatingEntity us = stage.connect();
            us.sendWhole("x".repeat(MORE_THAN_IS_BUFFERED));
            return Judgement.failed("it was sent");
        });
        assertEquals(Judgement.skipped("the peer held the play up until its time was over"), result.judgement());
    }

    @Test
    void oneThatDripsItsHandshake() throws Exception {
        CaseResult result = judge(
                socket -> {
                    socket.getOutputStream().write(new byte[] {22, 3, 3, 0x40, 0});
                    socket.setSoTimeout(DRIP_MILLIS);
                    for (int i = 0; i < RECORD_OCTETS && isThere(socket); i++) {
                        socket.getOutputStream().write(2);
                    }
                },
                stage -> {
                    stage.connect().handshake();
                    return Judgement.passed("TLS");
                });
        assertEquals(Verdict.SKIPPED, result.verdict());
    }

    @Test
    void oneThatAsksForEndlessComputation() throws Exception {
        CaseResult result = judge(
                socket -> {
                    say(
                            socket,
                            HEADER + "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                                    + "<mechanism>SCRAM-SHA-1</mechanism></mechanisms></stream:features>");
                    String first = decoded(until(socket, "</auth>"));
                    String nonce = first.substring(first.indexOf("r=") + 2);
                    say(
                            socket,
                            "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                                    + ScramServer.base64("r=" + nonce + "x,s=c2FsdA==,i=2147483647") + "</challenge>");
                    until(socket, "nothing more");
                },
                Duration.ofSeconds(10),
                stage -> {
                    stage.session();
                    return Judgement.passed("it went on");
                });
        assertEquals(Verdict.SKIPPED, result.verdict());
        assertEquals(
                true,
                result.judgement().seen().contains("2147483647"),
                result.judgement().seen());
    }

    @Test
    void oneThatFloodsWithSmallElements() throws Exception {
        CaseResult result = judge(
                socket -> {
                    say(socket, HEADER);
                    while (true) {
                        say(socket, "<a/>".repeat(1_000));
                    }
                },
                Duration.ofSeconds(30),
                stage -> {
                    InitiatingEntity us = stage.connect();
                    us.send(us.header());
                    us.expectHeader();
                    us.await(element -> false);
                    return Judgement.passed("it was borne");
                });
        assertEquals(Judgement.skipped("the peer floods: more than 100000 elements came"), result.judgement());
    }

    /** Whether the peer has not ended the connection while nothing came for a time, or something. */
    private static boolean isThere(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String until(Socket socket, String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        int octet = 0;
        while (octet >= 0 && heard.indexOf(end) < 0) {
            octet = socket.getInputStream().read();
            heard.append((char) octet);
        }
        return heard.toString();
    }

    private static String decoded(String auth) {
        String text = auth.substring(0, auth.indexOf("</auth>"));
        return new String(
                Base64.getDecoder().decode(text.substring(text.lastIndexOf('>') + 1)), StandardCharsets.UTF_8);
    }

    @Test
    void aPlayThatWaitedForAnAccountHasItsTimeAllTheSame() throws Exception {
        AccountPairs pairs = new AccountPairs(List.of(new Account("juliet", "r0m30".toCharArray())));
        List<Account> lent = pairs.lend();
        PlayContext context = context();
        long before = context.deadline().get();
        Thread returning = new Thread(() -> pairs.giveBack(lent));
        try (LentAccounts accounts = new LentAccounts(context, pairs)) {
            returning.start();
            accounts.first();
            assertEquals(true, context.deadline().get() > before);
        }
        returning.join();
    }

    private static PlayContext context() {
        return new PlayContext(new Transcript(), new Random(0), Cuts.NONE, Duration.ofSeconds(1), System.nanoTime());
    }
}
