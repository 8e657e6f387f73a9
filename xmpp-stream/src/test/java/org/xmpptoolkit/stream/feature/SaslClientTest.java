package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;

/** Rows of the client's side: elements in, steps out. */
class SaslClientTest {
    private static final SaslCredentials CREDENTIALS = SaslCredentials.of("juliet", "secret".toCharArray());
    private static final String[] ALL = {"PLAIN", "SCRAM-SHA-1", "DIGEST-MD5", "SCRAM-SHA-256"};
    private static final byte[] SALT = {1, 2, 3};
    private static final byte[] SALTED = ScramHash.SHA_256.saltedPassword("secret".toCharArray(), SALT, 4096);

    private static SaslClientPolicy.Builder policy() {
        return SaslClientPolicy.builder().nonces(() -> "client");
    }

    private static SaslBench client() {
        return SaslBench.client(Sasl.client(CREDENTIALS, policy().build()));
    }

    private static SaslBench client(SaslClientPolicy policy, boolean secure, Optional<TlsSession.PathTrust> trust) {
        StreamState state = SaslBench.clientState(
                secure, trust.map(t -> TlsSession.builder("TLSv1.3", t).build()));
        return SaslBench.client(Sasl.client(CREDENTIALS, policy), state);
    }

    private static String mechanism(Step step) {
        return step.send().get(0).attribute("mechanism").orElseThrow();
    }

    private static String serverFirst(String extensions) {
        return "r=clientserver,s=" + SaslText.base64(SALT) + ",i=4096" + extensions;
    }

    private static String serverFinal(String serverFirst) {
        String authMessage = "n=juliet,r=client," + serverFirst + ",c=biws,r=clientserver";
        byte[] serverKey = ScramHash.SHA_256.serverKey(SALTED);
        return "v=" + SaslText.base64(ScramHash.SHA_256.serverSignature(serverKey, authMessage));
    }

    private static SaslBench proved(String serverFirst) {
        SaslBench client = client();
        client.initiate("SCRAM-SHA-256");
        client.take(SaslBench.sasl("challenge", serverFirst));
        return client;
    }

    private static void assertClosed(SaslFailureCondition condition, Step step) {
        Step.Close close = assertInstanceOf(Step.Close.class, step, step.toString());
        Reason.AuthenticationFailed reason = assertInstanceOf(Reason.AuthenticationFailed.class, close.reason());
        assertEquals(condition, reason.failure().condition());
    }

    private static void assertUnproved(Step step) {
        assertEquals(
                new Reason.ServerNotProved(),
                assertInstanceOf(Step.Close.class, step, step.toString()).reason());
    }

    private static void assertDone(Step step) {
        assertEquals(new Step.Done(List.of(), Outcome.account(Jid.parse("juliet@example.org")), Then.RESTART), step);
    }

    // The choice

    @Test
    @Rule({"R-158", "R-159", "R-197"})
    void triesTheStrongestFirstWhateverTheOrderOfTheOffer() {
        assertEquals("SCRAM-SHA-256", mechanism(client().initiate(ALL)));
        assertEquals("SCRAM-SHA-1", mechanism(client().initiate("PLAIN", "SCRAM-SHA-1")));
        assertEquals("PLAIN", mechanism(client().initiate("PLAIN")));
    }

    @Test
    @Rule({"R-158", "R-159", "R-160"})
    void followsItsOwnList() {
        SaslClientPolicy own = policy().mechanisms(List.of(SaslMechanism.SCRAM_SHA_1, SaslMechanism.SCRAM_SHA_256))
                .build();
        assertEquals(
                "SCRAM-SHA-1",
                mechanism(SaslBench.client(Sasl.client(CREDENTIALS, own)).initiate(ALL)));
        assertEquals(
                new Step.Close(List.of(), new Reason.NoCommonMechanism()),
                SaslBench.client(Sasl.client(CREDENTIALS, own)).initiate("PLAIN", "X-NEW"));
    }

    @Test
    @Rule({"R-160", "R-184"})
    void closesWithoutCommonMechanism() {
        Step.Close none = new Step.Close(List.of(), new Reason.NoCommonMechanism());
        assertEquals(none, client().initiate());
        assertEquals(none, client().initiate("DIGEST-MD5", "scram-sha-1"));
        assertEquals(none, Sasl.client(CREDENTIALS).initiate(Optional.empty(), client().state));
    }

    @Test
    @Rule("R-197")
    void sendsPlainWithVerifiedTlsOnly() {
        Step.Close none = new Step.Close(List.of(), new Reason.NoCommonMechanism());
        SaslClientPolicy usual = policy().build();
        assertEquals(none, client(usual, false, Optional.empty()).initiate("PLAIN"));
        assertEquals(
                none,
                client(usual, true, Optional.of(TlsSession.PathTrust.UNVERIFIED))
                        .initiate("PLAIN"));
        assertEquals(
                none,
                client(usual, true, Optional.of(TlsSession.PathTrust.ABSENT)).initiate("PLAIN"));
        assertEquals(
                "PLAIN",
                mechanism(client(usual, true, Optional.of(TlsSession.PathTrust.VERIFIED))
                        .initiate("PLAIN")));
        assertEquals("PLAIN", mechanism(client(usual, true, Optional.empty()).initiate("PLAIN")));
    }

    @Test
    void sendsPlainElsewhereIfTold() {
        SaslClientPolicy anyTls = policy().plain(SaslClientPolicy.Plain.ANY_TLS).build();
        SaslClientPolicy always = policy().plain(SaslClientPolicy.Plain.ALWAYS).build();
        assertEquals(
                "PLAIN",
                mechanism(client(anyTls, true, Optional.of(TlsSession.PathTrust.UNVERIFIED))
                        .initiate("PLAIN")));
        assertInstanceOf(
                Step.Close.class, client(anyTls, false, Optional.empty()).initiate("PLAIN"));
        assertEquals("PLAIN", mechanism(client(always, false, Optional.empty()).initiate("PLAIN")));
    }

    @Test
    @Rule({"R-159", "R-160", "R-184"})
    void triesTheNextMechanismWhereOneIsRefusedAsSuch() {
        SaslBench client = client();
        client.initiate(ALL);
        XmlElement refused =
                SaslFailure.of(SaslFailureCondition.MECHANISM_TOO_WEAK).toElement();
        assertEquals("SCRAM-SHA-1", mechanism(client.take(refused)));
        assertEquals("PLAIN", mechanism(client.take(refused)));
        assertClosed(SaslFailureCondition.MECHANISM_TOO_WEAK, client.take(refused));
    }

    @Test
    @Rule({"R-184", "R-192", "R-197"})
    void givesNoPasswordInClearToAServerThatRefusedAProof() {
        SaslBench client = client();
        client.initiate(ALL);
        XmlElement unknown = XmlElement.builder(Namespaces.SASL, "failure")
                .child(XmlElement.of(Namespaces.SASL, "brand-new"))
                .build();
        assertEquals("SCRAM-SHA-1", mechanism(client.take(unknown)));
        assertClosed(SaslFailureCondition.NOT_AUTHORIZED, client.take(unknown));
    }

    @Test
    @Rule("R-184")
    void givesUpWhereNoMechanismWouldHelp() {
        SaslBench client = client();
        client.initiate(ALL);
        assertClosed(
                SaslFailureCondition.ACCOUNT_DISABLED,
                client.take(
                        SaslFailure.of(SaslFailureCondition.ACCOUNT_DISABLED).toElement()));
    }

    @Test
    @Rule("R-156")
    void missesAnAccount() {
        StreamFeature.Initiating sasl = Sasl.client(CREDENTIALS);
        StreamState state = SaslBench.clientState(true, Optional.empty());
        assertTrue(sasl.admissible(state));
        assertEquals(Optional.of(new Reason.NoCommonMechanism()), sasl.missed(state));
        StreamState known = new StreamState(
                state.role(),
                state.ours(),
                state.theirs(),
                state.phase(),
                state.tlsPolicy(),
                true,
                Optional.empty(),
                Optional.of(Jid.parse("juliet@example.org")),
                Optional.empty(),
                Set.of(),
                state.localHeader(),
                state.peerHeader());
        assertFalse(sasl.admissible(known));
        assertEquals(Optional.empty(), sasl.missed(known));
        assertFalse(Sasl.server().admissible(known));
    }

    // SCRAM

    @Test
    @Rule({"R-155", "R-167", "R-169", "R-173", "R-174", "R-413"})
    void sendsItsFirstMessageWithAuth() {
        Step step = client().initiate("SCRAM-SHA-256");
        assertEquals("n,,n=juliet,r=client", SaslBench.sent(step));
    }

    @Test
    @Rule("R-174")
    void takesTheServersSignatureWithSuccess() {
        SaslBench client = proved(serverFirst(""));
        assertDone(client.take(SaslBench.sasl("success", serverFinal(serverFirst("")))));
        assertEquals(1, client.derivations);
    }

    @Test
    @Rule("R-174")
    void takesTheServersSignatureInAChallenge() {
        SaslBench client = proved(serverFirst(""));
        Step step = client.take(SaslBench.sasl("challenge", serverFinal(serverFirst(""))));
        assertEquals(List.of(SaslBench.raw("response", "")), step.send());
        assertDone(client.take(SaslBench.raw("success", "")));
    }

    @Test
    @Rule("R-405")
    void signsTheServersExtensionsAsReceived() {
        SaslBench client = proved(serverFirst(",x=1,Y=2"));
        assertDone(client.take(SaslBench.sasl("success", serverFinal(serverFirst(",x=1,Y=2")) + ",z=3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "dj1BQUFB", "ZT1vdGhlci1lcnJvcg==", "dj0=", "/w=="})
    @Rule({"R-401", "R-419"})
    void refusesSuccessWithoutTheServersSignature(String text) {
        Step step = proved(serverFirst("")).take(SaslBench.raw("success", text));
        assertUnproved(step);
        assertEquals(List.of(), step.send());
    }

    @Test
    @Rule("R-401")
    void refusesSuccessBeforeItsOwnProof() {
        SaslBench client = client();
        client.initiate("SCRAM-SHA-256");
        assertUnproved(client.take(SaslBench.raw("success", "")));
    }

    @Test
    @Rule({"R-401", "R-419"})
    void refusesAWrongSignatureInAChallenge() {
        assertUnproved(proved(serverFirst("")).take(SaslBench.sasl("challenge", "e=invalid-proof")));
        assertUnproved(proved(serverFirst("")).take(SaslBench.sasl("challenge", "v=AAAA")));
    }

    @Test
    @Rule("R-401")
    void refusesTheSignatureOfAnotherExchange() {
        SaslBench client = proved(serverFirst(",x=1"));
        assertUnproved(client.take(SaslBench.sasl("success", serverFinal(serverFirst("")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r=server,s=AQID,i=4096", "r=client,s=AQID,i=4096", "r=Clientserver,s=AQID,i=4096"})
    @Rule("R-406")
    void refusesANonceThatDoesNotContinueItsOwn(String message) {
        assertRefusedUnderived(message, SaslFailureCondition.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4095", "1000001", "2147483647", "4294971392", "18446744073709555712"})
    @Rule({"R-408", "R-409"})
    void refusesIterationCountsOutOfBoundsBeforeItDerives(String count) {
        assertRefusedUnderived("r=clientserver,s=AQID,i=" + count, SaslFailureCondition.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=AAAA",
                "r=clientserver,s=,i=4096",
                "r=clientserver,s=AQID,i=0",
                "r=clientserver,s=A,i=4096"
            })
    @Rule({"R-180", "R-418"})
    void refusesMalformedServerFirst(String message) {
        assertRefusedUnderived(message, SaslFailureCondition.MALFORMED_REQUEST);
    }

    @Test
    @Rule("R-404")
    void refusesMandatoryExtensions() {
        assertRefusedUnderived("m=x,r=clientserver,s=AQID,i=4096", SaslFailureCondition.NOT_AUTHORIZED);
        assertRefusedUnderived("r=clientserver,s=AQID,i=4096,m=x", SaslFailureCondition.NOT_AUTHORIZED);
    }

    private static void assertRefusedUnderived(String message, SaslFailureCondition condition) {
        SaslBench client = client();
        client.initiate(ALL);
        Step step = client.take(SaslBench.sasl("challenge", message));
        assertClosed(condition, step);
        assertEquals(List.of(SaslProfile.RFC_6120.abort()), step.send());
        assertEquals(0, client.derivations);
    }

    @Test
    void boundsOfIterationsCanBeSet() {
        SaslClientPolicy strict = policy().iterations(5000, 6000).build();
        SaslBench client = SaslBench.client(Sasl.client(CREDENTIALS, strict));
        client.initiate("SCRAM-SHA-256");
        assertClosed(SaslFailureCondition.MALFORMED_REQUEST, client.take(SaslBench.sasl("challenge", serverFirst(""))));
        assertThrows(
                IllegalArgumentException.class, () -> policy().iterations(0, 1).build());
        assertThrows(
                IllegalArgumentException.class, () -> policy().iterations(2, 1).build());
    }

    // PLAIN

    @Test
    @Rule({"R-155", "R-169", "R-173"})
    void sendsPlain() {
        SaslBench client = client();
        Step step = client.initiate("PLAIN");
        assertEquals("\0juliet\0secret", SaslBench.sent(step));
        assertDone(client.take(SaslBench.raw("success", "")));
    }

    @Test
    @Rule("R-188")
    void takesSuccessWithDataOfLengthZero() {
        SaslBench client = client();
        client.initiate("PLAIN");
        assertDone(client.take(SaslBench.raw("success", "=")));
    }

    @Test
    @Rule("R-180")
    void refusesAChallengeToPlain() {
        SaslBench client = client();
        client.initiate("PLAIN");
        assertClosed(SaslFailureCondition.MALFORMED_REQUEST, client.take(SaslBench.raw("challenge", "")));
    }

    // Identities

    @Test
    @Rule({"R-168", "R-170"})
    void sendsAnAuthorizationIdentityThatIsAnother() {
        SaslCredentials other = CREDENTIALS.withAuthorizationIdentity(Jid.parse("romeo,=x@example.org"));
        SaslBench plain = SaslBench.client(Sasl.client(other, policy().build()));
        assertEquals("romeo,=x@example.org\0juliet\0secret", SaslBench.sent(plain.initiate("PLAIN")));
        Step.Done done = assertInstanceOf(Step.Done.class, plain.take(SaslBench.raw("success", "")));
        assertEquals(Outcome.account(Jid.parse("romeo,=x@example.org")), done.outcome());
        SaslBench scram = SaslBench.client(Sasl.client(other, policy().build()));
        assertEquals("n,a=romeo=2C=3Dx@example.org,n=juliet,r=client", SaslBench.sent(scram.initiate("SCRAM-SHA-1")));
        assertThrows(
                IllegalArgumentException.class,
                () -> CREDENTIALS.withAuthorizationIdentity(Jid.parse("a@example.org/b")));
    }

    @Test
    @Rule("R-169")
    void sendsNoAuthorizationIdentityThatIsItsOwn() {
        SaslCredentials own = CREDENTIALS.withAuthorizationIdentity(Jid.parse("juliet@example.org"));
        SaslBench client = SaslBench.client(Sasl.client(own, policy().build()));
        assertEquals("\0juliet\0secret", SaslBench.sent(client.initiate("PLAIN")));
    }

    @Test
    @Rule({"R-167", "R-398"})
    void refusesNamesAndPasswordsThatCannotBeUsed() {
        for (String name : List.of("", "juliet@example.org", "a b", "a/b", "\u0007")) {
            assertThrows(IllegalArgumentException.class, () -> SaslCredentials.of(name, "secret".toCharArray()));
        }
        for (String password : List.of("", "\u0007", "\u00AD")) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> SaslCredentials.of("juliet", password.toCharArray()));
            assertTrue(password.isEmpty() || !String.valueOf(e.getMessage()).contains(password));
        }
    }

    // The elements

    @ParameterizedTest
    @ValueSource(strings = {"=AAA", "BBBB=CCC", "AA", "AB==", "AAA*"})
    @Rule({"R-165", "R-199", "R-200"})
    void refusesWhatIsNoBase64(String text) {
        SaslBench client = client();
        client.initiate("SCRAM-SHA-256");
        assertClosed(SaslFailureCondition.INCORRECT_ENCODING, client.take(SaslBench.raw("challenge", text)));
        assertClosed(
                SaslFailureCondition.INCORRECT_ENCODING, proved(serverFirst("")).take(SaslBench.raw("success", text)));
    }

    @Test
    @Rule("R-178")
    void writesAMessageOfLengthZeroAsEqualsSign() {
        assertEquals("=", SaslElements.auth(SaslMechanism.PLAIN, new byte[0]).text());
        assertEquals("=", SaslElements.success(Optional.of(new byte[0])).text());
        assertEquals("", SaslElements.success(Optional.empty()).text());
        assertEquals("", SaslProfile.RFC_6120.response(new byte[0]).text());
    }

    @Test
    void refusesWhatNoServerSends() {
        SaslBench client = client();
        client.initiate("SCRAM-SHA-256");
        assertClosed(SaslFailureCondition.MALFORMED_REQUEST, client.take(SaslBench.raw("response", "")));
    }

    @Test
    void refusesAnAnswerThatNobodyAskedFor() {
        Step.Continue step = (Step.Continue) client().initiate("SCRAM-SHA-256");
        StreamState state = SaslBench.clientState(true, Optional.empty());
        PasswordDerivation stray = new PasswordDerivation(ScramHash.SHA_1, new char[] {'x'}, SALT, 1);
        assertThrows(IllegalStateException.class, () -> step.next().onReply(stray, new byte[0], state));
    }

    @Test
    void showsNoSecret() {
        assertEquals("SaslCredentials[juliet]", CREDENTIALS.toString());
        StreamFeature.Initiating sasl = Sasl.client(CREDENTIALS);
        assertFalse(sasl.toString().contains("secret"), sasl.toString());
        StreamState state = SaslBench.clientState(true, Optional.empty());
        Step plain = sasl.initiate(Optional.of(SaslElements.mechanisms(List.of(SaslMechanism.PLAIN))), state);
        String said = plain.send().get(0).text();
        assertFalse(plain.toString().contains(said), plain.toString());
        Step.Continue scram = (Step.Continue) Sasl.client(CREDENTIALS, policy().build())
                .initiate(Optional.of(SaslElements.mechanisms(List.of(SaslMechanism.SCRAM_SHA_256))), state);
        Step ask = scram.next().onElement(SaslBench.sasl("challenge", serverFirst("")), state);
        assertInstanceOf(PasswordDerivation.class, ((Step.Ask) ask).prompt());
        assertFalse(ask.toString().contains("secret"), ask.toString());
    }
}
