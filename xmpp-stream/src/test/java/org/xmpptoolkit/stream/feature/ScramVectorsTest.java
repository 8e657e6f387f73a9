package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Rule;

/** The exchanges that the RFCs print, octet by octet, on both sides. */
class ScramVectorsTest {
    /** The messages of one exchange. */
    private record Vector(
            SaslMechanism mechanism, String clientNonce, String serverNonce, String salt, List<String> messages) {
        ScramHash hash() {
            return mechanism.scramHash().orElseThrow();
        }
    }

    private static final Vector SHA_1 = new Vector(
            SaslMechanism.SCRAM_SHA_1,
            "fyko+d2lbbFgONRv9qkxdawL",
            "3rfcNHYJY1ZVvWVs7j",
            "QSXCR+Q6sek8bf92",
            List.of(
                    "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
                    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
                    "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                    "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
    private static final Vector SHA_256 = new Vector(
            SaslMechanism.SCRAM_SHA_256,
            "rOprNGfwEbeRWgbNEkqO",
            "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
            "W22ZaJ0SNY7soEsUEjb6gQ==",
            List.of(
                    "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
                    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));

    @Test
    @Rule({"R-196", "R-399"})
    void clientSaysWhatRfc5802Prints() {
        client(SHA_1);
    }

    @Test
    @Rule("R-420")
    void clientSaysWhatRfc7677Prints() {
        client(SHA_256);
    }

    @Test
    @Rule({"R-196", "R-399"})
    void serverSaysWhatRfc5802Prints() {
        server(SHA_1);
    }

    @Test
    @Rule("R-420")
    void serverSaysWhatRfc7677Prints() {
        server(SHA_256);
    }

    private static void client(Vector vector) {
        SaslClientPolicy policy =
                SaslClientPolicy.builder().nonces(() -> vector.clientNonce()).build();
        SaslBench client = SaslBench.client(Sasl.client(SaslCredentials.of("user", "pencil".toCharArray()), policy));
        Step first = client.initiate(vector.mechanism().wireName());
        assertEquals(
                vector.mechanism().wireName(),
                first.send().get(0).attribute("mechanism").orElseThrow());
        assertEquals(vector.messages().get(0), SaslBench.sent(first));
        Step last = client.take(SaslBench.sasl("challenge", vector.messages().get(1)));
        assertEquals(vector.messages().get(2), SaslBench.sent(last));
        Step done = client.take(SaslBench.sasl("success", vector.messages().get(3)));
        assertEquals(new Step.Done(List.of(), Outcome.account(Jid.parse("user@example.org")), Then.RESTART), done);
        assertEquals(1, client.derivations);
    }

    private static void server(Vector vector) {
        SaslServerConfig config =
                SaslServerConfig.builder().nonces(() -> vector.serverNonce()).build();
        SaslBench server = SaslBench.server(Sasl.server(config));
        server.account(
                "user",
                SaltedCredentials.of(
                        vector.hash(),
                        "pencil".toCharArray(),
                        Base64.getDecoder().decode(vector.salt()),
                        4096));
        Step first = server.take(
                SaslBench.auth(vector.mechanism().wireName(), vector.messages().get(0)));
        assertEquals(vector.messages().get(1), SaslBench.sent(first));
        Step last = server.take(SaslBench.sasl("response", vector.messages().get(2)));
        Step.Done done = assertInstanceOf(Step.Done.class, last);
        assertEquals(vector.messages().get(3), SaslBench.sent(done));
        assertEquals(Outcome.account(Jid.parse("user@example.org")), done.outcome());
        assertEquals(Then.RESTART, done.then());
        assertEquals(0, server.derivations);
    }
}
