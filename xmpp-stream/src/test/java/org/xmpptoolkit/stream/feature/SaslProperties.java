package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsSession;

/** Laws of the two sides wired together, and of any input. */
class SaslProperties {
    private static final TlsSession TLS =
            SaslBench.tls("TLSv1.3", ChannelBindingType.TLS_EXPORTER).build();

    private static SaslCredentials credentials(String name, String password) {
        try {
            return SaslCredentials.of(name, password.toCharArray());
        } catch (IllegalArgumentException e) {
            Assume.that(false);
            throw e;
        }
    }

    private static SaslBench client(SaslCredentials credentials, SaslMechanism mechanism) {
        return SaslBench.client(
                Sasl.client(
                        credentials,
                        SaslClientPolicy.builder()
                                .mechanisms(List.of(mechanism))
                                .build()),
                SaslBench.clientState(true, Optional.of(TLS)));
    }

    private static SaslBench server(String name, String password, SaslMechanism mechanism) {
        SaslBench server = SaslBench.server(Sasl.server(), SaslBench.serverState(TLS));
        ScramHash hash = mechanism.scramHash().orElse(ScramHash.SHA_256);
        server.account(name, SaltedCredentials.of(hash, password.toCharArray()));
        return server;
    }

    @Property(tries = 120)
    @Rule({"R-155", "R-398", "R-402"})
    void bothSidesAgreeOnTheAccount(
            @ForAll("names") String name,
            @ForAll("passwords") String password,
            @ForAll("passwordMechanisms") SaslMechanism mechanism) {
        SaslCredentials credentials = credentials(name, password);
        SaslBench client = client(credentials, mechanism);
        SaslBench server = server(name, password, mechanism);
        SaslBench.Talk talk = SaslBench.talk(client, server);
        Outcome account = Outcome.account(Jid.of(name, "example.org", null));
        assertEquals(account, assertInstanceOf(Step.Done.class, talk.server()).outcome());
        assertEquals(account, assertInstanceOf(Step.Done.class, talk.client()).outcome());
        assertFalse(talk.said().toString().contains(SaslText.base64(SaslText.utf8(password))));
    }

    @Property(tries = 30)
    @Rule({"R-184", "R-193"})
    void neitherSideAcceptsAnotherPassword(
            @ForAll("names") String name, @ForAll("passwordMechanisms") SaslMechanism mechanism) {
        SaslBench client = client(credentials(name, "right"), mechanism);
        SaslBench.Talk talk = SaslBench.talk(client, server(name, "wrong", mechanism));
        assertInstanceOf(Step.Refused.class, talk.server());
        Step.Close close = assertInstanceOf(Step.Close.class, talk.client());
        assertEquals(
                SaslFailureCondition.NOT_AUTHORIZED,
                ((Reason.AuthenticationFailed) close.reason()).failure().condition());
    }

    @Property(tries = 30)
    void theClientFallsBackToWhatTheServerHasKeysFor(@ForAll("names") String name) {
        SaslCredentials credentials = credentials(name, "secret");
        SaslBench server = server(name, "secret", SaslMechanism.SCRAM_SHA_1);
        SaslBench.Talk talk = SaslBench.talk(SaslBench.client(Sasl.client(credentials)), server);
        assertInstanceOf(Step.Done.class, talk.client());
        assertInstanceOf(Step.Done.class, talk.server());
        // SHA-512 and SHA-256 first, which the account has no keys for
        List<String> refused = List.of("auth", "challenge", "response", "failure");
        List<String> accepted = List.of("auth", "challenge", "response", "success");
        assertEquals(
                Stream.of(refused, refused, accepted).flatMap(List::stream).toList(),
                talk.said().stream().map(XmlElement::localName).toList());
    }

    @Property
    @Rule("R-199")
    void noElementMakesTheServerThrow(@ForAll("scripts") List<XmlElement> script, @ForAll boolean secure) {
        SaslServerConfig config = SaslServerConfig.builder().retries(1000).build();
        SaslBench server = SaslBench.server(Sasl.server(config), SaslBench.serverState(secure, ""));
        server.accounts.put(
                Jid.parse("juliet@example.org"),
                List.of(SaltedCredentials.ofKeys(ScramHash.SHA_1, new byte[16], 1, new byte[20], new byte[20])));
        for (XmlElement element : script) {
            Step step = server.take(element);
            assertFalse(step instanceof Step.Done, step.toString());
        }
    }

    @Property
    @Rule("R-401")
    void noElementMakesTheClientThrowOrAccept(
            @ForAll("scripts") List<XmlElement> script, @ForAll("passwordMechanisms") SaslMechanism mechanism) {
        SaslCredentials credentials = SaslCredentials.of("juliet", "secret".toCharArray());
        SaslBench client = client(credentials, mechanism);
        Step step = client.initiate(SaslElements.mechanisms(List.of(mechanism)));
        for (XmlElement element : script) {
            if (step instanceof Step.Continue) {
                step = client.take(element);
            }
        }
        assertFalse(mechanism != SaslMechanism.PLAIN && step instanceof Step.Done, step.toString());
    }

    @Provide
    Arbitrary<SaslMechanism> passwordMechanisms() {
        return Arbitraries.of(SaslMechanism.values())
                .filter(m -> m == SaslMechanism.PLAIN || m.scramHash().isPresent());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("abcXYZ,=.-_")
                        .withChars('ü', 'ß', 'ж', '山', 'ª')
                        .ofMinLength(1)
                        .ofMaxLength(12),
                Arbitraries.of("=2C", "=3D", "=", ",", ",=,", "a=2Cb", "n=x,r=y", "Ünlü", "𝐚"));
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings()
                        .withChars(' ', '~')
                        .withChars("pass,=\u00AD\u2168€")
                        .ofMinLength(1)
                        .ofMaxLength(20));
    }

    @Provide
    Arbitrary<List<XmlElement>> scripts() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20),
                messages().map(m -> SaslText.base64(SaslText.utf8(m))),
                Arbitraries.of("", "=", "/w==", "AHgAwq0=", "AGp1bGlldADCrQ=="));
        Arbitrary<String> name = Arbitraries.of(
                "auth", "auth", "response", "response", "challenge", "challenge", "success", "failure", "abort", "x");
        Arbitrary<String> mechanism = Arbitraries.of("SCRAM-SHA-1", "SCRAM-SHA-256-PLUS", "PLAIN", "EXTERNAL", "X");
        Arbitrary<XmlElement> element = name.flatMap(n -> text.flatMap(t -> mechanism.map(
                m -> SaslBench.raw(n, t).toBuilder().attribute("mechanism", m).build())));
        return element.list().ofMaxSize(8);
    }

    private static Arbitrary<String> messages() {
        Arbitrary<String> part = Arbitraries.of(
                "n",
                "y",
                "p=x",
                "p=tls-exporter",
                "",
                "a=juliet@example.org",
                "n=juliet",
                "n=romeo",
                "n==",
                "r=client",
                "r=client1",
                "c=biws",
                "s=AQID",
                "i=4096",
                "i=0",
                "i=99999999999",
                "p=AAAA",
                "v=AAAA",
                "e=x",
                "m=x",
                "x=1",
                "\0",
                "\0juliet\0x",
                "p=AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return Arbitraries.oneOf(
                part.list().ofMaxSize(6).map(p -> String.join(",", p)),
                Arbitraries.of(
                        "n,,n=juliet,r=client",
                        "n,,n=romeo,r=client",
                        "p=tls-exporter,,n=juliet,r=c",
                        "\0juliet\0\u00AD",
                        "\0juliet\0\u0007"));
    }
}
