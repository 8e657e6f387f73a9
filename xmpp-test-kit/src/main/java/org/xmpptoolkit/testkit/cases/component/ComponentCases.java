package org.xmpptoolkit.testkit.cases.component;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ComponentEntity;
import org.xmpptoolkit.testkit.check.ComponentStage;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** All cases about servers and their components (XEP-0114 section 3). */
public final class ComponentCases {
    private ComponentCases() {}

    /** The cases. */
    public static List<CheckCase<ComponentStage>> all() {
        return List.of(header(), unknownName(), unknownNamespace(), wrongSecret(), rightSecret(), tooEarly());
    }

    private static CheckCase<ComponentStage> header() {
        return CheckCase.<ComponentStage>of(
                        "R-433", "a stream to a component's name is answered with a header that has an id")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) id='[^']*'", "$1"))
                .plays(stage -> {
                    Optional<String> id = stage.connect().open().attribute("id");
                    return Judgement.of(id.isPresent(), "the id is " + id.orElse("missing"));
                });
    }

    private static CheckCase<ComponentStage> unknownName() {
        return CheckCase.<ComponentStage>of("R-434", "a name that is not served: header, error, closing tag")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<stream:error")))
                .forAll(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(20),
                        (stage, word) -> {
                            ComponentEntity us = stage.connect();
                            us.send(ComponentEntity.header(word + ".not-served.invalid"));
                            Ending ending = us.awaitEnd();
                            if (!ending.header()) {
                                return Judgement.failed("no header came");
                            }
                            if (ending.error().isEmpty() && !ending.closed()) {
                                // The text does not say when: a server may look at the name with the handshake.
                                us.sendSecret("<handshake>0</handshake>", "<handshake>...</handshake>");
                                ending = us.awaitEnd();
                            }
                            if (ending.error().isEmpty() || !ending.closed()) {
                                return Judgement.failed(
                                        ending.error().isEmpty() ? "no stream error came" : "it stayed open");
                            }
                            return Judgement.passed(
                                    ending.error().get().condition().elementName());
                        });
    }

    private static CheckCase<ComponentStage> unknownNamespace() {
        return CheckCase.<ComponentStage>of("R-435", "a content namespace that is not known is refused")
                .mutant(() ->
                        Tamper.hearing(frame -> frame.replace("urn:example:unknown", Namespaces.COMPONENT_ACCEPT)))
                .plays(stage -> {
                    ComponentEntity us = stage.connect();
                    us.send(ComponentEntity.header(stage.name().toString(), "urn:example:unknown"));
                    return us.awaitEnd().demands(StreamErrorCondition.INVALID_NAMESPACE);
                });
    }

    private static CheckCase<ComponentStage> wrongSecret() {
        return CheckCase.<ComponentStage>of("R-437", "a wrong handshake ends the stream")
                .mutant(() -> Tamper.answering(frame -> frame.startsWith("<handshake"), frame -> "<handshake/>"))
                .plays(stage -> {
                    ComponentEntity us = stage.connect();
                    us.handshake(us.open(), false);
                    return us.awaitEnd().recommends(StreamErrorCondition.NOT_AUTHORIZED);
                });
    }

    private static CheckCase<ComponentStage> rightSecret() {
        return CheckCase.<ComponentStage>of("R-438.answer", "a right handshake is answered with an empty one")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<handshake")))
                .plays(stage -> {
                    ComponentEntity us = stage.connect();
                    us.handshake(us.open(), true);
                    Optional<XmlElement> answer =
                            us.await(element -> element.is(Namespaces.COMPONENT_ACCEPT, "handshake"));
                    if (answer.isEmpty() && us.heard().toString().contains("conflict")) {
                        return Judgement.skipped("the server still knows the component's last connection");
                    }
                    return answer.map(element -> Judgement.of(
                                    element.children().isEmpty(),
                                    "<handshake/> with " + element.children().size() + " children"))
                            .orElseGet(() -> Judgement.failed("no <handshake/> came"));
                });
    }

    private static CheckCase<ComponentStage> tooEarly() {
        return CheckCase.<ComponentStage>of("R-438.early", "no stanza flows before the handshake")
                .mutant(() -> Tamper.answering(
                        frame -> frame.startsWith("<iq"),
                        frame -> "<iq type='result' id='early' from='localhost' to='component.localhost'/>"))
                .plays(stage -> {
                    ComponentEntity us = stage.connect();
                    us.open();
                    us.send(
                            "",
                            "<iq type='get' id='early' from='" + stage.name() + "' to='"
                                    + stage.name().domainpart().replaceFirst("^[^.]*\\.", "")
                                    + "'><ping xmlns='urn:xmpp:ping'/></iq>",
                            "");
                    // An error is a refusal: no stanza flows by it.
                    boolean answered = us.await(
                                    element -> element.attribute("id").equals(Optional.of("early"))
                                            && element.localName().equals("iq")
                                            && element.attribute("type").equals(Optional.of("result")))
                            .isPresent();
                    return Judgement.of(!answered, answered ? "it was answered" : "it was not answered");
                });
    }
}
