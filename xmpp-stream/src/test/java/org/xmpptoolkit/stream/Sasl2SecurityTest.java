package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.ElementReceived;
import org.xmpptoolkit.stream.StreamEvent.ErrorSent;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** What an attacker might try with SASL2. */
class Sasl2SecurityTest {
    private static Transcript inClear(TlsPolicy policy) {
        List<StreamFeature.Receiving> features =
                new ArrayList<>(Sasl2Streams.offered(Managed.config().build()));
        features.add(0, new StartTls());
        return new Transcript(XmppStream.receiving(Streams.serving(features.toArray(new StreamFeature.Receiving[0]))
                .tlsPolicy(policy)
                .build()));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "WHEN_OFFERED", "REQUIRED"})
    @Rule("R-492")
    void withoutTlsSasl2IsNotOffered(TlsPolicy policy) {
        String offer = inClear(policy).feed(Streams.CLIENT_HEADER);
        assertTrue(offer.contains("<stream:features>"), offer);
        assertFalse(offer.contains("urn:xmpp:sasl:2"), offer);
        assertFalse(offer.contains("urn:xmpp:bind:0"), offer);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "WHEN_OFFERED", "REQUIRED"})
    @Rule("R-492")
    void withoutTlsSasl2IsRefusedAndNobodyIsAsked(TlsPolicy policy) {
        Transcript server = inClear(policy);
        server.feed(Streams.CLIENT_HEADER);
        String said = server.feed(Sasl2Streams.plain(Sasl2Streams.BIND_TAGGED) + "<message/>");
        assertTrue(said.startsWith(Sasl2Streams.failure("encryption-required") + "<stream:error>"), said);
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                server.only(ErrorSent.class).error().condition());
        assertEquals(List.of(), server.all(Asked.class));
        assertEquals(List.of(), server.all(ElementReceived.class));
        assertEquals(Optional.empty(), server.stream.state().account());
    }

    /** Whoever sits in between may offer it. */
    @Test
    @Rule("R-492")
    void withoutTlsSasl2IsNotUsed() {
        Transcript client = Streams.initiating(Sasl2.client(Sasl2Streams.credentials())
                .policy(SaslClientPolicy.builder()
                        .plain(SaslClientPolicy.Plain.ALWAYS)
                        .build())
                .build());
        client.events.clear();
        assertEquals("</stream:stream>", client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER));
        client.feed("</stream:stream>");
        assertEquals(new Reason.NoCommonMechanism(), client.closed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Sasl2Streams.BIND_TAGGED,
                "<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>" + Sasl2Streams.BIND_TAGGED
            })
    @Rule("R-497")
    void inlineRequestsAreNotDoneWhereAuthenticationFails(String inline) {
        Transcript server = Sasl2Streams.opened();
        String wrong = Sasl2Streams.plain("\0juliet\0wrong", inline);
        assertEquals(Sasl2Streams.failure("not-authorized"), Sasl2Streams.login(server, wrong));
        assertTrue(server.all(Asked.class).stream().allMatch(one -> one.prompt() instanceof CredentialsRequested));
        assertEquals(Optional.empty(), server.stream.state().bound());
        String right = Sasl2Streams.login(server, Sasl2Streams.plain(""));
        assertTrue(
                right.startsWith("<success" + Sasl2Streams.NS + ">" + Sasl2Streams.IDENTIFIER + "</success>"),
                "what was asked for with the try that failed is forgotten: " + right);
    }

    /** What came behind a request that failed is no part of the next. */
    @Test
    @Rule("R-497")
    void stanzasBehindAFailureArriveNowhere() {
        Transcript server = Sasl2Streams.opened();
        server.feed(Sasl2Streams.plain("\0juliet\0wrong", "") + "<message/>");
        Sasl2Streams.tell(server);
        assertEquals(
                StreamErrorCondition.NOT_AUTHORIZED,
                server.only(ErrorSent.class).error().condition());
        assertEquals(List.of(), server.all(ElementReceived.class));
    }

    /** The way back to a password in clear: somebody in between takes the new profile, or the bound mechanisms, out. */
    @Test
    void aPasswordIsNotShownWhereTheBoundMechanismsWereTakenOut() {
        TlsSession tls = TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED)
                .binding(ChannelBindingType.TLS_EXPORTER, new byte[32])
                .build();
        Transcript client = Sasl2Streams.client(
                tls, Sasl2.client(Sasl2Streams.credentials()).build(), Sasl.client(Sasl2Streams.credentials()));
        client.events.clear();
        String said = client.feed(Streams.SERVER_HEADER
                + Sasl2Streams.OFFER.replace(
                        "</stream:features>",
                        "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/>"
                                + "</sasl-channel-binding></stream:features>"));
        assertEquals("</stream:stream>", said);
    }

    /** A refusal does not open the way to a weaker mechanism. */
    @Test
    void aPasswordIsNotShownBehindARefusalOfItsHash() {
        Transcript client = Sasl2Streams.client(Sasl2.client(Sasl2Streams.credentials())
                .policy(SaslClientPolicy.builder()
                        .mechanisms(List.of(SaslMechanism.SCRAM_SHA_1, SaslMechanism.PLAIN))
                        .build())
                .build());
        client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER);
        String said = client.feed(Sasl2Streams.failure("not-authorized"));
        assertEquals("</stream:stream>", said);
    }

    @Test
    void noSecretIsInTheTextOfWhatItIsMadeOf() {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain(Sasl2Streams.BIND_TAGGED));
        String text = server.events.toString()
                + Sasl2.client(Sasl2Streams.credentials()).build();
        assertFalse(text.contains(ScenarioEntities.PASSWORD), text);
        assertFalse(text.contains(Sasl2Streams.base64("\0juliet\0" + ScenarioEntities.PASSWORD)), text);
    }
}
