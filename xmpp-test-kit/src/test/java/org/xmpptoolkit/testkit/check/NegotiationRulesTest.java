package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.testkit.StreamRules;

class NegotiationRulesTest {
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String BIND = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";

    private static Report judge(FabricatedLogin login) {
        Report report = new Report(StreamRules.load(), finding -> {});
        new NegotiationRules(report, FabricatedLogin.DOMAIN, login.build()).judge();
        return report;
    }

    @Test
    void findsNothingWrongWithASoundLogin() {
        Report report = judge(new FabricatedLogin());
        assertTrue(report.findings().stream().allMatch(finding -> finding.verdict() == Verdict.PASSED), report.table());
        List<String> broken =
                broken().map(arguments -> (String) arguments.get()[0]).toList();
        assertTrue(
                report.findings().stream().map(Finding::rule).allMatch(broken::contains),
                "each rule that is judged is broken below");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("broken")
    void failsTheRuleThatIsBroken(String rule, String how, UnaryOperator<FabricatedLogin> breaking) {
        Report report = judge(breaking.apply(new FabricatedLogin()));
        Verdict expected = rule.equals("R-128") ? Verdict.WARNING : Verdict.FAILED;
        assertEquals(Optional.of(expected), report.verdict(rule), report.table());
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("R-008", "no header", login -> login.headers()),
                broken("R-010", "no features behind the last header", login -> login.withoutOffer(2)),
                broken("R-021", "no features behind SASL", login -> login.withoutOffer(2)),
                broken("R-021", "the same features behind SASL", login -> login.offer(2, login.offer(1))),
                broken("R-046", "no from on the second", login -> login.header(1, " from='im.example.com'", "")),
                broken("R-047", "another domain", login -> login.header(2, "im.example.com", "example.org")),
                broken("R-053", "to for nobody", login -> login.header(0, " id=", " to='a@im.example.com' id=")),
                broken("R-056", "no id on the last", login -> login.header(2, " id='i2'", "")),
                broken("R-020", "the first id again at last", login -> login.header(2, "'i2'", "'i0'")),
                broken("R-062", "no xml:lang", login -> login.header(0, " xml:lang='en'", "")),
                broken("R-074", "no version", login -> login.header(1, " version='1.0'", "")),
                broken("R-074", "version 1.1", login -> login.header(0, "'1.0'", "'1.1'")),
                broken("R-078", "another root", login -> login.header(0, "etherx.jabber.org", "example.org")),
                broken("R-135", "no STARTTLS", login -> login.offer(0, "")),
                broken("R-128", "more beside required STARTTLS", login -> login.offer(0, login.offer(0) + BIND)),
                broken("R-198", "PLAIN before TLS", login -> login.offer(0, login.offer(0) + login.offer(1))),
                broken("R-137", "no proceed", login -> login.negotiated(Login.MECHANISMS, Login.BIND)),
                broken("R-203", "not verified", login -> login.trust(PathTrust.UNVERIFIED)),
                broken("R-154", "STARTTLS again", login -> login.offer(1, login.offer(1) + STARTTLS)),
                broken("R-153", "the id of before TLS", login -> login.header(1, "'i1'", "'i0'")),
                broken("R-175", "the id of before TLS", login -> login.header(1, "'i1'", "'i0'")),
                broken("R-176", "no mechanisms", login -> login.offer(1, "")),
                broken(
                        "R-177",
                        "two in one",
                        login -> login.offer(1, login.offer(1).replace("</mechanism><mechanism>", " "))),
                broken(
                        "R-196",
                        "no SCRAM-SHA-1",
                        login -> login.offer(1, login.offer(1).replace("<mechanism>SCRAM-SHA-1</mechanism>", ""))),
                broken("R-212", "bind before authentication", login -> login.offer(1, login.offer(1) + BIND)),
                broken("R-401", "SASL not done", login -> login.negotiated(Login.STARTTLS, Login.BIND)),
                broken("R-190", "the id of before SASL", login -> login.header(2, "'i2'", "'i1'")),
                broken("R-211", "no bind", login -> login.offer(2, "")),
                broken(
                        "R-011",
                        "a feature of the stream",
                        login -> login.offer(2, BIND + "<x xmlns='http://etherx.jabber.org/streams'/>")),
                broken(
                        "R-011",
                        "a feature of the content",
                        login -> login.offer(0, login.offer(0) + "<x xmlns='jabber:client'/>")),
                broken("R-216", "nothing bound", login -> login.bound(Optional.empty())),
                broken("R-216", "a bare address", login -> login.bound(Optional.of(FabricatedLogin.ACCOUNT))),
                broken(
                        "R-026",
                        "another account",
                        login -> login.bound(Optional.of(Jid.parse("romeo@im.example.com/balcony")))));
    }

    private static Arguments broken(String rule, String how, UnaryOperator<FabricatedLogin> breaking) {
        return Arguments.of(rule, how, breaking);
    }

    @Test
    void judgesWhatIsThereOfAShortLogin() {
        Report report = judge(new FabricatedLogin().headers("'i0'").bound(Optional.empty()));
        for (String rule : Arrays.asList("R-021", "R-010", "R-216")) {
            assertEquals(Optional.of(Verdict.FAILED), report.verdict(rule), rule);
        }
        assertEquals(Optional.of(Verdict.SKIPPED), report.verdict("R-026"));
    }
}
