package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsSession;

/** SCRAM bound to TLS: who offers it, who takes it, and with which type (RFC 5802 section 6, RFC 9266, XEP-0440). */
class ScramPlusTest extends SaslServerFixture {
    private static final ChannelBindingType EXPORTER = ChannelBindingType.TLS_EXPORTER;
    private static final ChannelBindingType UNIQUE = ChannelBindingType.TLS_UNIQUE;
    private static final ChannelBindingType END_POINT = ChannelBindingType.TLS_SERVER_END_POINT;
    private static final List<String> BOUND = List.of("SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS");
    private static final List<String> UNBOUND = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");

    private static SaslBench server(String protocol, ChannelBindingType... types) {
        return with(SaslBench.server(
                Sasl.server(config().build()),
                SaslBench.serverState(SaslBench.tls(protocol, types).build())));
    }

    private static SaslBench client(SaslClientPolicy.Builder policy, String protocol, ChannelBindingType... types) {
        return SaslBench.client(
                Sasl.client(
                        SaslCredentials.of("juliet", "secret".toCharArray()),
                        policy.nonces(() -> "client").build()),
                SaslBench.clientState(
                        true, Optional.of(SaslBench.tls(protocol, types).build())));
    }

    private static SaslBench client(String protocol, ChannelBindingType... types) {
        return client(SaslClientPolicy.builder(), protocol, types);
    }

    private static XmlElement types(String... types) {
        StringBuilder xml = new StringBuilder("<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>");
        for (String type : types) {
            xml.append("<channel-binding type='").append(type).append("'/>");
        }
        return XmlElement.parse(xml + "</sasl-channel-binding>");
    }

    private static String mechanism(Step step) {
        return step.send().get(0).attribute("mechanism").orElseThrow();
    }

    private static String flag(Step step) {
        String message = SaslBench.sent(step);
        return message.substring(0, message.indexOf(','));
    }

    private static void assertScramError(String text, Step step) {
        assertRefused("not-authorized", step);
        assertEquals(
                Optional.of(text), SaslFailure.fromElement(step.send().get(0)).text());
    }

    // Both sides

    @ParameterizedTest
    @EnumSource(ChannelBindingType.class)
    @Rule({"R-196", "R-201", "R-412", "R-417", "R-503"})
    void bothSidesBindWithEveryType(ChannelBindingType type) {
        SaslBench client = client("TLSv1.2", type);
        SaslBench.Talk talk = SaslBench.talk(client, server("TLSv1.2", type));
        assertInstanceOf(Step.Done.class, talk.client());
        assertDone(talk.server());
        XmlElement auth = talk.said().get(talk.said().size() - 4);
        assertEquals("SCRAM-SHA-256-PLUS", auth.attribute("mechanism").orElseThrow());
        assertEquals("p=" + type.wireName() + ",,n=juliet,r=client", SaslBench.message(auth));
    }

    @Test
    @Rule({"R-201", "R-412", "R-416"})
    void differentSessionsDoNotMatch() {
        TlsSession other = SaslBench.otherTls();
        SaslBench server = with(SaslBench.server(Sasl.server(config().build()), SaslBench.serverState(other)));
        SaslBench.Talk talk = SaslBench.talk(client("TLSv1.3", EXPORTER), server);
        assertInstanceOf(Step.Close.class, talk.client());
        assertScramError("channel-bindings-dont-match", talk.server());
        // The client tried all that bind, and nothing else.
        assertEquals(
                BOUND,
                talk.said().stream()
                        .flatMap(e -> e.attribute("mechanism").stream())
                        .toList());
    }

    // The server's offer

    @Test
    @Rule({"R-410", "R-503"})
    void offersBindingWhereItHasData() {
        List<XmlElement> offers = server("TLSv1.3", END_POINT, EXPORTER).offers();
        assertEquals(
                Stream.of(BOUND, UNBOUND).flatMap(List::stream).toList(), SaslElements.mechanismNames(offers.get(0)));
        assertEquals(List.of("tls-exporter", "tls-server-end-point"), ChannelBindings.listed(features(offers)));
        assertEquals(types("tls-exporter", "tls-server-end-point"), offers.get(1));
    }

    private static XmlElement features(List<XmlElement> offers) {
        XmlElement.Builder features = XmlElement.builder("http://etherx.jabber.org/streams", "features");
        offers.forEach(features::child);
        return features.build();
    }

    @Test
    @Rule("R-410")
    void offersNoBindingWithoutData() {
        List<XmlElement> offers = server("TLSv1.3").offers();
        assertEquals(1, offers.size());
        assertEquals(UNBOUND, SaslElements.mechanismNames(offers.get(0)));
        assertRefused("invalid-mechanism", server("TLSv1.3").take(SaslBench.auth(BOUND.get(1), CLIENT_FIRST)));
    }

    @Test
    @Rule("R-410")
    void offersNothingElseWhereOnlyBindingWillDo() {
        SaslServerConfig strict = config().mechanisms(
                        List.of(SaslMechanism.SCRAM_SHA_256_PLUS, SaslMechanism.SCRAM_SHA_1_PLUS))
                .build();
        TlsSession tls = SaslBench.tls("TLSv1.3", EXPORTER).build();
        SaslBench server = with(SaslBench.server(Sasl.server(strict), SaslBench.serverState(tls)));
        assertEquals(
                List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS"),
                SaslElements.mechanismNames(server.offers().get(0)));
        assertRefused("invalid-mechanism", server.take(SaslBench.auth("SCRAM-SHA-256", CLIENT_FIRST)));
    }

    @Test
    @Rule("R-410")
    void listsNoTypesWhereNoMechanismBinds() {
        SaslServerConfig unbound =
                config().mechanisms(List.of(SaslMechanism.SCRAM_SHA_256)).build();
        TlsSession tls = SaslBench.tls("TLSv1.3", EXPORTER).build();
        assertEquals(
                1,
                SaslBench.server(Sasl.server(unbound), SaslBench.serverState(tls))
                        .offers()
                        .size());
    }

    @Test
    @Rule({"R-423", "R-503"})
    void listsNoTlsUniqueOnTls13() {
        List<XmlElement> offers = server("TLSv1.3", UNIQUE, EXPORTER).offers();
        assertEquals(List.of("tls-exporter"), ChannelBindings.listed(features(offers)));
        assertEquals(1, server("TLSv1.3", UNIQUE).offers().size());
    }

    // What the server refuses

    @ParameterizedTest
    @MethodSource("flags")
    @Rule({"R-414", "R-415"})
    void refusesFlagsThatDoNotFit(String mechanism, String flag, String error) {
        SaslBench server = server("TLSv1.3", EXPORTER);
        assertScramError(error, server.take(SaslBench.auth(mechanism, flag + ",,n=juliet,r=client")));
        assertEquals(List.of(), server.asked);
    }

    static Stream<Arguments> flags() {
        return Stream.of(
                Arguments.of("SCRAM-SHA-256", "y", "server-does-support-channel-binding"),
                Arguments.of("SCRAM-SHA-1", "y", "server-does-support-channel-binding"),
                Arguments.of("SCRAM-SHA-256", "p=tls-exporter", "channel-binding-not-supported"),
                Arguments.of("SCRAM-SHA-256-PLUS", "n", "channel-bindings-dont-match"),
                Arguments.of("SCRAM-SHA-256-PLUS", "y", "channel-bindings-dont-match"),
                Arguments.of("SCRAM-SHA-256-PLUS", "p=tls-unique", "unsupported-channel-binding-type"),
                Arguments.of("SCRAM-SHA-256-PLUS", "p=tls-server-end-point", "unsupported-channel-binding-type"),
                Arguments.of("SCRAM-SHA-256-PLUS", "p=TLS-EXPORTER", "unsupported-channel-binding-type"));
    }

    @Test
    @Rule("R-414")
    void acceptsFlagNThoughItCouldBind() {
        assertDone(scram(server("TLSv1.3", EXPORTER), "n,,", "n=juliet,r=client", ""));
    }

    @Test
    @Rule("R-416")
    void refusesTheHeaderWithoutTheDataBehindIt() {
        SaslBench server = server("TLSv1.3", EXPORTER);
        String header = "p=tls-exporter,,";
        String serverFirst =
                SaslBench.sent(server.take(SaslBench.auth("SCRAM-SHA-256-PLUS", header + "n=juliet,r=client")));
        String unsigned = "c=" + SaslText.base64(SaslText.utf8(header)) + ",r=clientserver";
        Step step = server.take(SaslBench.sasl("response", clientFinal("n=juliet,r=client", serverFirst, unsigned)));
        assertScramError("channel-bindings-dont-match", step);
    }

    // What the client does

    @Test
    @Rule({"R-201", "R-412"})
    void prefersTheBoundForm() {
        Step step = client("TLSv1.3", EXPORTER).initiate("SCRAM-SHA-512", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-1", "PLAIN");
        assertEquals("SCRAM-SHA-1-PLUS", mechanism(step));
        assertEquals("p=tls-exporter", flag(step));
    }

    @Test
    @Rule("R-423")
    void takesTheUsualTypeWhereNoneIsListed() {
        String[] offer = {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"};
        ChannelBindingType[] all = ChannelBindingType.values();
        assertEquals("p=tls-exporter", flag(client("TLSv1.3", all).initiate(offer)));
        assertEquals("p=tls-unique", flag(client("TLSv1.2", all).initiate(offer)));
        // and no other one: the server would refuse it, or somebody wants us to think so
        assertEquals("n", flag(client("TLSv1.3", UNIQUE, END_POINT).initiate(offer)));
        assertEquals("n", flag(client("TLSv1.2", EXPORTER, END_POINT).initiate(offer)));
    }

    @Test
    @Rule({"R-423", "R-503"})
    void takesTheBestTypeThatIsListed() {
        XmlElement mechanisms = SaslBench.mechanisms("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        List<XmlElement> few = List.of(mechanisms, types("tls-server-end-point", "x-new", "tls-unique"));
        ChannelBindingType[] all = ChannelBindingType.values();
        assertEquals("p=tls-unique", flag(client("TLSv1.2", all).initiate(few)));
        assertEquals("p=tls-server-end-point", flag(client("TLSv1.3", all).initiate(few)));
        assertEquals(
                "p=tls-exporter",
                flag(client("TLSv1.2", all).initiate(List.of(mechanisms, types("tls-unique", "tls-exporter")))));
        // tls-server-end-point is listed, but there is no data for it: no reason to suspect anybody
        assertEquals("n", flag(client("TLSv1.3", EXPORTER).initiate(few)));
    }

    @Test
    @Rule({"R-411", "R-413"})
    void saysThatItCouldBindWhereItSawNoMechanismForIt() {
        assertEquals("y", flag(client("TLSv1.3", END_POINT).initiate("SCRAM-SHA-256")));
        assertEquals("n", flag(client("TLSv1.3").initiate("SCRAM-SHA-256")));
        assertEquals("n", flag(client("TLSv1.3", UNIQUE).initiate("SCRAM-SHA-256")));
        SaslClientPolicy.Builder unbound = SaslClientPolicy.builder().mechanisms(List.of(SaslMechanism.SCRAM_SHA_256));
        assertEquals("n", flag(client(unbound, "TLSv1.3", EXPORTER).initiate("SCRAM-SHA-256")));
    }

    @Test
    @Rule("R-411")
    void aServerWithoutBindingAcceptsAClientWithIt() {
        SaslBench.Talk talk = SaslBench.talk(client("TLSv1.3", EXPORTER), server("TLSv1.3"));
        assertDone(talk.server());
        assertInstanceOf(Step.Done.class, talk.client());
    }

    @Test
    @Rule("R-412")
    void insistsOnBindingWhereNothingElseIsOnItsList() {
        SaslClientPolicy.Builder strict =
                SaslClientPolicy.builder().mechanisms(List.of(SaslMechanism.SCRAM_SHA_1_PLUS));
        assertEquals("p=tls-exporter", flag(client(strict, "TLSv1.3", EXPORTER).initiate("SCRAM-SHA-1-PLUS")));
        assertEquals(
                new Reason.NoCommonMechanism(),
                ((Step.Close) client(strict, "TLSv1.3", EXPORTER).initiate("SCRAM-SHA-1", "PLAIN")).reason());
    }

    @Test
    @Rule("R-504")
    void endsWhereTypesAreListedButNoMechanismBinds() {
        List<XmlElement> stripped =
                List.of(SaslBench.mechanisms("SCRAM-SHA-256", "PLAIN"), types("tls-exporter", "tls-server-end-point"));
        assertSuspicious(client("TLSv1.3", EXPORTER).initiate(stripped));
        // whoever cannot bind has nothing to lose
        assertEquals("n", flag(client("TLSv1.3").initiate(stripped)));
        // a server that can only take PLAIN may list its types all the same
        assertEquals(
                "PLAIN",
                mechanism(client("TLSv1.3", EXPORTER)
                        .initiate(List.of(SaslBench.mechanisms("PLAIN"), types("tls-exporter")))));
    }

    @Test
    @Rule("R-505")
    void endsWhereNoTypeIsItsOwnAndTheCommonOneIsMissing() {
        XmlElement mechanisms = SaslBench.mechanisms("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        assertSuspicious(client("TLSv1.3", END_POINT).initiate(List.of(mechanisms, types("tls-exporter"))));
        assertSuspicious(client("TLSv1.3", END_POINT).initiate(List.of(mechanisms, types("x-new"))));
    }

    private static void assertSuspicious(Step step) {
        Step.Close close = assertInstanceOf(Step.Close.class, step, step.toString());
        assertEquals(List.of(), close.send());
        Reason.NegotiationFailed reason = assertInstanceOf(Reason.NegotiationFailed.class, close.reason());
        assertEquals(SaslElements.MECHANISMS, reason.feature());
        assertFalse(reason.message().isEmpty());
    }

    @Test
    void bindingDataIsShownInNoText() {
        Step step = client("TLSv1.3", EXPORTER).initiate("SCRAM-SHA-1-PLUS");
        assertFalse(step.toString().contains("octets of"), step.toString());
    }
}
