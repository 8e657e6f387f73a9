package org.xmpptoolkit.testkit.cases.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.ScramServer;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a client makes of the server's part of SCRAM, and of base64 (RFC 5802, RFC 6120 sections 6.3 and 13.9.1). */
final class ClientScramCases {
    private static final List<String> SCRAM = List.of("SCRAM-SHA-1");

    private ClientScramCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                wrongFirst(
                        "R-404",
                        "a server-first-message with a mandatory extension fails",
                        words(),
                        (first, word) -> "m=" + word + "," + first),
                wrongFirst(
                        "R-406",
                        "a nonce that does not begin with one's own fails",
                        words(),
                        (first, word) -> first.replaceFirst("r=[^,]*", "r=" + word)),
                wrongFirst("R-406.none", "a challenge without one's own nonce fails", words(), (first, word) -> word),
                wrongBase64(
                        "R-199",
                        "a challenge with a character outside the alphabet of base64 fails",
                        Arbitraries.of("!", "*", "%", "?", ".", "(")),
                wrongBase64("R-200", "a challenge with padding within fails", Arbitraries.of("=", "==")),
                extensions(),
                lastChallenge(),
                wrongLast(
                        "R-401",
                        "a wrong server signature is a failure",
                        words().map(word ->
                                "v=" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)))),
                wrongLast("R-401.missing", "success without a server signature is a failure", Arbitraries.just("")),
                wrongLast(
                        "R-401.error",
                        "success with an error of SCRAM is a failure",
                        Arbitraries.of("e=other-error", "e=invalid-proof", "e=no-resources", "e=x-unknown")),
                early());
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
    }

    private static ReceivingEntity begun(ClientStage stage) throws Halt {
        ReceivingEntity us = stage.accept();
        us.offerSasl(SCRAM);
        return us;
    }

    /** The client fails: it aborts or closes, and sends no proof. */
    private static Judgement fails(ReceivingEntity us) throws Halt {
        Heard next = us.hear();
        boolean proves = next instanceof Heard.Element element
                && element.element().is(Namespaces.SASL, "response")
                && !element.element().text().isBlank();
        return Judgement.of(!proves, proves ? "it went on with its proof" : "there was " + next.words());
    }

    private static CheckCase<ClientStage> wrongFirst(
            String id, String title, Arbitrary<String> words, BiFunction<String, String, String> change) {
        return CheckCase.<ClientStage>of(id, title).mutant(proving()).forAll(words, (stage, word) -> {
            ReceivingEntity us = begun(stage);
            XmlElement auth = us.auth();
            String first = us.scram("SCRAM-SHA-1").first(ReceivingEntity.decode(auth));
            us.send("", ReceivingEntity.challenge(change.apply(first, word)), "");
            return fails(us);
        });
    }

    private static Supplier<Tamper> proving() {
        return () -> Tamper.answering(
                frame -> frame.startsWith("<challenge"),
                frame -> "<response xmlns='" + Namespaces.SASL + "'>Yz1iaXdzLHI9YWJjLHA9YWJj</response>");
    }

    private static CheckCase<ClientStage> wrongBase64(String id, String title, Arbitrary<String> wrong) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.hearing(frame -> frame.startsWith("<challenge")
                        ? frame.replaceFirst("(>[A-Za-z0-9+/]*)[^A-Za-z0-9+/<]+([A-Za-z0-9+/]+=*</challenge)", "$1$2")
                        : frame))
                .forAll(
                        Combinators.combine(wrong, Arbitraries.integers().between(1, 40))
                                .as(Spoilt::new),
                        (stage, spoilt) -> {
                            ReceivingEntity us = begun(stage);
                            XmlElement auth = us.auth();
                            String first = us.scram("SCRAM-SHA-1").first(ReceivingEntity.decode(auth));
                            String text = Base64.getEncoder().encodeToString(first.getBytes(StandardCharsets.UTF_8));
                            us.send(
                                    "<challenge xmlns='" + Namespaces.SASL + "'>" + text.substring(0, spoilt.at()),
                                    spoilt.wrong(),
                                    text.substring(spoilt.at()) + "</challenge>");
                            return fails(us);
                        });
    }

    /** What is wrong in base64, and where. */
    private record Spoilt(String wrong, int at) {}

    private static CheckCase<ClientStage> extensions() {
        return CheckCase.<ClientStage>of("R-405", "an optional extension that is unknown is ignored")
                .mutant(() -> Tamper.endingOn(frame -> frame.startsWith("<challenge") && isExtended(frame)))
                .forAll(
                        Combinators.combine(Arbitraries.of("x", "b", "f", "z"), words())
                                .as((name, value) -> "," + name + "=" + value),
                        (stage, extension) -> {
                            ReceivingEntity us = begun(stage);
                            Optional<ScramServer> scram = us.challenge(us.auth(), first -> first + extension);
                            return Judgement.of(
                                    scram.isPresent(), scram.isPresent() ? "it goes on" : "it does not go on");
                        });
    }

    private static boolean isExtended(String challenge) {
        String text = challenge.replaceFirst("(?s)^[^>]*>([^<]*)<.*", "$1");
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).matches(".*,i=\\d+,.*");
    }

    private static CheckCase<ClientStage> lastChallenge() {
        return CheckCase.<ClientStage>of(
                        "R-174", "the server's last word may come in a challenge, and success without data")
                .mutant(SecondChallenge::new)
                .plays(stage -> {
                    ReceivingEntity us = begun(stage);
                    ScramServer scram = us.challenge(us.auth(), first -> first)
                            .orElseThrow(() -> Halt.skipped("the client does not go on"));
                    us.send(ReceivingEntity.challenge(scram.last()));
                    Heard next = us.hear();
                    if (!(next instanceof Heard.Element element)
                            || !element.element().is(Namespaces.SASL, "response")) {
                        return Judgement.failed("a response was due, but there was " + next.words());
                    }
                    us.send("<success xmlns='" + Namespaces.SASL + "'/>");
                    us.restart();
                    Heard behind = us.hear();
                    return Judgement.of(behind instanceof Heard.Header, "behind success there was " + behind.words());
                });
    }

    /** Cannot bear a second challenge. */
    private static final class SecondChallenge implements Tamper {
        private int challenges;

        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<challenge") && ++challenges > 1) {
                link.end();
            }
            return frame;
        }
    }

    /** Goes on behind success, whatever it holds. */
    private static final class Credulous implements Tamper {
        private String header = "";

        @Override
        public String said(String frame, Link link) {
            header = Watched.isHeader(frame) ? frame : header;
            return frame;
        }

        @Override
        public String heard(String frame, Link link) {
            if (!frame.startsWith("<success")) {
                return frame;
            }
            link.say(header);
            return "";
        }
    }

    private static CheckCase<ClientStage> wrongLast(String id, String title, Arbitrary<String> messages) {
        return CheckCase.<ClientStage>of(id, title).mutant(Credulous::new).forAll(messages, (stage, message) -> {
            ReceivingEntity us = begun(stage);
            if (us.challenge(us.auth(), first -> first).isEmpty()) {
                throw Halt.skipped("the client does not go on");
            }
            us.send(
                    "",
                    message.isEmpty() ? "<success xmlns='" + Namespaces.SASL + "'/>" : ReceivingEntity.success(message),
                    "");
            return doesNotBelieve(us);
        });
    }

    private static Judgement doesNotBelieve(ReceivingEntity us) throws Halt {
        us.restart();
        Heard next = us.hear();
        return Judgement.of(!(next instanceof Heard.Header), "there was " + next.words());
    }

    private static CheckCase<ClientStage> early() {
        return CheckCase.<ClientStage>of("R-401.early", "success before the exchange of SCRAM is a failure")
                .mutant(Credulous::new)
                .plays(stage -> {
                    ReceivingEntity us = begun(stage);
                    us.auth();
                    us.send("", "<success xmlns='" + Namespaces.SASL + "'/>", "");
                    return doesNotBelieve(us);
                });
    }
}
