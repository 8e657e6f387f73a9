package org.xmpptoolkit.testkit.cases.server;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The semantics of iq stanzas (RFC 6120 sections 8.2.3, 8.4 and 10.3.3). */
final class IqCases {
    private static final String UNKNOWN = "<query xmlns='urn:example:unknown'/>";
    private static final Set<StanzaErrorCondition> ALL = EnumSet.allOf(StanzaErrorCondition.class);

    private IqCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                withoutId(),
                wrongType(),
                answered(),
                answersUnanswered("R-251", "#", "an iq of type result or error to the server is not answered"),
                answersUnanswered("R-293", "", "an iq of type result or error without to is ignored"),
                children(),
                resultChildren(),
                errorElement(),
                notUnderstood("R-285", "#", "an unknown payload to the server: service-unavailable"),
                notUnderstood("R-292", "", "an unknown payload without to: service-unavailable"));
    }

    private static CheckCase<ServerStage> withoutId() {
        return CheckCase.<ServerStage>of("R-247", "an iq without id is an error")
                .mutant(StanzaTampers.resultFor(
                        frame -> !StanzaTampers.head(frame).contains(" id=")))
                .forAll(StanzaInputs.understood(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    int before = (int) us.elements().count();
                    us.us()
                            .send(
                                    "",
                                    BoundClient.stanza("iq", request.type(), "", request.to(stage), request.content()),
                                    "");
                    us.us().ping();
                    Optional<XmlElement> answer = us.elements()
                            .skip(before)
                            .filter(element -> !element.attribute("id")
                                    .filter(id -> id.startsWith("c"))
                                    .isPresent())
                            .findFirst();
                    if (answer.filter(given -> given.is(Namespaces.STREAM, "error"))
                            .isPresent()) {
                        return Judgement.warning("a stream error instead of a stanza error");
                    }
                    return Answers.tolerates(answer, StanzaErrorCondition.BAD_REQUEST, ALL);
                });
    }

    private static CheckCase<ServerStage> wrongType() {
        Arbitrary<String> types = Arbitraries.oneOf(
                Arbitraries.of("GET", "Set", "subscribe", "chat", "get "),
                StanzaInputs.names().map(name -> name + "x"));
        return CheckCase.<ServerStage>of("R-248", "a type that no iq has: bad-request")
                .mutant(StanzaTampers.condition("service-unavailable"))
                .forAll(types, (stage, type) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    String to = BoundClient.attribute("to", stage.domain().toString());
                    us.us()
                            .send(
                                    "<iq id='" + id + "'" + to,
                                    BoundClient.attribute("type", type),
                                    ">" + UNKNOWN + "</iq>");
                    return Answers.demands(us.await(id), StanzaErrorCondition.BAD_REQUEST);
                });
    }

    private static CheckCase<ServerStage> answered() {
        Arbitrary<StanzaInputs.Request> requests =
                Arbitraries.oneOf(StanzaInputs.understood(), StanzaInputs.notServed());
        return CheckCase.<ServerStage>of("R-249", "a request is answered with a result or an error")
                .mutant(() -> Tamper.silent(frame -> StanzaTampers.isResult(frame) || StanzaTampers.isError(frame)))
                .forAll(requests, (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> answer = request.ask(us, stage, us.us().newId());
                    return Judgement.of(
                            answer.flatMap(given -> given.attribute("type"))
                                    .filter(Set.of("result", "error")::contains)
                                    .isPresent(),
                            Answers.words(answer));
                });
    }

    private static CheckCase<ServerStage> answersUnanswered(String rule, String address, String title) {
        Arbitrary<String> contents = Arbitraries.of(
                "<iq type='result' id='ID'TO/>",
                "<iq type='result' id='ID'TO>" + UNKNOWN + "</iq>",
                "<iq type='error' id='ID'TO><error type='cancel'><item-not-found xmlns='" + Namespaces.STANZA_ERRORS
                        + "'/></error></iq>");
        return CheckCase.<ServerStage>of(rule, title)
                .mutant(StanzaTampers.errorFor(
                        frame -> StanzaTampers.isResult(frame) || StanzaTampers.isError(frame), "service-unavailable"))
                .forAll(contents, (stage, content) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    String to = BoundClient.attribute(
                            "to", address.replace("#", stage.domain().toString()));
                    us.us().send(content.replace("ID", id).replace("TO", to));
                    boolean answered = us.hasComeUntilPing(id);
                    us.us().blame(id);
                    return Judgement.of(!answered, answered ? "it was answered" : "it was not answered");
                });
    }

    private static CheckCase<ServerStage> children() {
        String payload = "<ping xmlns='urn:xmpp:ping'/>";
        return CheckCase.<ServerStage>of("R-252", "a request without a child, or with several, is an error")
                .mutant(StanzaTampers.resultFor(frame -> !frame.contains(payload)
                        || frame.contains("ping'/><") && !frame.contains("ping'/></iq>")
                        || frame.contains(payload + payload)))
                .forAll(
                        Arbitraries.of(
                                "",
                                payload + UNKNOWN,
                                UNKNOWN + UNKNOWN,
                                payload + payload,
                                payload + payload + UNKNOWN),
                        (stage, content) -> {
                            BoundClient us = BoundClient.first(stage);
                            String id = us.us().newId();
                            String whole = BoundClient.stanza(
                                    "iq", "get", id, stage.domain().toString(), content);
                            us.us().send("", whole, "");
                            return Answers.tolerates(us.await(id), StanzaErrorCondition.BAD_REQUEST, ALL);
                        });
    }

    private static CheckCase<ServerStage> resultChildren() {
        return CheckCase.<ServerStage>of("R-253", "a result has one child at most")
                .mutant(StanzaTampers.inSaid(
                        StanzaTampers::isResult,
                        "^(<iq[^>]*?)(/>|>(.*)</iq>)$",
                        "$1>$3<one xmlns='urn:example:one'/><two xmlns='urn:example:two'/></iq>"))
                .forAll(StanzaInputs.understood(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    XmlElement answer = request.ask(us, stage, us.us().newId())
                            .filter(given -> !BoundClient.isError(given))
                            .orElseThrow(() -> Halt.skipped("there was no result"));
                    return Judgement.of(
                            answer.elements().size() <= 1,
                            "the result has " + answer.elements().size() + " children");
                });
    }

    private static CheckCase<ServerStage> errorElement() {
        return CheckCase.<ServerStage>of("R-254", "an iq of type error has an error element")
                .mutant(StanzaTampers.inErrors("<error.*</error>", ""))
                .forAll(StanzaInputs.refused(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    XmlElement answer = request.ask(us, stage, us.us().newId())
                            .filter(BoundClient::isError)
                            .orElseThrow(() -> Halt.skipped("there was no error"));
                    boolean there = BoundClient.error(answer).isPresent();
                    return Judgement.of(there, there ? "an error element is there" : "there is no error element");
                });
    }

    private static CheckCase<ServerStage> notUnderstood(String rule, String address, String title) {
        return CheckCase.<ServerStage>of(rule, title)
                .mutant(StanzaTampers.condition("feature-not-implemented"))
                .forAll(StanzaInputs.unknown(), (stage, payload) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> answer = us.ask(
                            payload.length() % 2 == 0 ? "get" : "set",
                            us.us().newId(),
                            address.replace("#", stage.domain().toString()),
                            payload);
                    return Answers.demands(answer, StanzaErrorCondition.SERVICE_UNAVAILABLE);
                });
    }
}
