package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** {@code id} and {@code xml:lang} of stanzas (RFC 6120 sections 8.1.3 and 8.1.5). */
final class StanzaAttributeCases {
    private static final String ID = StanzaTampers.upTo("id");

    private StanzaAttributeCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                iqHasId(),
                idRepeated(),
                idOfError(),
                idBetweenClients(),
                languageOfText(),
                languageOfStream(),
                languageWellFormed(),
                languageKept());
    }

    private static CheckCase<ServerStage> iqHasId() {
        return CheckCase.<ServerStage>of("R-239", "every iq of the server has an id")
                .mutant(StanzaTampers.inSaid(StanzaTampers::isResult, ID, "$1"))
                .forAll(StanzaInputs.understood(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    us.us()
                            .send(BoundClient.stanza(
                                    "iq", request.type(), us.us().newId(), request.to(stage), request.content()));
                    us.us().ping();
                    List<XmlElement> iqs = us.elements()
                            .filter(element -> element.is(Namespaces.CLIENT, "iq"))
                            .toList();
                    boolean kept =
                            iqs.stream().allMatch(iq -> iq.attribute("id").isPresent());
                    return Judgement.of(kept, iqs.size() + " iqs, " + (kept ? "all with an id" : "one without id"));
                });
    }

    private static Judgement repeated(Optional<XmlElement> answer, String id) {
        return Judgement.of(
                answer.isPresent(), answer.isPresent() ? "answered with the id" : "no answer with id " + id);
    }

    private static CheckCase<ServerStage> idRepeated() {
        return CheckCase.<ServerStage>of("R-240", "an answer has the id of the request, whatever that is")
                .mutant(StanzaTampers.inSaid(StanzaTampers::isResult, ID, "$1 id='another'"))
                .forAll(StanzaInputs.ids(), (stage, id) -> {
                    BoundClient us = BoundClient.first(stage);
                    return repeated(us.ask("get", id, "", "<query xmlns='jabber:iq:roster'/>"), id);
                });
    }

    private static CheckCase<ServerStage> idOfError() {
        return CheckCase.<ServerStage>of("R-257", "a stanza error has the id of what it answers")
                .mutant(StanzaTampers.inErrors(ID, "$1 id='another'"))
                .forAll(StanzaInputs.ids(), (stage, id) -> {
                    BoundClient us = BoundClient.first(stage);
                    return repeated(us.ask("get", id, stage.domain().toString(), "<x xmlns='urn:example:x'/>"), id);
                });
    }

    private static CheckCase<ServerStage> idBetweenClients() {
        return CheckCase.<ServerStage>of("R-250", "an iq to another client and its answer keep the id")
                .mutant(StanzaTampers.inSaid(StanzaTampers::isResult, ID, "$1 id='another'"))
                .forAll(StanzaInputs.ids(), (stage, id) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage);
                    us.us()
                            .send(BoundClient.stanza(
                                    "iq", "get", id, other.jid().toString(), "<x xmlns='urn:example:x'/>"));
                    if (other.await(id).isEmpty()) {
                        return Judgement.failed("the request did not come with its id");
                    }
                    other.us()
                            .send(BoundClient.stanza(
                                    "iq", "result", id, us.jid().toString(), ""));
                    return repeated(us.await(id), id);
                });
    }

    private static CheckCase<ServerStage> languageOfText() {
        return CheckCase.<ServerStage>of("R-241", "a text in a stanza error has a language")
                .mutant(StanzaTampers.inErrors(" xml:lang='[^']*'", ""))
                .forAll(StanzaInputs.faulty(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    XmlElement answer =
                            request.ask(us, stage, us.us().newId()).orElseThrow(() -> Halt.skipped("no answer"));
                    XmlElement error = BoundClient.error(answer).orElseThrow(() -> Halt.skipped("no error"));
                    XmlElement text = error.element(Namespaces.STANZA_ERRORS, "text")
                            .orElseThrow(() -> Halt.skipped("the error has no text"));
                    boolean kept = Stream.of(answer, error, text)
                            .anyMatch(e -> e.xmlLang().isPresent());
                    return Judgement.of(kept, "the text " + (kept ? "has a language" : "has no language"));
                });
    }

    /** A client of the first account whose stream has a language. */
    private static BoundClient speaking(ServerStage stage, String language) throws Halt {
        InitiatingEntity us = stage.connect();
        String header = us.header().replace("xml:lang='en'", "xml:lang='" + language + "'");
        XmlElement features = us.open(header);
        if (features.element(Namespaces.TLS, "starttls").isPresent()) {
            us.startTls();
            features = us.open(header);
        }
        us.authenticate(features, stage.account());
        us.open(header);
        return new BoundClient(us, us.bind(Optional.empty()));
    }

    private static CheckCase<ServerStage> languageOfStream() {
        return CheckCase.<ServerStage>of("R-242", "a stanza without xml:lang gets that of its stream")
                .mutant(() -> Tamper.replacing("^(<message[^>]*?) xml:lang='[^']*'", "$1"))
                .forAll(StanzaInputs.languages(), (stage, language) -> {
                    BoundClient us = speaking(stage, language);
                    BoundClient other = BoundClient.second(stage);
                    String id = us.us().newId();
                    us.us().send(BoundClient.message(id, other.jid().toString()));
                    Optional<String> came = other.expect(id).xmlLang();
                    return Judgement.of(
                            came.filter(language::equalsIgnoreCase).isPresent(),
                            "xml:lang is " + came.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> languageWellFormed() {
        return CheckCase.<ServerStage>of("R-244", "each xml:lang of the server is a language tag")
                .mutant(() -> Tamper.replacing("^(<stream:stream[^>]*) xml:lang='[^']*'", "$1 xml:lang='en_US'"))
                .forAll(StanzaInputs.languages(), (stage, language) -> {
                    BoundClient us = speaking(stage, language);
                    us.ask("get", us.us().newId(), stage.domain().toString(), "");
                    List<String> wrong = Stream.concat(Stream.of(us.us().responseHeader()), us.elements())
                            .flatMap(StanzaAttributeCases::withDescendants)
                            .flatMap(element -> element.xmlLang().stream())
                            .filter(tag -> Language.tryParse(tag).isEmpty())
                            .toList();
                    wrong.forEach(us.us()::blame);
                    return Judgement.of(wrong.isEmpty(), wrong.isEmpty() ? "all are" : "not: " + wrong);
                });
    }

    private static Stream<XmlElement> withDescendants(XmlElement element) {
        return Stream.concat(
                Stream.of(element), element.elements().stream().flatMap(StanzaAttributeCases::withDescendants));
    }

    private static CheckCase<ServerStage> languageKept() {
        return CheckCase.<ServerStage>of("R-245", "xml:lang of what is for others is kept")
                .mutant(() -> Tamper.replacing("^(<message[^>]*?) xml:lang='[^']*'", "$1 xml:lang='en'"))
                .forAll(StanzaInputs.languages(), (stage, language) -> {
                    XmlElement came = StanzaAddressCases.deliver(
                            BoundClient.first(stage),
                            BoundClient.second(stage),
                            "<message type='chat' id='ID' TO><body>hello</body></message>",
                            " xml:lang='" + language + "'");
                    return Judgement.of(
                            came.xmlLang().equals(Optional.of(language)),
                            "xml:lang came as " + came.xmlLang().orElse("missing"));
                });
    }
}
