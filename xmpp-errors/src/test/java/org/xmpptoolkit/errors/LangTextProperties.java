package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.Language;

/** Laws of choosing a text by language. */
class LangTextProperties {
    /** The JDK has a lookup by RFC 4647 section 3.4 too, for texts that all have a language. */
    @Property
    void choosesWhatTheJdkLooksUp(@ForAll("tags") String wanted, @ForAll("tagLists") List<String> tags) {
        String found = Locale.lookupTag(List.of(new Locale.LanguageRange(wanted)), tags);
        Optional<String> expected = found == null
                ? tags.stream().findFirst()
                : tags.stream().filter(found::equalsIgnoreCase).findFirst();
        assertEquals(expected, best(tags, wanted).map(LangText::text));
    }

    @Property
    void aTextWithoutLanguageIsTheDefault(@ForAll("tags") String wanted, @ForAll("tagLists") List<String> tags) {
        boolean found = Locale.lookupTag(List.of(new Locale.LanguageRange(wanted)), tags) != null;
        List<LangText> texts = new ArrayList<>(texts(tags));
        LangText plain = LangText.of("plain");
        texts.add(plain);
        assertEquals(
                found ? best(tags, wanted) : Optional.of(plain),
                LangText.best(texts, Optional.empty(), Language.of(wanted)));
    }

    @Property
    void theInheritedLanguageIsThatOfATextWithoutOne(
            @ForAll("tags") String wanted, @ForAll("tagLists") List<String> tags, @ForAll("tags") String inherited) {
        List<LangText> unnamed = new ArrayList<>(texts(tags));
        List<LangText> named = new ArrayList<>(unnamed);
        unnamed.add(0, LangText.of("inherits"));
        named.add(0, LangText.of(Language.of(inherited), "inherits"));
        assertEquals(
                LangText.best(named, Optional.empty(), Language.of(wanted)).map(LangText::text),
                LangText.best(unnamed, Optional.of(Language.of(inherited)), Language.of(wanted))
                        .map(LangText::text));
    }

    private static List<LangText> texts(List<String> tags) {
        return tags.stream().map(tag -> LangText.of(Language.of(tag), tag)).toList();
    }

    private static Optional<LangText> best(List<String> tags, String wanted) {
        return LangText.best(texts(tags), Optional.empty(), Language.of(wanted));
    }

    @Provide
    Arbitrary<List<String>> tagLists() {
        return tags().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> tags() {
        Arbitrary<String> whole = Combinators.combine(
                        Arbitraries.of("en", "de", "zh", "ZH"),
                        Arbitraries.of("", "-Hant", "-latn"),
                        Arbitraries.of("", "-CN", "-ch", "-419"),
                        Arbitraries.of("", "-1996"),
                        Arbitraries.of("", "-u-co-phonebk", "-a-one-two"),
                        Arbitraries.of("", "-x-private1", "-x-private1-p-2"))
                .as((language, script, region, variant, extension, privateUse) ->
                        language + script + region + variant + extension + privateUse);
        return Arbitraries.oneOf(whole, Arbitraries.of("x-one", "x-one-two", "x-1-one", "en", "de", "zh-Hant"));
    }
}
