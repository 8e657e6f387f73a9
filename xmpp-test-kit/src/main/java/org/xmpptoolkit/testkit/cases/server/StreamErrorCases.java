package org.xmpptoolkit.testkit.cases.server;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.cases.server.Aftermath.Spot;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a server reports a fault of a stream, and ends it (RFC 6120 section 4.9). */
final class StreamErrorCases {
    private StreamErrorCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                reported(),
                closedBehind(),
                closesToo(),
                headerFirst(),
                shape(
                        "R-105",
                        "a stream error has a defined condition",
                        error -> error.replaceFirst("^(<stream:error>)<[a-z-]+", "$1<made-up"),
                        StreamErrorCases::hasDefinedCondition),
                shape(
                        "R-107",
                        "the text of a stream error is in the namespace of its condition",
                        with("<text>as it is</text>"),
                        StreamErrorCases::textIsRight),
                shape(
                        "R-110",
                        "a condition of an application is in a namespace of its own",
                        with("<out-of-stock/>"),
                        error -> none(
                                error,
                                child -> child.namespace().equals(Namespaces.STREAM)
                                        || Namespaces.isContentNamespace(child.namespace()))),
                shape(
                        "R-122",
                        "undefined-condition comes with a condition of an application only",
                        error -> "<stream:error><undefined-condition xmlns='" + Namespaces.STREAM_ERRORS
                                + "'/></stream:error>",
                        StreamErrorCases::saysMoreThanUndefined),
                shape(
                        "R-124",
                        "one defined condition, and one text and one condition of an application at most",
                        with("<a xmlns='urn:xmpptoolkit:check'/><b xmlns='urn:xmpptoolkit:check'/>"),
                        StreamErrorCases::threeChildren));
    }

    /** What makes a server report a fault. */
    private enum Fault {
        ILL_FORMED {
            @Override
            Ending provoke(ServerStage stage) throws Halt {
                return Aftermath.of(stage, Spot.OPEN, "<a><b></a>");
            }
        },
        ILL_FORMED_STANZA {
            @Override
            Ending provoke(ServerStage stage) throws Halt {
                return Aftermath.of(stage, Spot.SESSION, "<message><body></message>");
            }
        },
        WRONG_ROOT {
            @Override
            Ending provoke(ServerStage stage) throws Halt {
                return opening(
                        stage,
                        InitialHeader.to(stage.domain()).with("xmlns:stream", "http://wrong.namespace.example.org/"));
            }
        },
        UNKNOWN_DOMAIN {
            @Override
            Ending provoke(ServerStage stage) throws Halt {
                return opening(stage, InitialHeader.to("not-served.invalid"));
            }
        };

        abstract Ending provoke(ServerStage stage) throws Halt;

        /** The end, which has to come for the rule to be judged. */
        Ending ending(ServerStage stage) throws Halt {
            Ending ending = provoke(stage);
            if (!ending.closed() && ending.error().isEmpty()) {
                throw Halt.skipped("the server ended no stream on " + this);
            }
            return ending;
        }

        private static Ending opening(ServerStage stage, InitialHeader header) throws Halt {
            InitiatingEntity us = stage.connect();
            us.send(header.declaration(), header.startTag(), "");
            return Aftermath.of(us, element -> element.is(Namespaces.STREAM, "features"));
        }
    }

    private static CheckCase<ServerStage> reported() {
        return CheckCase.<ServerStage>of("R-099", "a stream that is ended for a fault is ended with a stream error")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<stream:error")))
                .forAll(Arbitraries.of(Fault.class), (stage, fault) -> {
                    Ending ending = fault.ending(stage);
                    return ending.error()
                            .map(error -> Judgement.passed(error.condition().elementName()))
                            .orElse(Judgement.failed("the stream was ended without an error"));
                });
    }

    private static CheckCase<ServerStage> closedBehind() {
        return CheckCase.<ServerStage>of("R-100", "the closing tag follows a stream error at once")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("</stream")))
                .forAll(Arbitraries.of(Fault.class), (stage, fault) -> {
                    Ending ending = fault.ending(stage);
                    int error = indexOf(
                            ending.heard(),
                            heard -> heard instanceof Heard.Element element
                                    && element.element().is(Namespaces.STREAM, "error"));
                    if (error < 0) {
                        return Judgement.skipped("no stream error came");
                    }
                    Heard next = ending.heard().get(error + 1);
                    return Judgement.of(next instanceof Heard.ClosingTag, "behind the error came " + next.words());
                });
    }

    private static int indexOf(List<Heard> heard, Function<Heard, Boolean> wanted) {
        for (int i = 0; i < heard.size(); i++) {
            if (wanted.apply(heard.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static CheckCase<ServerStage> closesToo() {
        Arbitrary<String> errors = Arbitraries.of("reset", "system-shutdown", "undefined-condition", "made-up")
                .map(condition ->
                        "<stream:error><" + condition + " xmlns='" + Namespaces.STREAM_ERRORS + "'/></stream:error>");
        return CheckCase.<ServerStage>of("R-101", "who hears a stream error closes the stream too")
                .mutant(() -> Tamper.deafTo("<stream:error"))
                .forAll(errors, (stage, error) -> {
                    Ending ending = Aftermath.of(stage, Spot.OPEN, error);
                    return Judgement.of(ending.closed(), ending.closed() ? "closed" : "the stream goes on");
                });
    }

    private static CheckCase<ServerStage> headerFirst() {
        return CheckCase.<ServerStage>of(
                        "R-102", "a fault of the header is reported behind a header, on a whole stream")
                .mutant(() -> Tamper.silent(frame -> Mutants.isHeader(frame) || frame.startsWith("<?xml")))
                .forAll(Arbitraries.of(Fault.WRONG_ROOT, Fault.UNKNOWN_DOMAIN), (stage, fault) -> {
                    Ending ending = fault.provoke(stage);
                    if (!ending.closed() && ending.heard().stream().noneMatch(Heard.Broken.class::isInstance)) {
                        return Judgement.skipped("the server ended no stream on " + fault);
                    }
                    List<String> came =
                            ending.heard().stream().map(Heard::words).toList();
                    return Judgement.of(
                            ending.header() && ending.error().isPresent() && ending.closingTag(),
                            String.join(", ", came));
                });
    }

    private static UnaryOperator<String> with(String more) {
        return error -> error.replaceFirst("</stream:error>$", more + "$0");
    }

    private static CheckCase<ServerStage> shape(
            String id, String title, UnaryOperator<String> mutant, Function<XmlElement, Judgement> judge) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<stream:error") ? mutant.apply(frame) : frame))
                .forAll(
                        Arbitraries.of(Fault.class),
                        (stage, fault) -> judge.apply(fault.ending(stage)
                                .element(Namespaces.STREAM, "error")
                                .orElseThrow(() -> Halt.skipped("no stream error came"))));
    }

    private static boolean isText(XmlElement child) {
        return child.localName().equals("text");
    }

    private static boolean isCondition(XmlElement child) {
        return child.namespace().equals(Namespaces.STREAM_ERRORS) && !isText(child);
    }

    private static Judgement hasDefinedCondition(XmlElement error) {
        List<String> names = error.elements().stream()
                .filter(StreamErrorCases::isCondition)
                .map(XmlElement::localName)
                .toList();
        boolean defined = Arrays.stream(StreamErrorCondition.values())
                .anyMatch(condition -> names.contains(condition.elementName()));
        return Judgement.of(defined, "the condition is " + names);
    }

    private static Judgement none(XmlElement error, Function<XmlElement, Boolean> bad) {
        return error.elements().stream()
                .filter(bad::apply)
                .findFirst()
                .map(child -> Judgement.failed("<" + child.localName() + "/> in " + child.namespace()))
                .orElse(Judgement.passed(error.elements().size() + " children"));
    }

    private static Judgement textIsRight(XmlElement error) {
        Judgement namespace =
                none(error, child -> isText(child) && !child.namespace().equals(Namespaces.STREAM_ERRORS));
        boolean unspecified = error.elements().stream()
                .anyMatch(child -> isText(child) && child.xmlLang().isEmpty());
        return unspecified ? namespace.worse(Judgement.warning("a text without xml:lang")) : namespace;
    }

    private static Judgement saysMoreThanUndefined(XmlElement error) {
        boolean undefined =
                error.element(Namespaces.STREAM_ERRORS, "undefined-condition").isPresent();
        boolean more =
                error.elements().stream().anyMatch(child -> !child.namespace().equals(Namespaces.STREAM_ERRORS));
        return Judgement.of(!undefined || more, undefined ? "undefined-condition" : "another condition");
    }

    private static Judgement threeChildren(XmlElement error) {
        long conditions =
                error.elements().stream().filter(StreamErrorCases::isCondition).count();
        long texts = error.elements().stream().filter(StreamErrorCases::isText).count();
        long others = error.elements().size() - conditions - texts;
        return Judgement.of(
                conditions == 1 && texts <= 1 && others <= 1,
                conditions + " defined, " + texts + " texts, " + others + " others");
    }
}
