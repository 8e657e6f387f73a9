package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.testkit.StreamRules;

/** Certificates, which only the driver can refuse, are judged in {@link ServerCheckTest}. */
class FailedLoginTest {
    private static final Reason ENDED = new Reason.TransportLost(Optional.empty());

    private static List<Finding> judge(Reason reason, FabricatedLogin login) {
        Report report = new Report(StreamRules.load(), finding -> {});
        new FailedLogin(report, login.build()).judge(reason);
        return report.findings();
    }

    private static FabricatedLogin login(int headers, int offers, QName... negotiated) {
        return new FabricatedLogin().until(headers, offers, negotiated);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("broken")
    void namesTheRuleThatWasBroken(String rule, Reason reason, FabricatedLogin login) {
        List<Finding> findings = judge(reason, login);
        assertEquals(
                List.of(rule, Verdict.FAILED),
                findings.stream()
                        .flatMap(finding -> Stream.of(finding.rule(), finding.verdict()))
                        .toList());
    }

    static Stream<Arguments> broken() {
        FabricatedLogin behindTls = login(2, 2, Login.STARTTLS);
        return Stream.of(
                Arguments.of("R-137", new Reason.TlsRefused("the peer refused STARTTLS"), login(1, 1)),
                Arguments.of(
                        "R-176",
                        new Reason.NoCommonMechanism(),
                        login(2, 2, Login.STARTTLS).offer(1, "")),
                Arguments.of(
                        "R-196",
                        new Reason.NoCommonMechanism(),
                        login(2, 2, Login.STARTTLS).offer(1, behindTls.offer(1).replace("SCRAM", "X"))),
                Arguments.of(
                        "R-216",
                        new Reason.NegotiationFailed(Login.BIND, "refused"),
                        login(3, 3, Login.STARTTLS, Login.MECHANISMS)),
                Arguments.of("R-401", unproved(), behindTls),
                Arguments.of("R-078", sent(StreamErrorCondition.INVALID_NAMESPACE), login(0, 0)),
                Arguments.of("R-078", sent(StreamErrorCondition.BAD_FORMAT), login(1, 1, Login.STARTTLS)),
                Arguments.of("R-074", sent(StreamErrorCondition.UNSUPPORTED_VERSION), login(1, 0)),
                Arguments.of("R-312", sent(StreamErrorCondition.NOT_WELL_FORMED), login(1, 0)),
                Arguments.of("R-008", ENDED, login(0, 0)),
                Arguments.of("R-008", new Reason.PeerClosed(), login(0, 0)),
                Arguments.of("R-010", ENDED, login(1, 0)),
                Arguments.of("R-010", new Reason.PeerClosed(), login(2, 1, Login.STARTTLS)),
                Arguments.of("R-137", ENDED, login(1, 1)),
                Arguments.of("R-153", ENDED, login(1, 1, Login.STARTTLS)),
                Arguments.of("R-190", ENDED, login(2, 2, Login.STARTTLS, Login.MECHANISMS)),
                Arguments.of("R-216", ENDED, login(3, 3, Login.STARTTLS, Login.MECHANISMS)));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void blamesNobodyWhereNoRuleWasBroken(Reason reason, FabricatedLogin login) {
        assertEquals(List.of(), judge(reason, login));
    }

    static Stream<Arguments> sound() {
        return Stream.of(
                Arguments.of(
                        new Reason.AuthenticationFailed(SaslFailure.of(SaslFailureCondition.NOT_AUTHORIZED)),
                        login(2, 2, Login.STARTTLS)),
                Arguments.of(new Reason.ErrorReceived(StreamError.of(StreamErrorCondition.HOST_UNKNOWN)), login(1, 0)),
                Arguments.of(sent(StreamErrorCondition.INTERNAL_SERVER_ERROR), login(1, 0)),
                Arguments.of(sent(StreamErrorCondition.BAD_FORMAT), login(1, 0)), // some element, not the header
                Arguments.of(ENDED, login(1, 1, Login.STARTTLS).insecure()), // in the handshake
                Arguments.of(ENDED, login(2, 2, Login.STARTTLS)));
    }

    private static Reason sent(StreamErrorCondition condition) {
        return new Reason.ErrorSent(StreamError.of(condition));
    }

    /** How a stream ends whose server does not know the password, yet says that all is well. */
    private static Reason unproved() {
        SaslClientPolicy policy = SaslClientPolicy.builder()
                .mechanisms(List.of(SaslMechanism.SCRAM_SHA_256))
                .build();
        XmppStream stream = XmppStream.initiating(
                StreamConfig.builder()
                        .to(FabricatedLogin.DOMAIN)
                        .tlsPolicy(TlsPolicy.NONE)
                        .build(),
                List.of(Sasl.client(SaslCredentials.of("juliet", "r0m30".toCharArray()), policy)));
        stream.open();
        String sasl = " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>";
        String auth = written(receive(
                stream,
                "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'"
                        + " id='1'><stream:features><mechanisms" + sasl
                        + "<mechanism>SCRAM-SHA-256</mechanism></mechanisms></stream:features>"));
        String first =
                new String(Base64.getDecoder().decode(XmlElement.parse(auth).text()), StandardCharsets.UTF_8);
        String nonce = first.substring(first.indexOf("r=") + 2);
        receive(
                stream,
                "<challenge" + sasl + base64("r=" + nonce + "more,s=" + base64("salt of server") + ",i=4096")
                        + "</challenge>");
        List<StreamEvent> last = receive(
                stream,
                "<success" + sasl + base64("v=" + base64("thirty-two octets, but the wrong")) + "</success>"
                        + "</stream:stream>");
        return last.stream()
                .filter(StreamEvent.Closed.class::isInstance)
                .map(event -> ((StreamEvent.Closed) event).reason())
                .findFirst()
                .orElseThrow();
    }

    private static List<StreamEvent> receive(XmppStream stream, String xml) {
        return stream.receive(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String written(List<StreamEvent> events) {
        StringBuilder xml = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Write write) {
                xml.append(StandardCharsets.UTF_8.decode(write.octets()));
            }
        }
        return xml.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
