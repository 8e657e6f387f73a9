package org.xmpptoolkit.stream.feature;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;

/** PLAIN on the client's side (RFC 4616). */
final class PlainClientExchange implements SaslClientExchange {
    private final SaslCredentials credentials;
    private final Optional<Jid> authzid;

    PlainClientExchange(SaslCredentials credentials, Optional<Jid> authzid) {
        this.credentials = credentials;
        this.authzid = authzid;
    }

    @Override
    public SaslTurn begin() {
        byte[] names = SaslText.utf8(authzid.map(Jid::toString).orElse("") + "\0" + credentials.username() + "\0");
        char[] characters = credentials.password();
        ByteBuffer password = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] message = Arrays.copyOf(names, names.length + password.remaining());
        password.get(message, names.length, password.remaining());
        Arrays.fill(characters, '\0');
        password.clear().put(new byte[password.capacity()]);
        return new SaslTurn.Send(message);
    }

    @Override
    public SaslTurn challenge(byte[] message) {
        return new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST, "PLAIN has no challenge");
    }

    @Override
    public Optional<SaslFailure> success(Optional<byte[]> message) {
        return message.filter(m -> m.length > 0)
                .map(m -> SaslFailure.of(
                        SaslFailureCondition.MALFORMED_REQUEST, "PLAIN has no additional data with success"));
    }
}
