package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;

/** PLAIN on the server's side, and what a peer can tell of accounts that do not exist. */
class SaslServerPasswordTest extends SaslServerFixture {
    @Test
    void aPasswordOfNoSensibleLengthIsNeverPrepared() {
        SaslBench server = server();
        Step step = server.take(SaslBench.auth("PLAIN", "\0juliet\0" + "\u0344\u0323".repeat(8_000)));
        assertInstanceOf(Step.Refused.class, step);
        assertFalse(SaslText.isPreparable("x".repeat(SaslText.MOST_UNITS + 1).toCharArray()));
        assertTrue(SaslText.isPreparable("x".repeat(SaslText.MOST_UNITS).toCharArray()));
    }

    @Test
    @Rule({"R-155", "R-188"})
    void acceptsARightPassword() {
        SaslBench server = server();
        Step step = server.take(SaslBench.auth("PLAIN", "\0juliet\0secret"));
        assertDone(step);
        assertEquals(List.of(SaslBench.raw("success", "")), step.send());
        assertEquals(1, server.derivations);
        assertEquals(
                List.of(ScramHash.SHA_512, ScramHash.SHA_256, ScramHash.SHA_1),
                server.asked.get(0).hashes());
    }

    @Test
    void checksAPasswordAgainstOlderKeys() {
        SaslBench server = SaslBench.server(Sasl.server());
        server.account("juliet", OLD_CREDENTIALS);
        assertDone(server.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
    }

    @Test
    @Rule("R-398")
    void preparesThePassword() {
        SaslBench server = SaslBench.server(Sasl.server());
        server.account("juliet", SaltedCredentials.of(ScramHash.SHA_1, "\u2168x".toCharArray()));
        assertDone(server.take(SaslBench.auth("PLAIN", "\0juliet\0IX\u00ADx")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\0juliet", "\0\0secret", "\0juliet\0", "\0juliet\0secret\0", "juliet\0secret"})
    @Rule("R-180")
    void refusesMalformedPlain(String message) {
        assertRefused("malformed-request", server().take(SaslBench.auth("PLAIN", message)));
    }

    @Test
    @Rule("R-198")
    void refusesPlainWithoutTls() {
        SaslBench server = with(SaslBench.server(Sasl.server(), SaslBench.serverState(false, "")));
        assertRefused("encryption-required", server.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
        assertEquals(0, server.derivations);
    }

    // Equal looks

    @ParameterizedTest
    @ValueSource(strings = {"romeo", "no@localpart", "a b", "\u0221"})
    @Rule("R-193")
    void unknownAccountsLookLikeWrongPasswords(String username) {
        SaslBench wrong = server();
        SaslBench unknown = server();
        Step ofWrong = wrong.take(SaslBench.auth("PLAIN", "\0juliet\0wrong"));
        Step ofUnknown = unknown.take(SaslBench.auth("PLAIN", "\0" + username + "\0wrong"));
        assertEquals(ofWrong.send(), ofUnknown.send());
        assertEquals(ofWrong.getClass(), ofUnknown.getClass());
        assertEquals(1, wrong.derivations);
        assertEquals(1, unknown.derivations);

        String known = SaslBench.sent(wrong.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
        String made = SaslBench.sent(unknown.take(SaslBench.auth("SCRAM-SHA-256", "n,,n=" + username + ",r=client")));
        assertEquals(known.replaceAll("s=[^,]*", ""), made.replaceAll("s=[^,]*", ""));
        assertEquals(known.length(), made.length());
        XmlElement last = SaslBench.sasl(
                "response", "c=biws,r=clientserver,p=" + SaslText.base64(new byte[ScramHash.SHA_256.octets()]));
        assertEquals(wrong.take(last).send(), unknown.take(last).send());
        assertEquals(wrong.derivations, unknown.derivations);
    }

    @Test
    @Rule("R-193")
    void unknownAccountsKeepTheirSalt() {
        String first = SaslBench.sent(server().take(SaslBench.auth("SCRAM-SHA-256", "n,,n=romeo,r=client")));
        assertEquals(first, SaslBench.sent(server().take(SaslBench.auth("SCRAM-SHA-256", "n,,n=Romeo,r=client"))));
        assertFalse(
                first.equals(SaslBench.sent(server().take(SaslBench.auth("SCRAM-SHA-256", "n,,n=paris,r=client")))));
        assertFalse(first.equals(SaslBench.sent(server().take(SaslBench.auth("SCRAM-SHA-1", "n,,n=romeo,r=client")))));
    }

    @Test
    void noPasswordFitsAnUnknownAccount() {
        SaslBench server = SaslBench.server(Sasl.server());
        assertRefused("not-authorized", server.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
    }

    @Test
    void passwordsThatCannotBePreparedDoTheSameWork() {
        SaslBench server = server();
        assertRefused("not-authorized", server.take(SaslBench.auth("PLAIN", "\0juliet\0\u0007")));
        assertEquals(1, server.derivations);
    }
}
