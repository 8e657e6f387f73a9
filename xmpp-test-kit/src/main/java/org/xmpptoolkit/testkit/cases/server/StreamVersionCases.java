package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The version of a stream (RFC 6120 section 4.7.5). */
final class StreamVersionCases {
    private static final String VERSION = "version";
    private static final Arbitrary<Integer> NUMBERS = Arbitraries.integers().between(0, 2_000);
    private static final Arbitrary<String> HIGHER = Combinators.combine(
                    Arbitraries.integers().between(1, 2_000), NUMBERS)
            .as((major, minor) -> major + "." + minor);
    private static final Arbitrary<String> MINOR = NUMBERS.map(minor -> "1." + minor);
    private static final Arbitrary<String> LONG =
            Arbitraries.integers().between(10, 2_000).map(number -> "1." + number);
    private static final Arbitrary<String> ZEROS = Combinators.combine(
                    Arbitraries.of("0", "00", "0000", ""), Arbitraries.of("0", "00", "0000"))
            .as((before, behind) -> before + "1." + behind + "0");

    private StreamVersionCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                accepted("R-069", "a minor version of several digits is read as a number", LONG, "1\\.\\d{2,}"),
                accepted("R-070", "leading zeros are ignored", ZEROS, "0\\d.*|\\d\\.0\\d+"),
                zerosNotSent(),
                accepted("R-072", "a higher minor version is ignored", MINOR, "1\\.[1-9].*"),
                lower(),
                noVersion());
    }

    private static InitialHeader header(ServerStage stage, String version) {
        return InitialHeader.to(stage.domain()).with(VERSION, version);
    }

    private static boolean hasVersion(String frame, String regex) {
        return Mutants.isHeader(frame) && Tamper.attribute(frame, VERSION).matches(regex);
    }

    private static CheckCase<ServerStage> accepted(
            String id, String title, Arbitrary<String> versions, String refused) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(() -> Mutants.refusing(frame -> hasVersion(frame, refused), "unsupported-version"))
                .forAll(
                        versions.filter(version -> version.matches(refused)),
                        (stage, version) -> StreamHeaderCases.served(stage, header(stage, version)));
    }

    private static CheckCase<ServerStage> zerosNotSent() {
        return CheckCase.<ServerStage>of("R-071", "no leading zeros in the response, even if some were sent")
                .mutant(() -> Mutants.fromInitial(VERSION, VERSION, (asked, own) -> asked))
                .forAll(ZEROS.filter(version -> !version.equals("1.0")), (stage, version) -> {
                    Optional<String> said = StreamHeaderCases.response(stage, header(stage, version))
                            .attribute(VERSION);
                    return Judgement.of(
                            said.filter(own -> own.matches("0\\d.*|\\d+\\.0\\d.*"))
                                    .isEmpty(),
                            "version is " + said.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> lower() {
        return CheckCase.<ServerStage>of("R-074", "the response has the lower of both versions")
                .mutant(() -> Mutants.fromInitial(VERSION, VERSION, (asked, own) -> asked))
                .forAll(HIGHER.filter(version -> !version.equals("1.0")), (stage, version) -> {
                    // RFC 6120 is version 1.0, and there is no other so far
                    XmlElement response = StreamHeaderCases.response(stage, header(stage, version));
                    Optional<String> said = response.attribute(VERSION);
                    return Judgement.of(
                            said.equals(Optional.of("1.0")),
                            "asked for " + version + ", the response says " + said.orElse("none"));
                });
    }

    private static CheckCase<ServerStage> noVersion() {
        return CheckCase.<ServerStage>of("R-077", "no version in the response to a header without one")
                .mutant(() -> Mutants.headerAttribute(VERSION, "1.0"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.send(InitialHeader.to(stage.domain()).without(VERSION).toString());
                    Optional<String> said = us.expectHeader().attribute(VERSION);
                    said.ifPresent(version -> us.blame("version='" + version + "'"));
                    return Judgement.of(said.isEmpty(), "version is " + said.orElse("missing"));
                });
    }
}
