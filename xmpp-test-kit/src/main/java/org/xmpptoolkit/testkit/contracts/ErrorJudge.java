package org.xmpptoolkit.testkit.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.contracts.StreamErrorContract.Failure;

/** How the properties of {@link StreamErrorContract} judge one implementation by one rule. */
record ErrorJudge(StreamErrorContract implementation, String rule) {
    static ErrorJudge of(StreamErrorContract implementation, String rule) {
        return new ErrorJudge(implementation, rule);
    }

    /** Names that neither a stream error nor a stanza error goes by. */
    static Arbitrary<String> unknownNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.charAt(0) != '-'
                        && !name.equals("text")
                        && StreamErrorCondition.ofElementName(name).isEmpty()
                        && StanzaErrorCondition.ofElementName(name).isEmpty());
    }

    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('\u00E9', '\u4E00')
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(text -> !text.isBlank());
    }

    void readsCondition(StreamError error) {
        reads(error.toElement(), error.condition().elementName());
    }

    void takesForUndefined(String name) {
        reads(errorOf(XmlElement.of(Namespaces.STREAM_ERRORS, name)), "undefined-condition");
    }

    void readsBeside(StreamErrorCondition condition) {
        XmlElement own = XmlElement.of("urn:example:own", "out-of-tea");
        reads(errorOf(XmlElement.of(Namespaces.STREAM_ERRORS, condition.elementName()), own), condition.elementName());
    }

    private void reads(XmlElement error, String condition) {
        Check check = check(error, "the condition " + condition, "look for the element in " + Namespaces.STREAM_ERRORS);
        Failure came = read(check, error);
        check.that(came.condition().equals(condition), "the condition " + came.condition());
    }

    void readsText(StreamError error) {
        List<String> texts = error.texts().stream().map(LangText::text).toList();
        Assume.that(!texts.isEmpty());
        Check check = check(
                error.toElement(), "one of the texts", "look for the element text in " + Namespaces.STREAM_ERRORS);
        Optional<String> came = read(check, error.toElement()).text();
        check.that(
                came.filter(texts::contains).isPresent(),
                "the text " + came.map(Shown::text).orElse("none"));
    }

    void readsHost(String host) {
        XmlElement error = errorOf(XmlElement.builder(Namespaces.STREAM_ERRORS, "see-other-host")
                .text(host)
                .build());
        Check check = check(error, "see-other-host with " + host, "keep the text of the condition as it is");
        Failure came = read(check, error);
        check.that(
                came.condition().equals("see-other-host")
                        && came.conditionText().equals(Optional.of(host)),
                came.condition() + " with " + came.conditionText().orElse("nothing"));
    }

    void writes(StreamErrorCondition condition) {
        Failure failure = new Failure(condition.elementName(), Optional.empty(), Optional.empty());
        writes(failure, condition.elementName(), Optional.empty());
    }

    void writes(StreamErrorCondition condition, String text) {
        Failure failure = new Failure(condition.elementName(), Optional.empty(), Optional.of(text));
        writes(failure, "text", Optional.of(text));
    }

    private void writes(Failure failure, String child, Optional<String> text) {
        Check check = Check.of(
                rule,
                failure.condition()
                        + text.map(some -> " with the text " + Shown.text(some)).orElse(""),
                "an error in " + Namespaces.STREAM + ", and " + child + " in " + Namespaces.STREAM_ERRORS,
                "declare the namespace of the conditions on the condition and on the text");
        String written = check.attempt(() -> implementation.write(failure));
        Optional<XmlElement> found = XmlJudge.parsed(written)
                .filter(element -> element.is(Namespaces.STREAM, "error"))
                .flatMap(element -> element.element(Namespaces.STREAM_ERRORS, child));
        check.that(found.isPresent() && (text.isEmpty() || found.get().text().equals(text.get())), Shown.xml(written));
    }

    private Failure read(Check check, XmlElement error) {
        return check.attempt(() -> implementation.read(error.toString())).orElseThrow(() -> check.violation("refused"));
    }

    private Check check(XmlElement error, String expected, String advice) {
        return Check.of(rule, Shown.xml(error.toString()), expected, advice);
    }

    private static XmlElement errorOf(XmlElement... children) {
        return XmlElement.builder(Namespaces.STREAM, "error")
                .prefix("stream")
                .children(List.of(children))
                .build();
    }
}
