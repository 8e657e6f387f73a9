package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlText;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.rules.Rule;

/** Laws of reading and writing stanzas, with JAXB and without. */
class StanzaProperties {
    private static final Binding BINDING = Binding.standard();

    @Property(tries = 500)
    @Rule({"R-281", "R-286"})
    void whateverCameIsWrittenBack(@ForAll("anything") XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        assertEquals(element, stanza.toElement());
        assertEquals(stanza, Stanza.fromElement(stanza.toElement()));
    }

    @Property(tries = 300)
    void readingNeverThrows(@ForAll("anything") XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        int known = stanza.problems().size();
        assertEquals(known, stanza.problems().size());
        assertEquals(stanza.rawTo().isPresent(), element.attribute("to").isPresent());
        StanzaRules.check(stanza)
                .ifPresent(error -> assertEquals(
                        Optional.of(error),
                        Stanza.fromElement(stanza.error(error).toElement()).error()));
    }

    @Property(tries = 300)
    void movingThereAndBackIsIdentity(@ForAll("wellFormed") Stanza stanza) {
        XmlElement there = stanza.toElement(Namespaces.SERVER);
        Stanza moved = Stanza.fromElement(there);
        assertEquals(stanza.toElement(), moved.toElement(Namespaces.CLIENT));
        assertEquals(stanza.problems(), moved.problems());
        assertEquals(stanza.payloads(), moved.payloads());
    }

    @Property(tries = 500)
    void bothWaysAreEqual(@ForAll("wellFormed") Stanza stanza) {
        XmlElement written = stanza.toElement();
        assertEquals(List.of(), stanza.problems());
        assertEquals(written, BINDING.toElement(stanza));
        Binding.Result<? extends Stanza> bound = BINDING.toObject(written, stanza.getClass());
        assertEquals(List.of(), bound.problems());
        assertEquals(stanza, bound.value().orElseThrow());
        assertEquals(stanza, Stanza.fromElement(written));
    }

    /** JAXB's view has no place for text between the children of a stanza; else it writes whatever came. */
    @Property(tries = 1000)
    @StatisticsReport(label = "written", value = StatisticsReport.StatisticsReportMode.OFF)
    void whateverCameIsWrittenAlikeByJaxb(@ForAll("anything") XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        if (stanza.children().stream().allMatch(XmlElement.class::isInstance)) {
            assertEquals(asJaxbHasIt(stanza), BINDING.toElement(stanza));
            Statistics.label("written").collect("by both");
        } else {
            assertThrows(IllegalArgumentException.class, () -> BINDING.toElement(stanza));
            Statistics.label("written").collect("by us");
        }
        Statistics.label("written").coverage(seen -> {
            seen.check("by both").count(count -> count > 0);
            seen.check("by us").count(count -> count > 0);
        });
    }

    /** What JAXB reads without a problem, it reads as we do. */
    @Property(tries = 1000)
    @StatisticsReport(label = "read", value = StatisticsReport.StatisticsReportMode.OFF)
    void whateverCameIsReadAlikeByJaxb(@ForAll("anything") XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        Binding.Result<? extends Stanza> bound = BINDING.toObject(element, stanza.getClass());
        boolean whole = bound.problems().isEmpty();
        if (whole) {
            assertEquals(asJaxbHasIt(stanza), bound.value().orElseThrow().toElement());
        }
        Statistics.label("read").collect(whole);
        Statistics.label("read").coverage(seen -> seen.check(true).count(count -> count > 50));
    }

    /** In JAXB's view a type is one of the constants, and white space between children is nothing. */
    private static XmlElement asJaxbHasIt(Stanza stanza) {
        XmlElement element = stanza.toElement(Namespaces.CLIENT);
        XmlElement.Builder builder = XmlElement.builder(Namespaces.CLIENT, element.localName());
        element.attributes().forEach(a -> builder.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        boolean known = stanza instanceof Message
                ? stanza.rawType().flatMap(MessageType::parse).isPresent()
                : stanza instanceof Presence
                        ? stanza.rawType().flatMap(PresenceType::parse).isPresent()
                        : stanza.rawType().flatMap(IqType::parse).isPresent();
        if (!known) {
            builder.removeAttribute("", "type");
        }
        return builder.children(element.children().stream()
                        .filter(node ->
                                !(node instanceof XmlText text) || !text.value().isBlank())
                        .toList())
                .build();
    }

    @Property(tries = 300)
    void copyingThroughABuilderIsIdentity(@ForAll("wellFormed") Stanza stanza) {
        if (stanza instanceof Message message) {
            assertEquals(message, message.toBuilder().build());
        } else if (stanza instanceof Presence presence) {
            assertEquals(presence, presence.toBuilder().build());
        } else if (stanza instanceof Iq iq) {
            assertEquals(iq, iq.toBuilder().build());
        }
    }

    @Provide
    Arbitrary<Stanza> wellFormed() {
        return Combinators.combine(
                        Arbitraries.oneOf(messages(), presences(), iqs()),
                        Arbitraries.maps(foreignNames(), strings()).ofMaxSize(2))
                .as((stanza, attributes) -> {
                    XmlElement.Builder builder = stanza.toElement().toBuilder();
                    attributes.forEach((name, value) ->
                            builder.attribute(name.getNamespaceURI(), name.getLocalPart(), name.getPrefix(), value));
                    return Stanza.fromElement(builder.build());
                });
    }

    private static Arbitrary<QName> foreignNames() {
        return Arbitraries.of(new QName("urn:b", "k", "b"), new QName("urn:c", "k", "c"), new QName("urn:c", "l", "c"));
    }

    private static Arbitrary<Stanza> messages() {
        return Combinators.combine(
                        Arbitraries.of(MessageType.class)
                                .filter(t -> t != MessageType.ERROR)
                                .optional(),
                        texts().list().ofMaxSize(3),
                        texts().list().ofMaxSize(2),
                        threads().optional(),
                        payloads().list().ofMaxSize(3),
                        errors().optional(),
                        addresses())
                .as((type, bodies, subjects, thread, payloads, error, address) -> {
                    Message.Builder builder = Message.builder();
                    type.ifPresent(builder::type);
                    bodies.forEach(builder::body);
                    payloads.forEach(builder::payload);
                    subjects.forEach(builder::subject);
                    thread.ifPresent(builder::thread);
                    error.ifPresent(builder::error);
                    address.ifPresent(builder::rawTo);
                    builder.attribute(new QName("urn:a", "stamp", "a"), "1");
                    return builder.build();
                });
    }

    private static Arbitrary<Stanza> presences() {
        return Combinators.combine(
                        Arbitraries.of(PresenceType.class)
                                .filter(t -> t != PresenceType.ERROR)
                                .optional(),
                        Arbitraries.of(PresenceShow.class).optional(),
                        texts().list().ofMaxSize(2),
                        Arbitraries.integers().between(-128, 127).optional(),
                        payloads().list().ofMaxSize(2),
                        errors().optional(),
                        addresses())
                .as((type, show, statuses, priority, payloads, error, address) -> {
                    Presence.Builder builder = Presence.builder();
                    type.ifPresent(builder::type);
                    show.ifPresent(builder::show);
                    statuses.forEach(builder::status);
                    payloads.forEach(builder::payload);
                    priority.ifPresent(builder::priority);
                    error.ifPresent(builder::error);
                    address.ifPresent(builder::rawFrom);
                    return builder.id("p1").build();
                });
    }

    private static Arbitrary<Stanza> iqs() {
        return Combinators.combine(
                        Arbitraries.of(IqType.class), payloads(), Arbitraries.of(true, false), errors(), addresses())
                .as((type, payload, empty, error, address) -> {
                    Iq request = Iq.get("i1", payload).rawTo("example.com").build();
                    Iq iq =
                            switch (type) {
                                case GET -> request;
                                case SET -> Iq.set("i2", payload).build();
                                case RESULT -> empty ? request.result() : request.result(payload);
                                case ERROR -> request.error(error);
                            };
                    Iq.Builder builder = iq.toBuilder();
                    address.ifPresent(builder::rawTo);
                    return builder.build();
                });
    }

    /** Stanzas as they should not be. */
    @Provide
    Arbitrary<XmlElement> anything() {
        Arbitrary<String> namespaces =
                Arbitraries.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT);
        Arbitrary<String> values =
                Arbitraries.of("", "get", "chat", "no such", "a@b/c", "@", "de", "128", "-129", "\t");
        Arbitrary<XmlElement> whatever = Combinators.combine(
                        namespaces,
                        Arbitraries.of("message", "presence", "iq"),
                        values.list().ofMaxSize(6),
                        children().list().ofMaxSize(5),
                        Arbitraries.of("", " ", "stray"))
                .as((namespace, name, attributes, children, text) -> {
                    XmlElement.Builder builder = XmlElement.builder(namespace, name);
                    String[] names = {"type", "to", "from", "id", "unknown"};
                    for (int i = 0; i < attributes.size(); i++) {
                        if (i < names.length) {
                            builder.attribute(names[i], attributes.get(i));
                        } else {
                            builder.attribute(Namespaces.XML, "lang", "xml", attributes.get(i));
                            builder.attribute("urn:a", "to", "a", attributes.get(i));
                        }
                    }
                    builder.text(text);
                    children.forEach(child -> builder.child(child).text(text));
                    return builder.build();
                });
        Arbitrary<XmlElement> numbered = numbers().map(number -> XmlElement.builder(Namespaces.CLIENT, "presence")
                .child(Envelope.text(Namespaces.CLIENT, "priority", number))
                .build());
        return Arbitraries.frequencyOf(Tuple.of(9, whatever), Tuple.of(1, numbered));
    }

    private static Arbitrary<XmlElement> children() {
        Arbitrary<String> names = Arbitraries.of(
                "body", "subject", "thread", "show", "status", "priority", "error", "made-up", "message");
        Arbitrary<String> namespaces =
                Arbitraries.of(Namespaces.CLIENT, Namespaces.SERVER, "", "urn:x", Namespaces.STANZA_ERRORS);
        Arbitrary<XmlElement> known = Combinators.combine(
                        namespaces, names, strings(), payloads().list().ofMaxSize(1))
                .as((namespace, name, text, inner) -> {
                    XmlElement.Builder child = XmlElement.builder(namespace, name);
                    if (!name.equals("priority")) { // JAXB has to get to its value
                        child.attribute("parent", text);
                    }
                    return child.text(text).children(inner).build();
                });
        return Arbitraries.oneOf(known, payloads());
    }

    private static Arbitrary<XmlElement> payloads() {
        Arbitrary<XmlElement> leaves = Combinators.combine(
                        Arbitraries.of("urn:x", "", Namespaces.CLIENT),
                        Arbitraries.of("a", "body", "message"),
                        strings())
                .as((namespace, name, text) -> XmlElement.builder(namespace, name)
                        .attribute("urn:z", "k", "z", text)
                        .text(text)
                        .build());
        Arbitrary<XmlElement> known = PayloadModels.ofStanzas().map(Payload::toElement);
        Arbitrary<XmlElement> unknown = Combinators.combine(
                        Arbitraries.of("urn:x", "urn:y", ""), leaves.list().ofMaxSize(3), strings())
                .as((namespace, inner, text) -> {
                    XmlElement.Builder builder =
                            XmlElement.builder(namespace, "payload").text(text);
                    inner.forEach(leaf -> builder.child(leaf).text(text));
                    return builder.build();
                });
        return Arbitraries.oneOf(known, unknown);
    }

    private static Arbitrary<StanzaError> errors() {
        return Combinators.combine(
                        Arbitraries.of(StanzaErrorCondition.class),
                        texts().list().ofMaxSize(2))
                .as((condition, texts) -> {
                    StanzaError.Builder builder = StanzaError.builder(condition);
                    texts.forEach(builder::text);
                    return builder.build();
                });
    }

    private static Arbitrary<Optional<String>> addresses() {
        return Arbitraries.of("juliet@example.com/balcony", "example.com", "R\u00f6meo@example.net")
                .optional();
    }

    private static Arbitrary<MessageThread> threads() {
        return Combinators.combine(strings(), strings().optional()).as(MessageThread::new);
    }

    private static Arbitrary<LangText> texts() {
        return Combinators.combine(Arbitraries.of("en", "de-CH", "EN").optional(), strings())
                .as(LangText::new);
    }

    private static Arbitrary<String> numbers() {
        return Arbitraries.of("5", "05", "+5", " -5\n", "-0", "\u20035", "127", "128");
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings().withChars("ab <&'\"]>\t\n\u00e9\u4e2d").ofMaxLength(6);
    }
}
