package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.WireLog.Direction;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StartTls;

/** The wire log of whole logins. */
class WireLogTest extends InMemoryDriver {
    private static final String NONCE = "fyko-d2lbbFgONRv9qkxdawL";
    private static final Pattern TEXT = Pattern.compile(">([^<]+)<");
    private static final int LONGEST_WORD = 8;

    private static final class Log implements WireLog {
        private final StringBuffer sent = new StringBuffer();
        private final StringBuffer received = new StringBuffer();

        @Override
        public void octets(XmppConnection connection, Direction direction, String text) {
            (direction == Direction.SENT ? sent : received).append(text);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SaslMechanism.class,
            names = {"SCRAM_SHA_256", "PLAIN"})
    void aLoginShowsNeitherPasswordNorProofNorNonce(SaslMechanism mechanism) throws Exception {
        Log client = new Log();
        Log server = new Log();
        XmppServer listening = await(XmppServer.builder()
                .config(Streams.receiving(
                        TlsPolicy.REQUIRED,
                        new StartTls(),
                        Sasl.server(SaslServerConfig.builder()
                                .mechanisms(List.of(mechanism))
                                .nonces(() -> NONCE)
                                .build()),
                        ResourceBinding.server()))
                .certificate(Certificates.server(Certificates.leaf("example.com")))
                .wireLog(server)
                .listener(new Notices().then(Accounts::answer))
                .build()
                .start());
        XmppConnection connection = await(XmppClient.builder()
                .host("127.0.0.1")
                .port(listening.port())
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .features(Accounts.client())
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .wireLog(client)
                .listener(new Notices())
                .build()
                .connect());
        await(connection.send(Streams.message("hello there")));
        await(connection.close());
        await(listening.stop());

        assertEquals(client.sent.toString(), server.received.toString());
        assertEquals(server.sent.toString(), client.received.toString());
        String all = client.sent + "\n" + client.received;
        assertTrue(
                all.contains("mechanism=\"" + mechanism.wireName())
                        || all.contains("mechanism='" + mechanism.wireName()),
                all);
        assertTrue(all.contains("hello there") && all.contains("balcony"), all);
        assertTrue(all.contains(">[secret]</auth>"), all);
        assertFalse(all.contains(Accounts.PASSWORD) || all.contains(NONCE), all);
        for (String word : words(all)) {
            String decoded = decoded(word);
            assertFalse(
                    decoded.contains(Accounts.PASSWORD) || decoded.contains(NONCE) || decoded.matches("(?s).*[rpv]=.*"),
                    () -> word + " is " + decoded);
        }
    }

    private static List<String> words(String log) {
        List<String> words = new ArrayList<>();
        for (Matcher text = TEXT.matcher(log); text.find(); ) {
            words.add(text.group(1));
        }
        return words;
    }

    private static String decoded(String word) {
        if (word.length() < LONGEST_WORD) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(word), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    @Test
    void whatGoesOverTheWireIsTold() {
        Log log = new Log();
        channel.drive(XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)), setup(Optional.of(log)));
        channel.receive(TestChannel.HEADER);
        channel.receive(MESSAGE + CLOSE);
        assertEquals(TestChannel.HEADER + MESSAGE + CLOSE, log.received.toString());
        assertEquals(channel.sent(), log.sent.toString());
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void aLogThatThrowsEndsTheStreamWithAnError(Direction failing) {
        WireLog broken = (connection, direction, text) -> {
            if (direction == failing) {
                throw new IllegalStateException("bug");
            }
        };
        channel.drive(XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)), setup(Optional.of(broken)));
        channel.receive(TestChannel.HEADER);
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
        assertFalse(notices.failures.isEmpty());
    }

    @Test
    void aKeepaliveThatEndsTheStreamIsTheLast() {
        Deadlines deadlines = Deadlines.builder()
                .closing(Duration.ofSeconds(100))
                .keepalive(Duration.ofSeconds(60))
                .build();
        WireLog broken = (connection, direction, text) -> {
            if (text.equals(" ")) {
                throw new IllegalStateException("bug");
            }
        };
        channel.drive(XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)), setup(Optional.of(broken), deadlines));
        channel.receive(TestChannel.HEADER);
        channel.pass(deadlines.keepalive().orElseThrow());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
        // The one that is left waits for the peer's end.
        assertEquals(deadlines.closing().toNanos(), channel.runScheduledPendingTasks());
    }

    private DriverSetup setup(Optional<WireLog> log) {
        return setup(log, DEADLINES);
    }

    private DriverSetup setup(Optional<WireLog> log, Deadlines deadlines) {
        return new DriverSetup(
                notices,
                deadlines,
                TlsHandlers.server(domain -> Optional.empty()),
                PeerCheck.ofClients(Optional.empty()),
                new Computations(work::add),
                OUTPUT,
                log);
    }
}
