package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.cases.server.Aftermath.Spot;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.result.Judgement;

/** What is no XML, or breaks the rules of its namespaces (RFC 6120 section 11.3). */
final class WellFormednessCases {
    private static final Arbitrary<String> ILL_FORMED = Arbitraries.of(
            "<ill><b></ill>",
            "<ill></b></ill>",
            "<ill></Ill>",
            "<ill a=1/>",
            "<ill a/>",
            "<ill a='1' a='2'/>",
            "<ill a='1'b='2'/>",
            "<ill a='<'/>",
            "<ill a='&'/>",
            "<ill>&</ill>",
            "<ill>& b</ill>",
            "<ill>&#0;</ill>",
            "<ill>&#8;</ill>",
            "<ill>&#xFFFE;</ill>",
            "<ill>&#xD800;</ill>",
            "<ill>&#x110000;</ill>",
            "<ill>&#;</ill>",
            "<ill>&#xg;</ill>",
            "<ill>]]></ill>",
            "<ill>\u0001</ill>",
            "<ill>\u001f</ill>",
            "<ill a='\u0008'/>",
            "<ill></ill a='1'>",
            "<ill / >",
            "<ill<b/></ill>",
            "<ill><1/></ill>",
            "<ill><-a/></ill>",
            "<ill>< a/></ill>",
            "<ill><![cdata[x]]></ill>");
    private static final Arbitrary<String> UNBOUND = Arbitraries.of(
            "<message{to}><n:ill/></message>",
            "<message{to}><ill n:a='1'/></message>",
            "<message{to}><ill><b><n:c/></b></ill></message>",
            "<message{to}><ill xmlns:n='urn:n'/><n:b/></message>",
            "<message{to} n:a='1'><ill/></message>",
            "<message{to}><ill xmlns:n='urn:n' xmlns:m='urn:n' n:a='1' m:a='2'/></message>",
            "<message{to}><ill xmlns:n=''/></message>",
            "<message{to}><n:ill xmlns:n='urn:n'><n:b xmlns:n=''/></n:ill></message>",
            "<message{to}><ill xmlns:xml='urn:n'/></message>",
            "<message{to}><ill xmlns:xmlns='urn:n'/></message>",
            "<message{to}><ill xmlns='http://www.w3.org/2000/xmlns/'/></message>",
            "<message{to}><ill xmlns:n='http://www.w3.org/XML/1998/namespace'/></message>",
            "<message{to}><n:m:ill xmlns:n='urn:n'/></message>",
            "<message{to}><:ill/></message>",
            "<message{to}><n: ill='' xmlns:n='urn:n'/></message>",
            "<message{to}><ill :a='1'/></message>");

    private WellFormednessCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(illFormed(), unbound(), unboundNotPassedOn());
    }

    /** Something ill-formed, and where it stands. */
    private record Slip(Spot spot, String text) {
        @Override
        public String toString() {
            return spot + ": " + text;
        }
    }

    private static CheckCase<ServerStage> illFormed() {
        return CheckCase.<ServerStage>of("R-313", "what is not well-formed ends the stream")
                .mutant(() -> Mutants.lenient("<ill"))
                .forAll(
                        Combinators.combine(Arbitraries.of(Spot.OPEN, Spot.SESSION), ILL_FORMED)
                                .as(Slip::new),
                        (stage, slip) -> {
                            Ending ending = Aftermath.of(stage, slip.spot(), slip.text());
                            // 4.9.3.1 lets bad-format stand for all faults of XML; of "&" or "<!" alone, it is
                            // open which fault it is
                            return slip.text().contains("&") || slip.text().contains("<!")
                                    ? ending.recommends(
                                            StreamErrorCondition.NOT_WELL_FORMED,
                                            StreamErrorCondition.BAD_FORMAT,
                                            StreamErrorCondition.RESTRICTED_XML)
                                    : ending.demands(
                                            StreamErrorCondition.NOT_WELL_FORMED,
                                            StreamErrorCondition.BAD_FORMAT,
                                            StreamErrorCondition.XML_NOT_WELL_FORMED);
                        });
    }

    private static String message(String pattern, Object to) {
        return pattern.replace("{to}", " to='" + to + "'");
    }

    private static CheckCase<ServerStage> unbound() {
        return CheckCase.<ServerStage>of(
                        "R-315", "what is not namespace-well-formed ends the stream, or is not acceptable")
                .mutant(() -> Mutants.lenient("<message[^>]*><(?=[^>]*ill)"))
                .forAll(UNBOUND, (stage, pattern) -> {
                    InitiatingEntity us = stage.session();
                    Ending ending = Aftermath.session(us, "", message(pattern, stage.domain()), "");
                    boolean notAcceptable = ending.elements().stream()
                            .flatMap(stanza -> stanza.element(Namespaces.CLIENT, "error").stream())
                            .map(StanzaError::fromElement)
                            .anyMatch(error -> error.condition().equals(StanzaErrorCondition.NOT_ACCEPTABLE));
                    return notAcceptable
                            ? Judgement.passed("not-acceptable")
                            : ending.recommends(StreamErrorCondition.NOT_WELL_FORMED, StreamErrorCondition.BAD_FORMAT);
                });
    }

    private static CheckCase<ServerStage> unboundNotPassedOn() {
        return CheckCase.<ServerStage>of(
                        "R-316", "what is not namespace-well-formed is not passed on to another client")
                .mutant(() -> Mutants.passingOn(
                        frame -> frame.startsWith("<message") && frame.contains("ill"), frame -> frame))
                .forAll(UNBOUND, (stage, pattern) -> {
                    Pair pair = Pair.of(stage);
                    for (Heard each : pair.attempt(message(pattern, pair.to()))) {
                        if (each instanceof Heard.Broken broken) {
                            return Judgement.failed("the other client got: "
                                    + broken.violation().message());
                        }
                    }
                    return Judgement.passed("nothing that is ill-formed came to the other client");
                });
    }
}
