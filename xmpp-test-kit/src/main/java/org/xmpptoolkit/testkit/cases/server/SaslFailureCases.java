package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How SASL fails, and how often (RFC 6120 sections 6.4.5, 6.5 and 13.9.4). Only names without account are used. */
final class SaslFailureCases {
    private static final int RETRIES_DUE = 2;
    /** Whoever lets more than these pass has no limit worth the name. */
    private static final int ENDLESS = 50;

    private SaslFailureCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(cause(), conditionOf65(), retries(), closes(), limit());
    }

    /** Something that fails, whatever the accounts. */
    private static String failing(String kind, List<String> offered) {
        return switch (kind) {
            case "unknown mechanism" -> SaslSteps.auth("X-CHECKER", "=");
            case "no mechanism" -> "<auth xmlns='" + Namespaces.SASL + "'>=</auth>";
            case "unknown user" -> attempt(offered);
            case "no base64" -> SaslSteps.auth(offered.isEmpty() ? "PLAIN" : offered.get(0), "%%%");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** An attempt to log in as nobody: the whole of it, though a challenge may come between. */
    private static String attempt(List<String> offered) {
        return offered.contains("PLAIN")
                ? SaslSteps.auth("PLAIN", SaslSteps.base64("\0" + SaslSteps.NOBODY + "\0secret"))
                : SaslSteps.auth("X-CHECKER", "=");
    }

    private static XmlElement failure(ServerStage stage, String kind) throws Halt {
        InitiatingEntity us = stage.connect();
        List<String> offered = SaslSteps.offered(us.secure());
        us.send("", failing(kind, offered), "");
        return us.expect(Namespaces.SASL, "failure");
    }

    private static List<XmlElement> conditions(XmlElement failure) {
        return failure.elements().stream()
                .filter(child -> child.namespace().equals(Namespaces.SASL)
                        && !child.localName().equals("text"))
                .toList();
    }

    private static net.jqwik.api.Arbitrary<String> kinds() {
        return Arbitraries.of("unknown mechanism", "no mechanism", "unknown user", "no base64");
    }

    private static CheckCase<ServerStage> cause() {
        return CheckCase.<ServerStage>of("R-182", "failure says why")
                .mutant(() -> Tamper.replacing("<failure(.*?)>.*</failure>", "<failure$1/>"))
                .forAll(kinds(), (stage, kind) -> {
                    XmlElement failure = failure(stage, kind);
                    int count = conditions(failure).size();
                    return Judgement.of(count == 1, count + " conditions stand in it");
                });
    }

    private static CheckCase<ServerStage> conditionOf65() {
        List<String> defined = java.util.Arrays.stream(SaslFailureCondition.values())
                .map(SaslFailureCondition::elementName)
                .toList();
        return CheckCase.<ServerStage>of("R-191", "the condition of a failure is one of RFC 6120 section 6.5")
                .mutant(() -> Tamper.replacing(
                        "<(not-authorized|invalid-mechanism|incorrect-encoding|malformed-request)", "<wrong-password"))
                .forAll(kinds(), (stage, kind) -> {
                    String names = conditions(failure(stage, kind)).stream()
                            .map(XmlElement::localName)
                            .collect(Collectors.joining(", "));
                    return Judgement.of(defined.contains(names), names.isEmpty() ? "there is none" : names);
                });
    }

    /** Tries again and again; how often the answer was a failure. */
    private static int tries(InitiatingEntity us, List<String> offered, int most) throws Halt {
        for (int count = 0; count < most; count++) {
            us.send(attempt(offered));
            Heard answer = us.hear();
            if (!ScramExchange.is(answer, Namespaces.SASL, "failure")) {
                return count;
            }
        }
        return most;
    }

    private static CheckCase<ServerStage> retries() {
        return CheckCase.<ServerStage>of("R-183", "behind a failed login there may be two more, but not more than five")
                .mutant(EndsAtOnce::new)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    int failures = tries(us, SaslSteps.offered(us.secure()), RETRIES_DUE + 1);
                    return Judgement.of(
                            failures > RETRIES_DUE, failures + " attempts were answered by failure on one stream");
                });
    }

    /** Does not let anybody try again. */
    private static final class EndsAtOnce implements Tamper {
        @Override
        public String said(String frame, Link link) {
            if (frame.startsWith("<failure")) {
                link.say(frame + "</stream:stream>");
                link.end();
                return "";
            }
            return frame;
        }
    }

    private static Tamper endless() {
        return Tamper.answering(
                SaslMutants::begins, frame -> "<failure xmlns='" + Namespaces.SASL + "'><not-authorized/></failure>");
    }

    /** Answers some attempts, and then no more, but does not close the stream. */
    private static final class FallsSilent implements Tamper {
        private int attempts;

        @Override
        public String heard(String frame, Link link) {
            if (!SaslMutants.begins(frame)) {
                return frame;
            }
            if (++attempts <= RETRIES_DUE + 1) {
                link.say("<failure xmlns='" + Namespaces.SASL + "'><not-authorized/></failure>");
            }
            return "";
        }
    }

    private static CheckCase<ServerStage> closes() {
        return CheckCase.<ServerStage>of("R-185", "who tries too often has the stream closed, with policy-violation")
                .mutant(FallsSilent::new)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    int failures = tries(us, SaslSteps.offered(us.secure()), ENDLESS);
                    if (failures == ENDLESS) {
                        // that there has to be a limit is R-202
                        return Judgement.skipped("no limit was come upon in " + failures + " attempts");
                    }
                    Ending rest = us.awaitEnd();
                    Ending ending = new Ending(us.heard());
                    if (!ending.closed() && !rest.closed()) {
                        return Judgement.failed("behind " + failures + " attempts no answer came");
                    }
                    return ending.recommends(
                            StreamErrorCondition.POLICY_VIOLATION, StreamErrorCondition.NOT_AUTHORIZED);
                });
    }

    private static CheckCase<ServerStage> limit() {
        return CheckCase.<ServerStage>of("R-202", "the number of attempts on a stream has a limit")
                .mutant(SaslFailureCases::endless)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    int failures = tries(us, SaslSteps.offered(us.secure()), ENDLESS);
                    return Judgement.of(failures < ENDLESS, failures + " attempts were answered by failure");
                });
    }
}
