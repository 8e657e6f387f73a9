package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;

/** ANONYMOUS on both sides (RFC 4505). */
class SaslAnonymousTest extends SaslServerFixture {
    private static final Jid GUEST = Jid.parse("guest-1@example.org");

    private static SaslBench guests() {
        SaslBench server = SaslBench.server(Sasl.server(
                config().mechanisms(List.of(SaslMechanism.ANONYMOUS)).build()));
        server.decision = prompt -> {
            assertEquals(new AnonymousRequested(Jid.parse("example.org")), prompt);
            return new SaslDecision.Accept(GUEST);
        };
        return server;
    }

    @Test
    void isOfferedOnlyIfTold() {
        assertEquals(
                List.of("ANONYMOUS"),
                SaslElements.mechanismNames(guests().offers().get(0)));
        assertFalse(SaslServerConfig.builder().build().mechanisms().contains(SaslMechanism.ANONYMOUS));
        assertRefused("invalid-mechanism", server().take(SaslBench.auth("ANONYMOUS", "x")));
    }

    @Test
    @Rule({"R-174", "R-178"})
    void bothSidesAgree() {
        SaslBench client = SaslBench.client(Sasl.client(SaslCredentials.anonymous()));
        SaslBench.Talk talk = SaslBench.talk(client, guests());
        assertEquals("=", talk.said().get(0).text()); // no trace information
        assertEquals(
                Outcome.account(GUEST),
                assertInstanceOf(Step.Done.class, talk.server()).outcome());
        assertEquals(
                Outcome.account(Jid.parse("example.org")),
                assertInstanceOf(Step.Done.class, talk.client()).outcome());
    }

    @Test
    void theApplicationMayRefuse() {
        SaslBench server = guests();
        server.decision = prompt -> SaslDecision.refuse(SaslFailureCondition.TEMPORARY_AUTH_FAILURE);
        assertRefused("temporary-auth-failure", server.take(SaslBench.auth("ANONYMOUS", "x")));
    }

    @Test
    @Rule("R-180")
    void traceInformationIsBoundedAndGoesNowhere() {
        assertInstanceOf(Step.Done.class, guests().take(SaslBench.auth("ANONYMOUS", "\uD83D\uDE00".repeat(255))));
        assertRefused("malformed-request", guests().take(SaslBench.auth("ANONYMOUS", "x".repeat(256))));
        assertRefused("malformed-request", guests().take(SaslBench.auth("ANONYMOUS", "a\u0007")));
        assertRefused(
                "malformed-request",
                guests().take(SaslBench.raw("auth", "/w==").toBuilder()
                        .attribute("mechanism", "ANONYMOUS")
                        .build()));
    }

    @Test
    @Rule("R-160")
    void isTriedOnlyByWhoWantsIt() {
        Step.Close none = new Step.Close(List.of(), new Reason.NoCommonMechanism());
        assertEquals(
                none,
                SaslBench.client(Sasl.client(SaslCredentials.of("juliet", "secret".toCharArray())))
                        .initiate("ANONYMOUS"));
        assertEquals(
                none,
                SaslBench.client(Sasl.client(SaslCredentials.anonymous()))
                        .initiate("PLAIN", "SCRAM-SHA-1", "EXTERNAL"));
        assertThrows(
                IllegalStateException.class, () -> SaslCredentials.anonymous().withCertificate(List.of()));
        assertEquals("", SaslCredentials.anonymous().username());
        assertEquals(Optional.empty(), SaslCredentials.anonymous().authorizationIdentity());
    }
}
