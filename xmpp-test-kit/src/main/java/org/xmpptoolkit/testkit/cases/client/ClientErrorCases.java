package org.xmpptoolkit.testkit.cases.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a client makes of errors, and of what it does not know, and the stanzas that it sends (RFC 6120 sections 4.9 and 8). */
final class ClientErrorCases {
    private static final List<String> ERROR_TYPES = List.of("auth", "cancel", "continue", "modify", "wait");
    private static final int NAME = 8;

    private ClientErrorCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                streamError(
                        "R-101",
                        "who gets a stream error closes the stream too",
                        Arbitraries.of(Arrays.stream(StreamErrorCondition.values())
                                .filter(condition -> condition != StreamErrorCondition.SEE_OTHER_HOST)
                                .map(StreamErrorCondition::elementName)
                                .toList())),
                streamError(
                        "R-106",
                        "a stream error whose condition is unknown is one all the same",
                        words().map(word -> "x-" + word)),
                bears(
                        "R-282",
                        "a message whose child is unknown is ignored",
                        words().map(word -> "<message id='m' from='juliet@localhost/x'><" + word
                                + " xmlns='urn:example:unknown'/></message>")),
                bears(
                        "R-283",
                        "a presence whose child is unknown is one without",
                        words().map(word -> "<presence id='p' from='juliet@localhost/x'><" + word
                                + " xmlns='urn:example:unknown'/></presence>")),
                bears(
                        "R-284",
                        "what is unknown in a message is ignored",
                        words().map(word -> "<message id='m' from='juliet@localhost/x' type='chat'><" + word
                                + " xmlns='urn:example:unknown'><body>no</body></" + word
                                + "><body>hi</body></message>")),
                bears(
                        "R-266",
                        "a stanza error whose condition is unknown is one all the same",
                        words().map(word ->
                                "<message id='m' from='juliet@localhost/x' type='error'><error type='cancel'><x-" + word
                                        + " xmlns='" + Namespaces.STANZA_ERRORS + "'/></error></message>")),
                bears(
                        "R-275",
                        "a condition of an application that is unknown is ignored",
                        words().map(word ->
                                "<message id='m' from='juliet@localhost/x' type='error'><error type='wait'><conflict xmlns='"
                                        + Namespaces.STANZA_ERRORS + "'/><" + word
                                        + " xmlns='urn:example:unknown'/></error></message>")),
                answer(
                        "R-254",
                        "an answer of type error has an error",
                        rewrite("<error .*</error>", ""),
                        iq -> Watched.unless(!isError(iq) || error(iq).isPresent(), "there is no error in it")),
                answer(
                        "R-258",
                        "what is of type error has an error",
                        rewrite("<error .*</error>", ""),
                        iq -> Watched.unless(!isError(iq) || error(iq).isPresent(), "there is no error in it")),
                answer(
                        "R-255",
                        "a request that is not understood is answered with an error",
                        rewrite("type='error'(.*)<error .*</error>", "type='result'$1"),
                        iq -> Optional.empty(),
                        us -> Watched.unless(
                                Watched.answers(us).stream().anyMatch(ClientErrorCases::isError),
                                "no error was heard")),
                answer(
                        "R-259",
                        "what is of another type has no error",
                        rewrite("type='error'", "type='result'"),
                        iq -> Watched.unless(isError(iq) || error(iq).isEmpty(), "there is an error in it")),
                answer(
                        "R-264",
                        "the type of an error is one of five",
                        rewrite("type='cancel'", "type='never'"),
                        iq -> error(iq)
                                .flatMap(error -> Watched.unless(
                                        error.attribute("type")
                                                .filter(ERROR_TYPES::contains)
                                                .isPresent(),
                                        "type is " + error.attribute("type").orElse("missing")))),
                answer(
                        "R-265",
                        "an error has a condition that is defined",
                        rewrite("<service-unavailable", "<unavailable-service"),
                        iq -> error(iq)
                                .flatMap(error -> Watched.unless(
                                        error.elements().stream().anyMatch(ClientErrorCases::isDefined),
                                        "no condition is defined"))),
                answer(
                        "R-257",
                        "an error has the id of the request",
                        rewrite(" id='[^']*'", ""),
                        iq -> Watched.unless(iq.attribute("id").isPresent(), "an answer has no id")),
                answer(
                        "R-253",
                        "a result has one child at most",
                        ClientErrorCases::twoChildren,
                        iq -> Watched.unless(
                                isError(iq) || iq.elements().size() <= 1,
                                "a result has " + iq.elements().size())),
                stanza(
                        "R-239",
                        "an iq has an id",
                        replacing("^<iq (.*?) ?id='[^']*'", "<iq $1"),
                        element -> Watched.unless(
                                !element.localName().equals("iq")
                                        || element.attribute("id").isPresent(),
                                "an iq has no id")),
                stanza(
                        "R-226",
                        "to is a valid address",
                        replacing("^<presence", "<presence to='@localhost'"),
                        element -> element.attribute("to")
                                .filter(to -> Jid.tryParse(to).toOptional().isEmpty())),
                stanza(
                        "R-244",
                        "xml:lang is a language tag",
                        replacing("^<presence", "<presence xml:lang='not a tag'"),
                        element -> element.xmlLang()
                                .filter(tag ->
                                        !tag.isEmpty() && Language.tryParse(tag).isEmpty())),
                stanza(
                        "R-276",
                        "a child of a stanza is of another namespace than a stream's",
                        replacing("^<presence.*", "<presence><x xmlns='jabber:server'/></presence>"),
                        element -> element.elements().stream()
                                .filter(child -> List.of(Namespaces.SERVER, Namespaces.STREAM)
                                        .contains(child.namespace()))
                                .map(child -> "<" + child.localName())
                                .findFirst()),
                stanza(
                        "R-277",
                        "a stanza has no attribute of an extension",
                        replacing("^<presence", "<presence xmlns:x='urn:example:x' x:y='z'"),
                        element -> element.attributes().stream()
                                .filter(attribute ->
                                        !List.of("", Namespaces.XML).contains(attribute.namespace()))
                                .map(attribute -> attribute.localName())
                                .findFirst()));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'w').ofMinLength(1).ofMaxLength(NAME);
    }

    private static CheckCase<ClientStage> streamError(String id, String title, Arbitrary<String> conditions) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(Tamper::neverEnding)
                .forAll(conditions, (stage, condition) -> {
                    ReceivingEntity us = stage.session();
                    us.send("<stream:error><" + condition + " xmlns='" + Namespaces.STREAM_ERRORS
                            + "'/></stream:error></stream:stream>");
                    Ending ending = us.awaitEnd();
                    return Judgement.of(ending.closed(), ending.closed() ? "it closes" : "it stays");
                });
    }

    /** A stanza that changes nothing for the client. */
    private static CheckCase<ClientStage> bears(String id, String title, Arbitrary<String> stanzas) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.endingOn(frame -> frame.contains("from='juliet@localhost/x'")))
                .forAll(stanzas, (stage, stanza) -> {
                    ReceivingEntity us = stage.session();
                    us.needAnswers();
                    us.send("", stanza, "");
                    boolean alive = us.alive();
                    return Judgement.of(alive, alive ? "it goes on" : "it does not go on");
                });
    }

    private static Supplier<Tamper> replacing(String regex, String replacement) {
        return () -> Tamper.replacing(regex, replacement);
    }

    /** Changes errors that it answers with. */
    private static Supplier<Tamper> rewrite(String regex, String replacement) {
        return () -> Tamper.saying(frame -> frame.startsWith("<iq") && frame.contains("type='error'")
                ? frame.replaceFirst("(?s)" + regex, replacement)
                : frame);
    }

    private static Tamper twoChildren() {
        return Tamper.saying(frame -> frame.startsWith("<iq") && frame.contains("type='result'")
                ? frame.replaceFirst("(?s)/>$|></iq>$", "><a xmlns='urn:example:a'/><b xmlns='urn:example:b'/></iq>")
                : frame);
    }

    private static boolean isError(XmlElement iq) {
        return iq.attribute("type").equals(Optional.of("error"));
    }

    private static Optional<XmlElement> error(XmlElement stanza) {
        return stanza.element(Namespaces.CLIENT, "error");
    }

    private static boolean isDefined(XmlElement condition) {
        return condition.namespace().equals(Namespaces.STANZA_ERRORS)
                && StanzaErrorCondition.ofElementName(condition.localName()).isPresent();
    }

    private static CheckCase<ClientStage> stanza(
            String id, String title, Supplier<Tamper> mutant, Function<XmlElement, Optional<String>> fault) {
        return Watched.each(id, title, mutant, Watched::stanzas, fault);
    }

    private static CheckCase<ClientStage> answer(
            String id, String title, Supplier<Tamper> mutant, Function<XmlElement, Optional<String>> fault) {
        return Watched.each(id, title, mutant, Watched::answers, fault);
    }

    private static CheckCase<ClientStage> answer(
            String id,
            String title,
            Supplier<Tamper> mutant,
            Function<XmlElement, Optional<String>> fault,
            Function<ReceivingEntity, Optional<String>> missing) {
        return Watched.watched(id, title, mutant, us -> Watched.answers(us).stream()
                .flatMap(element -> fault.apply(element).stream())
                .findFirst()
                .or(() -> Watched.answers(us).isEmpty() ? Optional.empty() : missing.apply(us)));
    }
}
