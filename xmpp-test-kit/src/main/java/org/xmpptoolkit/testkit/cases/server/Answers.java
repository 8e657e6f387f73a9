package org.xmpptoolkit.testkit.cases.server;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.testkit.result.Judgement;

/** Judges what a request was answered. */
final class Answers {
    private Answers() {}

    /** What an answer is, for people. */
    static String words(Optional<XmlElement> answer) {
        return answer.map(given -> BoundClient.condition(given)
                        .map(condition -> "stanza error " + condition.elementName())
                        .orElse("type " + given.attribute("type").orElse("missing")))
                .orElse("no answer");
    }

    /** A rule that asks for a stanza error with a condition. */
    static Judgement demands(Optional<XmlElement> answer, StanzaErrorCondition named) {
        boolean kept =
                answer.flatMap(BoundClient::condition).filter(named::equals).isPresent();
        return Judgement.of(kept, words(answer) + (kept ? "" : " instead of " + named.elementName()));
    }

    /** As {@link #demands}, but others of the conditions are a warning only, and so is no answer. */
    static Judgement tolerates(
            Optional<XmlElement> answer, StanzaErrorCondition named, Set<StanzaErrorCondition> tolerated) {
        boolean passable = answer.isEmpty()
                || answer.flatMap(BoundClient::condition)
                        .filter(tolerated::contains)
                        .isPresent();
        Judgement strict = demands(answer, named);
        return passable ? recommends(strict) : strict;
    }

    /** What is no failure here. */
    static Judgement recommends(Judgement judgement) {
        return judgement.verdict() == org.xmpptoolkit.testkit.result.Verdict.FAILED
                ? Judgement.warning(judgement.seen())
                : judgement;
    }
}
