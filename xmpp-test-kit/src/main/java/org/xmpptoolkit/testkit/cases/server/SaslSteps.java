package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.result.Judgement;

/** What cases about SASL have in common (RFC 6120 section 6). */
final class SaslSteps {
    /** A localpart that no account has. */
    static final String NOBODY = "nobody-of-the-checker";

    private static final List<String> SCRAM = List.of("SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512");

    private SaslSteps() {}

    /** The mechanisms in an offer. */
    static List<String> offered(XmlElement features) {
        return features.element(Namespaces.SASL, "mechanisms").stream()
                .flatMap(list -> list.elements(Namespaces.SASL, "mechanism").stream())
                .map(XmlElement::text)
                .toList();
    }

    /** A mechanism of the SCRAM family without channel binding. */
    static String scram(List<String> offered) throws Halt {
        return SCRAM.stream()
                .filter(offered::contains)
                .findFirst()
                .orElseThrow(() -> Halt.skipped("SCRAM is not offered, but " + offered));
    }

    /** A mechanism of the SCRAM family with channel binding. */
    static String scramPlus(List<String> offered) throws Halt {
        return SCRAM.stream()
                .map(name -> name + "-PLUS")
                .filter(offered::contains)
                .findFirst()
                .orElseThrow(() -> Halt.skipped("no mechanism that binds the channel is offered"));
    }

    /** A stream on which a mechanism is offered. */
    static InitiatingEntity offering(ServerStage stage, String mechanism) throws Halt {
        InitiatingEntity us = stage.connect();
        if (!offered(us.secure()).contains(mechanism)) {
            throw Halt.skipped(mechanism + " is not offered");
        }
        return us;
    }

    /** The localpart of an account if one was given, else of none. */
    static String anyone(ServerStage stage) throws Halt {
        return stage.target().accounts().isEmpty() ? NOBODY : stage.account().localpart();
    }

    static String base64(String message) {
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    /** What a text in base64 says; nothing if it is none. */
    static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The beginning of an exchange; the content is not changed. */
    static String auth(String mechanism, String content) {
        return "<auth xmlns='" + Namespaces.SASL + "' mechanism='" + mechanism + "'>" + content + "</auth>";
    }

    static String response(String content) {
        return "<response xmlns='" + Namespaces.SASL + "'>" + content + "</response>";
    }

    /** Whether an exchange goes on, or is done. */
    static boolean goesOn(Heard heard) {
        return heard instanceof Heard.Element element
                && (element.element().is(Namespaces.SASL, "challenge")
                        || element.element().is(Namespaces.SASL, "success"));
    }

    /** The failure, if it is one. */
    static Optional<SaslFailure> failure(Heard heard) {
        return heard instanceof Heard.Element element && element.element().is(Namespaces.SASL, "failure")
                ? Optional.of(SaslFailure.fromElement(element.element()))
                : Optional.empty();
    }

    /**
     * Judges the answer to what is to fail.
     *
     * @param heard the answer
     * @param named the conditions that are named for it, the first for people; none if any will do
     * @return {@code FAILED} if the exchange goes on or no answer comes, {@code WARNING} if another condition is given
     */
    static Judgement refused(Heard heard, SaslFailureCondition... named) {
        if (goesOn(heard)) {
            return Judgement.failed("the server took it: " + heard.words() + " came");
        }
        if (heard instanceof Heard.Nothing) {
            return Judgement.failed("no answer came");
        }
        Optional<SaslFailure> failure = failure(heard);
        if (named.length == 0
                || failure.filter(f -> List.of(named).contains(f.condition())).isPresent()) {
            return Judgement.passed(heard.words());
        }
        return Judgement.warning(heard.words() + " instead of " + named[0].elementName());
    }
}
