package org.xmpptoolkit.core;

import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A language tag, the value of {@code xml:lang} (BCP 47; RFC 6120 sections 4.7.4 and 8.1.5).
 *
 * <p>Immutable. Two tags are equal if they differ in case only; the text that came is kept.
 */
public final class Language {
    private final String tag;

    private Language(String tag) {
        this.tag = tag;
    }

    /**
     * Reads a tag.
     *
     * @param tag a well-formed BCP 47 tag, for instance {@code de-CH}
     * @return the language
     * @throws IllegalArgumentException if the tag is empty or ill-formed
     */
    public static Language of(String tag) {
        return tryParse(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + tag + "' is no well-formed language tag (BCP 47; RFC 6120 section 4.7.4)"));
    }

    /**
     * Reads a tag that may be ill-formed.
     *
     * @param tag the text of an {@code xml:lang}
     * @return the language, or nothing if the tag is empty or ill-formed
     */
    public static Optional<Language> tryParse(String tag) {
        Objects.requireNonNull(tag, "tag");
        if (tag.isEmpty() || tag.indexOf('_') >= 0) {
            return Optional.empty(); // Locale would take an underscore for a hyphen
        }
        try {
            new Locale.Builder().setLanguageTag(tag);
            return Optional.of(new Language(tag));
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds the best of the available languages: this one, or else this one with subtags taken off its end one by one (lookup,
     * RFC 4647 section 3.4).
     *
     * @param available the languages to choose from
     * @return one of them, or nothing if none fits
     */
    public Optional<Language> lookup(Collection<Language> available) {
        String range = tag;
        while (!range.isEmpty()) {
            for (Language language : available) {
                if (language.tag.equalsIgnoreCase(range)) {
                    return Optional.of(language);
                }
            }
            int cut = range.lastIndexOf('-');
            if (cut >= 2 && range.charAt(cut - 2) == '-') {
                cut -= 2; // a single-letter subtag goes with what follows it
            }
            range = cut < 0 ? "" : range.substring(0, cut);
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Language language && tag.equalsIgnoreCase(language.tag);
    }

    @Override
    public int hashCode() {
        return tag.toLowerCase(Locale.ROOT).hashCode();
    }

    /** The tag as it came. */
    @Override
    public String toString() {
        return tag;
    }
}
