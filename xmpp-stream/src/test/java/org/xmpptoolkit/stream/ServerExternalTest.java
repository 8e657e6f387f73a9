package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** EXTERNAL between servers, on both sides (RFC 6120 sections 4.3.6, 6.3.4 and 6.3.8, XEP-0178 section 3). */
class ServerExternalTest {
    private static final TlsSession PROVEN = Servers.shown("capulet.example", PathTrust.VERIFIED);
    private static final String OFFER = "<stream:features>" + Servers.MECHANISMS + "</stream:features>";

    /** A stream on which dialback would do too. */
    private static Transcript receiving(TlsSession session) {
        return Servers.receiving(
                Servers.serving(Sasl.server(), new Servers.Vouching()).build(), session);
    }

    private static Transcript initiating(TlsSession session, StreamFeature.Initiating... features) {
        return Servers.initiating(Servers.opening().build(), session, features);
    }

    private static Transcript initiating() {
        return initiating(Servers.showing("capulet.example", PathTrust.VERIFIED), Servers.external());
    }

    private static String auth(String authzid) {
        String text = Base64.getEncoder().encodeToString(authzid.getBytes(StandardCharsets.UTF_8));
        return Servers.AUTH.replace(">=<", ">" + text + "<");
    }

    private static String failure(String condition) {
        return "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><" + condition + "/></failure>";
    }

    // The receiving server

    @Test
    @Rule("R-430")
    void offersExternalWhereTheCertificateIsTheDomains() {
        String offer = receiving(PROVEN).feed(Servers.HEADER);
        assertTrue(offer.contains("<stream:features>" + Servers.MECHANISMS), offer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            capulet.example       | UNVERIFIED | from='capulet.example'
            other.example         | VERIFIED   | from='capulet.example'
            rooms.capulet.example | VERIFIED   | from='capulet.example'
            capulet.example       | VERIFIED   | from='rooms.capulet.example'
            capulet.example       | VERIFIED   | ''
            """)
    @Rule("R-430")
    void offersItNowhereElse(String domain, PathTrust trust, String from) {
        Transcript server = receiving(Servers.shown(domain, trust));
        String header = Servers.HEADER.replace("from='capulet.example'", from);
        String offer = server.feed(header);
        assertFalse(offer.contains("EXTERNAL"), offer);
        assertTrue(offer.contains("<vouching "), offer);
        assertEquals(failure("not-authorized"), server.feed(Servers.AUTH));
        assertEquals(Set.of(), server.stream.state().authorized());
        server.feed(Servers.Vouching.element("vouch", Servers.THERE).toString());
        server.only(StreamEvent.Established.class);
    }

    @Test
    void offersNothingElseToServers() {
        SaslServerConfig all = SaslServerConfig.builder()
                .mechanisms(List.of(SaslMechanism.values()))
                .build();
        TlsSession session = TlsSession.builder("TLSv1.3", PathTrust.VERIFIED)
                .peer(PROVEN.peer())
                .binding(ChannelBindingType.TLS_EXPORTER, new byte[32])
                .build();
        Transcript server = Servers.receiving(
                Servers.serving(Sasl2.server(all), Sasl.server(all)).build(), session);
        String offer = server.feed(Servers.HEADER);
        assertTrue(offer.endsWith("<stream:features>" + Servers.MECHANISMS + "</stream:features>"), offer);
        assertEquals(
                failure("invalid-mechanism"),
                server.feed("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"));
        SaslServerConfig none = SaslServerConfig.builder()
                .mechanisms(List.of(SaslMechanism.PLAIN))
                .build();
        Transcript without =
                Servers.receiving(Servers.serving(Sasl.server(none)).build(), session);
        without.feed(Servers.HEADER);
        HeaderTest.assertErrorSent(without, StreamErrorCondition.POLICY_VIOLATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "capulet.example", "Capulet.EXAMPLE"})
    @Rule({"R-031", "R-430"})
    void domainIsTheAccountAndThePairIsAuthorized(String authzid) {
        Transcript server = receiving(PROVEN);
        server.feed(Servers.HEADER);
        String auth = authzid.isEmpty() ? Servers.AUTH : auth(authzid);
        assertEquals(Servers.SUCCESS, server.feed(auth));
        server.feed(Servers.HEADER);
        StreamState state = server.only(StreamEvent.Established.class).state();
        assertEquals(Optional.of(Servers.CAPULET), state.account());
        assertEquals(Optional.empty(), state.bound());
        assertEquals(Set.of(Servers.THERE), state.authorized());
        assertEquals(
                Servers.THERE, server.only(StreamEvent.PairAuthorized.class).pair());
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty(), "the certificate says all there is to know");
    }

    /** The offer comes once: not behind it, nor where dialback was faster. */
    @Test
    void isNotOfferedToWhoHasAPair() {
        Transcript server = receiving(PROVEN);
        server.feed(Servers.HEADER);
        String again = server.feed(Servers.AUTH + Servers.HEADER);
        assertFalse(again.contains("EXTERNAL"), again);
        Transcript vouched = receiving(PROVEN);
        vouched.feed(Servers.HEADER + Servers.Vouching.element("vouch", Servers.THERE));
        vouched.feed(Servers.AUTH);
        HeaderTest.assertErrorSent(vouched, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@capulet.example",
                "capulet.example/balcony",
                "@",
                "other.example",
                "montague.example",
                "rooms.capulet.example",
                "capulet.example\0"
            })
    @Rule({"R-031", "R-171", "R-172"})
    void refusesAnotherIdentityThanTheDomain(String authzid) {
        Transcript server = receiving(PROVEN);
        server.feed(Servers.HEADER);
        assertEquals(failure("invalid-authzid"), server.feed(auth(authzid)));
        assertEquals(Optional.empty(), server.stream.state().account());
        assertEquals(Set.of(), server.stream.state().authorized());
        assertEquals(Servers.SUCCESS, server.feed(auth("capulet.example")), "and another try is allowed");
    }

    @Test
    @Rule({"R-180", "R-174"})
    void readsTheIdentityAsAnyMechanismDoes() {
        Transcript server = receiving(PROVEN);
        server.feed(Servers.HEADER);
        assertEquals(failure("malformed-request"), server.feed(Servers.AUTH.replace(">=<", ">/w==<")));
        assertEquals(failure("incorrect-encoding"), server.feed(Servers.AUTH.replace(">=<", ">?<")));
        assertEquals(
                "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                server.feed(Servers.AUTH.replace(">=</auth>", "/>")));
        assertEquals(
                Servers.SUCCESS,
                server.feed("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>Y2FwdWxldC5leGFtcGxl" + "</response>"));
    }

    @Test
    @Rule("R-185")
    void whoTriesTooOftenIsSentAway() {
        Transcript server = receiving(PROVEN);
        server.feed(Servers.HEADER);
        server.feed(auth("other.example").repeat(6));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
    }

    // The initiating server

    @Test
    @Rule({"R-031", "R-171", "R-431"})
    void saysItsDomainThoughTheCertificateDoes() {
        Transcript server = initiating();
        assertEquals(auth("capulet.example"), server.feed(Servers.ANSWER + OFFER));
        server.feed(Servers.SUCCESS + Servers.ANSWER + Streams.NO_FEATURES);
        StreamState state = server.only(StreamEvent.Established.class).state();
        assertEquals(Optional.of(Servers.CAPULET), state.account());
        assertEquals(Set.of(Servers.THERE), state.authorized());
        assertThrows(IllegalArgumentException.class, () -> SaslCredentials.server(Streams.ACCOUNT));
    }

    /** Servers authenticate each other: where ours does not know the other, dialback is what is left. */
    @ParameterizedTest
    @CsvSource({"UNVERIFIED, true", "VERIFIED, false"})
    @Rule("R-383")
    void triesItOnlyWhereBothCertificatesCount(PathTrust trust, boolean shown) {
        TlsSession session = shown
                ? Servers.showing("capulet.example", trust)
                : TlsSession.builder("TLSv1.3", trust).build();
        String offers =
                "<stream:features>" + Servers.MECHANISMS + "<vouching xmlns='urn:example:vouch'/></stream:features>";
        Transcript server = initiating(session, Servers.external(), new Servers.Vouching());
        assertEquals(Servers.Vouching.element("vouch", Servers.THERE).toString(), server.feed(Servers.ANSWER + offers));
        server.feed(Servers.Vouching.element("vouched", Servers.THERE).toString());
        assertTrue(server.only(StreamEvent.Established.class).state().secure());
        assertEquals(Set.of(Servers.THERE), server.stream.state().authorized());

        Transcript strict = initiating(session, Servers.external());
        assertEquals("</stream:stream>", strict.feed(Servers.ANSWER + offers));
        strict.feed("</stream:stream>");
        assertInstanceOf(Reason.NoCommonMechanism.class, strict.closed());
    }

    @Test
    void goesOnWithDialbackWhereExternalFails() {
        String offers =
                "<stream:features>" + Servers.MECHANISMS + "<vouching xmlns='urn:example:vouch'/></stream:features>";
        TlsSession session = Servers.showing("capulet.example", PathTrust.VERIFIED);
        Transcript server = initiating(session, Servers.external(), new Servers.Vouching());
        server.feed(Servers.ANSWER + offers);
        assertEquals(
                Servers.Vouching.element("vouch", Servers.THERE).toString(), server.feed(failure("not-authorized")));
        assertEquals(
                "not-authorized", server.only(StreamEvent.FeatureRefused.class).reason());
        server.feed(Servers.Vouching.element("vouched", Servers.THERE).toString());
        server.only(StreamEvent.Established.class);
        assertEquals(Optional.empty(), server.stream.state().account());
    }

    @Test
    @Rule("R-184")
    void closesWhereExternalFailsAndNothingIsLeft() {
        Transcript server = initiating();
        server.feed(Servers.ANSWER + OFFER);
        assertEquals("</stream:stream>", server.feed(failure("not-authorized")));
        assertTrue(server.all(StreamEvent.Established.class).isEmpty());
    }

    /** Nothing but EXTERNAL is for a server: it has no password. */
    @Test
    void usesNoOtherMechanism() {
        Transcript server = initiating();
        String others = OFFER.replace(
                "<mechanism>EXTERNAL</mechanism>",
                "<mechanism>PLAIN</mechanism><mechanism>ANONYMOUS</mechanism><mechanism>SCRAM-SHA-1</mechanism>");
        assertEquals("</stream:stream>", server.feed(Servers.ANSWER + others));
    }

    // Both

    @Test
    @Rule({"R-031", "R-430", "R-431"})
    void bothSidesAgree() {
        Transcript opening = initiating();
        Transcript serving = receiving(PROVEN);
        String there = Transcript.written(opening.events);
        while (!there.isEmpty()) {
            String back = serving.feed(there);
            there = back.isEmpty() ? "" : opening.feed(back);
        }
        for (Transcript side : List.of(opening, serving)) {
            StreamState state = side.only(StreamEvent.Established.class).state();
            assertEquals(Optional.of(Servers.CAPULET), state.account());
            assertEquals(Set.of(Servers.THERE), state.authorized());
        }
        String stanza = opening.add(
                opening.stream.send(List.of(Servers.stanza("juliet@capulet.example", "romeo@montague.example"))));
        serving.feed(stanza);
        serving.only(StreamEvent.ElementReceived.class);
    }
}
