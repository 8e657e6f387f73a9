package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/**
 * The examples of XEP-0388 section 2, XEP-0386 section 3 and XEP-0198 section 9 as scripts that either side follows. Two numbers of
 * XEP-0388's are others here, since its proof and its signature are not those of its password. Each frame of ours equals that of the script as exclusive canonical XML.
 */
class Sasl2ExamplesTest {
    private static final Jid DOMAIN = Jid.parse("example.org");
    private static final String NS = " xmlns='urn:xmpp:sasl:2'";
    private static final byte[] BINDING =
            Base64.getDecoder().decode("cD10bHMtZXhwb3J0ZXIsLMcoQvOdBDePd4OswlmAWV3dg1a1Wh1tYPTBwVid10VU");
    private static final String CLIENT_NONCE = "12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6";
    private static final String SERVER_NONCE = "a09117a6-ac50-4f2f-93f1-93799c2bddf6";
    private static final byte[] SALT = Base64.getDecoder().decode("QSXCR+Q6sek8bf92");
    private static final String USER_AGENT = "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'>"
            + "<software>AwesomeXMPP</software><device>Kiva's Phone</device></user-agent>";

    private static final String NAMESPACES =
            " version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String CLIENT_HEADER = "<stream:stream from='user@example.org' to='example.org'" + NAMESPACES;
    private static final String SERVER_HEADER =
            "<stream:stream from='example.org' id='++TR84Sm6A3hnt3Q065SnAbbk3Y=' to='user@example.org'" + NAMESPACES;
    private static final String OFFER = "<stream:features><authentication" + NS + ">"
            + "<mechanism>SCRAM-SHA-1</mechanism><mechanism>SCRAM-SHA-1-PLUS</mechanism><inline>"
            + "<sm xmlns='urn:xmpp:sm:3'/><bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/></inline>"
            + "</bind></inline></authentication><sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>"
            + "<channel-binding type='tls-exporter'/></sasl-channel-binding></stream:features>";
    private static final String INITIAL =
            "<initial-response>cD10bHMtZXhwb3J0ZXIsLG49dXNlcixyPTEyQzRDRDVDLUUzOEUtNEE5OC04RjZE"
                    + "LTE1QzM4RjUxQ0NDNg==</initial-response>";
    private static final String CHALLENGE =
            "<challenge" + NS + ">cj0xMkM0Q0Q1Qy1FMzhFLTRBOTgtOEY2RC0xNUMzOEY1MUNDQzZhMDkxMTdhNi"
                    + "1hYzUwLTRmMmYtOTNmMS05Mzc5OWMyYmRkZjYscz1RU1hDUitRNnNlazhiZjkyLGk9NDA5Ng==</challenge>";
    private static final String RESPONSE = "<response" + NS + ">"
            + "Yz1jRDEwYkhNdFpYaHdiM0owWlhJc0xNY29Rdk9kQkRlUGQ0T3N3bG1BV1YzZGcxYTFXaDF0WVBUQndWaWQxMFZVLHI9MTJDNENE"
            + "NUMtRTM4RS00QTk4LThGNkQtMTVDMzhGNTFDQ0M2YTA5MTE3YTYtYWM1MC00ZjJmLTkzZjEtOTM3OTljMmJkZGY2LHA9KzhVeXJR"
            + "QWVWSXFzSDJZb3ZHZUdUUng2ekJNPQ==</response>";
    private static final String DATA = "<additional-data>dj1HUnFZZzBTUE1HcnFQUms1SGZNejluR0hxOTQ9</additional-data>";
    private static final String TAG = "<tag>AwesomeXMPP</tag>";
    private static final String ENABLE = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>";
    private static final String RESUME = "<resume xmlns='urn:xmpp:sm:3' h='5' previd='some-long-sm-id'/>";

    private static final SmConfig SM =
            SmConfig.builder().ids(() -> "some-long-sm-id").build();

    private static String authenticate(String inline) {
        return "<authenticate" + NS + " mechanism='SCRAM-SHA-1-PLUS'>" + INITIAL + USER_AGENT + inline
                + "</authenticate>";
    }

    private static String success(String identifier, String inline) {
        return "<success" + NS + ">" + DATA + "<authorization-identifier>" + identifier + "</authorization-identifier>"
                + inline + "</success>";
    }

    private static String bound(String inline) {
        return "<bound xmlns='urn:xmpp:bind:0'>" + inline + "</bound>";
    }

    private static String bind(String inline) {
        return "<bind xmlns='urn:xmpp:bind:0'>" + TAG + inline + "</bind>";
    }

    private static TlsSession tls() {
        return TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED)
                .binding(
                        ChannelBindingType.TLS_EXPORTER,
                        Arrays.copyOfRange(BINDING, "p=tls-exporter,,".length(), BINDING.length))
                .build();
    }

    private static SmState state(String role) {
        String xml = "<sm-state xmlns='urn:xmpptoolkit:sm-state' version='1' role='" + role + "' id='some-long-sm-id'"
                + " account='user@example.org' account-profile='STRINGPREP_QUERY'"
                + " bound='user@example.org/AwesomeXMPP/rQ7Lwut0CcxW6' bound-profile='STRINGPREP_QUERY'"
                + " handled='5' acknowledged='5'><unacknowledged/><queued/></sm-state>";
        return SmState.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** One side of a script. */
    private static final class Side {
        final XmppStream stream;
        final List<StreamEvent> events = new ArrayList<>();
        private final EventPump pump = new EventPump(this::perform);
        private final StringBuilder written = new StringBuilder();
        private final CanonicalFrames ours = new CanonicalFrames();
        private final CanonicalFrames example = new CanonicalFrames();
        private Optional<SmState> kept = Optional.empty();

        Side(XmppStream stream) {
            this.stream = stream;
            pump.perform(stream.secured(tls()));
        }

        Side hears(String octets) {
            pump.perform(stream.receive(ByteBuffer.wrap(octets.getBytes(StandardCharsets.UTF_8))));
            return this;
        }

        Side says(String expected) {
            String octets = written.toString();
            written.setLength(0);
            assertEquals(example.of(expected), ours.of(octets));
            return this;
        }

        @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
        private void perform(StreamEvent event) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                written.append(StandardCharsets.UTF_8.decode(write.octets()));
            } else if (event instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof BindRequested request) {
                BindingPolicy policy = BindingPolicy.builder()
                        .resourceparts(() -> "rQ7Lwut0CcxW6")
                        .build();
                BindAnswer answer = policy.decide(request, Set.of()).answer();
                pump.perform(stream.reply((StreamEvent.Asked<BindAnswer>) asked, answer));
            } else if (event instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof ResumeRequested) {
                ResumeAnswer answer = kept.<ResumeAnswer>map(ResumeAnswer.Resume::new)
                        .orElseGet(() ->
                                new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty()));
                pump.perform(stream.reply((StreamEvent.Asked<ResumeAnswer>) asked, answer));
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                Optional<SaltedCredentials> stored =
                        Optional.of(SaltedCredentials.of(ScramHash.SHA_1, "pencil".toCharArray(), SALT, 4096));
                pump.perform(stream.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, stored));
            }
        }

        void established(String address, boolean resumed) {
            assertEquals(Phase.ESTABLISHED, stream.state().phase(), events::toString);
            assertEquals(Optional.of(Jid.parse(address)), stream.state().bound());
            assertTrue(events.stream()
                    .anyMatch(event -> event instanceof StreamEvent.Established done && done.resumed() == resumed));
        }
    }

    private static Side server() {
        SaslServerConfig sasl = SaslServerConfig.builder()
                .mechanisms(List.of(SaslMechanism.SCRAM_SHA_1, SaslMechanism.SCRAM_SHA_1_PLUS))
                .nonces(() -> SERVER_NONCE)
                .build();
        StreamFeature.Receiving management = StreamManagement.server(SM);
        List<StreamFeature.Receiving> features =
                List.of(Sasl2.server(sasl, management, Bind2.server(management)), ResourceBinding.server(), management);
        Side server = new Side(XmppStream.receiving(StreamConfig.builder()
                .tlsPolicy(TlsPolicy.DIRECT)
                .ids(() -> "++TR84Sm6A3hnt3Q065SnAbbk3Y=")
                .hosts(offered -> new HeaderAnswer.Serve(DOMAIN, features, List.of(Language.of("en"))))
                .build()));
        return server.hears(CLIENT_HEADER).says(SERVER_HEADER + OFFER);
    }

    private static Side client(StreamFeature.Initiating... inline) {
        Sasl2.ClientBuilder sasl2 = Sasl2.client(SaslCredentials.of("user", "pencil".toCharArray()))
                .policy(SaslClientPolicy.builder()
                        .mechanisms(List.of(SaslMechanism.SCRAM_SHA_1_PLUS))
                        .nonces(() -> CLIENT_NONCE)
                        .build())
                .userAgent(UserAgent.of(
                        UUID.fromString("d4565fa7-4d72-4749-b3d3-740edbf87770"), "AwesomeXMPP", "Kiva's Phone"));
        List.of(inline).forEach(sasl2::inline);
        Side client = new Side(XmppStream.initiating(
                StreamConfig.builder()
                        .tlsPolicy(TlsPolicy.DIRECT)
                        .to(DOMAIN)
                        .from(Jid.parse("user@example.org"))
                        .build(),
                List.of(sasl2.build(), ResourceBinding.request(), StreamManagement.enable(SM))));
        client.pump.perform(client.stream.open());
        return client.says(CLIENT_HEADER).hears(SERVER_HEADER + OFFER);
    }

    private static final String BIND_OFFER = "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
            + "<sm xmlns='urn:xmpp:sm:3'/></stream:features>";

    @Test
    @Rule({"R-496", "R-492"})
    void authenticationAlone() {
        Side server = server();
        server.hears(authenticate("")).says(CHALLENGE);
        server.hears(RESPONSE).says(success("user@example.org", "") + BIND_OFFER);
        Side client = client().says(authenticate(""));
        client.hears(CHALLENGE).says(RESPONSE);
        client.hears(success("user@example.org", "")).says("");
        assertEquals(
                Optional.of(Jid.parse("user@example.org")),
                client.stream.state().account());
    }

    @Test
    @Rule({"R-500", "R-501", "R-502"})
    void bindingWithTag() {
        String full = "user@example.org/AwesomeXMPP/rQ7Lwut0CcxW6";
        String features = "<stream:features><sm xmlns='urn:xmpp:sm:3'/></stream:features>";
        Side server = server();
        server.hears(authenticate(bind(""))).says(CHALLENGE);
        server.hears(RESPONSE).says(success(full, bound("")) + features);
        server.established(full, false);
        Side client = client(Bind2.request("AwesomeXMPP")).says(authenticate(bind("")));
        client.hears(CHALLENGE).says(RESPONSE);
        client.hears(success(full, bound("")) + "<stream:features/>").says("");
        client.established(full, false);
    }

    @Test
    @Rule("R-501")
    void bindingWithStreamManagement() {
        String full = "user@example.org/AwesomeXMPP/rQ7Lwut0CcxW6";
        String enabled = "<enabled xmlns='urn:xmpp:sm:3' id='some-long-sm-id' resume='true'/>";
        Side server = server();
        server.hears(authenticate(bind(ENABLE))).says(CHALLENGE);
        server.hears(RESPONSE).says(success(full, bound(enabled)) + "<stream:features/>");
        server.established(full, false);
        Side client = client(Bind2.request("AwesomeXMPP", StreamManagement.enable(SM)))
                .says(authenticate(bind(ENABLE)));
        client.hears(CHALLENGE).says(RESPONSE);
        client.hears(success(full, bound(enabled)) + "<stream:features/>").says("");
        client.established(full, false);
    }

    @Test
    @Rule("R-464")
    void resumption() {
        String full = "user@example.org/AwesomeXMPP/rQ7Lwut0CcxW6";
        String resumed = "<resumed xmlns='urn:xmpp:sm:3' h='5' previd='some-long-sm-id'/>";
        Side server = server();
        server.kept = Optional.of(state("receiving"));
        server.hears(authenticate(RESUME + bind(ENABLE))).says(CHALLENGE);
        server.hears(RESPONSE).says(success(full, resumed));
        server.established(full, true);
        Side client = client(
                        StreamManagement.resuming(state("initiating"), SM),
                        Bind2.request("AwesomeXMPP", StreamManagement.enable(SM)))
                .says(authenticate(RESUME + bind(ENABLE)));
        client.hears(CHALLENGE).says(RESPONSE);
        client.hears(success(full, resumed)).says("");
        client.established(full, true);
    }

    @Test
    @Rule("R-464")
    void resumptionThatFailsAndBindingInItsPlace() {
        String full = "user@example.org/AwesomeXMPP/rQ7Lwut0CcxW6";
        String inline =
                "<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"
                        + bound("<enabled xmlns='urn:xmpp:sm:3' id='some-long-sm-id' resume='true'/>");
        Side server = server();
        server.hears(authenticate(RESUME + bind(ENABLE))).says(CHALLENGE);
        server.hears(RESPONSE).says(success(full, inline) + "<stream:features/>");
        server.established(full, false);
        Side client = client(
                        StreamManagement.resuming(state("initiating"), SM),
                        Bind2.request("AwesomeXMPP", StreamManagement.enable(SM)))
                .says(authenticate(RESUME + bind(ENABLE)));
        client.hears(CHALLENGE).says(RESPONSE);
        client.hears(success(full, inline) + "<stream:features/>").says("");
        client.established(full, false);
    }

    @Test
    @Rule("R-497")
    void failure() {
        Side server = server();
        server.hears(authenticate("")).says(CHALLENGE);
        server.hears("<abort" + NS + "/>")
                .says("<failure" + NS + "><aborted xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></failure>");
        assertEquals(Optional.empty(), server.stream.state().account());
    }
}
