package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/**
 * What whoever reads and writes stream errors has to keep: RFC 6120 section 4.9.
 *
 * <pre>{@code
 * class MyStreamErrorTest implements StreamErrorContract {
 *     public Optional<Failure> read(String xml) {
 *         MyStreamError error = MyStreamError.parse(xml);
 *         return Optional.of(new Failure(error.condition(), error.conditionText(), error.text()));
 *     }
 *
 *     public String write(Failure failure) {
 *         return MyStreamError.of(failure.condition(), failure.text()).toXml();
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9">RFC 6120 section 4.9</a>
 */
public interface StreamErrorContract extends Contract {
    /**
     * A stream error as the implementation understands it.
     *
     * @param condition the name of the defined condition
     * @param conditionText the text within the condition, which only see-other-host has
     * @param text the text for people, if there is one; of several in different languages any of them
     */
    record Failure(String condition, Optional<String> conditionText, Optional<String> text) {}

    /**
     * Reads a stream error.
     *
     * @param xml the element {@code error} with the declarations that it needs
     * @return what it says, or nothing if it is refused; an exception is taken for a defect
     */
    Optional<Failure> read(String xml);

    /**
     * Writes a stream error.
     *
     * @param failure what it says
     * @return the element; the namespace of the stream may be declared on it or left to the stream header, by the prefix {@code stream}
     */
    String write(Failure failure);

    /**
     * The condition is read, whatever stands beside it.
     *
     * @param error one of {@link #errors}
     */
    @Property
    @Judges("R-105")
    default void readsTheCondition(@ForAll("errors") StreamError error) {
        ErrorJudge.of(this, "R-105").readsCondition(error);
    }

    /**
     * A condition that no RFC defines is taken for undefined-condition.
     *
     * @param name one of {@link #names}
     */
    @Property
    @Judges("R-106")
    default void takesAnUnknownConditionForUndefined(@ForAll("names") String name) {
        ErrorJudge.of(this, "R-106").takesForUndefined(name);
    }

    /**
     * The text is read from the namespace of the conditions.
     *
     * @param error one of {@link #errors}
     */
    @Property
    @Judges("R-107")
    default void readsTheText(@ForAll("errors") StreamError error) {
        ErrorJudge.of(this, "R-107").readsText(error);
    }

    /**
     * A host to turn to is read as it is, with its port and the brackets of an IPv6 address.
     *
     * @param host one of {@link #hosts}
     */
    @Property
    @Judges({"R-116", "R-117"})
    default void readsWhereToTurn(@ForAll("hosts") String host) {
        ErrorJudge.of(this, "R-116").readsHost(host);
    }

    /**
     * An application-specific condition stands beside a defined one and does not hide it.
     *
     * @param condition one of {@link #conditions}
     */
    @Property
    @Judges("R-124")
    default void readsTheConditionBesideAnotherOne(@ForAll("conditions") StreamErrorCondition condition) {
        ErrorJudge.of(this, "R-124").readsBeside(condition);
    }

    /**
     * What is written is a stream error with a defined condition.
     *
     * @param condition one of {@link #conditions}
     */
    @Property
    @Judges({"R-099", "R-105"})
    default void writesADefinedCondition(@ForAll("conditions") StreamErrorCondition condition) {
        ErrorJudge.of(this, "R-099").writes(condition);
    }

    /**
     * The text is written in the namespace of the conditions.
     *
     * @param condition one of {@link #conditions}
     * @param text one of {@link #texts}
     */
    @Property
    @Judges("R-107")
    default void writesTheTextInItsNamespace(
            @ForAll("conditions") StreamErrorCondition condition, @ForAll("texts") String text) {
        ErrorJudge.of(this, "R-107").writes(condition, text);
    }

    /** {@return stream errors with a text} */
    @Provide
    default Arbitrary<StreamError> errors() {
        return Combinators.combine(conditions(), texts()).as(StreamError::of);
    }

    /** {@return the conditions that RFC 3920 and RFC 6120 have in common and that hold no text} */
    @Provide
    default Arbitrary<StreamErrorCondition> conditions() {
        return Arbitraries.of(StreamErrorCondition.values())
                .filter(condition -> condition.inRfc3920() && condition.inRfc6120() && !condition.hasText());
    }

    /** {@return names of conditions that no RFC defines} */
    @Provide
    default Arbitrary<String> names() {
        return ErrorJudge.unknownNames();
    }

    /** {@return hosts with and without port} */
    @Provide
    default Arbitrary<String> hosts() {
        return Arbitraries.of(
                "example.com", "example.com:5269", "192.0.2.7:5222", "[2001:db8::7]", "[2001:db8::7]:5222");
    }

    /** {@return texts for people} */
    @Provide
    default Arbitrary<String> texts() {
        return ErrorJudge.texts();
    }
}
