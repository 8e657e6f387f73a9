package org.xmpptoolkit.testkit.cases.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** SASL2 (XEP-0388), where it is offered. */
final class Sasl2Cases {
    private static final String NAMESPACE = Namespaces.SASL2;
    private static final SaslProfileText PROFILE = SaslProfileText.sasl2("");

    private Sasl2Cases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                notInClear(),
                foreignFrom(),
                unknownMechanism(),
                otherIdentity(),
                interrupted(),
                failure(),
                streamStays(),
                again());
    }

    /** What is offered of it; the case says nothing if it is not. */
    static XmlElement offer(XmlElement features) throws Halt {
        return features.element(NAMESPACE, "authentication").orElseThrow(() -> Halt.skipped("SASL2 is not offered"));
    }

    /** The mechanisms in an offer. */
    static List<String> mechanisms(XmlElement offer) {
        return offer.elements(NAMESPACE, "mechanism").stream()
                .map(XmlElement::text)
                .toList();
    }

    /** An exchange of SCRAM under SASL2, with what is asked for besides. */
    static ScramExchange exchange(ServerStage stage, InitiatingEntity us, String inline) throws Halt {
        String mechanism = SaslSteps.scram(mechanisms(offer(us.secure())));
        return ScramExchange.on(us, SaslProfileText.sasl2(inline), mechanism, stage.account(), stage.random());
    }

    private static CheckCase<ServerStage> notInClear() {
        return CheckCase.<ServerStage>of("R-492", "SASL2 is offered with a mechanism, and not in clear")
                .mutant(() -> SaslMutants.onStream(
                        1,
                        "</stream:features>",
                        "<authentication xmlns='" + NAMESPACE
                                + "'><mechanism>SCRAM-SHA-1</mechanism></authentication></stream:features>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement clear = us.open();
                    if (clear.element(NAMESPACE, "authentication").isPresent()) {
                        return Judgement.failed("it is offered in clear");
                    }
                    if (clear.element(Namespaces.TLS, "starttls").isEmpty()) {
                        return Judgement.skipped("STARTTLS is not offered");
                    }
                    us.startTls();
                    List<String> offered = mechanisms(offer(us.open()));
                    return Judgement.of(!offered.isEmpty(), "under TLS: " + offered);
                });
    }

    private static CheckCase<ServerStage> foreignFrom() {
        return CheckCase.<ServerStage>of("R-493", "a header under TLS whose from is of another domain is refused")
                .mutant(() -> Tamper.hearing(
                        frame -> frame.startsWith("<stream:stream") ? frame.replaceAll(" from='[^']*'", "") : frame))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    offer(us.secure());
                    InitiatingEntity second = stage.connect();
                    StartTlsCases.offered(second);
                    second.startTls();
                    second.send(second.header().replace(" xml:lang=", " from='romeo@elsewhere.invalid' xml:lang="));
                    second.hear();
                    Heard next = second.hear();
                    if (ScramExchange.is(next, Namespaces.STREAM, "features")) {
                        return Judgement.failed("it was taken, and features came");
                    }
                    second.awaitEnd();
                    return new Ending(second.heard()).recommends(StreamErrorCondition.INVALID_FROM);
                });
    }

    private static Judgement refused(Heard heard, SaslFailureCondition named) {
        if (ScramExchange.is(heard, NAMESPACE, "challenge") || ScramExchange.is(heard, NAMESPACE, "success")) {
            return Judgement.failed("the server took it: " + heard.words());
        }
        if (heard instanceof Heard.Nothing) {
            return Judgement.failed("no answer came");
        }
        boolean condition = heard instanceof Heard.Element element
                && element.element()
                        .element(Namespaces.SASL, named.elementName())
                        .isPresent();
        return condition
                ? Judgement.passed(named.elementName())
                : Judgement.passed(heard.words() + " instead of " + named.elementName());
    }

    private static CheckCase<ServerStage> unknownMechanism() {
        return CheckCase.<ServerStage>of("R-494", "a mechanism that was not announced fails")
                .mutant(() -> SaslMutants.minding(message -> true))
                .forAll(
                        Arbitraries.of("X-CHECKER", "CRAM-MD5", "SCRAM-SHA-0", "scram-sha-1", ""),
                        (stage, mechanism) -> {
                            InitiatingEntity us = stage.connect();
                            offer(us.secure());
                            us.send(
                                    "",
                                    PROFILE.begin(
                                            mechanism, SaslSteps.base64("n,,n=" + SaslSteps.NOBODY + ",r=abcdefgh")),
                                    "");
                            return refused(us.hear(), SaslFailureCondition.INVALID_MECHANISM);
                        });
    }

    private static CheckCase<ServerStage> otherIdentity() {
        return CheckCase.<ServerStage>of("R-494.authzid", "who may not act for another account is refused")
                .mutant(() -> SaslMutants.minding(message -> message.contains("a=")))
                .plays(stage -> {
                    Account other = stage.second();
                    InitiatingEntity us = stage.connect();
                    Heard end = exchange(stage, us, "")
                            .header("n,a=" + stage.jid(other) + ",")
                            .run()
                            .last();
                    return refused(end, SaslFailureCondition.INVALID_AUTHZID);
                });
    }

    private static CheckCase<ServerStage> interrupted() {
        List<String> others = List.of(
                " ",
                "\n",
                "<presence/>",
                "<r xmlns='urn:xmpp:sm:3'/>",
                "<auth xmlns='" + Namespaces.SASL + "' mechanism='PLAIN'>=</auth>",
                "<unknown xmlns='" + NAMESPACE + "'/>");
        return CheckCase.<ServerStage>of(
                        "R-495", "anything but response and abort during an exchange ends the connection")
                .mutant(Patient::new)
                .forAll(Arbitraries.of(others), (stage, other) -> {
                    InitiatingEntity us = stage.connect();
                    String mechanism = SaslSteps.scram(mechanisms(offer(us.secure())));
                    us.send(PROFILE.begin(
                            mechanism, SaslSteps.base64("n,,n=" + SaslSteps.anyone(stage) + ",r=abcdefgh")));
                    us.expect(NAMESPACE, "challenge");
                    us.send("", other, "");
                    us.send("<abort xmlns='" + NAMESPACE + "'/>");
                    boolean ended = us.awaitEnd().closed();
                    return Judgement.of(ended, ended ? "it was ended" : "the stream stayed open");
                });
    }

    /** Hears nothing but what belongs to an exchange, once there is one. */
    private static final class Patient implements Tamper {
        private boolean running;

        @Override
        public String heard(String frame, Link link) {
            running |= frame.startsWith("<authenticate");
            return !running || frame.contains(NAMESPACE) && !frame.startsWith("<unknown") ? frame : "";
        }
    }

    private static CheckCase<ServerStage> failure() {
        List<String> defined = Arrays.stream(SaslFailureCondition.values())
                .map(SaslFailureCondition::elementName)
                .toList();
        return CheckCase.<ServerStage>of("R-497", "failure holds a condition of RFC 6120 section 6.5, in its namespace")
                .mutant(() -> Tamper.replacing(
                        "<(invalid-mechanism|incorrect-encoding|not-authorized|malformed-request) xmlns='"
                                + Namespaces.SASL + "'/>",
                        "<$1/>"))
                .forAll(Arbitraries.of("X-CHECKER", "%%%"), (stage, kind) -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement offer = offer(us.secure());
                    us.send(
                            "",
                            kind.equals("%%%")
                                    ? PROFILE.begin(mechanisms(offer).get(0), kind)
                                    : PROFILE.begin(kind, "="),
                            "");
                    XmlElement failure = us.expect(NAMESPACE, "failure");
                    List<String> names = failure.elements().stream()
                            .filter(child -> child.namespace().equals(Namespaces.SASL))
                            .map(XmlElement::localName)
                            .toList();
                    return Judgement.of(
                            names.size() == 1 && defined.contains(names.get(0)), "in that namespace it holds " + names);
                });
    }

    private static CheckCase<ServerStage> streamStays() {
        return CheckCase.<ServerStage>of(
                        "R-497.stream", "behind failure the stream is as it was, and one may try again")
                .mutant(() -> Tamper.replacing("^<failure.*", "</stream:stream>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    ScramExchange exchange = exchange(stage, us, "");
                    us.send(PROFILE.begin("X-CHECKER", "="));
                    Heard failed = us.hear();
                    if (!ScramExchange.is(failed, NAMESPACE, "failure")) {
                        return Judgement.failed("instead of failure there was " + failed.words());
                    }
                    ScramExchange.Result result = exchange.run();
                    return Judgement.of(
                            result.success(PROFILE), "then: " + result.last().words());
                });
    }

    private static CheckCase<ServerStage> again() {
        return CheckCase.<ServerStage>of("R-499", "who is authenticated, and asks again, is refused")
                .mutant(AnyNumberOfTimes::new)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    ScramExchange exchange = exchange(stage, us, "");
                    ScramExchange.Result result = exchange.run();
                    if (!result.success(PROFILE)) {
                        return Judgement.skipped("no login: " + result.last().words());
                    }
                    us.expect(Namespaces.STREAM, "features");
                    us.send("", PROFILE.begin("SCRAM-SHA-1", SaslSteps.base64(exchange.first())), "");
                    Optional<XmlElement> taken = us.await(element -> element.is(NAMESPACE, "challenge")
                            || element.is(NAMESPACE, "success")
                            || element.is(Namespaces.STREAM, "error"));
                    boolean refused = taken.filter(
                                    element -> element.namespace().equals(NAMESPACE))
                            .isEmpty();
                    return Judgement.of(refused, refused ? "it was refused" : "it was begun anew");
                });
    }

    /** Begins an exchange whenever it is asked to. */
    private static final class AnyNumberOfTimes implements Tamper {
        private boolean done;

        @Override
        public String heard(String frame, Link link) {
            if (done && frame.startsWith("<authenticate")) {
                link.say("<challenge xmlns='" + NAMESPACE + "'>cj1h</challenge>");
                return "";
            }
            return frame;
        }

        @Override
        public String said(String frame, Link link) {
            done |= frame.startsWith("<success");
            return frame;
        }
    }
}
