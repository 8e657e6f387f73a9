package org.xmpptoolkit.stream.feature;

import com.ongres.scram.client.ScramClient;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;

/**
 * SCRAM on the client's side (RFC 5802 section 5).
 *
 * <p>The first message is made by the library. What follows is computed here with its functions, over the texts as they were sent:
 * the library drops optional extensions of the server from what is signed.
 */
final class ScramClientExchange implements SaslClientExchange {
    private enum Stage {
        BEGIN,
        FIRST_SENT,
        FINAL_SENT,
        VERIFIED,
        OVER
    }

    private final ScramHash hash;
    private final byte[] binding;
    private final SaslCredentials credentials;
    private final SaslClientPolicy policy;
    private final String firstMessage;
    private final ScramMessages.ClientFirst first;
    private Stage stage = Stage.BEGIN;
    private byte[] serverSignature = {};

    /**
     * One attempt.
     *
     * @param flag the flag of the GS2 header
     * @param binding the octets that are bound, none without a binding
     */
    ScramClientExchange(
            ScramHash hash,
            SaslCredentials credentials,
            SaslClientPolicy policy,
            Optional<Jid> authzid,
            String flag,
            byte[] binding) {
        this.hash = hash;
        this.binding = binding.clone();
        this.credentials = credentials;
        this.policy = policy;
        // The library writes the flag 'n' where it is told of no binding; the rest of the message is the same for all
        // flags.
        this.firstMessage = flag
                + firstMessage(hash, credentials, policy.newNonce(), authzid).substring(1);
        this.first = ScramMessages.clientFirst(firstMessage).orElseThrow();
    }

    private static String firstMessage(
            ScramHash hash, SaslCredentials credentials, String nonce, Optional<Jid> authzid) {
        ScramClient.FinalBuildStage client = ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-" + hash.hashName()))
                .username(credentials.username())
                .password(new char[] {'*'}) // not used: the keys are derived here
                .nonceSupplier(() -> nonce);
        authzid.ifPresent(a -> client.authzid(a.toString()));
        return client.build().clientFirstMessage().toString();
    }

    @Override
    public SaslTurn begin() {
        stage = Stage.FIRST_SENT;
        return new SaslTurn.Send(SaslText.utf8(firstMessage));
    }

    @Override
    public SaslTurn challenge(byte[] message) {
        Optional<CharBuffer> text = SaslText.tryUtf8(message);
        if (text.isEmpty()) {
            return malformed("it is not UTF-8");
        }
        return switch (stage) {
            case FIRST_SENT -> serverFirst(text.get().toString());
            case FINAL_SENT ->
                serverFinal(text.get().toString())
                        .<SaslTurn>map(SaslTurn.Distrust::new)
                        .orElseGet(() -> new SaslTurn.Send(new byte[0]));
            default -> malformed("one challenge too many");
        };
    }

    private SaslTurn serverFirst(String text) {
        Optional<ScramMessages.ServerFirst> parsed = ScramMessages.serverFirst(text);
        if (parsed.isEmpty()) {
            stage = Stage.OVER;
            return ScramMessages.refusal(text);
        }
        ScramMessages.ServerFirst server = parsed.get();
        if (!server.nonce().startsWith(first.nonce()) || server.nonce().equals(first.nonce())) {
            return malformed("its nonce does not continue ours");
        }
        // Ten digits at most, so that the number fits.
        long iterations = server.iterations().length() > 10 ? Long.MAX_VALUE : Long.parseLong(server.iterations());
        if (iterations < policy.minIterations() || iterations > policy.maxIterations()) {
            return malformed(
                    "its iteration count is not from " + policy.minIterations() + " to " + policy.maxIterations());
        }
        PasswordDerivation derivation = new PasswordDerivation(
                hash, credentials.password(), SaslText.tryBase64(server.salt()).orElseThrow(), (int) iterations);
        String unsigned =
                "c=" + SaslText.base64(ScramMessages.bound(first.gs2Header(), binding)) + ",r=" + server.nonce();
        String authMessage = first.bare() + "," + text + "," + unsigned;
        return new SaslTurn.Ask<>(derivation, salted -> {
            derivation.clear();
            return clientFinal(salted, unsigned, authMessage);
        });
    }

    private SaslTurn clientFinal(byte[] salted, String unsigned, String authMessage) {
        stage = Stage.FINAL_SENT;
        serverSignature = hash.serverSignature(hash.serverKey(salted), authMessage);
        String proof = SaslText.base64(hash.clientProof(salted, authMessage));
        Arrays.fill(salted, (byte) 0);
        return new SaslTurn.Send(SaslText.utf8(unsigned + ",p=" + proof));
    }

    private Optional<Reason> serverFinal(String text) {
        boolean right = ScramMessages.serverSignature(text)
                .filter(s -> MessageDigest.isEqual(s, serverSignature))
                .isPresent();
        stage = right ? Stage.VERIFIED : Stage.OVER;
        return right ? Optional.empty() : Optional.of(new Reason.ServerNotProved());
    }

    @Override
    public Optional<Reason> success(Optional<byte[]> message) {
        if (stage == Stage.FINAL_SENT && message.isPresent()) {
            return SaslText.tryUtf8(message.get())
                    .map(text -> serverFinal(text.toString()))
                    .orElseGet(() -> Optional.of(new Reason.ServerNotProved()));
        }
        return stage == Stage.VERIFIED && message.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason.ServerNotProved());
    }

    private SaslTurn malformed(String why) {
        stage = Stage.OVER;
        return new SaslTurn.Fail(
                SaslFailureCondition.MALFORMED_REQUEST, "The server's message is refused: " + why + ".");
    }
}
