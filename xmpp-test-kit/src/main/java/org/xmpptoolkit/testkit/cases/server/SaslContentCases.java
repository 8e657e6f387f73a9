package org.xmpptoolkit.testkit.cases.server;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What stands in elements of SASL: base64, and messages of a mechanism (RFC 6120 sections 6.3.5, 6.4.3 and 13.9.1). */
final class SaslContentCases {
    private static final String FOREIGN = "-_*!.,:~%$#@()[]{}|\u00e9\u0660\u2003";
    private static final String NUL = "\0";

    private SaslContentCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(strict(), foreignCharacters(), paddingInside(), malformedScram(), malformedPlain());
    }

    /** A way to spell base64 wrongly; the place is a number from 0 that is taken modulo what there is. */
    private record Wrong(int nonceLength, int place, String what) {
        /** client-first-message, for a name. */
        String message(String name) {
            return "n,,n=" + name + ",r=" + "abcdefghijklmnopqrstuvwxyz".substring(0, nonceLength);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** Changes sound base64. */
    private interface Spelling {
        String of(String sound, Wrong wrong);
    }

    private static Arbitrary<Wrong> wrong(Arbitrary<String> what) {
        return Combinators.combine(
                        Arbitraries.integers().between(8, 26),
                        Arbitraries.integers().between(0, 200),
                        what)
                .as(Wrong::new);
    }

    private static CheckCase<ServerStage> encoding(
            String id, String title, Arbitrary<Wrong> inputs, Spelling spelling) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(SaslMutants::skippingInBase64)
                .forAll(inputs, (stage, wrong) -> {
                    InitiatingEntity us = stage.connect();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(us.secure()));
                    String sound = SaslSteps.base64(wrong.message(SaslSteps.anyone(stage)));
                    String spelled = spelling.of(sound, wrong);
                    String whole = SaslSteps.auth(mechanism, spelled);
                    int at = whole.indexOf(spelled, whole.indexOf('>'));
                    us.send(whole.substring(0, at), spelled, whole.substring(at + spelled.length()));
                    return SaslSteps.refused(us.hear(), SaslFailureCondition.INCORRECT_ENCODING);
                });
    }

    private static CheckCase<ServerStage> strict() {
        return CheckCase.<ServerStage>of(
                        "R-165", "what the server says is base64, with its padding, and padding bits that are zero")
                .mutant(() -> Tamper.saying(SaslContentCases::unpadded))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(us.secure()));
                    ScramExchange exchange = ScramExchange.on(us, mechanism, stage.account(), stage.random());
                    us.send(SaslSteps.auth(mechanism, SaslSteps.base64(exchange.first())));
                    Heard challenge = us.hear();
                    if (!SaslSteps.goesOn(challenge)) {
                        return Judgement.skipped("there is no challenge: " + challenge.words());
                    }
                    if (!isStrict(content(challenge))) {
                        return Judgement.failed("the challenge is " + content(challenge));
                    }
                    Heard last = exchange.answer(challenge).last();
                    return Judgement.of(
                            !SaslSteps.goesOn(last) || isStrict(content(last)),
                            SaslSteps.goesOn(last) ? "both are sound" : "the challenge is sound: " + last.words());
                });
    }

    private static String content(Heard heard) {
        return heard instanceof Heard.Element element ? element.element().text() : "";
    }

    /** Whether a text is what the octets that it stands for are spelled as. */
    private static boolean isStrict(String text) {
        try {
            return text.isEmpty()
                    || text.equals("=")
                    || Base64.getEncoder()
                            .encodeToString(Base64.getDecoder().decode(text))
                            .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The frame with what it says spelled without padding; where there is none to leave out, there is one too many. */
    private static String unpadded(String frame) {
        if (!frame.startsWith("<challenge")) {
            return frame;
        }
        return frame.contains("=</") ? frame.replaceFirst("=+</", "</") : frame.replace("</", "=</");
    }

    private static CheckCase<ServerStage> foreignCharacters() {
        return encoding(
                "R-199",
                "base64 with a character from outside its alphabet is refused",
                wrong(Arbitraries.of(
                        FOREIGN.codePoints().mapToObj(Character::toString).toList())),
                (sound, wrong) -> {
                    int at = wrong.place() % sound.replace("=", "").length();
                    return sound.substring(0, at) + wrong.what() + sound.substring(at);
                });
    }

    private static CheckCase<ServerStage> paddingInside() {
        return encoding(
                "R-200",
                "base64 with padding elsewhere than at its end is refused",
                wrong(Arbitraries.of("=", "==", "=AAA", "===")),
                (sound, wrong) -> {
                    int at = wrong.place() % (sound.replace("=", "").length() - 4);
                    return sound.substring(0, at) + wrong.what() + sound.substring(at);
                });
    }

    private static CheckCase<ServerStage> malformed(
            String id, String title, Arbitrary<String> messages, Mechanism mechanism) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(() -> SaslMutants.minding(message -> true))
                .forAll(messages.map(Shown::new), (stage, message) -> {
                    InitiatingEntity us = stage.connect();
                    String name = mechanism.of(SaslSteps.offered(us.secure()));
                    String text = message.text().replace("NAME", SaslSteps.anyone(stage));
                    us.send("", SaslSteps.auth(name, text.isEmpty() ? "=" : SaslSteps.base64(text)), "");
                    Heard answer = us.hear();
                    return malformed(answer);
                });
    }

    private static Judgement malformed(Heard answer) {
        return SaslSteps.refused(
                answer, SaslFailureCondition.MALFORMED_REQUEST, SaslFailureCondition.INCORRECT_ENCODING);
    }

    /** A message, readable. */
    private record Shown(String text) {
        @Override
        public String toString() {
            return "message " + text.replace(NUL, "\\0");
        }
    }

    /** Picks a mechanism. */
    private interface Mechanism {
        String of(List<String> offered) throws Halt;
    }

    private static CheckCase<ServerStage> malformedScram() {
        List<String> messages = List.of(
                "n,,n=NAME",
                "n,,r=abcdefgh",
                "n,,r=abcdefgh,n=NAME",
                "n,,n=NAME,r=",
                "n,,n=,r=abcdefgh",
                "n,n=NAME,r=abcdefgh",
                "n=NAME,r=abcdefgh",
                "n,,n=NAMEr=abcdefgh",
                "n,,NAME,r=abcdefgh",
                "n,,n=NAME,abcdefgh",
                "n,NAME,n=NAME,r=abcdefgh",
                ",,n=NAME,r=abcdefgh",
                "",
                "n,,",
                "\0NAME\0secret");
        return malformed(
                "R-180",
                "a malformed client-first-message of SCRAM is refused",
                Arbitraries.of(messages),
                SaslSteps::scram);
    }

    private static CheckCase<ServerStage> malformedPlain() {
        List<String> messages =
                List.of("", "NAME", NUL, NUL + NUL, "NAME" + NUL + "secret", NUL + NUL + "secret", NUL + "NAME" + NUL);
        Mechanism plain = offered -> {
            if (!offered.contains("PLAIN")) {
                throw Halt.skipped("PLAIN is not offered");
            }
            return "PLAIN";
        };
        return malformed("R-180.plain", "a malformed message of PLAIN is refused", Arbitraries.of(messages), plain);
    }
}
