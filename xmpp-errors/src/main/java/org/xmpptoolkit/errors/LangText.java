package org.xmpptoolkit.errors;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/**
 * A text for people and the language it is in.
 *
 * @param rawLanguage the text of the element's own {@code xml:lang}, perhaps ill-formed; nothing if it has none, so that the
 *     language of what is around it holds (RFC 6120 section 8.1.5)
 * @param text the text, perhaps empty
 */
public record LangText(Optional<String> rawLanguage, String text) {
    private static final Language ENGLISH = Language.of("en");

    /**
     * Takes both parts as they are.
     *
     * @param rawLanguage the text of {@code xml:lang}, which need not be well-formed
     * @param text any text; empty where the element is
     */
    public LangText {
        Objects.requireNonNull(rawLanguage, "rawLanguage");
        Objects.requireNonNull(text, "text");
    }

    /**
     * A text in a language.
     *
     * @param language the language
     * @param text the text
     * @return both together
     */
    public static LangText of(Language language, String text) {
        return new LangText(
                Optional.of(Objects.requireNonNull(language, "language").toString()), text);
    }

    static LangText english(String englishText) {
        return of(ENGLISH, Objects.requireNonNull(englishText, "englishText"));
    }

    /**
     * A text in the language of what is around it.
     *
     * @param text the text
     * @return the text, without a language of its own
     */
    public static LangText of(String text) {
        return new LangText(Optional.empty(), text);
    }

    /** {@return the language, or nothing if none is given or the one given is ill-formed} */
    public Optional<Language> language() {
        return rawLanguage.flatMap(Language::tryParse);
    }

    /**
     * Chooses the text that a reader of a language is best served with: by lookup (RFC 4647 section 3.4), which takes subtags off the
     * end of the wanted language until a text is in what is left. Where none is, the first text without language, or else the first.
     *
     * @param texts the texts to choose from
     * @param inherited the language of those that have no {@code xml:lang} of their own, if it is known
     * @param wanted the reader's language; a language range with a wildcard is none
     * @return one of the texts, or nothing if there are none
     */
    public static Optional<LangText> best(List<LangText> texts, Optional<Language> inherited, Language wanted) {
        Objects.requireNonNull(texts, "texts");
        Objects.requireNonNull(inherited, "inherited");
        Objects.requireNonNull(wanted, "wanted");
        List<Language> languages =
                texts.stream().flatMap(t -> t.languageIn(inherited).stream()).toList();
        Optional<Language> found = wanted.lookup(languages);
        return texts.stream()
                .filter(t -> found.isPresent() && t.languageIn(inherited).equals(found))
                .findFirst()
                .or(() -> texts.stream().filter(LangText::isInNoLanguage).findFirst())
                .or(() -> texts.stream().findFirst());
    }

    private Optional<Language> languageIn(Optional<Language> inherited) {
        return rawLanguage.isPresent() ? language() : inherited;
    }

    /** Whether no language is named here; an empty {@code xml:lang} takes back the one outside (XML 1.0 section 2.12). */
    private boolean isInNoLanguage() {
        return rawLanguage.orElse("").isEmpty();
    }

    /**
     * Reads an element that holds text only.
     *
     * @param element the element; child elements and attributes other than {@code xml:lang} are not read
     * @return its text and language
     */
    public static LangText fromElement(XmlElement element) {
        Objects.requireNonNull(element, "element");
        return new LangText(element.xmlLang(), element.text());
    }

    /**
     * Writes the text as an element.
     *
     * @param namespace the namespace name of the element
     * @param localName its local name
     * @return the element
     * @throws IllegalArgumentException if the text or the language has a character that XML 1.0 forbids
     */
    public XmlElement toElement(String namespace, String localName) {
        XmlElement.Builder builder = XmlElement.builder(
                Objects.requireNonNull(namespace, "namespace"), Objects.requireNonNull(localName, "localName"));
        rawLanguage.ifPresent(tag -> builder.attribute(Namespaces.XML, "lang", "xml", tag));
        return builder.text(text).build();
    }
}
