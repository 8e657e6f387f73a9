package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** Laws of reading and writing errors, with JAXB and without. */
class ErrorProperties {
    private static final Binding BINDING = Binding.standard();

    @Property(tries = 300)
    void bothWaysAreEqualForStreamErrors(@ForAll("streamErrors") StreamError error) {
        XmlElement written = error.toElement();
        assertEquals(written, BINDING.toElement(error));
        assertEquals(error, StreamError.fromElement(written));
        Binding.Result<StreamError> bound = BINDING.toObject(written, StreamError.class);
        assertEquals(List.of(), bound.problems());
        assertEquals(Optional.of(error), bound.value());
    }

    @Property(tries = 300)
    void bothWaysAreEqualForStanzaErrors(@ForAll("stanzaErrors") StanzaError error) {
        XmlElement written = error.toElement(Namespaces.CLIENT);
        assertEquals(written, BINDING.toElement(error));
        assertEquals(error, StanzaError.fromElement(written));
        Binding.Result<StanzaError> bound = BINDING.toObject(error.toElement(Namespaces.SERVER), StanzaError.class);
        assertEquals(List.of(), bound.problems());
        assertEquals(Optional.of(error), bound.value());
    }

    @Property(tries = 300)
    void bothWaysAreEqualForSaslFailures(@ForAll("saslFailures") SaslFailure failure) {
        XmlElement written = failure.toElement();
        assertEquals(written, BINDING.toElement(failure));
        assertEquals(failure, SaslFailure.fromElement(written));
        Binding.Result<SaslFailure> bound = BINDING.toObject(written, SaslFailure.class);
        assertEquals(List.of(), bound.problems());
        assertEquals(Optional.of(failure), bound.value());
    }

    @Property(tries = 500)
    void whateverCameIsWrittenBack(@ForAll("anything") XmlElement element) {
        assertEquals(element, StreamError.fromElement(element).toElement());
        assertEquals(element, StanzaError.fromElement(element).toElement(element.namespace()));
        assertEquals(element, SaslFailure.fromElement(element).toElement());
    }

    @Property(tries = 300)
    void movingAnErrorBetweenStreamsLosesNothing(@ForAll("anythingOfClients") XmlElement element) {
        StanzaError there =
                StanzaError.fromElement(StanzaError.fromElement(element).toElement(Namespaces.SERVER));
        assertEquals(StanzaError.fromElement(element).condition(), there.condition());
        assertEquals(element, there.toElement(Namespaces.CLIENT));
    }

    @Provide
    Arbitrary<StreamError> streamErrors() {
        Arbitrary<Optional<String>> hosts =
                Arbitraries.of("example.com", "[2001:db8::1]:5222", "a:1").optional();
        return Combinators.combine(
                        Arbitraries.of(StreamErrorCondition.class),
                        hosts,
                        texts().list().ofMaxSize(3),
                        application())
                .as((condition, host, texts, application) -> {
                    StreamError.Builder builder = StreamError.builder(condition);
                    if (condition.hasText()) {
                        host.ifPresent(builder::conditionText);
                    }
                    texts.forEach(builder::text);
                    application.ifPresent(builder::applicationCondition);
                    return builder.build();
                });
    }

    @Provide
    Arbitrary<StanzaError> stanzaErrors() {
        return Combinators.combine(
                        Arbitraries.of(StanzaErrorCondition.class),
                        Arbitraries.of(StanzaErrorType.class),
                        Arbitraries.of("xmpp:romeo@example.net", "xmpp:r%C3%B3meo@example.net?message")
                                .optional(),
                        Arbitraries.of("juliet@example.com", "example.com").optional(),
                        Arbitraries.of(true, false),
                        texts().list().ofMaxSize(3),
                        application())
                .as((condition, type, uri, by, legacy, texts, application) -> {
                    StanzaError.Builder builder = StanzaError.builder(condition).type(type);
                    if (condition.hasText()) {
                        uri.ifPresent(builder::conditionText);
                    }
                    by.ifPresent(builder::by);
                    if (legacy) {
                        builder.legacyCode();
                    }
                    texts.forEach(builder::text);
                    application.ifPresent(builder::applicationCondition);
                    return builder.build();
                });
    }

    @Provide
    Arbitrary<SaslFailure> saslFailures() {
        return Combinators.combine(
                        Arbitraries.of(SaslFailureCondition.class),
                        texts().list().ofMaxSize(3),
                        application())
                .as((condition, texts, application) -> {
                    SaslFailure.Builder builder = SaslFailure.builder(condition);
                    texts.forEach(builder::text);
                    application.ifPresent(builder::applicationCondition);
                    return builder.build();
                });
    }

    /** Elements as they should not be: wrong names, repeated and unknown parts, stray text. */
    @Provide
    Arbitrary<XmlElement> anything() {
        return anything(namespaces());
    }

    @Provide
    Arbitrary<XmlElement> anythingOfClients() {
        return anything(Arbitraries.just(Namespaces.CLIENT));
    }

    private static Arbitrary<String> namespaces() {
        return Arbitraries.of(
                Namespaces.CLIENT,
                Namespaces.STREAM,
                Namespaces.STREAM_ERRORS,
                Namespaces.STANZA_ERRORS,
                Namespaces.SASL,
                "",
                "urn:x");
    }

    private static Arbitrary<XmlElement> anything(Arbitrary<String> namespaces) {
        Arbitrary<String> names =
                Arbitraries.of("error", "failure", "text", "gone", "see-other-host", "aborted", "conflict", "made-up");
        Arbitrary<XmlElement> leaves = Combinators.combine(namespaces(), names, attributes(), strings())
                .as((namespace, name, attribute, text) -> {
                    XmlElement.Builder builder =
                            XmlElement.builder(namespace, name).text(text);
                    attribute.ifPresent(
                            value -> builder.attribute("type", value).attribute(Namespaces.XML, "lang", "xml", value));
                    return builder.build();
                });
        return Combinators.combine(
                        namespaces,
                        names,
                        attributes(),
                        attributes(),
                        leaves.list().ofMaxSize(4),
                        strings())
                .as((namespace, name, type, code, children, text) -> {
                    XmlElement.Builder builder = XmlElement.builder(namespace, name);
                    type.ifPresent(value -> builder.attribute("type", value).attribute("urn:a", "by", "a", value));
                    code.ifPresent(value -> builder.attribute("code", value));
                    return builder.children(children).text(text).build();
                });
    }

    private static Arbitrary<Optional<String>> attributes() {
        return Arbitraries.of("auth", "404", "-1", "99999999999", "", "made up").optional();
    }

    private static Arbitrary<LangText> texts() {
        return Combinators.combine(Arbitraries.of("en", "de-CH", "x-private").optional(), strings())
                .as(LangText::new);
    }

    private static Arbitrary<Optional<XmlElement>> application() {
        Arbitrary<XmlElement> leaf = Combinators.combine(strings(), Arbitraries.of("a", "b"))
                .as((text, name) -> XmlElement.builder("urn:x", name)
                        .attribute("k", text)
                        .text(text)
                        .build());
        return leaf.list()
                .ofMaxSize(2)
                .map(inner ->
                        XmlElement.builder("urn:app", "cause").children(inner).build())
                .optional();
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings().withChars("ab <&'\"]>\t\n\u00e9\u4e2d").ofMaxLength(6);
    }
}
