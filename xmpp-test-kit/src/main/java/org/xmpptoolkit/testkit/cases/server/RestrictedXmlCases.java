package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.cases.server.Aftermath.Spot;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What XML has and XMPP has not: comments, processing instructions, DTDs, entities, standalone (RFC 6120 sections 11.1 and 11.5). */
final class RestrictedXmlCases {
    private static final Arbitrary<Spot> ANYWHERE = Arbitraries.of(Spot.class);

    private RestrictedXmlCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(comments(), instructions(), documentTypes(), entities(), standalone());
    }

    /** Something that is not allowed, and where it stands. */
    private record Slip(Spot spot, String text) {
        @Override
        public String toString() {
            return spot + ": " + text;
        }
    }

    private static CheckCase<ServerStage> ends(
            String id, String title, Arbitrary<Spot> spots, Arbitrary<String> texts, Supplier<Tamper> mutant) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(mutant)
                .forAll(Combinators.combine(spots, texts).as(Slip::new), (stage, slip) -> Aftermath.of(
                                stage, slip.spot(), slip.text())
                        .recommends(StreamErrorCondition.RESTRICTED_XML));
    }

    private static CheckCase<ServerStage> comments() {
        Arbitrary<String> texts = Arbitraries.of("", " ", "comment", "<a>", "<?a?>", "-", "\u00e9", "&", "]]>", "a\n>")
                .map(text -> "<!--" + (text.endsWith("-") ? text + " " : text) + "-->");
        return ends(
                "R-307",
                "a comment ends the stream",
                ANYWHERE,
                texts,
                () -> Tamper.hearing(frame -> frame.replaceAll("(?s)<!--.*?-->", "")));
    }

    private static CheckCase<ServerStage> instructions() {
        Arbitrary<String> texts = Arbitraries.of(
                        "a", "pi data", "xml-stylesheet href='x'", "xmlns:a", "php echo '>'", "\u00e9 \u00e9")
                .map(text -> "<?" + text + "?>");
        return ends(
                "R-308",
                "a processing instruction ends the stream",
                ANYWHERE,
                texts.filter(text -> !text.contains(":")),
                () -> Tamper.hearing(frame -> frame.replaceAll("(?s)<\\?(?!xml ).*?\\?>", "")));
    }

    /** Each with a subset, internal or external: section 11.1 names these, and a declaration may do without both. */
    private static CheckCase<ServerStage> documentTypes() {
        Arbitrary<String> texts = Arbitraries.of(
                "<!DOCTYPE stream []>",
                "<!DOCTYPE stream SYSTEM 'http://localhost.invalid/stream.dtd'>",
                "<!DOCTYPE stream PUBLIC '-//check//stream' 'http://localhost.invalid/stream.dtd'>",
                "<!DOCTYPE stream [<!ENTITY a 'b'>]>",
                "<!DOCTYPE stream [<!ELEMENT stream ANY><!ATTLIST stream a CDATA 'b'>]>");
        return ends(
                "R-309",
                "a document type declaration with a subset ends the stream",
                Arbitraries.of(Spot.BEFORE_HEADER),
                texts,
                () -> Mutants.lenient("<!DOCTYPE"));
    }

    private static CheckCase<ServerStage> entities() {
        Arbitrary<String> texts = Arbitraries.of("nbsp", "foo", "amp2", "AMP", "LT", "euro", "a.b-c", "\u00e9")
                .map(name -> "&" + name + ";");
        return ends(
                "R-310",
                "a reference to an entity other than the five ends the stream",
                Arbitraries.of(Spot.STANZA),
                Combinators.combine(Arbitraries.of("", "a", "<x xmlns='urn:xmpptoolkit:check' a='", "<b/>"), texts)
                        .as((before, text) -> before + text + (before.endsWith("'") ? "'/>" : "")),
                () -> Tamper.hearing(frame -> frame.replaceAll("&(?!amp;|lt;|gt;|quot;|apos;|#)[^;\\s]*;", "")));
    }

    private static CheckCase<ServerStage> standalone() {
        return CheckCase.<ServerStage>of("R-322", "standalone='no' is ignored, or ends the stream")
                .mutant(() -> Mutants.deafFrom(frame -> frame.contains("standalone")))
                .forAll(
                        Arbitraries.of(
                                "<?xml version='1.0' standalone='no'?>",
                                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>",
                                "<?xml version='1.0' encoding='utf-8' standalone = 'no' ?>"),
                        (stage, declaration) -> {
                            InitiatingEntity us = stage.connect();
                            us.send(
                                    "",
                                    declaration,
                                    InitialHeader.to(stage.domain()).startTag());
                            Ending ending = Aftermath.of(us, element -> element.is(Namespaces.STREAM, "features"));
                            return ending.element(Namespaces.STREAM, "features").isPresent()
                                    ? Judgement.passed("ignored")
                                    : ending.recommends(StreamErrorCondition.RESTRICTED_XML);
                        });
    }
}
