package org.xmpptoolkit.stream.feature;

import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamState;

/** SCRAM on the server's side, with channel binding or without (RFC 5802 sections 5 and 6). */
final class ScramServerExchange implements SaslServerExchange {
    private static final String BINDS = "p=";

    private final SaslMechanism mechanism;
    private final ScramHash hash;
    private final SaslServerConfig config;
    private final Jid domain;
    private final StreamState state;
    private @Nullable Begun begun;

    /** What is known once server-first-message is out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Begun(
            ScramMessages.ClientFirst client,
            byte[] binding,
            String nonce,
            String serverFirst,
            Optional<Jid> account,
            boolean known,
            SaltedCredentials credentials) {}

    ScramServerExchange(SaslMechanism mechanism, SaslServerConfig config, Jid domain, StreamState state) {
        this.mechanism = mechanism;
        this.hash = mechanism.scramHash().orElseThrow();
        this.config = config;
        this.domain = domain;
        this.state = state;
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
        Optional<byte[]> binding = bindingOf(client.flag());
        if (binding.isEmpty()) {
            return new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED, bindingError(client.flag()));
        }
        Optional<Jid> account = SaslAccounts.find(client.username(), domain);
        return SaslServerExchange.ask(
                account, List.of(hash), found -> serverFirst(client, binding.get(), account, found));
    }

    /**
     * The octets that are bound by a flag, none for {@code n} and {@code y}.
     *
     * @return nothing if the flag has no place here. With {@code y} a client says that it saw no mechanism that binds; if one was
     *     offered, somebody took it out on the way
     */
    private Optional<byte[]> bindingOf(String flag) {
        if (mechanism.bindsChannel() != flag.startsWith(BINDS)) {
            return Optional.empty();
        }
        if (mechanism.bindsChannel()) {
            return ChannelBindings.data(state, flag.substring(BINDS.length()));
        }
        return flag.equals("y") && config.offersBinding(state) ? Optional.empty() : Optional.of(new byte[0]);
    }

    /** The name of what is wrong with a flag (RFC 5802 section 7, {@code server-error-value}). */
    private String bindingError(String flag) {
        if (mechanism.bindsChannel()) {
            return flag.startsWith(BINDS) ? "unsupported-channel-binding-type" : "channel-bindings-dont-match";
        }
        return flag.startsWith(BINDS) ? "channel-binding-not-supported" : "server-does-support-channel-binding";
    }

    private SaslTurn serverFirst(
            ScramMessages.ClientFirst client,
            byte[] binding,
            Optional<Jid> account,
            Optional<SaltedCredentials> found) {
        // Made up in any case, so that a known account takes the same work.
        SaltedCredentials credentials = found.orElse(config.unknownAccounts()
                .credentials(hash, account.map(Jid::toString).orElse(client.username())));
        String nonce = client.nonce() + config.newNonce();
        String text = "r=" + nonce + ",s=" + SaslText.base64(credentials.salt()) + ",i=" + credentials.iterations();
        begun = new Begun(client, binding, nonce, text, account, found.isPresent(), credentials);
        return new SaslTurn.Send(SaslText.utf8(text));
    }

    private SaslTurn clientFinal(Begun first, String text) {
        Optional<ScramMessages.ClientFinal> parsed = ScramMessages.clientFinal(text);
        if (parsed.isEmpty()) {
            return ScramMessages.refusal(text);
        }
        ScramMessages.ClientFinal last = parsed.get();
        byte[] bound = SaslText.tryBase64(last.channelBinding()).orElseThrow();
        if (!MessageDigest.isEqual(bound, ScramMessages.bound(first.client().gs2Header(), first.binding()))) {
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
