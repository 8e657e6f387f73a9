package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What namespaces and prefixes first-level elements have, and what is passed on of them (RFC 6120 sections 4.8.3 to 4.8.5). */
final class StreamContentCases {
    private static final Pattern STANZA_PREFIX = Pattern.compile("<[^\\s:/>]+:(message|presence|iq)[\\s/>]");
    private static final Arbitrary<String> STANZAS = Arbitraries.of("message", "presence", "iq");

    private StreamContentCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                unknownContent(),
                arbitrary(),
                prefixed(),
                ownPrefix(),
                deliveredAsClient(),
                arbitraryNotPassedOn(),
                prefixedNotPassedOn(),
                declaredOnTheWay());
    }

    private static CheckCase<ServerStage> unknownContent() {
        return CheckCase.<ServerStage>of("R-083", "a request in a namespace that nobody knows is not answered")
                .mutant(() -> Tamper.hearing(
                        frame -> frame.startsWith("<iq") ? frame.replaceFirst("^<iq xmlns='[^']*'", "<iq") : frame))
                .forAll(NamespaceCases.NAMESPACES, (stage, namespace) -> {
                    InitiatingEntity us = stage.session();
                    String id = us.newId();
                    Ending ending = Aftermath.session(
                            us,
                            "",
                            "<iq xmlns='" + namespace + "' type='get' id='" + id
                                    + "'><ping xmlns='urn:xmpp:ping'/></iq>",
                            "");
                    return answered(ending, id)
                            .orElseGet(() -> ignoredOrClosed(
                                    ending,
                                    StreamErrorCondition.INVALID_NAMESPACE,
                                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE));
                });
    }

    private static Optional<Judgement> answered(Ending ending, String id) {
        return ending.elements().stream()
                .filter(element -> element.attribute("id").filter(id::equals).isPresent())
                .findFirst()
                .map(answer ->
                        Judgement.failed("it was answered by <" + answer.localName() + "/> in " + answer.namespace()));
    }

    /** Passed if the stream goes on, or ended with one of these; a warning if it ended otherwise. */
    private static Judgement ignoredOrClosed(Ending ending, StreamErrorCondition... conditions) {
        if (ending.closed() || ending.error().isPresent()) {
            return ending.recommends(conditions);
        }
        boolean goesOn = !ending.elements().isEmpty();
        return Judgement.of(goesOn, goesOn ? "ignored, and the stream goes on" : "nothing came any more");
    }

    private static CheckCase<ServerStage> arbitrary() {
        Arbitrary<String> elements = Combinators.combine(
                        Arbitraries.of("foo", "message", "a.b-c", "features", "x"),
                        NamespaceCases.NAMESPACES,
                        Arbitraries.of("", "text", "<bar/>", "<iq xmlns='jabber:client' type='get' id='inner'/>"))
                .as((name, namespace, content) ->
                        "<" + name + " xmlns='" + namespace + "'>" + content + "</" + name + ">");
        return CheckCase.<ServerStage>of("R-090", "an element that nobody knows is ignored, or ends the stream")
                .mutant(() -> Tamper.answering(
                        frame -> frame.matches("(?s)<(?!iq|presence|auth|response|starttls|stream:|\\?|/).*")
                                && frame.contains(" xmlns="),
                        frame -> frame))
                .forAll(elements, (stage, element) -> {
                    InitiatingEntity us = stage.session();
                    Ending ending = Aftermath.session(us, "", element, "");
                    List<XmlElement> answers = ending.elements().stream()
                            .filter(answer -> !answer.is(Namespaces.STREAM, "error"))
                            .toList();
                    return answers.size() > 1
                            ? Judgement.failed(
                                    "it was answered by <" + answers.get(0).localName() + "/> in "
                                            + answers.get(0).namespace())
                            : ignoredOrClosed(
                                    ending,
                                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                                    StreamErrorCondition.INVALID_NAMESPACE);
                });
    }

    private static CheckCase<ServerStage> prefixed() {
        return CheckCase.<ServerStage>of("R-093", "a request under a prefix is ignored, or ends the stream")
                .mutant(() -> Tamper.hearing(StreamContentCases::withoutPrefix))
                .forAll(NamespaceCases.PREFIXES, (stage, prefix) -> {
                    InitiatingEntity us = stage.session();
                    String id = us.newId();
                    Ending ending = Aftermath.session(
                            us,
                            "",
                            "<" + prefix + ":iq xmlns:" + prefix + "='jabber:client' type='get' id='" + id
                                    + "'><ping xmlns='urn:xmpp:ping'/></" + prefix + ":iq>",
                            "");
                    return answered(ending, id)
                            .orElseGet(() -> ignoredOrClosed(ending, StreamErrorCondition.BAD_NAMESPACE_PREFIX));
                });
    }

    private static String withoutPrefix(String frame) {
        return frame.contains(":stream") ? frame : frame.replaceAll("(</?)[^\\s:/<>]+:(message|presence|iq)", "$1$2");
    }

    private static String withPrefix(String frame) {
        return frame.matches("(?s)<(message|presence|iq)[\\s/>].*")
                ? frame.replaceFirst("^<([a-z]+)", "<c:$1 xmlns:c='jabber:client'")
                        .replaceFirst("</([a-z]+)>$", "</c:$1>")
                : frame;
    }

    private static CheckCase<ServerStage> ownPrefix() {
        return CheckCase.<ServerStage>of("R-092", "stanzas come without a prefix")
                .mutant(() -> Tamper.saying(StreamContentCases::withPrefix))
                .forAll(STANZAS, (stage, kind) -> {
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    us.bind(Optional.empty());
                    us.send(stanza(kind, stage.jid(stage.account()).toString()));
                    us.ping();
                    var prefixed = STANZA_PREFIX.matcher(us.raw());
                    boolean found = prefixed.find();
                    if (found) {
                        us.blame(prefixed.group());
                    }
                    return Judgement.of(!found, found ? prefixed.group() + "... came" : "no prefix on a stanza");
                });
    }

    private static String stanza(String kind, String to) {
        return switch (kind) {
            case "message" -> "<message to='" + to + "' type='chat'><body>hi</body></message>";
            case "presence" -> "<presence/>";
            default -> "<iq type='get' id='x1' to='" + to + "'><unknown xmlns='urn:xmpptoolkit:check'/></iq>";
        };
    }

    private static CheckCase<ServerStage> deliveredAsClient() {
        return CheckCase.<ServerStage>of("R-087", "what a client gets of another is in jabber:client")
                .mutant(() ->
                        Tamper.saying(frame -> frame.startsWith("<message") && !frame.contains("xmlns='jabber:server'")
                                ? frame.replaceFirst("<message", "<message xmlns='jabber:server'")
                                : frame))
                .forAll(Arbitraries.of("", " xmlns='jabber:client'"), (stage, declaration) -> {
                    XmlElement came = Pair.of(stage)
                            .pass(declaration + " type='chat'", "<body>hi</body>")
                            .orElseThrow(() -> Halt.skipped("the message came broken"));
                    boolean all = came.namespace().equals(Namespaces.CLIENT)
                            && came.element(Namespaces.CLIENT, "body").isPresent();
                    return Judgement.of(all, "the message is in " + came.namespace());
                });
    }

    /** Nothing may come to the second of what the first says. */
    private static Judgement nothingPassedOn(
            ServerStage stage, Function<String, String> offending, Predicate<XmlElement> bad) throws Halt {
        Pair pair = Pair.of(stage);
        for (Heard each : pair.attempt(offending.apply(pair.to().toString()))) {
            if (each instanceof Heard.Broken broken) {
                return Judgement.failed(
                        "the other client got: " + broken.violation().message());
            }
            if (each instanceof Heard.Element element && bad.test(element.element())) {
                pair.second().blame(element.element().localName());
                return Judgement.failed("the other client got <"
                        + element.element().localName() + "/> in "
                        + element.element().namespace()
                        + (element.element().prefix().isEmpty()
                                ? ""
                                : " under the prefix " + element.element().prefix()));
            }
        }
        return Judgement.passed("nothing came to the other client");
    }

    private static CheckCase<ServerStage> arbitraryNotPassedOn() {
        return CheckCase.<ServerStage>of("R-089", "an element that is no stanza is not passed on to another client")
                .mutant(() -> Mutants.passingOn(
                        frame -> frame.contains(" to='")
                                && frame.contains("'urn:xmpptoolkit:check'")
                                && !frame.startsWith("<message to"),
                        frame -> frame))
                .forAll(
                        Arbitraries.of("ns1:foo", "ns1:message", "foo", "message", "iq"),
                        (stage, name) -> nothingPassedOn(
                                stage,
                                to -> "<" + name + " xmlns" + (name.contains(":") ? ":ns1" : "")
                                        + "='urn:xmpptoolkit:check' to='" + to + "'><body>hi</body></" + name + ">",
                                element -> element.namespace().equals("urn:xmpptoolkit:check")));
    }

    private static CheckCase<ServerStage> prefixedNotPassedOn() {
        return CheckCase.<ServerStage>of("R-094", "a stanza under a prefix is not passed on with it")
                .mutant(() ->
                        Mutants.passingOn(frame -> STANZA_PREFIX.matcher(frame).lookingAt(), frame -> frame))
                .forAll(
                        NamespaceCases.PREFIXES,
                        (stage, prefix) -> nothingPassedOn(
                                stage,
                                to -> "<" + prefix + ":message xmlns:" + prefix + "='jabber:client' to='" + to + "'><"
                                        + prefix + ":body>hi</" + prefix + ":body></" + prefix + ":message>",
                                element -> !element.prefix().isEmpty()
                                        && element.namespace().equals(Namespaces.CLIENT)));
    }

    private static CheckCase<ServerStage> declaredOnTheWay() {
        Arbitrary<String> payloads = Combinators.combine(
                        Arbitraries.of("p", "stream2", "xm", "\u00e9"),
                        Arbitraries.integers().between(0, 3))
                .as((prefix, depth) -> {
                    String inner = "<" + prefix + ":leaf " + prefix + ":a='1'/>";
                    for (int i = 0; i < depth; i++) {
                        inner = "<inner xmlns='urn:xmpptoolkit:inner" + i + "'>" + inner + "</inner>";
                    }
                    return "<" + prefix + ":x xmlns:" + prefix + "='urn:xmpptoolkit:check'>" + inner + "</" + prefix
                            + ":x>";
                });
        return CheckCase.<ServerStage>of("R-098", "all namespaces of a message are declared when it is passed on")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<message")
                        ? frame.replaceAll(" xmlns(:[^=\\s]*)?=['\"]urn:xmpptoolkit:[a-z0-9]*['\"]", "")
                        : frame))
                .forAll(payloads, (stage, payload) -> {
                    Pair pair = Pair.of(stage);
                    Optional<XmlElement> came = pair.pass(" type='chat'", "<body>hi</body>" + payload);
                    if (came.isEmpty()) {
                        return Judgement.failed(
                                pair.brokenSecond().orElseThrow().words());
                    }
                    boolean same = came.get().elements().contains(XmlElement.parse(payload));
                    return Judgement.of(same, same ? "the payload came as it was sent" : "the payload came changed");
                });
    }
}
