package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.testkit.arbitraries.BrokenStanza;
import org.xmpptoolkit.testkit.arbitraries.StanzaArbitraries;
import org.xmpptoolkit.testkit.contracts.StanzaContract.Failure;
import org.xmpptoolkit.testkit.contracts.StanzaContract.Fields;

/**
 * How the properties of {@link StanzaContract} judge one implementation by one rule.
 *
 * @param <S> what the implementation has for a stanza
 */
record StanzaJudge<S>(StanzaContract<S> implementation, String rule) {
    private static final Jid SERVER = Jid.parse("example.com");
    private static final Jid JULIET = Jid.parse("juliet@example.com/balcony");
    private static final Set<String> IQ_TYPES = Set.of("get", "set", "result", "error");

    static <S> StanzaJudge<S> of(StanzaContract<S> implementation, String rule) {
        return new StanzaJudge<>(implementation, rule);
    }

    static XmlElement with(XmlElement stanza, XmlElement part) {
        return stanza.toBuilder().child(part).build();
    }

    static XmlElement request(XmlElement payload) {
        return Iq.get("q1", payload).to(SERVER).from(JULIET).build().toElement();
    }

    static Iq errorOf(StanzaError error) {
        return Iq.fromElement(XmlElement.builder(Namespaces.CLIENT, "iq")
                .attribute("id", "q1")
                .attribute("type", "error")
                .attribute("from", "example.com")
                .attribute("to", "juliet@example.com/balcony")
                .child(error.toElement(Namespaces.CLIENT))
                .build());
    }

    /** Elements that nobody knows, without names that XML reserves and elements of no namespace. */
    static Arbitrary<XmlElement> unknown() {
        return StanzaArbitraries.unknownPayloads().filter(StanzaJudge::isOrdinary);
    }

    private static boolean isOrdinary(XmlElement element) {
        return !element.namespace().isEmpty()
                && !element.localName().startsWith("xml")
                && element.attributes().stream()
                        .noneMatch(attribute -> attribute.localName().startsWith("xml"))
                && element.elements().stream().allMatch(StanzaJudge::isOrdinary);
    }

    static Arbitrary<XmlElement> plain() {
        Arbitrary<XmlElement> bare = Arbitraries.of(
                        "<message/>",
                        "<message type='chat'/>",
                        "<message type='headline'/>",
                        "<message type='groupchat'/>",
                        "<presence/>",
                        "<presence type='unavailable'/>",
                        "<presence type='subscribe'/>",
                        "<presence type='unsubscribed'/>",
                        "<iq type='result'/>")
                .map(xml -> XmlElement.parse(xml.replaceFirst("(message|presence|iq)", "$1 xmlns='jabber:client'")));
        Arbitrary<String> address = Arbitraries.of("example.com", "juliet@example.com", "juliet@example.com/balcony");
        Arbitrary<String> ids = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-._~:@/#+=")
                .ofMinLength(1)
                .ofMaxLength(12);
        return Combinators.combine(bare, ids, address.optional(), address.optional(), ErrorJudge.texts())
                .as((stanza, id, to, from, body) -> {
                    XmlElement.Builder builder = stanza.toBuilder().attribute("id", id);
                    to.ifPresent(some -> builder.attribute("to", some));
                    from.ifPresent(some -> builder.attribute("from", some));
                    if (stanza.localName().equals("message")) {
                        builder.child(XmlElement.builder(Namespaces.CLIENT, "body")
                                .text(body)
                                .build());
                    }
                    return builder.build();
                });
    }

    static Arbitrary<Iq> requests() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12), unknown())
                .as((id, payload) -> Iq.get(id, payload).to(SERVER).from(JULIET).build());
    }

    static Arbitrary<Iq> responses() {
        return requests()
                .flatMap(request -> Arbitraries.of(
                        request.result(), request.error(StanzaError.of(StanzaErrorCondition.ITEM_NOT_FOUND))));
    }

    void readsEnvelope(XmlElement stanza) {
        Check check =
                check(stanza, "kind, type, to and from as they are", "read the attributes of the stanza as they came");
        Fields came = fields(check, stanza);
        String kind = stanza.localName();
        check.that(came.kind().equals(kind), "a stanza of kind " + came.kind());
        check.that(
                effective(kind, came.type()).equals(effective(kind, stanza.attribute("type"))),
                "type " + came.type().orElse("none"));
        check.that(
                sameAddress(came.to(), stanza.attribute("to")),
                "to " + came.to().orElse("none"));
        check.that(
                sameAddress(came.from(), stanza.attribute("from")),
                "from " + came.from().orElse("none"));
    }

    private static String effective(String kind, Optional<String> type) {
        return type.orElse(
                switch (kind) {
                    case "message" -> "normal";
                    case "presence" -> "available";
                    default -> "";
                });
    }

    private static boolean sameAddress(Optional<String> came, Optional<String> sent) {
        return came.equals(sent)
                || came.isPresent() && came.flatMap(StanzaJudge::jid).equals(sent.flatMap(StanzaJudge::jid));
    }

    private static Optional<Jid> jid(String text) {
        return Jid.tryParse(text).toOptional();
    }

    void readsId(XmlElement stanza) {
        Optional<String> id = stanza.attribute("id").filter(text -> !text.isEmpty());
        Assume.that(id.isPresent());
        Check check = check(stanza, "the id as it is", "keep the id as text, whatever it looks like");
        Fields came = fields(check, stanza);
        check.that(came.id().equals(id), "the id " + came.id().map(Shown::text).orElse("none"));
    }

    void reads(XmlElement stanza) {
        Check check = check(stanza, "read", "keep or pass over what is not understood");
        check.that(check.attempt(() -> implementation.read(stanza.toString())).isPresent(), "refused");
    }

    void takesNoOtherType(BrokenStanza broken) {
        XmlElement stanza = broken.element();
        Check check = check(
                stanza, "refused, or left without a type", "answer with bad-request; never fall back to another type");
        Optional<Fields> came;
        try {
            came = implementation.read(stanza.toString()).map(implementation::fields);
        } catch (RuntimeException refusedInItsWay) {
            return;
        }
        Optional<String> taken = came.flatMap(Fields::type).filter(IQ_TYPES::contains);
        check.that(taken.isEmpty(), "an iq of type " + taken.orElse(""));
    }

    void passesOn(XmlElement part) {
        XmlElement stanza = with(XmlElement.of(Namespaces.CLIENT, "message"), part);
        Check check =
                check(stanza, "the unknown element, unchanged", "keep what is not understood with all that is in it");
        String written = written(check, stanza);
        Optional<XmlElement> kept =
                XmlJudge.parsed(written).flatMap(element -> element.element(part.namespace(), part.localName()));
        check.that(kept.equals(Optional.of(part)), Shown.xml(written));
    }

    void writesWellFormed(XmlElement stanza) {
        Check check = check(stanza, "well-formed XML", "escape text and attribute values, and declare every namespace");
        String written = written(check, stanza);
        check.that(XmlJudge.parsed(written).isPresent(), Shown.xml(written));
    }

    void writesNoPrefix(XmlElement stanza) {
        Check check = check(stanza, "a start tag without a prefix", "write the content namespace as default namespace");
        String written = written(check, stanza);
        Optional<XmlElement> element = XmlJudge.parsed(written);
        Assume.that(element.isPresent());
        check.that(element.get().prefix().isEmpty(), Shown.xml(written));
    }

    void readsError(Iq error) {
        XmlElement stanza = error.toElement();
        StanzaError sent = error.error().orElseThrow();
        Check check = check(
                stanza,
                "the condition " + sent.condition().elementName(),
                "look for the element in " + Namespaces.STANZA_ERRORS);
        Optional<Failure> came = error(check, stanza);
        check.that(
                came.map(Failure::condition).equals(Optional.of(sent.condition().elementName())),
                "the condition " + came.map(Failure::condition).orElse("none"));
    }

    void takesForUndefined(String name) {
        XmlElement stanza = XmlElement.parse("<iq xmlns='jabber:client' id='q1' type='error'><error type='cancel'><"
                + name + " xmlns='" + Namespaces.STANZA_ERRORS + "'/></error></iq>");
        Check check = check(stanza, "the condition undefined-condition", "map every name that is not known to it");
        Optional<Failure> came = error(check, stanza);
        check.that(
                came.map(Failure::condition).equals(Optional.of("undefined-condition")),
                "the condition " + came.map(Failure::condition).orElse("none"));
    }

    void answersWithTheId(Iq request, StanzaErrorCondition condition) {
        Check check = answerCheck(request, condition, "the id " + request.id().orElse(""));
        XmlElement answer = answer(check, request, condition);
        check.that(answer.attribute("id").equals(request.id()), Shown.xml(answer.toString()));
    }

    void swapsAddresses(Iq request, StanzaErrorCondition condition) {
        Check check = answerCheck(request, condition, "from and to swapped");
        XmlElement answer = answer(check, request, condition);
        check.that(
                answer.attribute("to").equals(request.rawFrom())
                        && (answer.attribute("from").isEmpty()
                                || answer.attribute("from").equals(request.rawTo())),
                Shown.xml(answer.toString()));
    }

    void answersWithError(Iq request, StanzaErrorCondition condition) {
        Check check = answerCheck(request, condition, "type error, and an error element with that condition");
        XmlElement answer = answer(check, request, condition);
        Optional<XmlElement> error = answer.element(Namespaces.CLIENT, "error");
        check.that(
                answer.attribute("type").equals(Optional.of("error"))
                        && error.flatMap(element -> element.element(Namespaces.STANZA_ERRORS, condition.elementName()))
                                .isPresent(),
                Shown.xml(answer.toString()));
    }

    void doesNotAnswer(Iq response) {
        XmlElement stanza = response.toElement();
        Check check = check(stanza, "no answer", "answer nothing but get and set");
        Optional<S> read = check.attempt(() -> implementation.read(stanza.toString()));
        Assume.that(read.isPresent());
        Optional<S> answer = check.attempt(() -> implementation.refuse(read.orElseThrow(), "service-unavailable"));
        check.that(
                answer.isEmpty(),
                answer.map(implementation::write).map(Shown::xml).orElse("none"));
    }

    private Check answerCheck(Iq request, StanzaErrorCondition condition, String expected) {
        return Check.of(
                rule,
                Shown.xml(request.toElement().toString()) + " refused with " + condition.elementName(),
                expected,
                "make the answer of the request that it is for");
    }

    void answersWellFormed(Iq request, StanzaErrorCondition condition) {
        Check check = answerCheck(request, condition, "well-formed XML");
        String written = writtenAnswer(check, request, condition);
        check.that(XmlJudge.parsed(written).isPresent(), Shown.xml(written));
    }

    private XmlElement answer(Check check, Iq request, StanzaErrorCondition condition) {
        Optional<XmlElement> answer = XmlJudge.parsed(writtenAnswer(check, request, condition));
        Assume.that(answer.isPresent());
        return answer.get();
    }

    private String writtenAnswer(Check check, Iq request, StanzaErrorCondition condition) {
        S read = read(request.toElement());
        Optional<S> answer = check.attempt(() -> implementation.refuse(read, condition.elementName()));
        if (answer.isEmpty()) {
            throw check.violation("no answer");
        }
        return check.attempt(() -> implementation.write(answer.get()));
    }

    private Check check(XmlElement stanza, String expected, String advice) {
        return Check.of(rule, Shown.xml(stanza.toString()), expected, advice);
    }

    /** What is read, where whether it can be read is for other properties. */
    private S read(XmlElement stanza) {
        Optional<S> read;
        try {
            read = implementation.read(stanza.toString());
        } catch (RuntimeException anotherProperty) {
            read = Optional.empty();
        }
        Assume.that(read.isPresent());
        return read.get();
    }

    private Fields fields(Check check, XmlElement stanza) {
        S read = read(stanza);
        return check.attempt(() -> implementation.fields(read));
    }

    private Optional<Failure> error(Check check, XmlElement stanza) {
        return check.attempt(() -> implementation
                .read(stanza.toString())
                .flatMap(read -> implementation.fields(read).error()));
    }

    private String written(Check check, XmlElement stanza) {
        S read = read(stanza);
        return check.attempt(() -> implementation.write(read));
    }
}
