package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Stream management: how it is enabled, and what is acknowledged (XEP-0198 sections 3, 4 and 6). */
final class StreamManagementCases {
    private StreamManagementCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(beforeBinding(), answered(), resumable(), newIds(), counted(), lost(), tooHigh());
    }

    private static boolean isEnable(String frame) {
        return frame.startsWith("<enable");
    }

    private static CheckCase<ServerStage> beforeBinding() {
        return CheckCase.<ServerStage>of("R-443", "stream management is refused before binding")
                .mutant(() ->
                        Tamper.answering(StreamManagementCases::isEnable, frame -> "<enabled xmlns='urn:xmpp:sm:3'/>"))
                .forAll(Arbitraries.of("", " resume='true'", " max='60'"), (stage, attributes) -> {
                    InitiatingEntity us = ManagedClient.authenticated(stage, stage.account());
                    us.send("", "<enable xmlns='" + ManagedClient.NAMESPACE + "'" + attributes + "/>", "");
                    Optional<XmlElement> answer = us.await(element -> true);
                    String name = answer.map(XmlElement::localName).orElse("nothing");
                    return answer.filter(element -> ManagedClient.is(element, "failed"))
                                    .isPresent()
                            ? Judgement.passed("failed")
                            : name.equals("error")
                                    ? Judgement.warning("a stream error")
                                    : Judgement.failed(name + " came");
                });
    }

    private static CheckCase<ServerStage> answered() {
        return CheckCase.<ServerStage>of("R-445", "a request to enable is answered")
                .mutant(() -> Tamper.deaf(StreamManagementCases::isEnable))
                .forAll(
                        Arbitraries.of(
                                "", " resume='true'", " resume='1'", " resume='false'", " resume='true' max='60'"),
                        (stage, attributes) -> {
                            Optional<XmlElement> answer = ManagedClient.of(stage, stage.account(), attributes)
                                    .answer();
                            return Judgement.of(
                                    answer.isPresent(),
                                    answer.map(XmlElement::localName).orElse("nothing") + " came");
                        });
    }

    private static CheckCase<ServerStage> resumable() {
        return CheckCase.<ServerStage>of("R-446", "a session that can be resumed has an id")
                .mutant(() -> Tamper.replacing("(<enabled[^>]*?) id='[^']*'", "$1"))
                .forAll(Arbitraries.of("true", "1"), (stage, resume) -> {
                    XmlElement enabled = ManagedClient.of(stage, stage.account(), " resume='" + resume + "'")
                            .enabled()
                            .answer()
                            .orElseThrow();
                    if (enabled.attribute("resume").isEmpty()) {
                        return Judgement.skipped("resumption is not granted");
                    }
                    return Judgement.of(
                            enabled.attribute("id").filter(id -> !id.isEmpty()).isPresent(),
                            "the id is " + enabled.attribute("id").orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> newIds() {
        return CheckCase.<ServerStage>of("R-446.unique", "the ids of sessions differ while they run")
                .mutant(() -> Tamper.replacing("(<enabled[^>]*?) id='[^']*'", "$1 id='always'"))
                .plays(stage -> {
                    String one = ManagedClient.resumable(stage).id();
                    String other = ManagedClient.resumable(stage).id();
                    return Judgement.of(!one.equals(other), "ids " + one + " and " + other);
                });
    }

    /** What a client may send, and whether it counts. */
    private enum Sent {
        MESSAGE("<message to='ME' id='x'><body>x</body></message>", true),
        RESULT("<iq type='result' id='unasked'/>", true),
        REQUEST("<iq type='get' id='asked'><query xmlns='urn:example:unknown'/></iq>", true),
        PRESENCE("<presence/>", true),
        WHITE_SPACE(" \n ", false),
        ACKNOWLEDGEMENT("<a xmlns='urn:xmpp:sm:3' h='0'/>", false),
        ASKING("<r xmlns='urn:xmpp:sm:3'/>", false);

        private final String text;
        private final boolean counts;

        Sent(String text, boolean counts) {
            this.text = text;
            this.counts = counts;
        }
    }

    private static CheckCase<ServerStage> counted() {
        Arbitrary<List<Sent>> sequences = Arbitraries.of(Sent.class).list().ofMaxSize(20);
        return CheckCase.<ServerStage>of("R-447", "a request is answered with the number of stanzas handled")
                .mutant(() -> Tamper.hearing(
                        frame -> frame.startsWith("<r ") ? "<iq type='result' id='more'/>" + frame : frame))
                .forAll(sequences, (stage, sequence) -> {
                    ManagedClient managed =
                            ManagedClient.of(stage, stage.account(), "").enabled();
                    String me = managed.client().jid().toString();
                    List<String> due = new ArrayList<>();
                    List<String> told = new ArrayList<>();
                    int count = 0;
                    for (Sent sent : sequence) {
                        count += sent.counts ? 1 : 0;
                        if (sent == Sent.ASKING) {
                            due.add(Integer.toString(count));
                            told.add(ManagedClient.handled(managed.us()));
                        } else {
                            managed.us().send(sent.text.replace("ME", me));
                        }
                    }
                    due.add(Integer.toString(count));
                    told.add(ManagedClient.handled(managed.us()));
                    return Judgement.of(told.equals(due), "h was " + told + ", and " + due + " stanzas were sent");
                });
    }

    private static CheckCase<ServerStage> lost() {
        return CheckCase.<ServerStage>of(
                        "R-450", "an iq that a lost client did not acknowledge is answered with an error")
                .mutant(() -> Tamper.silent(StanzaTampers::isError))
                .plays(stage -> {
                    BoundClient us = BoundClient.first(stage);
                    ManagedClient other =
                            ManagedClient.of(stage, stage.second(), "").enabled();
                    String id = us.us().newId();
                    us.us()
                            .send(BoundClient.stanza(
                                    "iq", "get", id, other.client().jid().toString(), "<x xmlns='urn:example:x'/>"));
                    other.client().expect(id);
                    other.us().cut();
                    Optional<XmlElement> answer = us.await(id);
                    return Judgement.of(answer.filter(BoundClient::isError).isPresent(), Answers.words(answer));
                });
    }

    private static CheckCase<ServerStage> tooHigh() {
        return CheckCase.<ServerStage>of("R-461", "an acknowledgement of what was not sent closes the stream")
                .mutant(Tamper::neverEnding)
                .forAll(Arbitraries.integers().between(100, 100_000), (stage, h) -> {
                    ManagedClient managed =
                            ManagedClient.of(stage, stage.account(), "").enabled();
                    managed.us().send("<a xmlns='" + ManagedClient.NAMESPACE + "' ", "h='" + h + "'", "/>");
                    Ending ending = managed.us().awaitEnd();
                    Judgement judgement = ending.recommends(StreamErrorCondition.UNDEFINED_CONDITION);
                    boolean named = ending.elements().stream()
                            .flatMap(element -> element.elements().stream())
                            .anyMatch(child -> ManagedClient.is(child, "handled-count-too-high"));
                    return named ? judgement : judgement.worse(Judgement.warning("no handled-count-too-high"));
                });
    }
}
