package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

class LangTextTest {
    private static final Optional<Language> NONE = Optional.empty();

    /** Texts in the languages named, each with the name for a text; {@code -} is a text without language. */
    private static List<LangText> texts(String languages) {
        List<LangText> texts = new ArrayList<>();
        for (String language : languages.split(" ")) {
            texts.add(language.equals("-") ? LangText.of("-") : new LangText(Optional.of(language), language));
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({
        // subtags are taken off the end, one by one
        "zh-Hant-CN,                     zh zh-Hant,             zh-Hant",
        "zh-Hant-CN,                     zh-Hant-CN zh,          zh-Hant-CN",
        "de-CH,                          en de,                  de",
        "DE-ch,                          en de-CH,               de-CH",
        // a single letter or digit goes together with what follows it
        "zh-Hant-CN-x-private1-private2, zh-Hant-CN zh-Hant-CN-x-private1, zh-Hant-CN-x-private1",
        "zh-Hant-CN-x-private1-private2, zh zh-Hant-CN,          zh-Hant-CN",
        "de-u-co-phonebk,                en de,                  de",
        "de-1996-u-co-phonebk,           de de-1996,             de-1996",
        "x-one-two,                      en x-one,               x-one",
        // a text in a narrower language, or in that of another place, does not match
        "de,                             en de-CH,               en",
        "en-GB,                          de en-US -,             -",
        "e,                              en -,                   -",
        // the default
        "fr,                             de - en,                -",
        "fr,                             de en,                  de",
        // the first of several
        "de,                             de-AT de DE,            de"
    })
    void choosesByLookup(String wanted, String languages, String expected) {
        Language language = Language.tryParse(wanted).orElse(Language.of("qaa"));
        assertEquals(
                Optional.of(expected),
                LangText.best(texts(languages), NONE, language).map(LangText::text));
    }

    @Test
    void aWildcardIsNoLanguage() {
        assertEquals(NONE, Language.tryParse("*"));
        assertEquals(NONE, Language.tryParse("*-CH"));
        assertEquals(NONE, Language.tryParse("de-*"));
    }

    @Test
    void countsATextWithoutLanguageAsInTheInheritedOne() {
        assertEquals(
                Optional.of(LangText.of("-")),
                LangText.best(texts("en -"), Optional.of(Language.of("de")), Language.of("de-CH")));
        assertEquals(
                Optional.of("de"),
                LangText.best(texts("- de"), Optional.of(Language.of("en")), Language.of("de"))
                        .map(LangText::text));
        assertEquals(Optional.empty(), LangText.best(List.of(), Optional.of(Language.of("de")), Language.of("de")));
    }

    @Test
    void anEmptyLanguageTakesBackTheInheritedOne() {
        LangText taken = new LangText(Optional.of(""), "taken back");
        List<LangText> texts = List.of(LangText.of(Language.of("en"), "en"), taken);
        assertEquals(Optional.of(taken), LangText.best(texts, Optional.of(Language.of("de")), Language.of("de")));
        assertEquals(NONE, taken.language());
    }

    @Test
    void anIllFormedLanguageIsKeptAndNeverMatches() {
        XmlElement element = Octets.read("<text xmlns='urn:x' xml:lang='not a tag'>x</text>");
        LangText text = LangText.fromElement(element);
        assertEquals(Optional.of("not a tag"), text.rawLanguage());
        assertEquals(NONE, text.language());
        assertEquals(element, text.toElement("urn:x", "text"));
        assertEquals(
                Optional.of(LangText.of("-")),
                LangText.best(List.of(text, LangText.of("-")), NONE, Language.of("not")));
    }

    @Test
    void readsTextOnly() {
        XmlElement element = Octets.read(
                "<text xmlns='" + Namespaces.STREAM_ERRORS + "' a='1'>one <b>bold</b>two<![CDATA[<]]></text>");
        assertEquals(LangText.of("one two<"), LangText.fromElement(element));
    }
}
