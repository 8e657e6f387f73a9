package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

/** Stanza errors of the server (RFC 6120 section 8.3). */
final class StanzaErrorCases {
    private static final Set<String> TYPES = Set.of("auth", "cancel", "continue", "modify", "wait");

    private StanzaErrorCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                answered(),
                swapped(),
                errorOfMessage(),
                noErrorInResult(),
                notAnswered(),
                type(),
                condition(),
                text(),
                undefinedCondition());
    }

    /** What is looked at in an error. */
    private interface Look {
        Judgement at(XmlElement error);
    }

    private static CheckCase<ServerStage> looking(
            CheckCase.Builder<ServerStage> begun, Arbitrary<StanzaInputs.Request> requests, Look look) {
        return begun.forAll(
                requests,
                (stage, request) -> look.at(BoundClient.error(refused(stage, request))
                        .orElseThrow(() -> Halt.skipped("the error has no error element"))));
    }

    private static XmlElement refused(ServerStage stage, StanzaInputs.Request request) throws Halt {
        BoundClient us = BoundClient.first(stage);
        return request.ask(us, stage, us.us().newId())
                .filter(BoundClient::isError)
                .orElseThrow(() -> Halt.skipped("there was no error"));
    }

    private static CheckCase<ServerStage> answered() {
        return CheckCase.<ServerStage>of("R-255", "an iq with a fault is answered with an error")
                .mutant(() -> Tamper.silent(StanzaTampers::isError))
                .forAll(StanzaInputs.faulty(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> answer = request.ask(us, stage, us.us().newId());
                    return Judgement.of(answer.filter(BoundClient::isError).isPresent(), Answers.words(answer));
                });
    }

    private static CheckCase<ServerStage> swapped() {
        return CheckCase.<ServerStage>of("R-256", "an error comes from where the request went to")
                .mutant(StanzaTampers.inErrors(StanzaTampers.upTo("from"), "$1 from='another.invalid'"))
                .forAll(StanzaInputs.refused().filter(r -> !r.address().isEmpty()), (stage, request) -> {
                    XmlElement error = refused(stage, request);
                    Optional<String> from = error.attribute("from");
                    return Judgement.of(
                            from.equals(Optional.of(request.to(stage))), "from is " + from.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> errorOfMessage() {
        return CheckCase.<ServerStage>of("R-258", "a message of type error has an error element")
                .mutant(StanzaTampers.inErrors("<error.*</error>", ""))
                .forAll(Arbitraries.of("nobody-of-this-name@#", "nobody-of-this-name@#/x", "@#"), (stage, address) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    us.us()
                            .send(BoundClient.message(
                                    id, address.replace("#", stage.domain().toString())));
                    us.untilPing();
                    XmlElement answer = us.elements()
                            .filter(element -> BoundClient.hasId(element, id) && BoundClient.isError(element))
                            .findFirst()
                            .orElseThrow(() -> Halt.skipped("such a message is ignored"));
                    boolean there = BoundClient.error(answer).isPresent();
                    return Judgement.of(there, there ? "it has one" : "it has none");
                });
    }

    private static CheckCase<ServerStage> noErrorInResult() {
        return CheckCase.<ServerStage>of("R-259", "what is not of type error has no error element")
                .mutant(StanzaTampers.inSaid(
                        StanzaTampers::isResult,
                        "^(<iq[^>]*?)(/>|>(.*)</iq>)$",
                        "$1><error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"))
                .forAll(StanzaInputs.understood(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    request.ask(us, stage, us.us().newId());
                    List<XmlElement> wrong = us.elements()
                            .filter(stanza -> !BoundClient.isError(stanza)
                                    && stanza.element(Namespaces.CLIENT, "error")
                                            .isPresent())
                            .toList();
                    return Judgement.of(wrong.isEmpty(), wrong.size() + " results with an error element");
                });
    }

    private static CheckCase<ServerStage> notAnswered() {
        Arbitrary<String> errors = Arbitraries.of(
                        "<message type='error' id='ID'TO>ERROR</message>",
                        "<presence type='error' id='ID'TO>ERROR</presence>",
                        "<iq type='error' id='ID'TO>ERROR</iq>")
                .flatMap(stanza -> Arbitraries.of("#", "", "nobody-of-this-name@#", "nobody-of-this-name@#/x", "@#")
                        .map(to -> stanza.replace("TO", to.isEmpty() ? "" : " to='" + to + "'")));
        return CheckCase.<ServerStage>of("R-263", "an error is not answered with an error")
                .mutant(StanzaTampers.errorFor(StanzaTampers::isError, "service-unavailable"))
                .forAll(errors, (stage, error) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    us.us()
                            .send(error.replace("ID", id)
                                    .replace("#", stage.domain().toString())
                                    .replace(
                                            "ERROR",
                                            "<error type='cancel'><gone xmlns='" + Namespaces.STANZA_ERRORS
                                                    + "'/></error>"));
                    us.untilPing();
                    boolean answered = us.elements()
                            .anyMatch(element -> BoundClient.hasId(element, id) && BoundClient.isError(element));
                    us.us().blame(id);
                    return Judgement.of(!answered, answered ? "it was answered" : "it was not answered");
                });
    }

    private static CheckCase<ServerStage> type() {
        return looking(
                CheckCase.<ServerStage>of("R-264", "an error is of one of the five types")
                        .mutant(StanzaTampers.inErrors("<error type='[^']*'", "<error type='fatal'")),
                StanzaInputs.refused(),
                error -> {
                    String type = error.attribute("type").orElse("missing");
                    return Judgement.of(TYPES.contains(type), "the type is " + type);
                });
    }

    private static CheckCase<ServerStage> condition() {
        return looking(
                CheckCase.<ServerStage>of("R-265", "an error has a defined condition")
                        .mutant(StanzaTampers.condition("not-at-all")),
                StanzaInputs.refused(),
                error -> {
                    List<String> names = conditions(error).toList();
                    boolean kept = names.stream().anyMatch(name -> Stream.of(StanzaErrorCondition.values())
                            .anyMatch(defined -> defined.elementName().equals(name)));
                    return Judgement.of(kept, "conditions " + names);
                });
    }

    private static Stream<String> conditions(XmlElement error) {
        return error.elements().stream()
                .filter(child -> child.namespace().equals(Namespaces.STANZA_ERRORS))
                .map(XmlElement::localName)
                .filter(name -> !name.equals("text"));
    }

    private static CheckCase<ServerStage> text() {
        return looking(
                CheckCase.<ServerStage>of("R-267", "the text of an error is in the namespace of stanza errors")
                        .mutant(StanzaTampers.inErrors("<text xmlns='[^']*'", "<text xmlns='urn:example:text'")),
                StanzaInputs.faulty(),
                error -> error.elements().stream()
                        .filter(child -> child.localName().equals("text"))
                        .findFirst()
                        .map(text -> Judgement.of(
                                text.namespace().equals(Namespaces.STANZA_ERRORS), "it is in " + text.namespace()))
                        .orElse(Judgement.skipped("the error has no text")));
    }

    private static CheckCase<ServerStage> undefinedCondition() {
        return looking(
                CheckCase.<ServerStage>of("R-274", "undefined-condition comes with an application's condition only")
                        .mutant(StanzaTampers.condition("undefined-condition")),
                StanzaInputs.refused(),
                error -> {
                    boolean undefined = conditions(error).anyMatch("undefined-condition"::equals);
                    boolean explained = error.elements().stream()
                            .anyMatch(child -> !child.namespace().equals(Namespaces.STANZA_ERRORS)
                                    && !child.namespace().equals(Namespaces.CLIENT));
                    return Judgement.of(
                            !undefined || explained,
                            "conditions " + conditions(error).toList());
                });
    }
}
