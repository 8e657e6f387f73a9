package org.xmpptoolkit.testkit.arbitraries;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

/**
 * Errors with each of their conditions, those of RFC 3920 among them, with texts, languages and application-specific conditions.
 * Shrinking keeps the condition.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9">RFC 6120 sections 4.9, 8.3 and 6.5</a>
 */
public final class ErrorArbitraries {
    private static final List<String> LANGUAGES = List.of("en", "de-CH", "zh-Hant", "x-klingon");

    private static final List<String> HOSTS =
            List.of("example.com", "example.com:5223", "192.0.2.1", "[2001:db8::1]", "[2001:db8::1]:5222");

    private ErrorArbitraries() {}

    /** {@return stream errors of each condition in turn (RFC 6120 section 4.9)} */
    public static Arbitrary<StreamError> streamErrors() {
        return streamErrors(Choices.fixed(List.of(StreamErrorCondition.values())));
    }

    /**
     * {@return stream errors of one condition; see-other-host always names a host}
     *
     * @param condition the condition that all of them have
     */
    public static Arbitrary<StreamError> streamErrors(StreamErrorCondition condition) {
        return streamErrors(Arbitraries.just(condition));
    }

    private static Arbitrary<StreamError> streamErrors(Arbitrary<StreamErrorCondition> conditions) {
        return Combinators.combine(conditions, Arbitraries.of(HOSTS), texts(), applicationConditions())
                .as((condition, host, texts, application) -> {
                    StreamError.Builder builder = StreamError.builder(condition);
                    if (condition.hasText()) {
                        builder.conditionText(host);
                    }
                    texts.forEach(builder::text);
                    application.ifPresent(builder::applicationCondition);
                    return builder.build();
                });
    }

    /** {@return stanza errors of each condition in turn (RFC 6120 section 8.3)} */
    public static Arbitrary<StanzaError> stanzaErrors() {
        return stanzaErrors(Choices.fixed(List.of(StanzaErrorCondition.values())));
    }

    /**
     * {@return stanza errors of one condition, of every type, with and without the code of the time before XMPP}
     *
     * @param condition the condition that all of them have
     */
    public static Arbitrary<StanzaError> stanzaErrors(StanzaErrorCondition condition) {
        return stanzaErrors(Arbitraries.just(condition));
    }

    private static Arbitrary<StanzaError> stanzaErrors(Arbitrary<StanzaErrorCondition> conditions) {
        return Combinators.combine(
                        conditions,
                        Arbitraries.of(StanzaErrorType.class),
                        Arbitraries.of(
                                "", "xmpp:romeo@example.net", "xmpp:room@example.com?join", "tel:+1-201-555-0123"),
                        Arbitraries.of("", "example.com", "juliet@example.com"),
                        Arbitraries.of(false, true),
                        texts(),
                        applicationConditions())
                .as((condition, type, uri, by, legacy, texts, application) -> {
                    StanzaError.Builder builder = StanzaError.builder(condition).type(type);
                    if (condition.hasText() && !uri.isEmpty()) {
                        builder.conditionText(uri);
                    }
                    if (!by.isEmpty()) {
                        builder.by(by);
                    }
                    if (legacy) {
                        builder.legacyCode();
                    }
                    texts.forEach(builder::text);
                    application.ifPresent(builder::applicationCondition);
                    return builder.build();
                });
    }

    /** {@return SASL failures of each condition in turn (RFC 6120 section 6.5)} */
    public static Arbitrary<SaslFailure> saslFailures() {
        return saslFailures(Choices.fixed(List.of(SaslFailureCondition.values())));
    }

    /**
     * {@return SASL failures of one condition}
     *
     * @param condition the condition that all of them have
     */
    public static Arbitrary<SaslFailure> saslFailures(SaslFailureCondition condition) {
        return saslFailures(Arbitraries.just(condition));
    }

    private static Arbitrary<SaslFailure> saslFailures(Arbitrary<SaslFailureCondition> conditions) {
        return Combinators.combine(conditions, texts(), applicationConditions()).as((condition, texts, application) -> {
            SaslFailure.Builder builder = SaslFailure.builder(condition);
            texts.forEach(builder::text);
            application.ifPresent(builder::applicationCondition);
            return builder.build();
        });
    }

    /** {@return stream errors with a condition that no RFC defines: it counts as undefined-condition (RFC 6120 section 4.9.2)} */
    public static Arbitrary<XmlElement> unknownStreamErrors() {
        return unknown(
                XmlElement.builder(Namespaces.STREAM, "error").prefix("stream").build(), Namespaces.STREAM_ERRORS);
    }

    /** {@return stanza errors with a condition that no RFC defines: it counts as undefined-condition (RFC 6120 section 8.3.2)} */
    public static Arbitrary<XmlElement> unknownStanzaErrors() {
        return unknown(
                XmlElement.builder(Namespaces.CLIENT, "error")
                        .attribute("type", "cancel")
                        .build(),
                Namespaces.STANZA_ERRORS);
    }

    /** {@return SASL failures with a condition that no RFC defines: it counts as not-authorized (RFC 6120 section 6.5)} */
    public static Arbitrary<XmlElement> unknownSaslFailures() {
        return unknown(XmlElement.of(Namespaces.SASL, "failure"), Namespaces.SASL);
    }

    private static Arbitrary<XmlElement> unknown(XmlElement error, String namespace) {
        return Combinators.combine(
                        Arbitraries.of("made-up", "weather", "not_authorized", "Conflict", "error", "host-unknowns"),
                        texts(),
                        applicationConditions())
                .as((name, texts, application) -> {
                    XmlElement.Builder builder = error.toBuilder().child(XmlElement.of(namespace, name));
                    texts.forEach(text -> builder.child(text.toElement(namespace, "text")));
                    application.ifPresent(builder::child);
                    return builder.build();
                });
    }

    /** Up to two texts, in different languages; the first perhaps in none of its own. */
    static Arbitrary<List<LangText>> texts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(LANGUAGES).optional(0.5),
                        XmlArbitraries.text(),
                        XmlArbitraries.text())
                .as((count, language, one, other) -> {
                    String second = language.equals(Optional.of("en")) ? "fr" : "en";
                    return List.of(new LangText(language, one), new LangText(Optional.of(second), other))
                            .subList(0, count);
                });
    }

    private static Arbitrary<Optional<XmlElement>> applicationConditions() {
        return XmlArbitraries.elements().optional(0.5);
    }
}
