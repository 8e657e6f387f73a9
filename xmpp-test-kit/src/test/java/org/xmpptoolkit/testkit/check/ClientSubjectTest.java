package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

/** Clients that are none, or that misbehave: there is a reason, in bounded time. */
class ClientSubjectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HEADER = "<stream:stream to='localhost' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";

    private static final CheckCase<ClientStage> CASE = CheckCase.<ClientStage>of("R-050", "hears all")
            .plays(stage -> {
                ReceivingEntity us = stage.accept();
                us.header();
                return Judgement.of(us.awaitEnd().closed(), "ended");
            });

    /** What a client says on its connection. */
    private interface Client {
        void on(Socket socket) throws IOException;
    }

    private static ClientTarget target(ClientTarget.Launcher launcher, boolean onePort) {
        return new ClientTarget(
                "of a test",
                Jid.ofDomain("localhost"),
                new Account("romeo", "wherefore".toCharArray()),
                launcher,
                0,
                onePort,
                1,
                PATIENCE,
                PATIENCE);
    }

    private static ClientTarget.Launched connect(ClientTarget.Where where, Client client) throws IOException {
        Socket socket = new Socket(where.host(), where.port());
        Thread thread = new Thread(() -> {
            try {
                client.on(socket);
            } catch (IOException e) {
                // the checker has ended it
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket::close;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CheckException refused(ClientTarget.Launcher launcher) throws CheckException {
        try (ClientSubject subject = new ClientSubject(target(launcher, false))) {
            return assertThrows(CheckException.class, () -> new Checker<>(subject, List.of(CASE)).run());
        }
    }

    private static List<CaseResult> results(ClientTarget target, List<CheckCase<ClientStage>> cases)
            throws CheckException {
        try (ClientSubject subject = new ClientSubject(target)) {
            return new Checker<>(subject, cases).tries(1).unprobed().run().results();
        }
    }

    @Test
    void tellsWhyAClientThatEndedDidNotCome() throws CheckException {
        CheckException e = refused(where -> new ClientTarget.Launched() {
            @Override
            public Optional<String> ended() {
                return Optional.of("the client ended with exit code 127");
            }

            @Override
            public String printed() {
                return "first\nno such command\n";
            }

            @Override
            public void close() {}
        });
        assertEquals(
                "there is no client to judge: the client ended with exit code 127: no such command", e.getMessage());
    }

    @Test
    void refusesWhatSpeaksNoXmpp() throws CheckException {
        CheckException e = refused(where -> connect(where, socket -> say(socket, "GET / HTTP/1.1\r\n\r\n")));
        assertTrue(String.valueOf(e.getMessage()).startsWith("what connected is no XMPP client"), e::getMessage);
    }

    @Test
    void refusesWhatEndsTheConnectionAtOnce() throws CheckException {
        CheckException e = refused(where -> connect(where, Socket::close));
        assertTrue(String.valueOf(e.getMessage()).endsWith("the end of the connection"), e::getMessage);
    }

    @Test
    void skipsAClientThatFloods() throws CheckException {
        CaseResult result = results(
                        target(
                                where -> connect(where, socket -> {
                                    say(socket, HEADER);
                                    while (!socket.isClosed()) {
                                        say(socket, "<message/>".repeat(1_000));
                                    }
                                }),
                                false),
                        List.of(CASE))
                .get(0);
        assertEquals(Verdict.SKIPPED, result.verdict());
        assertTrue(result.judgement().seen().startsWith("the peer floods"), result.judgement()::seen);
    }

    @Test
    void skipsAClientThatChoosesWhatNobodyKnows() throws CheckException {
        CheckCase<ClientStage> chosen = CheckCase.<ClientStage>of("R-050", "answers")
                .plays(stage -> {
                    stage.accept()
                            .authenticate(XmlElement.builder(Namespaces.SASL, "auth")
                                    .attribute("mechanism", "SCRAM-MD5")
                                    .build());
                    return Judgement.passed("it went on");
                });
        CaseResult result = results(
                        target(where -> connect(where, socket -> say(socket, HEADER)), false), List.of(chosen))
                .get(0);
        assertEquals(Judgement.skipped("the client chose SCRAM-MD5, which the checker has not"), result.judgement());
    }

    @Test
    void waitsForNoClientThatMissedSeveralCases() throws CheckException {
        List<CheckCase<ClientStage>> cases = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cases.add(CheckCase.<ClientStage>of("R-050.n" + i, "waits").plays(stage -> {
                stage.accept();
                return Judgement.passed("it came");
            }));
        }
        int[] launches = new int[1];
        ClientTarget target = target(
                where -> {
                    launches[0]++;
                    return new ClientTarget.Launched() {
                        @Override
                        public Optional<String> ended() {
                            return Optional.of("it ended");
                        }

                        @Override
                        public void close() {}
                    };
                },
                false);
        List<CaseResult> results = results(target, cases);
        assertEquals(
                6,
                results.stream()
                        .filter(result -> result.verdict() == Verdict.SKIPPED)
                        .count());
        assertEquals(3, launches[0]);
    }

    @Test
    void passesOverConnectionsThatWereGivenUp() throws CheckException {
        CaseResult result = results(
                        target(
                                where -> {
                                    Socket stale = new Socket(where.host(), where.port());
                                    say(stale, HEADER);
                                    stale.close();
                                    return connect(where, socket -> say(socket, HEADER + "</stream:stream>"));
                                },
                                true),
                        List.of(CheckCase.<ClientStage>of("R-050", "hears one that is alive")
                                .plays(stage -> {
                                    ReceivingEntity us = stage.accept();
                                    us.header();
                                    return Judgement.of(us.hear() instanceof Heard.ClosingTag, "it is the second one");
                                })))
                .get(0);
        assertEquals(Verdict.PASSED, result.verdict(), result.judgement()::seen);
    }
}
