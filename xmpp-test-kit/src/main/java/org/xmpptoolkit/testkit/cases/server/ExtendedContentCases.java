package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Extended content (RFC 6120 section 8.4). */
final class ExtendedContentCases {
    private static final Set<String> ATTRIBUTES = Set.of("to", "from", "id", "type");
    private static final Pattern USED = Pattern.compile("</?([\\w-]+):[\\w-]+|\\s([\\w-]+):[\\w-]+=");
    private static final Pattern DECLARED = Pattern.compile("\\sxmlns:([\\w-]+)=");

    private ExtendedContentCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                namespaceOfPayload(),
                attributes(),
                declared(),
                prefixKept(),
                anyPrefix(),
                unknownMessage(),
                unknownPresence(),
                unknownPart(),
                unmodified());
    }

    private static XmlElement result(ServerStage stage, StanzaInputs.Request request) throws Halt {
        BoundClient us = BoundClient.first(stage);
        return request.ask(us, stage, us.us().newId()).orElseThrow(() -> Halt.skipped("there was no answer"));
    }

    private static CheckCase<ServerStage> namespaceOfPayload() {
        return CheckCase.<ServerStage>of("R-276", "what the server puts into an iq has a namespace of its own")
                .mutant(() -> Tamper.replacing("<query xmlns='[^']*'", "<query"))
                .forAll(StanzaInputs.understood().filter(r -> !r.name().equals("ping")), (stage, request) -> {
                    List<String> wrong = result(stage, request).elements().stream()
                            .filter(child -> Set.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.STREAM)
                                            .contains(child.namespace())
                                    && !child.localName().equals("error"))
                            .map(XmlElement::localName)
                            .toList();
                    return Judgement.of(wrong.isEmpty(), "children in the stream's namespaces: " + wrong);
                });
    }

    private static CheckCase<ServerStage> attributes() {
        return CheckCase.<ServerStage>of("R-277", "the server's stanzas have no attributes of extensions")
                .mutant(StanzaTampers.inSaid(StanzaTampers::isResult, "^<iq", "<iq extra='1'"))
                .forAll(StanzaInputs.understood(), (stage, request) -> {
                    List<String> wrong = result(stage, request).attributes().stream()
                            .filter(a -> !(a.namespace().isEmpty() && ATTRIBUTES.contains(a.localName()))
                                    && !a.namespace().equals(Namespaces.XML))
                            .map(a -> a.localName())
                            .toList();
                    return Judgement.of(wrong.isEmpty(), "more attributes: " + wrong);
                });
    }

    private static CheckCase<ServerStage> declared() {
        return CheckCase.<ServerStage>of("R-278", "a prefix in the server's stanzas is declared in them")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        if (frame.startsWith("<stream:stream")) {
                            return frame.replace("<stream:stream", "<stream:stream xmlns:q='urn:example:q'");
                        }
                        return StanzaTampers.isResult(frame)
                                ? frame.replaceAll("^(<iq[^>]*?)(/>|>.*</iq>)$", "$1><q:x/></iq>")
                                : frame;
                    }
                })
                .forAll(StanzaInputs.understood(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    request.ask(us, stage, us.us().newId());
                    String raw = us.us().raw();
                    String stanzas = raw.substring(raw.indexOf("</stream:features>") + 1);
                    Set<String> missing = prefixes(USED, stanzas);
                    missing.removeAll(prefixes(DECLARED, stanzas));
                    missing.removeAll(Set.of("xml", "xmlns", "stream"));
                    return Judgement.of(missing.isEmpty(), "prefixes that no stanza declares: " + missing);
                });
    }

    private static Set<String> prefixes(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2)));
        }
        return found;
    }

    private static CheckCase<ServerStage> prefixKept() {
        return CheckCase.<ServerStage>of("R-279", "the server keeps prefixes in what it passes on")
                .mutant(() -> Tamper.replacing("<[a-z]+:x xmlns:[a-z]+='urn:example:x'", "<x xmlns='urn:example:x'"))
                .forAll(StanzaInputs.names(), (stage, prefix) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage);
                    String id = us.us().newId();
                    String payload = "<" + prefix + ":x xmlns:" + prefix + "='urn:example:x'/>";
                    us.us()
                            .send(BoundClient.stanza(
                                    "message", "chat", id, other.jid().toString(), payload));
                    String came = other.expect(id)
                            .element("urn:example:x", "x")
                            .map(XmlElement::prefix)
                            .orElse("none: the element is gone");
                    return Judgement.of(came.equals(prefix), "the prefix came as '" + came + "'");
                });
    }

    private static CheckCase<ServerStage> anyPrefix() {
        return CheckCase.<ServerStage>of("R-280", "a request with any prefix is answered as without")
                .mutant(StanzaTampers.errorFor(frame -> frame.contains(":query "), "service-unavailable"))
                .forAll(StanzaInputs.names(), (stage, prefix) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> plain =
                            us.ask("get", us.us().newId(), "", "<query xmlns='jabber:iq:roster'/>");
                    if (plain.filter(BoundClient::isError).isPresent()) {
                        return Judgement.skipped("there is no roster");
                    }
                    Optional<XmlElement> prefixed = us.ask(
                            "get",
                            us.us().newId(),
                            "",
                            "<" + prefix + ":query xmlns:" + prefix + "='jabber:iq:roster'/>");
                    return Judgement.of(
                            prefixed.filter(answer -> !BoundClient.isError(answer))
                                    .isPresent(),
                            Answers.words(prefixed));
                });
    }

    private static CheckCase<ServerStage> unknownMessage() {
        return CheckCase.<ServerStage>of(
                        "R-282", "a message with unknown content only: ignored, or service-unavailable")
                .mutant(StanzaTampers.streamErrorFor(frame -> frame.startsWith("<message"), "unsupported-stanza-type"))
                .forAll(StanzaInputs.unknown(), (stage, payload) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    us.us()
                            .send(BoundClient.stanza(
                                    "message", "", id, stage.domain().toString(), payload));
                    us.untilPing();
                    Optional<XmlElement> answer = us.elements()
                            .filter(element -> BoundClient.hasId(element, id))
                            .findFirst();
                    return answer.isEmpty()
                            ? Judgement.passed("it was ignored")
                            : Answers.recommends(Answers.demands(answer, StanzaErrorCondition.SERVICE_UNAVAILABLE));
                });
    }

    private static CheckCase<ServerStage> unknownPresence() {
        return CheckCase.<ServerStage>of("R-283", "presence with unknown content is presence all the same")
                .mutant(() -> Tamper.deaf(frame -> frame.startsWith("<presence") && frame.contains("urn:example:")))
                .forAll(StanzaInputs.unknown(), (stage, payload) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage);
                    us.us().send("<presence>" + payload + "</presence>");
                    us.untilPing();
                    String id = us.us().newId();
                    other.us().send(BoundClient.message(id, us.jid().bare().toString()));
                    boolean available = us.await(id).isPresent();
                    return Judgement.of(
                            available,
                            "the client " + (available ? "gets" : "does not get") + " what is for its account");
                });
    }

    private static CheckCase<ServerStage> unknownPart() {
        return CheckCase.<ServerStage>of("R-284", "a message is delivered in spite of an unknown part")
                .mutant(() -> Tamper.deaf(frame -> frame.startsWith("<message") && frame.contains("urn:example:")))
                .forAll(StanzaInputs.unknown(), (stage, payload) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage).available();
                    String id = us.us().newId();
                    us.us()
                            .send(BoundClient.stanza(
                                    "message",
                                    "chat",
                                    id,
                                    other.jid().bare().toString(),
                                    payload + "<body>known</body>"));
                    boolean came = other.await(id)
                            .flatMap(message -> message.element(Namespaces.CLIENT, "body"))
                            .isPresent();
                    return Judgement.of(came, came ? "it came with its body" : "it did not come");
                });
    }

    private static CheckCase<ServerStage> unmodified() {
        return CheckCase.<ServerStage>of("R-286", "what is for others is passed on unmodified")
                .mutant(() -> Tamper.replacing(" mark=('[^']*'|\"[^\"]*\")", ""))
                .forAll(
                        StanzaInputs.unknown().flatMap(payload -> Arbitraries.of("message", "iq")
                                .map(name -> List.of(name, payload))),
                        (stage, input) -> {
                            BoundClient us = BoundClient.first(stage);
                            BoundClient other = BoundClient.second(stage);
                            String id = us.us().newId();
                            String type = input.get(0).equals("iq") ? "get" : "chat";
                            us.us()
                                    .send(BoundClient.stanza(
                                            input.get(0), type, id, other.jid().toString(), input.get(1)));
                            XmlElement sent = XmlElement.parse(input.get(1));
                            Optional<XmlElement> came = other.expect(id).element(sent.namespace(), sent.localName());
                            return Judgement.of(
                                    came.equals(Optional.of(sent)),
                                    came.map(element -> "it came as " + element).orElse("it is gone"));
                        });
    }
}
