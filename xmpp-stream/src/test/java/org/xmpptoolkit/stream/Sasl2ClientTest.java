package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Established;
import org.xmpptoolkit.stream.StreamEvent.FeatureRefused;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.UserAgent;
import org.xmpptoolkit.stream.management.StreamManagement;

/** SASL2 and Bind 2 as a client does them (XEP-0388, XEP-0386). */
class Sasl2ClientTest {
    private static final String LEGACY_BIND =
            "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";

    private static StreamFeature.Initiating plain(StreamFeature.Initiating... inline) {
        Sasl2.ClientBuilder sasl2 = Sasl2Streams.by(SaslMechanism.PLAIN);
        List.of(inline).forEach(sasl2::inline);
        return sasl2.build();
    }

    /** A client that has answered the offer; what was written before is gone. */
    private static Transcript answered(StreamFeature.Initiating... features) {
        Transcript client = Sasl2Streams.client(features);
        client.events.clear();
        client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER);
        return client;
    }

    private static String success(String children) {
        return "<success" + Sasl2Streams.NS + ">" + children + "</success>";
    }

    private static Reason end(Transcript client) {
        client.feed("</stream:stream>");
        return client.closed();
    }

    @Test
    void saysWhatItIsAndAsksForAResource() {
        UUID id = UUID.fromString("d4565fa7-4d72-4749-b3d3-740edbf87770");
        Transcript client = answered(Sasl2Streams.by(SaslMechanism.PLAIN)
                .userAgent(UserAgent.of(id, "Balcony", "Phone"))
                .inline(Bind2.request("Orchard"))
                .build());
        assertEquals(
                Sasl2Streams.plain("<user-agent id='" + id + "'><software>Balcony</software><device>Phone</device>"
                        + "</user-agent>" + Sasl2Streams.BIND_TAGGED),
                Transcript.written(client.events));
        client.feed(success(Sasl2Streams.TAGGED_IDENTIFIER + "<bound xmlns='urn:xmpp:bind:0'/>"));
        assertEquals(List.of(), client.all(Established.class), "features are awaited");
        client.feed("<stream:features/>");
        StreamState state = client.only(Established.class).state();
        assertEquals(Optional.of(ScenarioEntities.JULIET), state.account());
        assertEquals(Optional.of(Sasl2Streams.TAGGED), state.bound());
    }

    @Test
    void goesTheFormerWayWhereSasl2IsNotOffered() {
        Transcript client = Sasl2Streams.client(
                plain(Bind2.request()),
                Sasl.client(
                        Sasl2Streams.credentials(),
                        SaslClientPolicy.builder()
                                .mechanisms(List.of(SaslMechanism.PLAIN))
                                .build()),
                ResourceBinding.request("balcony"));
        client.events.clear();
        String auth = client.feed(
                Streams.SERVER_HEADER + Sasl2Streams.OFFER.replaceFirst("<authentication.*</authentication>", ""));
        assertTrue(auth.startsWith("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"), auth);
        client.feed("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>" + Streams.SERVER_HEADER);
        assertTrue(client.feed(LEGACY_BIND).startsWith("<iq "));
    }

    @Test
    void goesTheFormerWayWhereSasl2HasNoMechanismForIt() {
        Transcript client = answered(plain(), Sasl.client(Sasl2Streams.credentials()));
        Transcript other = Sasl2Streams.client(
                Sasl2Streams.by(SaslMechanism.SCRAM_SHA_512).build(), Sasl.client(Sasl2Streams.credentials()));
        other.events.clear();
        assertTrue(other.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER).startsWith("<auth "));
        assertEquals(1, other.all(FeatureRefused.class).size());
        assertEquals(Sasl2Streams.plain(""), Transcript.written(client.events));
    }

    @Test
    void endsWhereThereIsNoMechanismAtAll() {
        Transcript client =
                answered(Sasl2Streams.by(SaslMechanism.SCRAM_SHA_512).build());
        assertEquals(new Reason.NoCommonMechanism(), end(client));
    }

    @Test
    void bindsTheFormerWayWhereBind2IsNotOfferedOrFails() {
        Transcript plain = answered(plain(), ResourceBinding.request("balcony"));
        plain.feed(success(Sasl2Streams.IDENTIFIER));
        assertTrue(plain.feed(LEGACY_BIND).startsWith("<iq "));
        Transcript failed = answered(plain(Bind2.request()), ResourceBinding.request("balcony"));
        failed.feed(success(Sasl2Streams.IDENTIFIER + "<failed xmlns='urn:xmpp:bind:0'/>"));
        assertEquals(1, failed.all(FeatureRefused.class).size());
        assertTrue(failed.feed(LEGACY_BIND).startsWith("<iq "));
    }

    @Test
    void asksInlineOnlyForWhatIsOfferedInline() {
        Transcript client = Sasl2Streams.client(plain(Bind2.request(
                "Orchard", StreamManagement.enable(Managed.config().build()))));
        client.events.clear();
        assertEquals(
                Sasl2Streams.plain(Sasl2Streams.BIND_TAGGED),
                client.feed(Streams.SERVER_HEADER
                        + Sasl2Streams.OFFER.replace("<feature var='urn:xmpp:sm:3'/>", "<feature var='urn:x'/>")));
    }

    @Test
    void refusesBoundWithoutAFullAddress() {
        Transcript client = answered(plain(Bind2.request()));
        client.feed(success(Sasl2Streams.IDENTIFIER + "<bound xmlns='urn:xmpp:bind:0'/>"));
        assertInstanceOf(Reason.NegotiationFailed.class, end(client));
    }

    /** Nobody asked, so nobody waits for it. */
    @Test
    void takesNoAnswerToWhatItDidNotAsk() {
        Transcript client = answered(plain(), ResourceBinding.request("balcony"));
        client.feed(success(Sasl2Streams.TAGGED_IDENTIFIER + "<bound xmlns='urn:xmpp:bind:0'/>"
                + "<enabled xmlns='urn:xmpp:sm:3'/><x xmlns='urn:example:x'/>"));
        assertEquals(Optional.empty(), client.stream.state().bound());
        assertTrue(client.feed(LEGACY_BIND).startsWith("<iq "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<authorization-identifier/>", "<authorization-identifier>a@@b</authorization-identifier>"})
    void refusesSuccessThatDoesNotSayWho(String identifier) {
        Transcript client = answered(plain());
        client.feed(success(identifier));
        assertInstanceOf(Reason.NegotiationFailed.class, end(client));
        assertEquals(Optional.empty(), client.stream.state().account());
    }

    /** A server that wants more than a password, as for a second factor, is told that it does not come. */
    @Test
    void refusesTasksInPlainWords() {
        Transcript client = answered(plain());
        client.events.clear();
        String said =
                client.feed("<continue" + Sasl2Streams.NS + "><additional-data>SSdtIGJvcmVkIG5vdy4=</additional-data>"
                        + "<tasks><task>HOTP-EXAMPLE</task><task>TOTP-EXAMPLE</task></tasks></continue>");
        assertEquals("<abort" + Sasl2Streams.NS + "/></stream:stream>", said);
        Reason.NegotiationFailed reason = assertInstanceOf(Reason.NegotiationFailed.class, end(client));
        assertTrue(reason.message().contains("HOTP-EXAMPLE, TOTP-EXAMPLE"), reason.message());
    }

    @Test
    void endsWhereTheServerBreaksTheProfile() {
        Transcript client = answered(plain());
        client.feed("<next" + Sasl2Streams.NS + "/>");
        assertInstanceOf(Reason.AuthenticationFailed.class, end(client));
        Transcript junk = answered(plain());
        junk.feed(success("<additional-data>a</additional-data>" + Sasl2Streams.IDENTIFIER));
        assertInstanceOf(Reason.AuthenticationFailed.class, end(junk));
    }

    @Test
    void readsWhyItWasRefused() {
        Transcript client = answered(plain());
        client.feed("<failure" + Sasl2Streams.NS + "><account-disabled" + Sasl2Streams.CONDITION
                + "/><text>Gone.</text></failure>");
        Reason.AuthenticationFailed reason = assertInstanceOf(Reason.AuthenticationFailed.class, end(client));
        assertEquals("account-disabled", reason.failure().condition().elementName());
        assertEquals("Gone.", reason.failure().texts().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "", "e=other-error"})
    void refusesAServerThatDoesNotProveItself(String proof) {
        Transcript server = Sasl2Streams.opened();
        Transcript client = Sasl2Streams.client(Sasl2Streams.by(SaslMechanism.SCRAM_SHA_1)
                .inline(Bind2.request())
                .build());
        client.events.clear();
        String request = client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER);
        client.feed(Sasl2Streams.login(server, request));
        String data = proof.isEmpty() ? "" : "<additional-data>" + Sasl2Streams.base64(proof) + "</additional-data>";
        client.feed(success(data + Sasl2Streams.TAGGED_IDENTIFIER + "<bound xmlns='urn:xmpp:bind:0'/>"));
        assertEquals(new Reason.ServerNotProved(), end(client));
        assertEquals(Optional.empty(), client.stream.state().bound());
    }

    /** Mechanisms that bind the channel without the types that can be bound are no honest offer (XEP-0440 section 3). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Rule("R-504")
    void refusesMechanismsThatBindWithoutTypesAndTheOtherWayRound(boolean bind) {
        TlsSession tls = TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED)
                .binding(ChannelBindingType.TLS_EXPORTER, new byte[32])
                .build();
        Transcript client = Sasl2Streams.client(
                tls, Sasl2.client(Sasl2Streams.credentials()).build());
        client.events.clear();
        String offer = bind
                ? Sasl2Streams.OFFER.replace("SCRAM-SHA-1<", "SCRAM-SHA-1-PLUS<")
                : Sasl2Streams.OFFER.replace(
                        "</stream:features>",
                        "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/>"
                                + "</sasl-channel-binding></stream:features>");
        assertEquals("</stream:stream>", client.feed(Streams.SERVER_HEADER + offer));
        assertInstanceOf(Reason.NegotiationFailed.class, end(client));
    }

    @Test
    void whatCannotBeInlineIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> Sasl2.client(Sasl2Streams.credentials())
                .inline(ResourceBinding.request()));
        assertThrows(IllegalArgumentException.class, () -> Bind2.request(Bind2.request()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Sasl2.server(Sasl2Streams.sasl().build(), ResourceBinding.server()));
        assertThrows(IllegalArgumentException.class, () -> Bind2.server(Bind2.server()));
        assertThrows(IllegalArgumentException.class, () -> Bind2.request(""));
        assertThrows(IllegalArgumentException.class, () -> Bind2.request("\0"));
    }
}
