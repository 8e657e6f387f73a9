package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Resumption of streams (XEP-0198 sections 5, 6 and 10). */
final class ResumptionCases {
    private ResumptionCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(resumed(), unknown(), bindingBehind(), former(), counters(), fault(), beforeAuthentication());
    }

    private static boolean isResume(String frame) {
        return frame.startsWith("<resume ");
    }

    /** Loses a connection, makes another one, and asks to go on. */
    private static Optional<XmlElement> again(ServerStage stage, ManagedClient lost) throws Halt {
        lost.us().cut();
        InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
        return ManagedClient.resume(us, lost.id());
    }

    private static CheckCase<ServerStage> resumed() {
        return CheckCase.<ServerStage>of(
                        "R-452", "a resumption names the former session and the number of stanzas handled")
                .mutant(() -> Tamper.replacing("(<resumed[^>]*?) h='[^']*'", "$1"))
                .plays(stage -> {
                    ManagedClient lost = ManagedClient.resumable(stage);
                    XmlElement answer = again(stage, lost)
                            .filter(element -> ManagedClient.is(element, "resumed"))
                            .orElseThrow(() -> Halt.skipped("the session was not resumed"));
                    return Judgement.of(
                            answer.attribute("previd").equals(Optional.of(lost.id()))
                                    && answer.attribute("h").equals(Optional.of("0")),
                            "previd is " + answer.attribute("previd").orElse("missing") + ", h is "
                                    + answer.attribute("h").orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> unknown() {
        return CheckCase.<ServerStage>of("R-454", "the resumption of an unknown session fails with item-not-found")
                .mutant(() -> Tamper.answering(
                        ResumptionCases::isResume, frame -> "<resumed xmlns='urn:xmpp:sm:3' previd='x' h='0'/>"))
                .forAll(StanzaInputs.ids(), (stage, id) -> {
                    InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
                    Optional<XmlElement> answer = ManagedClient.resume(us, id);
                    if (answer.filter(element -> ManagedClient.is(element, "failed"))
                            .isEmpty()) {
                        return Judgement.failed(
                                answer.map(XmlElement::localName).orElse("nothing") + " came");
                    }
                    boolean named = answer.get()
                            .element(Namespaces.STANZA_ERRORS, StanzaErrorCondition.ITEM_NOT_FOUND.elementName())
                            .isPresent();
                    return named
                            ? Judgement.passed("failed with item-not-found")
                            : Judgement.warning("failed with another condition");
                });
    }

    private static CheckCase<ServerStage> bindingBehind() {
        return CheckCase.<ServerStage>of("R-456", "a resource may be bound once resumption has failed")
                .mutant(StanzaTampers.streamErrorFor(ResumptionCases::isResume, "policy-violation"))
                .plays(stage -> {
                    InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
                    us.send(ManagedClient.resume("unknown"));
                    XmlElement next = us.await(element -> true).orElseThrow(() -> Halt.skipped("no answer"));
                    if (!ManagedClient.is(next, "failed")) {
                        return Judgement.failed("<" + next.localName() + "/> came");
                    }
                    XmlElement answer = BindingCases.bind(us, "");
                    return Judgement.of(BindingCases.jid(answer).isPresent(), BindingCases.outcome(answer));
                });
    }

    private static CheckCase<ServerStage> former() {
        return CheckCase.<ServerStage>of(
                        "R-457", "a stream that is still open ends with conflict when its session is resumed")
                .mutant(Tamper::neverEnding)
                .plays(stage -> {
                    ManagedClient open = ManagedClient.resumable(stage);
                    InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
                    if (ManagedClient.resume(us, open.id())
                            .filter(element -> ManagedClient.is(element, "resumed"))
                            .isEmpty()) {
                        return Judgement.skipped("the session was not resumed");
                    }
                    return open.us().awaitEnd().recommends(StreamErrorCondition.CONFLICT);
                });
    }

    private static CheckCase<ServerStage> counters() {
        return CheckCase.<ServerStage>of("R-458", "the number of stanzas handled goes on behind a resumption")
                .mutant(() -> Tamper.hearing(frame -> frame.equals("<iq type='result' id='behind'/>") ? "" : frame))
                .forAll(Arbitraries.integers().between(0, 12), (stage, count) -> {
                    ManagedClient lost = ManagedClient.resumable(stage);
                    lost.us().send("<iq type='result' id='before'/>".repeat(count));
                    if (!ManagedClient.handled(lost.us()).equals(Integer.toString(count))) {
                        return Judgement.skipped("the server counts otherwise even before");
                    }
                    lost.us().cut();
                    InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
                    Optional<String> resumed =
                            ManagedClient.resume(us, lost.id()).flatMap(e -> e.attribute("h"));
                    us.send("<iq type='result' id='behind'/>");
                    String behind = ManagedClient.handled(us);
                    return Judgement.of(
                            resumed.equals(Optional.of(Integer.toString(count)))
                                    && behind.equals(Integer.toString(count + 1)),
                            count + " stanzas before: h is " + resumed.orElse("missing") + "; one more behind: "
                                    + behind);
                });
    }

    private static CheckCase<ServerStage> fault() {
        return CheckCase.<ServerStage>of("R-460", "a failure names a condition of stanza errors")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        return frame.startsWith("<failed")
                                ? "<failed xmlns='urn:xmpp:sm:3'><unknown-session xmlns='urn:xmpp:sm:3'/></failed>"
                                : frame;
                    }
                })
                .forAll(
                        Arbitraries.of(
                                ManagedClient.resume("unknown"),
                                "<enable xmlns='" + ManagedClient.NAMESPACE + "'/>",
                                ManagedClient.resume("")),
                        (stage, request) -> {
                            InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
                            us.send("", request, "");
                            XmlElement answer = us.await(element -> ManagedClient.is(element, "failed"))
                                    .orElseThrow(() -> Halt.skipped("there was no failure"));
                            List<String> wrong = answer.elements().stream()
                                    .filter(child -> !child.namespace().equals(Namespaces.STANZA_ERRORS))
                                    .map(XmlElement::localName)
                                    .toList();
                            boolean named = answer.elements().size() > wrong.size();
                            return named || wrong.isEmpty()
                                    ? named
                                            ? Judgement.passed("a condition is named")
                                            : Judgement.warning("no condition")
                                    : Judgement.failed("named: " + wrong);
                        });
    }

    private static CheckCase<ServerStage> beforeAuthentication() {
        return CheckCase.<ServerStage>of("R-463", "nothing is resumed before authentication")
                .mutant(() -> Tamper.answering(
                        ResumptionCases::isResume,
                        frame -> "<resumed xmlns='urn:xmpp:sm:3' h='0' previd='" + Tamper.attribute(frame, "previd")
                                + "'/>"))
                .plays(stage -> {
                    ManagedClient lost = ManagedClient.resumable(stage);
                    lost.us().cut();
                    InitiatingEntity us = stage.connect();
                    us.secure();
                    us.send("", ManagedClient.resume(lost.id()), "");
                    Optional<XmlElement> answer = us.await(element -> true);
                    return Judgement.of(
                            answer.filter(element -> ManagedClient.is(element, "resumed"))
                                    .isEmpty(),
                            answer.map(XmlElement::localName).orElse("nothing") + " came");
                });
    }
}
