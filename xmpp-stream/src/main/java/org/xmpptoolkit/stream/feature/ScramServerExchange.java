package org.xmpptoolkit.stream.feature;

import java.nio.CharBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;

/** SCRAM on the server's side, without channel binding (RFC 5802 section 5). */
final class ScramServerExchange implements SaslServerExchange {
    private final ScramHash hash;
    private final SaslServerConfig config;
    private final Jid domain;
    private @Nullable Begun begun;

    /** What is known once server-first-message is out. */
    private record Begun(
            ScramMessages.ClientFirst client,
            String nonce,
            String serverFirst,
            Optional<Jid> account,
            boolean known,
            SaltedCredentials credentials) {}

    ScramServerExchange(ScramHash hash, SaslServerConfig config, Jid domain) {
        this.hash = hash;
        this.config = config;
        this.domain = domain;
    }

    @Override
    public SaslTurn receive(byte[] message) {
        Optional<String> text = SaslText.tryUtf8(message).map(CharBuffer::toString);
        if (text.isEmpty()) {
            return new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST);
        }
        return begun == null ? clientFirst(text.get()) : clientFinal(begun, text.get());
    }

    private SaslTurn clientFirst(String text) {
        Optional<ScramMessages.ClientFirst> parsed = ScramMessages.clientFirst(text);
        if (parsed.isEmpty()) {
            return ScramMessages.refusal(text);
        }
        ScramMessages.ClientFirst client = parsed.get();
        if (client.flag().startsWith("p=")) {
            // No -PLUS is offered, so no binding may be asked for (RFC 5802 section 6). The flag 'y' is right then.
            return new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED, "channel-binding-not-supported");
        }
        Optional<Jid> account = SaslAccounts.find(client.username(), domain);
        return SaslServerExchange.ask(account, List.of(hash), found -> serverFirst(client, account, found));
    }

    private SaslTurn serverFirst(
            ScramMessages.ClientFirst client, Optional<Jid> account, Optional<SaltedCredentials> found) {
        // Made up in any case, so that a known account takes the same work.
        SaltedCredentials credentials = found.orElse(config.unknownAccounts()
                .credentials(hash, account.map(Jid::toString).orElse(client.username())));
        String nonce = client.nonce() + config.newNonce();
        String text = "r=" + nonce + ",s=" + SaslText.base64(credentials.salt()) + ",i=" + credentials.iterations();
        begun = new Begun(client, nonce, text, account, found.isPresent(), credentials);
        return new SaslTurn.Send(SaslText.utf8(text));
    }

    private SaslTurn clientFinal(Begun first, String text) {
        Optional<ScramMessages.ClientFinal> parsed = ScramMessages.clientFinal(text);
        if (parsed.isEmpty()) {
            return ScramMessages.refusal(text);
        }
        ScramMessages.ClientFinal last = parsed.get();
        if (!last.channelBinding()
                .equals(SaslText.base64(SaslText.utf8(first.client().gs2Header())))) {
            return new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED, "channel-bindings-dont-match");
        }
        if (!last.nonce().equals(first.nonce())) {
            return new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED);
        }
        String authMessage = first.client().bare() + "," + first.serverFirst() + "," + last.withoutProof();
        boolean right = hash.verifiesProof(
                SaslText.tryBase64(last.proof()).orElseThrow(),
                first.credentials().storedKey(),
                authMessage);
        byte[] signature = hash.serverSignature(first.credentials().serverKey(), authMessage);
        if (!right || !first.known() || first.account().isEmpty()) {
            return new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED);
        }
        return SaslServerExchange.accept(
                first.account().get(),
                first.client().authzid().orElse(""),
                Optional.of(SaslText.utf8("v=" + SaslText.base64(signature))));
    }
}
