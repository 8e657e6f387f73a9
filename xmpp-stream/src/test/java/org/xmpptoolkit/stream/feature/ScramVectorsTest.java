package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

/** The exchanges that the RFCs print, and one with SHA-512, octet by octet, on both sides. */
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

    /** No RFC prints an exchange with SHA-512: this is the one of RFC 7677, computed by Python's hashlib and hmac. */
    private static final Vector SHA_512 = new Vector(
            SaslMechanism.SCRAM_SHA_512,
            SHA_256.clientNonce(),
            SHA_256.serverNonce(),
            SHA_256.salt(),
            List.of(
                    SHA_256.messages().get(0),
                    SHA_256.messages().get(1),
                    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p="
                            + "gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw"
                            + "+3R2xNJdMNnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==",
                    "v=ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0v" + "SVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw=="));

    @Test
    void bothSidesSayWhatWasComputedElsewhere() throws GeneralSecurityException {
        client(SHA_512);
        server(SHA_512);
        assertEquals(SHA_512.messages().get(3), "v=" + SaslText.base64(serverSignatureByTheJdk(SHA_512)));
    }

    /** The server's signature by the JDK's PBKDF2 and HMAC, without the library. */
    private static byte[] serverSignatureByTheJdk(Vector vector) throws GeneralSecurityException {
        byte[] salt = Base64.getDecoder().decode(vector.salt());
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec("pencil".toCharArray(), salt, 4096, 512))
                .getEncoded();
        String last = vector.messages().get(2);
        String authMessage = vector.messages().get(0).substring(3) + ","
                + vector.messages().get(1) + "," + last.substring(0, last.lastIndexOf(",p="));
        return hmac(hmac(salted, "Server Key"), authMessage);
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(key, "HmacSHA512"));
        return mac.doFinal(SaslText.utf8(message));
    }

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
