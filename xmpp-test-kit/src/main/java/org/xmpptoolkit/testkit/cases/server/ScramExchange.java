package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ScramProof;
import org.xmpptoolkit.testkit.result.Judgement;

/**
 * SCRAM as a client, message by message, with any part of it changed (RFC 5802). The proof is computed over what is sent, so that it
 * is right but for what was changed. Not thread-safe.
 */
final class ScramExchange {
    private static final int NONCE_OCTETS = 18;
    private static final int MAX_ITERATIONS = 1_000_000;

    private final InitiatingEntity us;
    private final SaslProfileText profile;
    private final String mechanism;
    private final Account account;
    private final String nonce;
    private String header = "n,,";
    private String name;
    private String before = "";
    private String extension = "";
    private Optional<byte[]> bound = Optional.empty();
    private UnaryOperator<String> finalNonce = given -> given;
    private UnaryOperator<String> finalMessage = given -> given;

    /** How an exchange ended. */
    enum Signature {
        RIGHT,
        WRONG,
        NONE
    }

    /**
     * What came.
     *
     * @param challenge server-first-message, if it came so far
     * @param last what was heard last
     * @param signature what the server said to prove itself
     */
    record Result(Optional<String> challenge, Heard last, Signature signature) {
        /** Whether the server let the client in. */
        boolean success(SaslProfileText profile) {
            return last instanceof Heard.Element element && element.element().is(profile.namespace(), "success");
        }
    }

    ScramExchange(InitiatingEntity us, SaslProfileText profile, String mechanism, Account account, byte[] random) {
        this.us = us;
        this.profile = profile;
        this.mechanism = mechanism;
        this.account = account;
        this.name = account.localpart().replace("=", "=3D").replace(",", "=2C");
        this.nonce = Base64.getEncoder().encodeToString(Arrays.copyOf(random, NONCE_OCTETS));
    }

    /** An exchange of RFC 6120 under a stream's best mechanism. */
    static ScramExchange on(InitiatingEntity us, String mechanism, Account account, Random random) {
        return on(us, SaslProfileText.SASL, mechanism, account, random);
    }

    static ScramExchange on(
            InitiatingEntity us, SaslProfileText profile, String mechanism, Account account, Random random) {
        byte[] octets = new byte[NONCE_OCTETS];
        random.nextBytes(octets);
        return new ScramExchange(us, profile, mechanism, account, octets);
    }

    /** Sets the GS2 header, with both its commas. */
    ScramExchange header(String header) {
        this.header = header;
        return this;
    }

    /** Sets the name as it is sent. */
    ScramExchange name(String saslname) {
        this.name = saslname;
        return this;
    }

    /** Sets what stands before the name: attributes, each with its comma. */
    ScramExchange before(String attributes) {
        this.before = attributes;
        return this;
    }

    /** Sets what stands behind the nonce, in both messages: attributes, each with a comma before it. */
    ScramExchange extension(String attributes) {
        this.extension = attributes;
        return this;
    }

    /** Sets what is bound, which is the header unless set. */
    ScramExchange bound(byte[] octets) {
        this.bound = Optional.of(octets.clone());
        return this;
    }

    /** Changes the nonce of the last message. */
    ScramExchange finalNonce(UnaryOperator<String> change) {
        this.finalNonce = change;
        return this;
    }

    /** Changes the last message, proof and all. */
    ScramExchange finalMessage(UnaryOperator<String> change) {
        this.finalMessage = change;
        return this;
    }

    /** client-first-message. */
    String first() {
        return header + bare();
    }

    private String bare() {
        return before + "n=" + name + ",r=" + nonce + extension;
    }

    /** Says and hears all, as far as it goes. */
    Result run() throws Halt {
        us.send(profile.begin(mechanism, SaslSteps.base64(first())));
        return answer(us.hear());
    }

    /** Goes on from the answer to client-first-message. */
    Result answer(Heard heard) throws Halt {
        Optional<String> challenge =
                heard instanceof Heard.Element element && element.element().is(profile.namespace(), "challenge")
                        ? SaslSteps.decoded(element.element().text())
                        : Optional.empty();
        if (challenge.isEmpty()) {
            return new Result(challenge, heard, Signature.NONE);
        }
        String serverFirst = challenge.get();
        Map<String, String> said = attributes(serverFirst);
        String withoutProof = "c="
                + Base64.getEncoder().encodeToString(bound.orElse(header.getBytes(StandardCharsets.UTF_8)))
                + ",r=" + finalNonce.apply(said.getOrDefault("r", "")) + extension;
        String authMessage = bare() + "," + serverFirst + "," + withoutProof;
        ScramProof proof = proof(said, authMessage);
        String last =
                finalMessage.apply(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof.client()));
        us.sendSecret(
                profile.response(SaslSteps.base64(last)), profile.response("... " + last.replaceAll("p=.*", "p=...")));
        Heard end = us.hear();
        String due = "v=" + Base64.getEncoder().encodeToString(proof.server());
        return new Result(challenge, end, signature(end, due));
    }

    private ScramProof proof(Map<String, String> said, String authMessage) throws Halt {
        try {
            int count = Integer.parseInt(said.getOrDefault("i", ""));
            if (count < 1 || count > MAX_ITERATIONS) {
                throw Halt.skipped("the iteration count is " + count);
            }
            byte[] salt = Base64.getDecoder().decode(said.getOrDefault("s", ""));
            return ScramProof.of(mechanism, account, salt, count, authMessage);
        } catch (IllegalArgumentException e) {
            throw Halt.skipped("server-first-message is malformed: " + e.getMessage());
        }
    }

    private Signature signature(Heard end, String due) {
        if (!(end instanceof Heard.Element element)
                || !element.element().localName().equals("success")) {
            return Signature.NONE;
        }
        Optional<String> said = profile.additionalData(element.element()).flatMap(SaslSteps::decoded);
        if (said.filter(text -> !text.isEmpty()).isEmpty()) {
            return Signature.NONE;
        }
        return said.get().equals(due) ? Signature.RIGHT : Signature.WRONG;
    }

    /** The attributes of a message; of those of a name the first. */
    static Map<String, String> attributes(String message) {
        Map<String, String> found = new HashMap<>();
        for (String part : message.split(",", -1)) {
            if (part.length() > 1 && part.charAt(1) == '=') {
                found.putIfAbsent(part.substring(0, 1), part.substring(2));
            }
        }
        return found;
    }

    /** Judges an exchange that is not to succeed. */
    Judgement refused(String what) throws Halt {
        Result result = run();
        return result.success(profile)
                ? Judgement.failed("the server let the client in, though " + what)
                : Judgement.passed(result.last().words());
    }

    /** Names of elements that answer. */
    static boolean is(Heard heard, String namespace, String localName) {
        return heard instanceof Heard.Element element && is(element.element(), namespace, localName);
    }

    private static boolean is(XmlElement element, String namespace, String localName) {
        return element.is(namespace, localName);
    }
}
