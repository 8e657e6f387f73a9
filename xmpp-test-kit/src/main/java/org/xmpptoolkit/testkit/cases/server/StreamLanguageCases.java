package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The language of a stream, and of what is said on it (RFC 6120 section 4.7.4). */
final class StreamLanguageCases {
    private static final String LANG = "xml:lang";
    /** Reserved for private use by ISO 639, so that no server has a text in one. */
    private static final Arbitrary<String> UNSUPPORTED = Arbitraries.strings()
            .withCharRange('a', 't')
            .ofLength(1)
            .flatMap(second ->
                    Arbitraries.strings().withCharRange('a', 'z').ofLength(1).map(third -> "q" + second + third));

    private static final Arbitrary<String> TAGS =
            Arbitraries.of("de", "de-CH", "fr", "zh-Hant", "sl-rozaj-1994", "es-419", "x-verona", "qaa", "en-GB");

    private StreamLanguageCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(present(), wellFormed(), supported(), lookup(), unsupported(), added(), kept());
    }

    private static Optional<String> answered(ServerStage stage, Optional<String> asked) throws Halt {
        InitialHeader header = InitialHeader.to(stage.domain());
        XmlElement response = StreamHeaderCases.response(
                stage, asked.map(tag -> header.with(LANG, tag)).orElse(header.without(LANG)));
        return response.xmlLang();
    }

    /** The language of a server that is asked for none. */
    private static String defaultOf(ServerStage stage) throws Halt {
        return answered(stage, Optional.empty())
                .filter(tag -> !tag.isEmpty())
                .orElseThrow(() -> Halt.skipped("the response has no xml:lang"));
    }

    private static CheckCase<ServerStage> present() {
        return CheckCase.<ServerStage>of("R-062", "an xml:lang on the response header, whatever was asked for")
                .mutant(() -> Mutants.header(tag -> Mutants.withoutAttribute(tag, LANG)))
                .forAll(TAGS.optional(0.7), (stage, asked) -> {
                    Optional<String> lang = answered(stage, asked);
                    return Judgement.of(lang.isPresent(), "xml:lang is " + lang.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> wellFormed() {
        return CheckCase.<ServerStage>of("R-063", "the xml:lang of the response header is a language tag")
                .mutant(() -> Mutants.headerAttribute(LANG, "en_US.UTF-8"))
                .forAll(TAGS, (stage, asked) -> {
                    String lang = answered(stage, Optional.of(asked))
                            .orElseThrow(() -> Halt.skipped("the response has no xml:lang"));
                    return Judgement.of(Language.tryParse(lang).isPresent(), "xml:lang is '" + lang + "'");
                });
    }

    private static CheckCase<ServerStage> supported() {
        return CheckCase.<ServerStage>of("R-064", "who asks for the server's own language is answered in it")
                .mutant(() -> Mutants.fromInitial(LANG, LANG, (asked, own) -> asked.isEmpty() ? own : "qaa"))
                .plays(stage -> {
                    String own = defaultOf(stage);
                    Optional<String> lang = answered(stage, Optional.of(own));
                    return Judgement.of(
                            lang.filter(own::equalsIgnoreCase).isPresent(),
                            "asked for " + own + ", got " + lang.orElse("none"));
                });
    }

    private static CheckCase<ServerStage> lookup() {
        return CheckCase.<ServerStage>of("R-065", "who asks for a region of the server's language gets the language")
                .mutant(() -> Mutants.fromInitial(LANG, LANG, (asked, own) -> asked.isEmpty() ? own : "qaa"))
                .forAll(Arbitraries.of("CH", "AU", "419", "Latn", "x-verona"), (stage, region) -> {
                    String own = defaultOf(stage);
                    String asked = own + "-" + region;
                    Optional<String> lang = answered(stage, Optional.of(asked));
                    return Judgement.of(
                            lang.filter(said -> said.equalsIgnoreCase(own) || said.equalsIgnoreCase(asked))
                                    .isPresent(),
                            "asked for " + asked + ", got " + lang.orElse("none"));
                });
    }

    private static CheckCase<ServerStage> unsupported() {
        return CheckCase.<ServerStage>of("R-066", "who asks for a language that nobody has gets the server's own")
                .mutant(() -> Mutants.fromInitial(LANG, LANG, (asked, own) -> asked.isEmpty() ? own : asked))
                .forAll(UNSUPPORTED, (stage, asked) -> {
                    String own = defaultOf(stage);
                    Optional<String> lang = answered(stage, Optional.of(asked));
                    return Judgement.of(
                            lang.filter(own::equalsIgnoreCase).isPresent(),
                            "asked for " + asked + ", got " + lang.orElse("none") + "; the default is " + own);
                });
    }

    private static CheckCase<ServerStage> added() {
        return CheckCase.<ServerStage>of("R-067", "a stanza without xml:lang is passed on with that of its stream")
                .mutant(() -> Tamper.saying(frame ->
                        frame.startsWith("<message") ? frame.replaceFirst(" xml:lang=['\"][^'\"]*['\"]", "") : frame))
                .forAll(TAGS, (stage, tag) -> {
                    Pair pair = Pair.of(stage, InitialHeader.to(stage.domain()).with(LANG, tag));
                    Optional<String> came = pair.pass(" type='chat'", "<body>hi</body>")
                            .flatMap(XmlElement::xmlLang)
                            .or(() -> pair.second().responseHeader().xmlLang());
                    return Judgement.of(
                            came.filter(tag::equalsIgnoreCase).isPresent(),
                            "the stream is in " + tag + ", the message came in " + came.orElse("none"));
                });
    }

    private static CheckCase<ServerStage> kept() {
        return CheckCase.<ServerStage>of("R-068", "the xml:lang of a stanza is passed on as it is")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<message")
                        ? frame.replaceFirst(" xml:lang=['\"][^'\"]*['\"]", " xml:lang='en'")
                        : frame))
                .forAll(TAGS, (stage, tag) -> {
                    Pair pair = Pair.of(stage);
                    Optional<String> came = pair.pass(" type='chat' xml:lang='" + tag + "'", "<body>hi</body>")
                            .flatMap(XmlElement::xmlLang);
                    return Judgement.of(
                            came.equals(Optional.of(tag)), "sent in " + tag + ", came in " + came.orElse("none"));
                });
    }
}
