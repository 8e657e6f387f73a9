package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;

/** EXTERNAL on both sides, between client and server (RFC 6120 section 6.3.4, XEP-0178 section 2). */
class SaslExternalTest extends SaslServerFixture {
    private static final Jid DOMAIN = Jid.parse("example.org");
    private static final Jid JULIET = Jid.parse("juliet@example.org");
    private static final Jid ROMEO = Jid.parse("romeo@example.org");
    /** Any certificate: what it says is the application's to read. */
    private static final X509Certificate CERTIFICATE = certificate("""
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUMpqsjQYe24KiDSaN6n2Q3US13RkwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjQxODI4MjlaGA8yMTI2MTAzMTE4Mjgy
            OVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEBS
            1IXh1aSmvge1n++FxmMRvZc5FUzs6NCCQclYANHzpP1KrwbLbugtfxHDR+PPnvpU
            Q+MIk1EbFnR/EJSS3iCjUzBRMB0GA1UdDgQWBBQNkpW9azqZAoV57j3IzlkpUiFc
            BTAfBgNVHSMEGDAWgBQNkpW9azqZAoV57j3IzlkpUiFcBTAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIDFZgY9OfqGNj1kUGnYYd9O4WHRBo9BpeyZZ
            RVqRLFywAiEAjuwvV1hfCGBnnSAIphd9PFnP+gdylpBFy0+hJXDN6RI=
            -----END CERTIFICATE-----
            """);

    private static X509Certificate certificate(String text) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(SaslText.utf8(text)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private static TlsSession peerShows(PathTrust trust) {
        return TlsSession.builder("TLSv1.3", trust).peer(List.of(CERTIFICATE)).build();
    }

    /** A server whose application finds these addresses in the certificate, and has accounts for juliet and romeo. */
    private static SaslBench serverOf(List<Jid> addresses) {
        SaslBench server =
                SaslBench.server(Sasl.server(config().build()), SaslBench.serverState(peerShows(PathTrust.VERIFIED)));
        server.decision = prompt -> {
            ExternalRequested asked = assertInstanceOf(ExternalRequested.class, prompt);
            assertEquals(CERTIFICATE, asked.certificate());
            assertEquals(DOMAIN, asked.domain());
            return asked.decide(addresses, a -> a.equals(JULIET) || a.equals(ROMEO));
        };
        return server;
    }

    private static XmlElement external(String authzid) {
        return authzid.isEmpty()
                ? SaslBench.raw("auth", "=").toBuilder()
                        .attribute("mechanism", "EXTERNAL")
                        .build()
                : SaslBench.auth("EXTERNAL", authzid);
    }

    private static SaslBench client(SaslCredentials credentials) {
        TlsSession tls = SaslBench.tls("TLSv1.3", ChannelBindingType.TLS_EXPORTER)
                .local(List.of(CERTIFICATE))
                .build();
        return SaslBench.client(Sasl.client(credentials), SaslBench.clientState(true, Optional.of(tls)));
    }

    private static String authText(Step step) {
        assertEquals("EXTERNAL", step.send().get(0).attribute("mechanism").orElseThrow());
        return step.send().get(0).text();
    }

    private static SaslCredentials password() {
        return SaslCredentials.of("juliet", "secret".toCharArray());
    }

    private static void assertEnded(String condition, Step step) {
        Step.Close close = assertInstanceOf(Step.Close.class, step, step.toString());
        assertEquals(condition, SaslBench.refusal(close));
        Reason.AuthenticationFailed reason = assertInstanceOf(Reason.AuthenticationFailed.class, close.reason());
        assertEquals(condition, reason.failure().condition().elementName());
    }

    // The offer

    @Test
    @Rule({"R-162", "R-163"})
    void offersItFirstToWhomShowedAValidCertificate() {
        assertEquals(
                "EXTERNAL",
                SaslElements.mechanismNames(serverOf(List.of()).offers().get(0)).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNVERIFIED", "ABSENT"})
    @Rule("R-162")
    void offersItNowhereElse(PathTrust trust) {
        StreamState state = SaslBench.serverState(peerShows(trust));
        SaslBench server = SaslBench.server(Sasl.server(), state);
        assertEquals(
                List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"),
                SaslElements.mechanismNames(server.offers().get(0)));
        assertRefused("invalid-mechanism", server.take(external("")));
        SaslBench none = SaslBench.server(
                Sasl.server(),
                SaslBench.serverState(
                        TlsSession.builder("TLSv1.3", PathTrust.VERIFIED).build()));
        assertRefused("invalid-mechanism", none.take(external("")));
        SaslBench clear = SaslBench.server(Sasl.server(), SaslBench.serverState(false, ""));
        assertRefused("encryption-required", clear.take(external("")));
    }

    // The server

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            juliet@example.org                                        | -
            juliet@example.org                                        | juliet@example.org
            juliet@example.org                                        | Juliet@Example.Org
            juliet@example.org nobody@example.org                     | -
            juliet@example.org juliet@example.net                     | -
            juliet@example.org juliet@example.org                     | -
            romeo@example.org juliet@example.org                      | juliet@example.org
            """)
    @Rule({"R-427", "R-172"})
    void acceptsTheOneAddressOrTheOneThatIsAskedFor(String addresses, String authzid) {
        SaslBench server = serverOf(jids(addresses));
        Step step = server.take(external(authzid == null ? "" : authzid));
        assertDone(step);
        assertEquals(List.of(SaslBench.raw("success", "")), step.send());
    }

    private static List<Jid> jids(String addresses) {
        return List.of(addresses.split(" ")).stream().map(Jid::parse).toList();
    }

    @Test
    @Rule("R-428")
    void refusesSeveralAddressesWithoutAChoice() {
        assertEnded("invalid-authzid", serverOf(List.of(JULIET, ROMEO)).take(external("")));
    }

    @Test
    @Rule({"R-172", "R-429"})
    void refusesAnotherIdentity() {
        assertEnded("invalid-authzid", serverOf(List.of(JULIET)).take(external("romeo@example.org")));
        assertEnded("invalid-authzid", serverOf(List.of(JULIET)).take(external("nobody@example.org")));
    }

    @Test
    @Rule("R-429")
    void refusesACertificateThatStandsForNoAccount() {
        assertEnded("not-authorized", serverOf(List.of()).take(external("")));
        assertEnded("not-authorized", serverOf(List.of()).take(external("juliet@example.org")));
        for (String other :
                List.of("nobody@example.org", "juliet@example.net", "juliet@example.org/x", "example.org")) {
            assertEnded("not-authorized", serverOf(List.of(Jid.parse(other))).take(external("")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "juliet@example.org/balcony", "@", "a b", "juliet@example.org\0"})
    @Rule({"R-170", "R-172"})
    void refusesWhatIsNoBareAddress(String authzid) {
        SaslBench server = serverOf(List.of(JULIET));
        server.decision = prompt -> {
            throw new AssertionError("nothing to ask");
        };
        assertEnded("invalid-authzid", server.take(external(authzid)));
    }

    @Test
    @Rule("R-180")
    void refusesWhatIsNoUtf8() {
        XmlElement auth = SaslBench.raw("auth", "/w==").toBuilder()
                .attribute("mechanism", "EXTERNAL")
                .build();
        assertRefused("malformed-request", serverOf(List.of(JULIET)).take(auth));
    }

    @Test
    @Rule("R-174")
    void asksForTheIdentityWhereNoInitialResponseCame() {
        SaslBench server = serverOf(List.of(JULIET));
        Step step = server.take(SaslBench.raw("auth", "").toBuilder()
                .attribute("mechanism", "EXTERNAL")
                .build());
        assertEquals(List.of(SaslBench.raw("challenge", "")), step.send());
        assertDone(server.take(SaslBench.raw("response", "")));
    }

    @Test
    void anAnswerThatWasNotAskedForIsTheCallersMistake() {
        SaslBench server = serverOf(List.of(JULIET));
        server.decision = prompt -> new SaslDecision.Accept(ROMEO);
        assertThrows(IllegalArgumentException.class, () -> server.take(external("juliet@example.org")));
        assertThrows(IllegalArgumentException.class, () -> new SaslDecision.Accept(DOMAIN));
        assertThrows(IllegalArgumentException.class, () -> new SaslDecision.Accept(JULIET.withResourcepart("x")));
    }

    // The client

    @Test
    @Rule({"R-178", "R-425"})
    void sendsNoIdentityThatTheCertificateMakesClear() {
        assertEquals(
                "=",
                authText(client(SaslCredentials.external(JULIET, List.of(JULIET)))
                        .initiate("EXTERNAL")));
        assertEquals(
                "=",
                authText(client(SaslCredentials.external(JULIET, List.of())).initiate("EXTERNAL")));
        assertEquals(
                "=",
                authText(client(password().withCertificate(List.of(JULIET))).initiate("EXTERNAL")));
    }

    @Test
    @Rule({"R-168", "R-426"})
    void saysWhichOfSeveralIdentities() {
        SaslCredentials several = SaslCredentials.external(JULIET, List.of(ROMEO, JULIET));
        assertEquals("juliet@example.org", SaslBench.sent(client(several).initiate("EXTERNAL")));
        SaslCredentials another = SaslCredentials.external(JULIET, List.of(ROMEO));
        assertEquals("juliet@example.org", SaslBench.sent(client(another).initiate("EXTERNAL")));
        SaslCredentials acting =
                SaslCredentials.external(JULIET, List.of(JULIET)).withAuthorizationIdentity(ROMEO);
        SaslBench client = client(acting);
        assertEquals("romeo@example.org", SaslBench.sent(client.initiate("EXTERNAL")));
        Step.Done done = assertInstanceOf(Step.Done.class, client.take(SaslBench.raw("success", "")));
        assertEquals(Outcome.account(ROMEO), done.outcome());
    }

    @Test
    @Rule("R-163")
    void triesItFirstAndThenThePassword() {
        SaslBench client = client(password().withCertificate(List.of(JULIET)));
        assertEquals("=", authText(client.initiate("PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "EXTERNAL")));
        Step next =
                client.take(SaslFailure.of(SaslFailureCondition.NOT_AUTHORIZED).toElement());
        assertEquals(
                "SCRAM-SHA-1-PLUS", next.send().get(0).attribute("mechanism").orElseThrow());
    }

    @Test
    @Rule("R-160")
    void triesItNotWithoutACertificate() {
        SaslBench client = SaslBench.client(
                Sasl.client(SaslCredentials.external(JULIET, List.of())),
                SaslBench.clientState(true, Optional.of(SaslBench.tls("TLSv1.3").build())));
        assertEquals(
                new Step.Close(List.of(), new Reason.NoCommonMechanism()),
                client.initiate("EXTERNAL", "SCRAM-SHA-1", "PLAIN"));
        SaslBench unwilling = client(password());
        assertEquals(
                new Step.Close(List.of(), new Reason.NoCommonMechanism()), unwilling.initiate("EXTERNAL", "ANONYMOUS"));
    }

    @Test
    @Rule("R-180")
    void refusesAChallengeAndAdditionalData() {
        SaslBench client = client(SaslCredentials.external(JULIET, List.of()));
        client.initiate("EXTERNAL");
        assertEquals(
                List.of(SaslProfile.RFC_6120.abort()),
                assertInstanceOf(Step.Close.class, client.take(SaslBench.raw("challenge", "")))
                        .send());
        client.initiate("EXTERNAL");
        assertInstanceOf(Step.Close.class, client.take(SaslBench.sasl("success", "x")));
    }
}
