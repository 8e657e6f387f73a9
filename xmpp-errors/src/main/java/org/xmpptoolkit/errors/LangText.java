package org.xmpptoolkit.errors;

import java.util.ArrayList;
import java.util.List;
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
    /**
     * A text in a language.
     *
     * @param language the language
     * @param text the text
     * @return both together
     */
    public static LangText of(Language language, String text) {
        return new LangText(Optional.of(language.toString()), text);
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

    /** The language, or nothing if none is given or the one given is ill-formed. */
    public Optional<Language> language() {
        return rawLanguage.flatMap(Language::tryParse);
    }

    /**
     * Chooses the text that a reader of a language is best served with: by lookup (RFC 4647 section 3.4), or else the one without
     * language, or else the first.
     *
     * @param texts the texts to choose from
     * @param inherited the language of those that have none of their own, if it is known
     * @param wanted the reader's language
     * @return one of the texts, or nothing if there are none
     */
    public static Optional<LangText> best(List<LangText> texts, Optional<Language> inherited, Language wanted) {
        List<Language> languages = new ArrayList<>();
        for (LangText text : texts) {
            languageOf(text, inherited).ifPresent(languages::add);
        }
        Optional<Language> found = wanted.lookup(languages);
        for (LangText text : texts) {
            if (found.isPresent() && languageOf(text, inherited).equals(found)) {
                return Optional.of(text);
            }
        }
        return texts.stream().filter(t -> t.rawLanguage.isEmpty()).findFirst().or(() -> texts.stream()
                .findFirst());
    }

    private static Optional<Language> languageOf(LangText text, Optional<Language> inherited) {
        return text.rawLanguage.isPresent() ? text.language() : inherited;
    }

    /**
     * Reads an element that holds text only.
     *
     * @param element the element; child elements and attributes other than {@code xml:lang} are not read
     * @return its text and language
     */
    public static LangText fromElement(XmlElement element) {
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
        XmlElement.Builder builder = XmlElement.builder(namespace, localName);
        rawLanguage.ifPresent(tag -> builder.attribute(Namespaces.XML, "lang", "xml", tag));
        return builder.text(text).build();
    }
}
