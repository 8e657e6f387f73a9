package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a client answers requests (RFC 6120 sections 8.1, 8.2.3, 8.3 and 8.4). */
final class ClientIqCases {
    private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";
    private static final int NAME = 8;

    private ClientIqCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                answered(
                        "R-249", "an iq of type get is answered", "type='get'", Watched.UNKNOWN, "urn:example:unknown"),
                answered("R-249.set", "an iq of type set is answered", "type='set'", Watched.UNKNOWN, "type='set'"),
                asked("R-240", "an answer has the id of the request", ids(), "<iq ", " id='[^']*'", " id='other'"),
                asked(
                        "R-250",
                        "the id of an answer is kept whatever is in it",
                        unicode(),
                        "<iq ",
                        " id='[^']*'",
                        " id=''"),
                addressed("R-229", "a request of the server without to is for the client", false),
                addressed("R-236", "a request without from is from one's own account", true),
                unknown(),
                swapped(),
                answered("R-252", "a request without child is answered, with an error", "type='get'", "", "'></iq>"),
                answered(
                        "R-252.two",
                        "a request with two children is answered, with an error",
                        "type='get'",
                        Watched.UNKNOWN + "<other xmlns='urn:example:other'/>",
                        "<other"),
                unknownType(),
                answered(
                        "R-318",
                        "attributes that no schema has are ignored",
                        "type='get' unknown='yes'",
                        Watched.UNKNOWN,
                        "unknown='yes'"),
                prefixes(),
                unanswered("R-251", "no answer is answered", "<iq type='result' id='%s' from='%s' to='%s'/>"),
                unanswered(
                        "R-263",
                        "no error is answered with an error",
                        "<message type='error' id='%s' from='%s' to='%s'><error type='cancel'><service-unavailable xmlns='"
                                + Namespaces.STANZA_ERRORS + "'/></error></message>"));
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('<', '&', '\'')
                .ofMinLength(1)
                .ofMaxLength(NAME * 8);
    }

    private static Arbitrary<String> unicode() {
        return Arbitraries.strings()
                .withChars("é€ñ本א0😀"
                        .codePoints()
                        .filter(c -> c < 0x10000)
                        .mapToObj(c -> (char) c)
                        .map(String::valueOf)
                        .reduce("", String::concat)
                        .toCharArray())
                .ofMinLength(1)
                .ofMaxLength(NAME);
    }

    private static String request(ReceivingEntity us, ClientStage stage, String type, String id, String payload) {
        return "<iq " + type + " id='" + id + "' from='" + stage.domain() + "' to='" + us.bound() + "'>" + payload
                + "</iq>";
    }

    private static Judgement answered(Optional<XmlElement> answer) {
        return Judgement.of(answer.isPresent(), answer.isPresent() ? "it was answered" : "it was not answered");
    }

    private static CheckCase<ClientStage> answered(String id, String title, String type, String payload, String mark) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.deaf(frame -> frame.startsWith("<iq") && frame.contains(mark)))
                .plays(stage -> {
                    ReceivingEntity us = stage.session();
                    if (!id.startsWith("R-249")) {
                        us.needAnswers();
                    }
                    us.send(request(us, stage, type, "ask", payload));
                    return answered(us.answer("ask"));
                });
    }

    private static CheckCase<ClientStage> asked(
            String id, String title, Arbitrary<String> ids, String start, String part, String instead) {
        Supplier<Tamper> mutant = () -> Tamper.saying(
                frame -> frame.startsWith(start) && !frame.contains("type='get'") && !frame.contains("type='set'")
                        ? frame.replaceFirst(part, instead)
                        : frame);
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).forAll(ids, (stage, text) -> {
            ReceivingEntity us = stage.session();
            us.send(request(us, stage, "type='get'", text, PING));
            Optional<XmlElement> answer = us.serve(ReceivingEntity::isAnswer);
            if (answer.isEmpty()) {
                return Judgement.skipped("it does not answer");
            }
            Optional<String> given = answer.flatMap(iq -> iq.attribute("id"));
            return Judgement.of(given.equals(Optional.of(text)), "the answer's id is " + given.orElse("missing"));
        });
    }

    private static CheckCase<ClientStage> addressed(String id, String title, boolean withTo) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.deafTo("id='ask'"))
                .plays(stage -> {
                    ReceivingEntity us = stage.session();
                    us.needAnswers();
                    us.send("<iq type='get' id='ask' " + (withTo ? "to='" + us.bound() : "from='" + stage.domain())
                            + "'>" + PING + "</iq>");
                    return answered(us.answer("ask"));
                });
    }

    private static Arbitrary<String> payloads() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(NAME)
                .map(name -> "<" + name + " xmlns='urn:example:" + name + "'><x>&lt;" + name + "</x></" + name + ">");
    }

    private static CheckCase<ClientStage> unknown() {
        return CheckCase.<ClientStage>of(
                        "R-285", "a request that is not understood is answered with service-unavailable")
                .mutant(() -> Tamper.replacing("<service-unavailable", "<feature-not-implemented"))
                .forAll(payloads(), (stage, payload) -> {
                    ReceivingEntity us = stage.session();
                    Optional<XmlElement> answer = us.ask(payload);
                    if (answer.isEmpty()) {
                        return Judgement.skipped("it does not answer");
                    }
                    Optional<XmlElement> error = answer.flatMap(iq -> iq.element(Namespaces.CLIENT, "error"));
                    return Judgement.of(
                            error.flatMap(given -> given.element(Namespaces.STANZA_ERRORS, "service-unavailable"))
                                    .isPresent(),
                            error.map(given -> given.elements().toString()).orElse("there was no error"));
                });
    }

    private static CheckCase<ClientStage> swapped() {
        return CheckCase.<ClientStage>of("R-256", "an error goes back to where the request came from")
                .mutant(() -> Tamper.saying(
                        frame -> frame.contains("type='error'") ? frame.replaceFirst(" to='[^']*'", "") : frame))
                .plays(stage -> {
                    ReceivingEntity us = stage.session();
                    us.send("<iq type='get' id='ask' from='juliet@localhost/x' to='" + us.bound() + "'>"
                            + Watched.UNKNOWN + "</iq>");
                    Optional<XmlElement> answer = us.answer("ask");
                    if (answer.isEmpty()) {
                        return Judgement.skipped("it does not answer");
                    }
                    Optional<String> to = answer.get().attribute("to");
                    return Judgement.of(to.equals(Optional.of("juliet@localhost/x")), "to is " + to.orElse("missing"));
                });
    }

    private static CheckCase<ClientStage> unknownType() {
        return CheckCase.<ClientStage>of("R-248", "an iq of a type that there is not is answered with bad-request")
                .mutant(() -> Tamper.deafTo("type='unknown-"))
                .forAll(payloads().map(payload -> "type='unknown-" + payload.substring(1, 2) + "'"), (stage, type) -> {
                    ReceivingEntity us = stage.session();
                    us.needAnswers();
                    us.send(request(us, stage, type, "ask", PING));
                    Optional<XmlElement> error = us.answer("ask").flatMap(iq -> iq.element(Namespaces.CLIENT, "error"));
                    return Judgement.of(
                            error.flatMap(given -> given.element(Namespaces.STANZA_ERRORS, "bad-request"))
                                    .isPresent(),
                            error.map(given -> given.elements().toString())
                                    .orElse("it was not answered with an error"));
                });
    }

    private static CheckCase<ClientStage> prefixes() {
        Function<Optional<XmlElement>, String> type =
                answer -> answer.flatMap(iq -> iq.attribute("type")).orElse("no answer");
        return CheckCase.<ClientStage>of("R-280", "a payload is understood whatever its prefix is")
                .mutant(() -> Tamper.hearing(frame ->
                        frame.replaceAll("<(?!stream)[a-z]+:ping xmlns:[a-z]+='urn:xmpp:ping'/>", Watched.UNKNOWN)))
                .forAll(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(NAME)
                                .filter(prefix -> !prefix.startsWith("xml")),
                        (stage, prefix) -> {
                            ReceivingEntity us = stage.session();
                            String plain = type.apply(us.ask(PING));
                            String prefixed =
                                    type.apply(us.ask("<" + prefix + ":ping xmlns:" + prefix + "='urn:xmpp:ping'/>"));
                            return Judgement.of(
                                    plain.equals(prefixed), "without prefix " + plain + ", with one " + prefixed);
                        });
    }

    private static CheckCase<ClientStage> unanswered(String id, String title, String stanza) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.answering(
                        frame -> frame.contains("id='unasked'"),
                        frame -> "<" + Tamper.attribute(frame.replaceFirst("<(\\w+)", "< name='$1'"), "name")
                                + " type='error' id='unasked'><error type='cancel'><bad-request xmlns='"
                                + Namespaces.STANZA_ERRORS + "'/></error></"
                                + Tamper.attribute(frame.replaceFirst("<(\\w+)", "< name='$1'"), "name") + ">"))
                .plays(stage -> {
                    ReceivingEntity us = stage.session();
                    us.needAnswers();
                    us.send("", String.format(stanza, "unasked", stage.domain(), us.bound()), "");
                    boolean alive = us.alive();
                    boolean answered = Watched.stanzas(us).stream()
                            .anyMatch(given -> given.attribute("id").equals(Optional.of("unasked")));
                    return alive || answered
                            ? Judgement.of(!answered, answered ? "it was answered" : "it was not answered")
                            : Judgement.failed("the client is gone");
                });
    }
}
