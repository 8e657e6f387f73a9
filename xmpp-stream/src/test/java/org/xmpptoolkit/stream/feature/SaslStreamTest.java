package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;

/** SASL on two streams that are wired together. */
class SaslStreamTest {
    private static final Jid DOMAIN = Jid.parse("example.org");
    private static final SaltedCredentials STORED = SaltedCredentials.of(ScramHash.SHA_512, "secret".toCharArray());

    /** A client and a server with a wire in between. */
    private static final class Wire {
        private final XmppStream client;
        private final XmppStream server;
        final List<StreamEvent> events = new ArrayList<>();
        private final EventPump ofServer = new EventPump(e -> atServer(e));
        private final EventPump ofClient = new EventPump(e -> atClient(e));
        /** What both sides wrote, in order. */
        final StringBuilder said = new StringBuilder();

        int computations;

        Wire(String password, boolean askComputations) {
            StreamConfig config = StreamConfig.builder()
                    .to(DOMAIN)
                    .tlsPolicy(TlsPolicy.NONE)
                    .askComputations(askComputations)
                    .hosts(offered ->
                            new HeaderAnswer.Serve(DOMAIN, List.of(Sasl.server()), List.of(Language.of("en"))))
                    .build();
            client = XmppStream.initiating(
                    config, List.of(Sasl.client(SaslCredentials.of("juliet", password.toCharArray()))));
            server = XmppStream.receiving(config);
            ofClient.perform(client.open());
        }

        private void atClient(StreamEvent event) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                said.append(StandardCharsets.UTF_8.decode(write.octets()));
                ofServer.perform(server.receive(write.octets()));
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                ofClient.perform(answer(client, asked));
            }
        }

        private void atServer(StreamEvent event) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                said.append(StandardCharsets.UTF_8.decode(write.octets()));
                ofClient.perform(client.receive(write.octets()));
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                ofServer.perform(answer(server, asked));
            }
        }

        @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
        private List<StreamEvent> answer(XmppStream stream, StreamEvent.Asked<?> asked) {
            Prompt<?> prompt = asked.prompt();
            if (prompt instanceof Computation<?> computation) {
                computations++;
                return stream.reply((StreamEvent.Asked<Object>) asked, computation.compute());
            }
            CredentialsRequested question = assertInstanceOf(CredentialsRequested.class, prompt);
            return stream.reply(
                    (StreamEvent.Asked<Optional<SaltedCredentials>>) asked,
                    question.account().equals(Jid.parse("juliet@example.org"))
                                    && question.hashes().contains(STORED.hash())
                            ? Optional.of(STORED)
                            : Optional.empty());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Rule({"R-157", "R-189"})
    void logsIn(boolean askComputations) {
        Wire wire = new Wire("secret", askComputations);
        Optional<Jid> account = Optional.of(Jid.parse("juliet@example.org"));
        assertEquals(account, wire.client.state().account());
        assertEquals(account, wire.server.state().account());
        assertEquals(
                2,
                wire.events.stream()
                        .filter(StreamEvent.Established.class::isInstance)
                        .count());
        assertEquals(askComputations ? 1 : 0, wire.computations);
        assertFalse(wire.events.toString().contains("secret"));
        String behind = wire.said.substring(wire.said.indexOf("</success>") + "</success>".length());
        String initial = wire.said.substring(0, wire.said.indexOf(">", wire.said.indexOf("<stream:stream")) + 1);
        assertTrue(behind.startsWith(initial), wire.said.toString());
    }

    @Test
    @Rule("R-184")
    void closesWhereNoMechanismWorks() {
        Wire wire = new Wire("wrong", false);
        assertEquals(Optional.empty(), wire.client.state().account());
        assertEquals(Optional.empty(), wire.server.state().account());
        assertTrue(wire.events.stream()
                .anyMatch(e -> e instanceof StreamEvent.Closed closed
                        && closed.reason() instanceof Reason.AuthenticationFailed failed
                        && failed.failure().condition() == SaslFailureCondition.NOT_AUTHORIZED));
    }

    /** A server's stream that is fed by hand. */
    private static final class Fed {
        final XmppStream stream;
        private final AtomicInteger ids = new AtomicInteger();

        Fed() {
            stream = XmppStream.receiving(StreamConfig.builder()
                    .ids(() -> "id-" + ids.incrementAndGet())
                    .hosts(offered -> new HeaderAnswer.Serve(
                            DOMAIN, List.of(new StartTls(), Sasl.server()), List.of(Language.of("en"))))
                    .build());
        }

        String feed(String xml) {
            return written(stream.receive(ByteBuffer.wrap(SaslText.utf8(xml))));
        }

        static String written(List<StreamEvent> events) {
            StringBuilder text = new StringBuilder();
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.Write write) {
                    text.append(StandardCharsets.UTF_8.decode(write.octets()));
                }
            }
            return text.toString();
        }
    }

    private static final String HEADER = "<stream:stream xmlns='jabber:client' to='example.org' version='1.0'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String AUTH = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>"
            + "biwsbj1qdWxpZXQscj1jbGllbnQ=</auth>";

    @Test
    @Rule({"R-154", "R-175", "R-176", "R-195"})
    void tlsComesBeforeSaslAndSaslBeforeStanzas() {
        Fed fed = new Fed();
        String before = fed.feed(HEADER);
        assertTrue(before.contains("id=\"id-1\"") || before.contains("id='id-1'"), before);
        assertTrue(before.contains("starttls") && !before.contains("mechanism"), before);
        fed.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        TlsSession tls =
                SaslBench.tls("TLSv1.3", ChannelBindingType.TLS_EXPORTER).build();
        fed.stream.secured(tls);
        String after = fed.feed(HEADER);
        assertTrue(after.contains("id=\"id-2\"") || after.contains("id='id-2'"), after);
        assertTrue(after.contains("SCRAM-SHA-1-PLUS") && !after.contains("starttls"), after);
        assertTrue(after.contains("tls-exporter"), after);
        String refused = fed.feed("<message/>");
        assertTrue(refused.contains("not-authorized"), refused);
    }

    @Test
    @Rule("R-195")
    void saslIsNotTakenBeforeTls() {
        Fed fed = new Fed();
        fed.feed(HEADER);
        String refused = fed.feed(AUTH);
        assertFalse(refused.contains("challenge"), refused);
        assertTrue(refused.contains("stream:error"), refused);
    }

    @Test
    @Rule("R-164")
    void noWhitespaceIsSentWhileAMechanismIsUnderWay() {
        Fed fed = new Fed();
        fed.feed(HEADER);
        fed.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        fed.stream.secured(SaslBench.tls("TLSv1.3").build());
        fed.feed(HEADER);
        List<StreamEvent> asked = fed.stream.receive(ByteBuffer.wrap(SaslText.utf8(AUTH)));
        assertEquals(List.of(), fed.stream.keepalive());
        @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
        StreamEvent.Asked<Optional<SaltedCredentials>> question =
                (StreamEvent.Asked<Optional<SaltedCredentials>>) asked.get(asked.size() - 1);
        String challenge = Fed.written(fed.stream.reply(question, Optional.empty()));
        assertTrue(challenge.startsWith("<challenge ") && challenge.endsWith("</challenge>"), challenge);
        assertEquals(List.of(), fed.stream.keepalive());
    }
}
