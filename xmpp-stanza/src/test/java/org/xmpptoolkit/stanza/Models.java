package org.xmpptoolkit.stanza;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StanzaErrorType;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;

/** Whatever the public builders make of stanzas and errors, as a careful user calls them. */
final class Models {
    private static final List<String> RARELY_NO_TOKEN =
            List.of("a", "1", "x.y-z", "b_2", "c", "d", "e", "f", "g", "no token");
    private static final List<StanzaErrorCondition> LATER = List.of(
            StanzaErrorCondition.POLICY_VIOLATION,
            StanzaErrorCondition.NOT_AUTHORIZED,
            StanzaErrorCondition.PAYMENT_REQUIRED);

    private Models() {}

    /** Stanzas in all content namespaces, payloads alone, and errors. */
    static Arbitrary<XmlElement> elements() {
        Arbitrary<XmlElement> stanzas = Combinators.combine(
                        stanzas(), Arbitraries.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT))
                .as(Stanza::toElement);
        Arbitrary<XmlElement> payloads = PayloadModels.any().map(ExtensionRegistry.standard()::toElement);
        Arbitrary<XmlElement> errors = Combinators.combine(
                        stanzaErrors(),
                        Arbitraries.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT))
                .as(StanzaError::toElement);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, stanzas),
                        Tuple.of(5, payloads),
                        Tuple.of(2, errors),
                        Tuple.of(2, streamErrors().map(StreamError::toElement)),
                        Tuple.of(2, saslFailures().map(SaslFailure::toElement)))
                .withoutEdgeCases();
    }

    /** Stanzas with both addresses, as a server sends them. */
    static Arbitrary<Stanza> stanzas() {
        return Arbitraries.oneOf(messages(), presences(), iqs());
    }

    private static Arbitrary<Stanza> messages() {
        return Combinators.combine(
                        Arbitraries.of(MessageType.class)
                                .filter(type -> type != MessageType.ERROR)
                                .optional(0.7),
                        texts().list().ofMaxSize(2),
                        texts().list().ofMaxSize(2),
                        threads().optional(0.5),
                        children().list().ofMaxSize(3),
                        stanzaErrors().optional(0.2),
                        ids().optional(),
                        languages())
                .as((type, bodies, subjects, thread, children, error, id, language) -> {
                    Message.Builder builder = addressed(Message.builder());
                    children.forEach(builder::payload);
                    type.ifPresent(builder::type);
                    bodies.forEach(builder::body);
                    error.ifPresent(builder::error);
                    subjects.forEach(builder::subject);
                    thread.ifPresent(builder::thread);
                    id.ifPresent(builder::id);
                    language.ifPresent(builder::language);
                    return builder.build();
                });
    }

    private static Arbitrary<Stanza> presences() {
        Arbitrary<LangText> statuses = Arbitraries.frequencyOf(
                Tuple.of(10, texts().filter(text -> !text.text().isEmpty())),
                Tuple.of(1, Arbitraries.of(LangText.of(""), LangText.of("x".repeat(1025)))));
        return Combinators.combine(
                        Arbitraries.of(PresenceType.class)
                                .filter(type -> type != PresenceType.ERROR)
                                .optional(),
                        Arbitraries.of(PresenceShow.class).optional(),
                        statuses.list().ofMaxSize(2),
                        Arbitraries.integers().between(-128, 127).optional(),
                        children().list().ofMaxSize(2),
                        stanzaErrors().optional(0.2),
                        Arbitraries.of(true, false, false, false, false, false, false, false, false, false),
                        languages())
                .as((type, show, statusTexts, priority, children, error, attribute, language) -> {
                    Presence.Builder builder = addressed(Presence.builder());
                    type.ifPresent(builder::type);
                    error.ifPresent(builder::error);
                    children.forEach(builder::payload);
                    priority.ifPresent(builder::priority);
                    statusTexts.forEach(builder::status);
                    show.ifPresent(builder::show);
                    language.ifPresent(builder::language);
                    if (attribute) {
                        builder.attribute(new QName("urn:a", "stamp", "a"), "1");
                    }
                    return builder.build();
                });
    }

    private static Arbitrary<Stanza> iqs() {
        return Combinators.combine(
                        Arbitraries.of(IqType.class), ids(), children(), Arbitraries.of(true, false), stanzaErrors())
                .as((type, id, child, full, error) -> {
                    Iq request = addressed(Iq.get(id, child)).build();
                    return switch (type) {
                        case GET -> request;
                        case SET -> addressed(Iq.set(id, child)).build();
                        case RESULT -> full ? request.result(child) : request.result();
                        case ERROR ->
                            full
                                    ? addressed(request.error(error).toBuilder().payload(child))
                                            .build()
                                    : request.error(error);
                    };
                });
    }

    private static <B extends StanzaBuilder<B>> B addressed(B builder) {
        return builder.from(Jid.parse("romeo@example.net/orchard")).to(Jid.parse("juliet@example.com"));
    }

    /** Children of a stanza: payloads of the box, and one that is nobody's. */
    private static Arbitrary<XmlElement> children() {
        Arbitrary<XmlElement> foreign = strings().map(text -> XmlElement.builder(Schemas.FOREIGN, "foreign")
                .attribute("k", text)
                .attribute("urn:a", "k", "a", text)
                .text(text)
                .child(XmlElement.of("", "inner"))
                .text(text)
                .build());
        return Arbitraries.oneOf(foreign, PayloadModels.ofStanzas().map(ExtensionRegistry.standard()::toElement));
    }

    static Arbitrary<StanzaError> stanzaErrors() {
        return Combinators.combine(
                        often(StanzaErrorCondition.class, LATER),
                        Arbitraries.of(StanzaErrorType.class),
                        Arbitraries.of("xmpp:romeo@example.net").optional(),
                        Arbitraries.of("juliet@example.com").optional(0.2),
                        Arbitraries.of(true, false, false, false, false, false, false, false),
                        texts().list().ofMaxSize(2),
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

    private static Arbitrary<StreamError> streamErrors() {
        return Combinators.combine(
                        Arbitraries.of(StreamErrorCondition.class),
                        Arbitraries.of("example.com", "[2001:db8::1]:5222").optional(),
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

    private static Arbitrary<SaslFailure> saslFailures() {
        return Combinators.combine(
                        Arbitraries.of(SaslFailureCondition.class),
                        texts().list().ofMaxSize(2),
                        application())
                .as((condition, texts, application) -> {
                    SaslFailure.Builder builder = SaslFailure.builder(condition);
                    texts.forEach(builder::text);
                    application.ifPresent(builder::applicationCondition);
                    return builder.build();
                });
    }

    /** Each of an enumeration, and those that the former RFCs do not have less often. */
    private static <E extends Enum<E>> Arbitrary<E> often(Class<E> type, List<E> seldom) {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of(type).filter(one -> !seldom.contains(one))),
                Tuple.of(6, Arbitraries.of(seldom)));
    }

    private static Arbitrary<Optional<XmlElement>> application() {
        return strings()
                .map(text -> XmlElement.builder("urn:app", "cause")
                        .attribute("k", text)
                        .text(text)
                        .build())
                .optional(0.2);
    }

    private static Arbitrary<Optional<Language>> languages() {
        return Arbitraries.of("en", "de-CH").map(Language::of).optional();
    }

    private static Arbitrary<LangText> texts() {
        return Combinators.combine(Arbitraries.of("en", "de-CH", "zh").optional(), strings())
                .as(LangText::new);
    }

    private static Arbitrary<MessageThread> threads() {
        return Combinators.combine(ids(), ids().optional(0.2)).as(MessageThread::new);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.of(RARELY_NO_TOKEN);
    }

    static Arbitrary<String> strings() {
        return Arbitraries.strings().withChars("ab <&'\"]>\t\n\u00e9\u4e2d").ofMaxLength(6);
    }
}
