package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamState;

/** Rows of the server's side: elements in, steps out. The names of messages are RFC 5802's. */
class SaslServerTest extends SaslServerFixture {
    // The offer

    @Test
    @Rule({"R-156", "R-177", "R-196"})
    void offersWhatIsConfiguredInOrder() {
        StreamFeature.Receiving sasl = Sasl.server();
        assertTrue(sasl.mandatory(SaslBench.serverState(true, "")));
        assertEquals(
                List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"),
                SaslElements.mechanismNames(
                        sasl.offer(SaslBench.serverState(true, "")).orElseThrow()));
    }

    @Test
    @Rule({"R-161", "R-198"})
    void offersNoPlainWithoutTls() {
        assertEquals(
                List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1"),
                SaslElements.mechanismNames(
                        Sasl.server().offer(SaslBench.serverState(false, "")).orElseThrow()));
    }

    @Test
    void isOfferedUntilThereIsAnAccount() {
        assertTrue(Sasl.server().admissible(SaslBench.serverState(false, "")));
        SaslServerConfig plainOnly = SaslServerConfig.builder()
                .mechanisms(List.of(SaslMechanism.PLAIN))
                .build();
        StreamState clear = SaslBench.serverState(false, "");
        assertTrue(Sasl.server(plainOnly).admissible(clear));
        assertTrue(Sasl.server(plainOnly).mandatory(clear));
        assertEquals(Optional.empty(), Sasl.server(plainOnly).offer(clear)); // an empty list would be no offer
    }

    @Test
    void expectsSaslOnly() {
        StreamFeature.Receiving sasl = Sasl.server();
        StreamState state = SaslBench.serverState(true, "");
        assertTrue(sasl.claims(SaslBench.raw("auth", ""), state));
        assertFalse(sasl.claims(XmlElement.of(Namespaces.CLIENT, "message"), state));
    }

    // SCRAM

    @Test
    @Rule({"R-155", "R-174", "R-416"})
    void acceptsARightProof() {
        SaslBench server = server();
        assertDone(scram(server, "n,,", "n=juliet,r=client", ""));
        assertEquals(
                List.of(new CredentialsRequested(Jid.parse("juliet@example.org"), List.of(ScramHash.SHA_256))),
                server.asked);
        assertEquals(0, server.derivations);
    }

    @Test
    @Rule("R-414")
    void acceptsFlagYWhereNothingCanBeBound() {
        assertDone(scram(server(), "y,,", "n=juliet,r=client", ""));
    }

    @Test
    @Rule("R-405")
    void signsExtensionsAsReceived() {
        assertDone(scram(server(), "n,,", "n=juliet,r=client,x=1,Y=a=b", ",z=3"));
    }

    @Test
    @Rule("R-403")
    void looksUpThePreparedName() {
        assertDone(scram(server(), "n,,", "n=JULIET,r=client", ""));
    }

    @Test
    @Rule("R-174")
    void asksWithAnEmptyChallengeWhereNoInitialResponseCame() {
        SaslBench server = server();
        Step step = server.take(SaslBench.raw("auth", "").toBuilder()
                .attribute("mechanism", "SCRAM-SHA-256")
                .build());
        assertEquals(List.of(SaslBench.raw("challenge", "")), step.send());
        assertTrue(SaslBench.sent(server.take(SaslBench.sasl("response", CLIENT_FIRST)))
                .startsWith("r=clientserver,"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x,,n=juliet,r=client         | malformed-request
            n,,n=juli=2et,r=client       | malformed-request
            n,,n=juliet                  | malformed-request
            n,,r=client,n=juliet         | malformed-request
            n,,m=ext,n=juliet,r=client   | not-authorized
            n,,n=juliet,r=client,m=ext   | not-authorized
            p=tls-unique,,n=juliet,r=c   | not-authorized
            """)
    @Rule({"R-180", "R-400", "R-402", "R-404", "R-415"})
    void refusesClientFirst(String message, String condition) {
        assertRefused(condition, server().take(SaslBench.auth("SCRAM-SHA-256", message)));
    }

    @Test
    @Rule({"R-404", "R-415"})
    void namesTheErrorOfScramInTheText() {
        Step extension = server().take(SaslBench.auth("SCRAM-SHA-1", "n,,m=x,n=juliet,r=client"));
        assertEquals(
                Optional.of("extensions-not-supported"),
                SaslFailure.fromElement(extension.send().get(0)).text());
        Step binding = server().take(SaslBench.auth("SCRAM-SHA-1", "p=tls-exporter,,n=juliet,r=client"));
        assertEquals(
                Optional.of("channel-binding-not-supported"),
                SaslFailure.fromElement(binding.send().get(0)).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c=biws,r=clientserver                 | malformed-request
            c=biws,r=clientserver,p=AAA           | malformed-request
            c=eSws,r=clientserver,p=AAAA          | not-authorized
            c=biws,r=clientserver,p=AAAA          | not-authorized
            c=biws,r=client,p=AAAA                | not-authorized
            c=biws,r=clientserver,m=x,p=AAAA      | not-authorized
            """)
    @Rule({"R-180", "R-404", "R-407", "R-416", "R-418"})
    void refusesClientFinal(String message, String condition) {
        SaslBench server = server();
        server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST));
        assertRefused(condition, server.take(SaslBench.sasl("response", message)));
    }

    @Test
    @Rule("R-407")
    void refusesAnotherNonceThoughTheProofFitsIt() {
        SaslBench server = server();
        String serverFirst = SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
        String message = clientFinal("n=juliet,r=client", serverFirst, "c=biws,r=clientother");
        assertRefused("not-authorized", server.take(SaslBench.sasl("response", message)));
    }

    @Test
    @Rule("R-416")
    void refusesAHeaderThatWasChangedOnTheWay() {
        SaslBench server = server();
        // The client said y, somebody made it n: what the client signs tells.
        String serverFirst = SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
        String message = clientFinal("n=juliet,r=client", serverFirst, "c=eSws,r=clientserver");
        assertRefused("not-authorized", server.take(SaslBench.sasl("response", message)));
    }

    @Test
    @Rule("R-407")
    void refusesAReplayedProof() {
        int[] count = {0};
        SaslBench server = with(SaslBench.server(
                Sasl.server(config().nonces(() -> "s" + count[0]++).build())));
        String serverFirst = SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
        XmlElement last =
                SaslBench.sasl("response", clientFinal("n=juliet,r=client", serverFirst, "c=biws,r=clients0"));
        assertDone(server.take(last));
        SaslBench again = with(SaslBench.server(
                Sasl.server(config().nonces(() -> "s" + count[0]++).build())));
        again.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST));
        assertRefused("not-authorized", again.take(last));
    }

    // Identities

    @Test
    @Rule({"R-172", "R-194"})
    void acceptsOnesOwnAuthorizationIdentity() {
        assertDone(scram(server(), "n,a=juliet@example.org,", "n=juliet,r=client", ""));
        assertDone(scram(server(), "n,a=Juliet@Example.org,", "n=juliet,r=client", ""));
        assertDone(server().take(SaslBench.auth("PLAIN", "juliet@example.org\0juliet\0secret")));
        assertDone(server().take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
        assertDone(scram(server(), "n,,", "n=juliet,r=client", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "romeo@example.org",
                "juliet@example.net",
                "juliet@example.org/balcony",
                "example.org",
                "juliet",
                "@",
                "a b"
            })
    @Rule({"R-170", "R-172"})
    void refusesAnotherAuthorizationIdentity(String authzid) {
        assertRefused("invalid-authzid", scram(server(), "n,a=" + authzid + ",", "n=juliet,r=client", ""));
        assertRefused("invalid-authzid", server().take(SaslBench.auth("PLAIN", authzid + "\0juliet\0secret")));
    }

    @Test
    @Rule("R-187")
    void endsTheStreamWhereTheProtectedHeaderNamesAnother() {
        SaslBench same =
                with(SaslBench.server(Sasl.server(), SaslBench.serverState(true, "juliet@example.org/balcony")));
        assertDone(same.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
        SaslBench other = with(SaslBench.server(Sasl.server(), SaslBench.serverState(true, "romeo@example.org")));
        Step.Fatal fatal = assertInstanceOf(Step.Fatal.class, other.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
        assertEquals(StreamErrorCondition.INVALID_FROM, fatal.error().condition());
        assertEquals(List.of(), fatal.send());
        SaslBench domainOnly = with(SaslBench.server(Sasl.server(), SaslBench.serverState(true, "example.org")));
        assertDone(domainOnly.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
        SaslBench unprotected = with(
                SaslBench.server(Sasl.server(config().build()), SaslBench.serverState(false, "romeo@example.org")));
        assertDone(scram(unprotected, "n,,", "n=juliet,r=client", ""));
    }

    @Test
    @Rule("R-193")
    void anAccountThatDoesNotExistLooksTheSameToEveryConfiguration() {
        SaltedCredentials one = SaslServerConfig.builder()
                .build()
                .unknownAccounts()
                .credentials(ScramHash.SHA_256, "nobody@example.org");
        SaltedCredentials other = SaslServerConfig.builder()
                .build()
                .unknownAccounts()
                .credentials(ScramHash.SHA_256, "nobody@example.org");
        assertEquals(one, other);
    }

    // Encoding

    @ParameterizedTest
    @ValueSource(strings = {"=AAA", "BBBB=CCC", "AA", "AB==", "bix= ", "b\niw=", "AAA*", "ÄÄÄÄ"})
    @Rule({"R-165", "R-199", "R-200"})
    void refusesWhatIsNoBase64(String text) {
        XmlElement auth = SaslBench.raw("auth", text).toBuilder()
                .attribute("mechanism", "SCRAM-SHA-1")
                .build();
        assertRefused("incorrect-encoding", server().take(auth));
        SaslBench server = server();
        server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST));
        assertRefused("incorrect-encoding", server.take(SaslBench.raw("response", text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "/w==", "wIA=", "7aCA"})
    @Rule("R-180")
    void refusesWhatIsNoUtf8OrEmpty(String text) {
        for (String mechanism : List.of("SCRAM-SHA-1", "PLAIN")) {
            XmlElement auth = SaslBench.raw("auth", text).toBuilder()
                    .attribute("mechanism", mechanism)
                    .build();
            assertRefused("malformed-request", server().take(auth));
        }
    }

    // The handshake

    @ParameterizedTest
    @ValueSource(strings = {"", "scram-sha-1", "SCRAM-SHA-1-PLUS", "DIGEST-MD5", "PLAIN"})
    @Rule({"R-182", "R-191"})
    void refusesUnknownMechanisms(String mechanism) {
        SaslServerConfig config =
                config().mechanisms(List.of(SaslMechanism.SCRAM_SHA_1)).build();
        assertRefused("invalid-mechanism", SaslBench.server(Sasl.server(config)).take(SaslBench.auth(mechanism, "x")));
    }

    @Test
    @Rule("R-191")
    void refusesAuthThatNamesNoMechanism() {
        assertRefused("invalid-mechanism", server().take(SaslBench.raw("auth", "")));
    }

    @Test
    @Rule("R-181")
    void confirmsAbort() {
        SaslBench server = server();
        server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST));
        assertRefused("aborted", server.take(SaslBench.raw("abort", "")));
        assertRefused("malformed-request", server.take(SaslBench.sasl("response", "c=biws,r=clientserver,p=AAAA")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"response", "challenge", "success", "failure", "mechanisms", "new"})
    void refusesWhatHasNoPlace(String name) {
        assertRefused("malformed-request", server().take(SaslBench.raw(name, "")));
    }

    @Test
    @Rule("R-179")
    void beginsAnewWithASecondAuth() {
        SaslBench server = server();
        server.take(SaslBench.auth("SCRAM-SHA-256", "n,,n=romeo,r=first"));
        assertDone(scram(server, "n,,", "n=juliet,r=client", ""));
    }

    @Test
    @Rule({"R-183", "R-185", "R-202"})
    void limitsRetries() {
        SaslBench server = server();
        XmlElement wrong = SaslBench.auth("PLAIN", "\0juliet\0wrong");
        for (int i = 0; i < 3; i++) {
            assertRefused("not-authorized", server.take(wrong));
        }
        Step.Fatal fatal = assertInstanceOf(Step.Fatal.class, server.take(wrong));
        assertEquals("not-authorized", SaslBench.refusal(fatal));
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, fatal.error().condition());
    }

    @Test
    @Rule({"R-179", "R-202"})
    void limitsAttemptsThatAreDropped() {
        SaslBench server = server();
        XmlElement first = SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST);
        for (int i = 0; i < 4; i++) {
            assertInstanceOf(Step.Continue.class, server.take(first));
        }
        assertInstanceOf(Step.Fatal.class, server.take(first));
    }

    @Test
    @Rule("R-183")
    void acceptsTheLastRetry() {
        SaslBench server = server();
        for (int i = 0; i < 3; i++) {
            server.take(SaslBench.auth("PLAIN", "\0juliet\0wrong"));
        }
        assertDone(server.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
    }

    // The caller's mistakes

    @Test
    void refusesCredentialsOfAnotherHash() {
        Step step =
                Sasl.server().accept(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST), SaslBench.serverState(true, ""));
        Step.Ask ask = assertInstanceOf(Step.Ask.class, step);
        CredentialsRequested question = (CredentialsRequested) ask.prompt();
        assertThrows(IllegalArgumentException.class, () -> ask.next()
                .onReply(question, Optional.of(OLD_CREDENTIALS), SaslBench.serverState(true, "")));
    }

    @Test
    void showsNoSecret() {
        assertEquals("SaltedCredentials[SHA-256, 4096 iterations]", CREDENTIALS.toString());
        Step step = Sasl.server().accept(SaslBench.auth("PLAIN", "\0juliet\0secret"), SaslBench.serverState(true, ""));
        assertFalse(step.toString().contains("secret"), step.toString());
        Step.Ask ask = (Step.Ask) step;
        Step next = ask.next()
                .onReply(
                        (CredentialsRequested) ask.prompt(), Optional.of(CREDENTIALS), SaslBench.serverState(true, ""));
        assertInstanceOf(PasswordDerivation.class, ((Step.Ask) next).prompt());
        assertFalse(next.toString().contains("secret"), next.toString());
    }
}
