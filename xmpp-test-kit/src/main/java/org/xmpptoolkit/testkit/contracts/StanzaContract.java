package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.testkit.arbitraries.BrokenStanza;
import org.xmpptoolkit.testkit.arbitraries.StanzaArbitraries;
import org.xmpptoolkit.testkit.arbitraries.StanzaFault;

/**
 * What whoever reads, writes and answers stanzas has to keep: RFC 6120 section 8.
 *
 * <pre>{@code
 * class MyStanzaTest implements StanzaContract<MyStanza> {
 *     public Optional<MyStanza> read(String xml) {
 *         try {
 *             return Optional.of(MyStanza.parse(xml));
 *         } catch (MyStanzaException e) {
 *             return Optional.empty();
 *         }
 *     }
 *
 *     public Fields fields(MyStanza stanza) {
 *         return new Fields(stanza.name(), stanza.type(), stanza.id(), stanza.to(), stanza.from(), Optional.empty());
 *     }
 *
 *     public String write(MyStanza stanza) {
 *         return stanza.toXml();
 *     }
 *
 *     public Optional<MyStanza> refuse(MyStanza request, String condition) {
 *         return request.isRequest() ? Optional.of(request.error(condition)) : Optional.empty();
 *     }
 * }
 * }</pre>
 *
 * @param <S> what the implementation has for a stanza
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 */
public interface StanzaContract<S> extends Contract {
    /**
     * What the implementation has read.
     *
     * @param kind {@code message}, {@code presence} or {@code iq}
     * @param type the type as the implementation understands it; nothing, or the default, where none was given
     * @param id the id
     * @param to the address of the recipient
     * @param from the address of the sender
     * @param error the error that the stanza holds
     */
    record Fields(
            String kind,
            Optional<String> type,
            Optional<String> id,
            Optional<String> to,
            Optional<String> from,
            Optional<Failure> error) {}

    /**
     * A stanza error as the implementation understands it.
     *
     * @param type the type of the error, such as {@code cancel}
     * @param condition the name of the defined condition
     * @param text the text, if there is one
     */
    record Failure(String type, String condition, Optional<String> text) {}

    /**
     * Reads a stanza.
     *
     * @param xml a stanza that declares the namespace {@code jabber:client}
     * @return the stanza, or nothing if it is refused; an exception is taken for a defect
     */
    Optional<S> read(String xml);

    /**
     * {@return what a stanza that was read says}
     *
     * @param stanza what {@link #read} gave
     */
    Fields fields(S stanza);

    /**
     * {@return a stanza as it is written on a stream; the content namespace may be declared on it or left to the stream header}
     *
     * @param stanza what {@link #read} or {@link #refuse} gave
     */
    String write(S stanza);

    /**
     * Answers a request with an error, by what the implementation has for that.
     *
     * @param request an iq that was read
     * @param condition the name of the stanza error condition
     * @return the error; nothing if an answer is not allowed. List in
     *     {@link #notSupported()} if there is no such thing
     */
    Optional<S> refuse(S request, String condition);

    /**
     * Kind, type and addresses are read as they are.
     *
     * @param stanza one of {@link #plain}
     */
    @Property
    @Judges("R-228")
    default void readsAddressesAndType(@ForAll("plain") XmlElement stanza) {
        StanzaJudge.of(this, "R-228").readsEnvelope(stanza);
    }

    /**
     * The id is read as it is, so that an answer can repeat it.
     *
     * @param stanza one of {@link #plain}
     */
    @Property
    @Judges("R-240")
    default void readsTheId(@ForAll("plain") XmlElement stanza) {
        StanzaJudge.of(this, "R-240").readsId(stanza);
    }

    /**
     * A message is read although part of it is not understood.
     *
     * @param part one of {@link #unknown}
     */
    @Property
    @Judges("R-284")
    default void readsAMessageWithAnUnknownPart(@ForAll("unknown") XmlElement part) {
        StanzaJudge.of(this, "R-284").reads(StanzaJudge.with(XmlJudge.message("a"), part));
    }

    /**
     * A request is read although its payload is not understood: it has to be answered.
     *
     * @param payload one of {@link #unknown}
     */
    @Property
    @Judges("R-285")
    default void readsARequestWithAnUnknownPayload(@ForAll("unknown") XmlElement payload) {
        StanzaJudge.of(this, "R-285").reads(StanzaJudge.request(payload));
    }

    /**
     * An iq of no type that there is is not taken for one of a type that there is.
     *
     * @param broken one of {@link #unknownIqType}
     */
    @Property
    @Judges("R-248")
    default void takesNoOtherTypeForARequest(@ForAll("unknownIqType") BrokenStanza broken) {
        StanzaJudge.of(this, "R-248").takesNoOtherType(broken);
    }

    /**
     * What is not understood is passed on as it came.
     *
     * @param part one of {@link #unknown}
     */
    @Property
    @Judges("R-286")
    default void passesOnWhatItDoesNotUnderstand(@ForAll("unknown") XmlElement part) {
        StanzaJudge.of(this, "R-286").passesOn(part);
    }

    /**
     * What is written is well-formed.
     *
     * @param stanza one of {@link #plain}
     */
    @Property
    @Judges({"R-312", "R-314"})
    default void writesWellFormedXml(@ForAll("plain") XmlElement stanza) {
        StanzaJudge.of(this, "R-312").writesWellFormed(stanza);
    }

    /**
     * An answer is well-formed, whatever the request holds.
     *
     * @param request one of {@link #requests}
     */
    @Property
    @Judges({"R-312", "R-314"})
    default void answersInWellFormedXml(@ForAll("requests") Iq request) {
        StanzaJudge.of(this, "R-312").answersWellFormed(request, StanzaErrorCondition.SERVICE_UNAVAILABLE);
    }

    /**
     * Stanzas are written without a prefix.
     *
     * @param stanza one of {@link #plain}
     */
    @Property
    @Judges("R-092")
    default void writesNoPrefix(@ForAll("plain") XmlElement stanza) {
        StanzaJudge.of(this, "R-092").writesNoPrefix(stanza);
    }

    /**
     * The condition, type and text of an error are read as they are.
     *
     * @param error one of {@link #errors}
     */
    @Property
    @Judges("R-265")
    default void readsErrors(@ForAll("errors") Iq error) {
        StanzaJudge.of(this, "R-265").readsError(error);
    }

    /**
     * An application-specific condition that is not understood hides nothing of the rest.
     *
     * @param condition one of {@link #conditions}
     * @param own one of {@link #unknown}
     */
    @Property
    @Judges("R-275")
    default void passesOverApplicationConditions(
            @ForAll("conditions") StanzaErrorCondition condition, @ForAll("unknown") XmlElement own) {
        StanzaJudge.of(this, "R-275")
                .readsError(StanzaJudge.errorOf(
                        StanzaError.builder(condition).applicationCondition(own).build()));
    }

    /**
     * A condition that no RFC defines is taken for undefined-condition.
     *
     * @param name one of {@link #names}
     */
    @Property
    @Judges("R-266")
    default void takesAnUnknownConditionForUndefined(@ForAll("names") String name) {
        StanzaJudge.of(this, "R-266").takesForUndefined(name);
    }

    /**
     * An answer has the id of the request.
     *
     * @param request one of {@link #requests}
     * @param condition one of {@link #conditions}
     */
    @Property
    @Judges("R-250")
    default void answersWithTheId(
            @ForAll("requests") Iq request, @ForAll("conditions") StanzaErrorCondition condition) {
        StanzaJudge.of(this, "R-250").answersWithTheId(request, condition);
    }

    /**
     * An answer goes back to where the request came from.
     *
     * @param request one of {@link #requests}
     * @param condition one of {@link #conditions}
     */
    @Property
    @Judges("R-256")
    default void swapsTheAddresses(
            @ForAll("requests") Iq request, @ForAll("conditions") StanzaErrorCondition condition) {
        StanzaJudge.of(this, "R-256").swapsAddresses(request, condition);
    }

    /**
     * An error holds an error element.
     *
     * @param request one of {@link #requests}
     * @param condition one of {@link #conditions}
     */
    @Property
    @Judges({"R-254", "R-258"})
    default void answersWithAnError(
            @ForAll("requests") Iq request, @ForAll("conditions") StanzaErrorCondition condition) {
        StanzaJudge.of(this, "R-254").answersWithError(request, condition);
    }

    /**
     * A result and an error are not answered.
     *
     * @param response one of {@link #responses}
     */
    @Property
    @Judges("R-251")
    default void answersRequestsOnly(@ForAll("responses") Iq response) {
        StanzaJudge.of(this, "R-251").doesNotAnswer(response);
    }

    /** {@return stanzas of each kind with addresses and payloads that give nobody trouble} */
    @Provide
    default Arbitrary<XmlElement> plain() {
        return StanzaJudge.plain();
    }

    /** {@return elements of namespaces that nobody knows} */
    @Provide
    default Arbitrary<XmlElement> unknown() {
        return StanzaJudge.unknown();
    }

    /** {@return iqs of types that there are not} */
    @Provide
    default Arbitrary<BrokenStanza> unknownIqType() {
        return StanzaArbitraries.broken(StanzaFault.IQ_OF_UNKNOWN_TYPE);
    }

    /** {@return requests with both addresses} */
    @Provide
    default Arbitrary<Iq> requests() {
        return StanzaJudge.requests();
    }

    /** {@return results and errors} */
    @Provide
    default Arbitrary<Iq> responses() {
        return StanzaJudge.responses();
    }

    /** {@return errors, with text or without} */
    @Provide
    default Arbitrary<Iq> errors() {
        return Combinators.combine(conditions(), ErrorJudge.texts().optional())
                .as((condition, text) -> StanzaJudge.errorOf(
                        text.map(some -> StanzaError.of(condition, some)).orElseGet(() -> StanzaError.of(condition))));
    }

    /** {@return the conditions that RFC 3920 and RFC 6120 have in common and that hold no text} */
    @Provide
    default Arbitrary<StanzaErrorCondition> conditions() {
        return Arbitraries.of(StanzaErrorCondition.values())
                .filter(condition -> condition.inRfc3920() && condition.inRfc6120() && !condition.hasText());
    }

    /** {@return names of conditions that no RFC defines} */
    @Provide
    default Arbitrary<String> names() {
        return ErrorJudge.unknownNames();
    }
}
