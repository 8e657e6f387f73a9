package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.xmpptoolkit.jid.Jid;

/** A server of one account, and the client's side of SCRAM by hand. */
abstract class SaslServerFixture {
    static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    static final SaltedCredentials CREDENTIALS =
            SaltedCredentials.of(ScramHash.SHA_256, "secret".toCharArray(), SALT, 4096);
    static final SaltedCredentials OLD_CREDENTIALS =
            SaltedCredentials.of(ScramHash.SHA_1, "secret".toCharArray(), SALT, 4096);
    static final byte[] SALTED = ScramHash.SHA_256.saltedPassword("secret".toCharArray(), SALT, 4096);
    static final String CLIENT_FIRST = "n,,n=juliet,r=client";

    static SaslServerConfig.Builder config() {
        return SaslServerConfig.builder().retries(3).nonces(() -> "server").unknownAccountSecret(SALT);
    }

    static SaslBench server() {
        return with(SaslBench.server(Sasl.server(config().build())));
    }

    static SaslBench with(SaslBench server) {
        server.account("juliet", CREDENTIALS, OLD_CREDENTIALS);
        return server;
    }

    /** client-final-message with the proof that is right for what was said. */
    static String clientFinal(String clientFirstBare, String serverFirst, String unsigned) {
        byte[] proof = ScramHash.SHA_256.clientProof(SALTED, clientFirstBare + "," + serverFirst + "," + unsigned);
        return unsigned + ",p=" + SaslText.base64(proof);
    }

    static Step scram(SaslBench server, String header, String bare, String extensions) {
        String serverFirst = SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256", header + bare)));
        String nonce = serverFirst.substring(0, serverFirst.indexOf(','));
        String unsigned = "c=" + SaslText.base64(SaslText.utf8(header)) + "," + nonce + extensions;
        return server.take(SaslBench.sasl("response", clientFinal(bare, serverFirst, unsigned)));
    }

    static void assertDone(Step step) {
        Step.Done done = assertInstanceOf(Step.Done.class, step, step.toString());
        assertEquals(Outcome.account(Jid.parse("juliet@example.org")), done.outcome());
        assertEquals(Then.RESTART, done.then());
        assertEquals("success", done.send().get(0).localName());
    }

    static void assertRefused(String condition, Step step) {
        Step.Refused refused = assertInstanceOf(Step.Refused.class, step, step.toString());
        assertEquals(condition, SaslBench.refusal(refused));
        assertEquals(condition, refused.reason());
    }
}
