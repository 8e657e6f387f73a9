package org.xmpptoolkit.testkit.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.result.Judgement;

/**
 * How the peer ended a stream, or did not.
 *
 * @param heard what was heard from when the end was awaited
 */
public record Ending(List<Heard> heard) {
    /**
     * Takes a copy.
     *
     * @param heard what was heard, in order; copied
     */
    public Ending {
        heard = List.copyOf(heard);
    }

    /** {@return whether the peer ended the connection} */
    public boolean connectionEnded() {
        return heard.stream().anyMatch(Heard.Ended.class::isInstance);
    }

    /** {@return whether the stream was closed by its closing tag} */
    public boolean closingTag() {
        return heard.stream().anyMatch(Heard.ClosingTag.class::isInstance);
    }

    /** {@return whether a stream header came} */
    public boolean header() {
        return heard.stream().anyMatch(Heard.Header.class::isInstance);
    }

    /** {@return the elements that came, in order} */
    public List<XmlElement> elements() {
        return heard.stream()
                .filter(Heard.Element.class::isInstance)
                .map(event -> ((Heard.Element) event).element())
                .toList();
    }

    /**
     * {@return the first element of a name that came}
     *
     * @param namespace the namespace name of the element
     * @param localName its local name
     */
    public Optional<XmlElement> element(String namespace, String localName) {
        return elements().stream()
                .filter(element -> element.is(namespace, localName))
                .findFirst();
    }

    /** {@return the first stream error that came} */
    public Optional<StreamError> error() {
        return element(Namespaces.STREAM, "error").map(StreamError::fromElement);
    }

    /** {@return whether the peer gave up the stream: by an error, its closing tag or the end of the connection} */
    public boolean closed() {
        return connectionEnded() || closingTag();
    }

    /**
     * Judges a rule that asks for a stream error with a condition, and for the end of the stream.
     *
     * @param conditions those that the rule names, the first for people
     * @return {@code PASSED} with one of them, {@code FAILED} where the stream stays open or no error came, or another one did
     */
    public Judgement demands(StreamErrorCondition... conditions) {
        return judge(Set.of(conditions), conditions[0], false);
    }

    /**
     * Judges a rule that asks for the end of the stream, and recommends a condition.
     *
     * @param conditions those that are recommended, the first for people
     * @return {@code PASSED} with one of them, {@code WARNING} if the stream was closed with another or with none, {@code FAILED}
     *     where it stays open
     */
    public Judgement recommends(StreamErrorCondition... conditions) {
        return judge(Set.of(conditions), conditions[0], true);
    }

    private Judgement judge(Set<StreamErrorCondition> accepted, StreamErrorCondition named, boolean recommended) {
        Optional<StreamErrorCondition> condition = error().map(StreamError::condition);
        if (!closed()) {
            return Judgement.failed(condition
                    .map(said -> said.elementName() + ", but the stream stayed open")
                    .orElse("the stream stayed open; " + came()));
        }
        if (condition.isPresent() && accepted.contains(condition.get())) {
            return Judgement.passed(condition.get().elementName() + ", then closed");
        }
        String seen = condition.map(said -> said.elementName()).orElse("closed without a stream error") + " instead of "
                + named.elementName();
        return recommended ? Judgement.warning(seen) : Judgement.failed(seen);
    }

    private String came() {
        String words = heard.stream()
                .filter(event -> !(event instanceof Heard.Nothing))
                .map(Heard::words)
                .limit(3)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "nothing came" : words + " came";
    }
}
