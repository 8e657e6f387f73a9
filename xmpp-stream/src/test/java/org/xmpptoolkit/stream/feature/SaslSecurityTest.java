package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;

/** Attacks on SASL by name: somebody in between, somebody who listened, somebody who guesses. */
class SaslSecurityTest extends SaslServerFixture {
    private static final TlsSession TLS = SaslBench.tls(
                    "TLSv1.3", ChannelBindingType.TLS_EXPORTER, ChannelBindingType.TLS_SERVER_END_POINT)
            .build();
    private static final StreamState CLIENT = SaslBench.clientState(true, Optional.of(TLS));

    private static SaslBench server(StreamState state) {
        SaslBench server = SaslBench.server(
                Sasl.server(
                        SaslServerConfig.builder().unknownAccountSecret(SALT).build()),
                state);
        server.account(
                "juliet",
                Stream.of(ScramHash.values())
                        .map(hash -> SaltedCredentials.of(hash, "secret".toCharArray(), SALT, 4096))
                        .toArray(SaltedCredentials[]::new));
        return server;
    }

    private static SaslBench boundServer() {
        return server(SaslBench.serverState(TLS));
    }

    private static SaslBench client() {
        return SaslBench.client(Sasl.client(SaslCredentials.of("juliet", "secret".toCharArray())), CLIENT);
    }

    private static String named(Step step) {
        return step.send().get(0).attribute("mechanism").orElseThrow();
    }

    // Downgrade

    @Test
    @Rule({"R-411", "R-414"})
    void strippingPlusFromTheOfferIsNoticedByTheServer() {
        Step first = client().initiate("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
        Step answer = boundServer().take(first.send().get(0));
        assertRefused("not-authorized", answer);
        assertEquals(
                Optional.of("server-does-support-channel-binding"),
                SaslFailure.fromElement(answer.send().get(0)).text());
    }

    @Test
    @Rule("R-416")
    void changingTheFlagOnTheWayBreaksTheProof() {
        SaslBench client = client();
        SaslBench server = boundServer();
        String first = SaslBench.sent(client.initiate("SCRAM-SHA-256"));
        assertEquals('y', first.charAt(0));
        Step challenge = server.take(SaslBench.auth("SCRAM-SHA-256", "n" + first.substring(1)));
        Step last = client.take(challenge.send().get(0));
        assertRefused("not-authorized", server.take(last.send().get(0)));
    }

    @Test
    @Rule({"R-201", "R-412"})
    void refusingTheBoundMechanismsDoesNotBringOutTheOthers() {
        for (SaslFailureCondition condition :
                List.of(SaslFailureCondition.MECHANISM_TOO_WEAK, SaslFailureCondition.NOT_AUTHORIZED)) {
            SaslBench client = client();
            XmlElement failure = SaslFailure.of(condition).toElement();
            List<String> tried = new ArrayList<>();
            Step step = client.initiate("SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-512", "PLAIN");
            while (step instanceof Step.Continue) {
                tried.add(named(step));
                step = client.take(failure);
            }
            assertEquals(List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS"), tried);
        }
    }

    @Test
    @Rule({"R-160", "R-197"})
    void strippingTheListBringsOutNoPasswordWithoutTls() {
        for (String left : List.of("PLAIN", "ANONYMOUS", "X")) {
            SaslBench clear = SaslBench.client(
                    Sasl.client(SaslCredentials.of("juliet", "secret".toCharArray())),
                    SaslBench.clientState(false, Optional.empty()));
            assertEquals(new Step.Close(List.of(), new Reason.NoCommonMechanism()), clear.initiate(left));
        }
    }

    @Test
    @Rule("R-412")
    void somebodyWithAnotherSessionGetsNoLoginOutOfAClientsProof() {
        TlsSession between = SaslBench.otherTls();
        SaslBench server = server(SaslBench.serverState(between));
        SaslBench.Talk talk = SaslBench.talk(client(), server);
        assertFalse(talk.server() instanceof Step.Done, talk.toString());
        assertInstanceOf(Step.Close.class, talk.client());
        assertFalse(talk.said().stream().anyMatch(e -> e.localName().equals("success")));
    }

    // Nonces and proofs

    @Test
    void everyAttemptHasNewNoncesOnBothSides() {
        HashSet<String> nonces = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String first = SaslBench.sent(client().initiate("SCRAM-SHA-256"));
            String nonce = first.substring(first.indexOf("r=") + 2);
            assertEquals(24, nonce.length()); // 144 bits
            nonces.add(nonce);
            String answer = SaslBench.sent(
                    server(SaslBench.serverState(true, "")).take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
            nonces.add(answer.substring("r=client".length(), answer.indexOf(',')));
        }
        assertEquals(40, nonces.size());
    }

    @Test
    @Rule({"R-406", "R-407"})
    void aNonceIsNotTakenAgain() {
        SaslBench server = server(SaslBench.serverState(true, ""));
        String first = SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
        String old = first.substring(0, first.indexOf(','));
        String again = SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
        assertNotEquals(first, again);
        assertRefused(
                "not-authorized",
                server.take(SaslBench.sasl("response", clientFinal("n=juliet,r=client", again, "c=biws," + old))));

        SaslBench client = client();
        String ours = SaslBench.sent(client.initiate("SCRAM-SHA-256"));
        Step same = client.take(SaslBench.sasl("challenge", ours.substring(ours.indexOf("r=")) + ",s=AQID,i=4096"));
        assertInstanceOf(Step.Close.class, same);
        assertEquals(0, client.derivations);
    }

    @ParameterizedTest
    @EnumSource(ScramHash.class)
    @Rule("R-407")
    void aProofThatWasHeardOpensNothing(ScramHash hash) {
        StreamState unbound = SaslBench.serverState(true, "");
        String name = "SCRAM-" + hash.hashName();
        SaslBench.Talk heard = SaslBench.talk(
                SaslBench.client(
                        Sasl.client(
                                SaslCredentials.of("juliet", "secret".toCharArray()),
                                SaslClientPolicy.builder()
                                        .mechanisms(List.of(
                                                SaslMechanism.ofWireName(name).orElseThrow()))
                                        .build()),
                        SaslBench.clientState(true, Optional.empty())),
                server(unbound));
        assertDone(heard.server());
        SaslBench server = server(unbound);
        assertInstanceOf(Step.Continue.class, server.take(heard.said().get(0)));
        assertRefused("not-authorized", server.take(heard.said().get(2)));
    }

    // Junk

    @ParameterizedTest
    @ValueSource(
            strings = {"YWJj\n", " YWJj", "YW Jj", "YWJj=", "=YWJ", "YQ", "YR==", "YWJj====", "YW_-", "\uFF39QQ=="})
    @Rule({"R-165", "R-199", "R-200"})
    void base64WithJunkIsRefusedByBothSides(String text) {
        for (SaslMechanism mechanism : SaslMechanism.values()) {
            if (mechanism != SaslMechanism.EXTERNAL && mechanism != SaslMechanism.ANONYMOUS) {
                XmlElement auth = SaslBench.raw("auth", text).toBuilder()
                        .attribute("mechanism", mechanism.wireName())
                        .build();
                assertRefused("incorrect-encoding", boundServer().take(auth));
            }
        }
        SaslBench client = client();
        client.initiate("SCRAM-SHA-512-PLUS");
        Step.Close close = assertInstanceOf(Step.Close.class, client.take(SaslBench.raw("challenge", text)));
        assertEquals(
                SaslFailureCondition.INCORRECT_ENCODING,
                ((Reason.AuthenticationFailed) close.reason()).failure().condition());
    }

    // Who guesses names

    /** What a peer sees of an attempt with a wrong password, and what work it made the server do. */
    private record Look(List<String> said, List<String> work) {}

    private static Look look(SaslMechanism mechanism, String name) {
        SaslBench server = boundServer();
        List<String> said = new ArrayList<>();
        if (mechanism == SaslMechanism.PLAIN) {
            said.add(text(server.take(SaslBench.auth("PLAIN", "\0" + name + "\0wrong"))));
            return new Look(said, server.work);
        }
        String header = mechanism.bindsChannel() ? "p=tls-exporter,," : "n,,";
        byte[] data = ChannelBindings.data(server.state, "tls-exporter").orElseThrow();
        Step step = server.take(SaslBench.auth(mechanism.wireName(), header + "n=" + name + ",r=client"));
        String first = SaslBench.sent(step);
        // The nonce is random and the salt is the account's: their lengths count.
        said.add(first.replaceAll("[rs]=[^,]*", "_") + first.length());
        String bound = SaslText.base64(ScramMessages.bound(header, mechanism.bindsChannel() ? data : new byte[0]));
        String proof =
                SaslText.base64(new byte[mechanism.scramHash().orElseThrow().octets()]);
        said.add(text(server.take(SaslBench.sasl(
                "response", "c=" + bound + "," + first.substring(0, first.indexOf(',')) + ",p=" + proof))));
        return new Look(said, server.work);
    }

    private static String text(Step step) {
        assertRefused("not-authorized", step);
        return step.send().toString();
    }

    @ParameterizedTest
    @EnumSource(
            value = SaslMechanism.class,
            mode = Mode.EXCLUDE,
            names = {"EXTERNAL", "ANONYMOUS"})
    @Rule("R-193")
    void unknownAccountsAndWrongPasswordsLookTheSame(SaslMechanism mechanism) {
        Look wrong = look(mechanism, "juliet");
        assertEquals(wrong, look(mechanism, "nobody"));
        assertEquals(wrong, look(mechanism, "no@name"));
        assertEquals(mechanism == SaslMechanism.PLAIN ? 1 : 0, wrong.work().size());
    }

    @ParameterizedTest
    @EnumSource(value = SaslMechanism.class, mode = Mode.MATCH_ANY, names = "SCRAM.*")
    @Rule("R-193")
    void anUnknownAccountHasTheSameSaltAtEveryTry(SaslMechanism mechanism) {
        assertEquals(salt(mechanism, "nobody"), salt(mechanism, "nobody"));
        assertNotEquals(salt(mechanism, "nobody"), salt(mechanism, "nobody-else"));
    }

    private static String salt(SaslMechanism mechanism, String name) {
        String header = mechanism.bindsChannel() ? "p=tls-exporter,," : "n,,";
        String first = SaslBench.sent(
                boundServer().take(SaslBench.auth(mechanism.wireName(), header + "n=" + name + ",r=client")));
        return first.substring(first.indexOf(",s=") + 3);
    }

    @Test
    @Rule({"R-185", "R-202"})
    void guessingEndsTheStream() {
        SaslBench server = boundServer();
        int tries = 0;
        Step step;
        do {
            step = server.take(SaslBench.auth("PLAIN", "\0juliet\0guess" + tries++));
        } while (step instanceof Step.Refused);
        assertEquals(6, tries);
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                assertInstanceOf(Step.Fatal.class, step).error().condition());
        assertEquals(6, server.derivations);
    }
}
