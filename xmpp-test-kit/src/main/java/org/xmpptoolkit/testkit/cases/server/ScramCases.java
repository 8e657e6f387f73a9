package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a server makes of the messages of SCRAM (RFC 5802 section 5). Proofs are right but for what is wrong in each case. */
final class ScramCases {
    private static final int ITERATIONS = 4096;

    private ScramCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(flag(), escapes(), nameAsReceived(), mandatoryExtension(), extension(), nonce(), iterations());
    }

    private static ScramExchange exchange(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        String mechanism = SaslSteps.scram(SaslSteps.offered(us.secure()));
        return ScramExchange.on(us, mechanism, stage.account(), stage.random());
    }

    private static CheckCase<ServerStage> flag() {
        return CheckCase.<ServerStage>of("R-400", "client-first-message with a flag other than n, y and p fails")
                .mutant(() -> SaslMutants.minding(message -> !message.matches("(?s)[nyp].*")))
                .forAll(
                        Arbitraries.of("N", "Y", "a", "x", "z", "0", "", " n", "=n"),
                        (stage, flag) -> exchange(stage).header(flag + ",,").refused("the flag is '" + flag + "'"));
    }

    private static CheckCase<ServerStage> escapes() {
        return CheckCase.<ServerStage>of("R-402", "a name with = and other than 2C or 3D behind it fails")
                .mutant(() -> SaslMutants.minding(message -> message.matches("(?s).*n=[^,]*=(?!2C|3D).*")))
                .forAll(Arbitraries.integers().between(0, 3), (stage, kind) -> {
                    String name = stage.account().localpart();
                    String hex = Integer.toHexString(name.charAt(0));
                    String escaped =
                            switch (kind) {
                                case 0 -> "=" + hex + name.substring(1);
                                case 1 -> name.substring(0, 1) + "=" + name.substring(1);
                                case 2 -> name + "=";
                                default -> "=" + name;
                            };
                    return exchange(stage).name(escaped).refused("the name is escaped wrongly: " + escaped);
                });
    }

    private static CheckCase<ServerStage> nameAsReceived() {
        String softHyphen = "\u00ad";
        return CheckCase.<ServerStage>of(
                        "R-403", "a name goes into the proof as it was sent, and is prepared for the look-up")
                .mutant(() -> Tamper.hearing(frame -> prepared(frame, "\u00ad")))
                .plays(stage -> {
                    ScramExchange plain = exchange(stage);
                    Optional<String> salt = plain.run().challenge().map(ScramCases::salt);
                    String name = stage.account().localpart();
                    ScramExchange.Result result = exchange(stage)
                            .name(name.substring(0, 1) + softHyphen + name.substring(1))
                            .run();
                    if (result.success(SaslProfileText.SASL)) {
                        return Judgement.passed("the client was let in");
                    }
                    boolean found = salt.isPresent()
                            && result.challenge().map(ScramCases::salt).equals(salt);
                    return found
                            ? Judgement.failed("the account was found, but the proof refused: "
                                    + result.last().words())
                            : Judgement.skipped("the server takes no such names: "
                                    + result.last().words());
                });
    }

    private static String salt(String serverFirst) {
        return ScramExchange.attributes(serverFirst).getOrDefault("s", "");
    }

    /** The frame with a message in which a character is left out. */
    private static String prepared(String frame, String without) {
        String message = SaslMutants.message(frame);
        return SaslMutants.begins(frame) && message.contains(without)
                ? frame.replace(SaslSteps.base64(message), SaslSteps.base64(message.replace(without, "")))
                : frame;
    }

    private static CheckCase<ServerStage> mandatoryExtension() {
        return CheckCase.<ServerStage>of("R-404", "a mandatory extension fails the exchange")
                .mutant(() -> SaslMutants.minding(message -> message.startsWith("m=") || message.contains(",m=")))
                .forAll(
                        Combinators.combine(Arbitraries.of("first", "final"), value())
                                .as((where, value) -> where + " m=" + value),
                        (stage, input) -> {
                            String attribute = input.substring(input.indexOf(' ') + 1);
                            ScramExchange exchange = exchange(stage);
                            return (input.startsWith("first")
                                            ? exchange.before(attribute + ",")
                                            : exchange.finalMessage(message -> attribute + "," + message))
                                    .refused("it has " + attribute);
                        });
    }

    private static Arbitrary<String> value() {
        return Arbitraries.strings().withChars("abcXYZ019+/. -").ofMinLength(1).ofMaxLength(12);
    }

    private static CheckCase<ServerStage> extension() {
        Arbitrary<String> names =
                Arbitraries.of("b", "d", "f", "g", "h", "j", "k", "l", "o", "q", "t", "u", "w", "x", "z", "X");
        return CheckCase.<ServerStage>of("R-405", "extensions that are not known, and not mandatory, are ignored")
                .mutant(() -> Tamper.answering(
                        frame -> SaslMutants.message(frame).matches("(?s).*,r=[^,]*,.*"),
                        frame -> "<failure xmlns='" + Namespaces.SASL + "'><malformed-request/></failure>"))
                .forAll(
                        Combinators.combine(names, value()).as((name, value) -> "," + name + "=" + value),
                        (stage, attribute) -> {
                            ScramExchange.Result result =
                                    exchange(stage).extension(attribute).run();
                            return Judgement.of(
                                    result.success(SaslProfileText.SASL),
                                    result.last().words());
                        });
    }

    private static CheckCase<ServerStage> nonce() {
        return CheckCase.<ServerStage>of("R-407", "client-final-message with another nonce fails")
                .mutant(() -> SaslMutants.minding(message -> message.startsWith("c=")))
                .forAll(Arbitraries.of("cut", "longer", "other", "swapped"), (stage, kind) -> exchange(stage)
                        .finalNonce(nonce -> switch (kind) {
                            case "cut" -> nonce.substring(0, nonce.length() - 1);
                            case "longer" -> nonce + "0";
                            case "other" -> "0" + nonce.substring(1) + "1";
                            default -> nonce.substring(1) + nonce.charAt(0);
                        })
                        .refused("the nonce is " + kind));
    }

    private static CheckCase<ServerStage> iterations() {
        return CheckCase.<ServerStage>of("R-408", "the iteration count is at least 4096")
                .mutant(() -> Tamper.saying(frame -> {
                    if (!frame.startsWith("<challenge")) {
                        return frame;
                    }
                    String content = frame.replaceAll("<[^>]*>", "");
                    String less = SaslSteps.decoded(content).orElse("").replaceAll(",i=\\d+", ",i=512");
                    return frame.replace(content, SaslSteps.base64(less));
                }))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(us.secure()));
                    us.send(SaslSteps.auth(
                            mechanism, SaslSteps.base64("n,,n=" + SaslSteps.anyone(stage) + ",r=abcdefgh")));
                    String count = SaslSteps.decoded(
                                    us.expect(Namespaces.SASL, "challenge").text())
                            .map(ScramExchange::attributes)
                            .map(said -> said.getOrDefault("i", ""))
                            .orElse("");
                    if (!count.matches("[1-9][0-9]{0,8}")) {
                        return Judgement.skipped("there is no iteration count");
                    }
                    return Judgement.of(Integer.parseInt(count) >= ITERATIONS, "it is " + count);
                });
    }
}
