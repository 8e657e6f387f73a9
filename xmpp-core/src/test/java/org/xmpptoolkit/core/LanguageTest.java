package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    private static Optional<String> lookup(String range, String... available) {
        return Language.of(range)
                .lookup(List.of(available).stream().map(Language::of).toList())
                .map(Language::toString);
    }

    @Test
    void lookupTakesSubtagsOffTheEnd() {
        assertEquals(Optional.of("zh-Hant"), lookup("zh-Hant-CN-x-private1-private2", "zh", "zh-Hant"));
        assertEquals(Optional.of("zh-Hant-CN"), lookup("zh-Hant-CN-x-private1-private2", "zh-Hant", "zh-Hant-CN"));
        assertEquals(
                Optional.of("zh-Hant-CN-x-private1"),
                lookup("zh-Hant-CN-x-private1-private2", "zh-Hant-CN", "zh-Hant-CN-x-private1"));
        assertEquals(Optional.of("de"), lookup("de-CH-1996", "en", "de"));
        assertEquals(Optional.empty(), lookup("de", "de-CH", "en"));
        assertEquals(Optional.empty(), lookup("de"));
    }

    @Test
    void lookupIgnoresCaseAndGivesWhatIsAvailable() {
        assertEquals(Optional.of("EN-gb"), lookup("en-GB", "en", "EN-gb"));
    }

    @Test
    void equalityIgnoresCase() {
        assertEquals(Language.of("de-CH"), Language.of("DE-ch"));
        assertEquals(Language.of("de-CH").hashCode(), Language.of("DE-ch").hashCode());
        assertEquals("DE-ch", Language.of("DE-ch").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "de_CH", "-", "de-", "-de", "d", "de--CH", "abcdefghi", "de-x", "\u00e9", "de CH", "1"})
    void refusesIllFormedTags(String tag) {
        assertEquals(Optional.empty(), Language.tryParse(tag));
        assertThrows(IllegalArgumentException.class, () -> Language.of(tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de",
                "en-GB",
                "zh-Hant-CN",
                "x-private",
                "i-klingon",
                "sl-rozaj-biske",
                "de-CH-x-phonebk",
                "es-419",
                "EN"
            })
    void acceptsWellFormedTags(String tag) {
        assertEquals(tag, Language.of(tag).toString());
    }
}
