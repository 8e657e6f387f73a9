package org.xmpptoolkit.stream.feature;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;

/** A mechanism on the client's side that is one message, perhaps of length zero: EXTERNAL, PLAIN and ANONYMOUS. */
final class OneMessageExchange implements SaslClientExchange {
    private final SaslMechanism mechanism;
    private final SaslCredentials credentials;
    private final String authzid;

    OneMessageExchange(SaslMechanism mechanism, SaslCredentials credentials, Optional<Jid> authzid) {
        this.mechanism = mechanism;
        this.credentials = credentials;
        this.authzid = authzid.map(Jid::toString).orElse("");
    }

    @Override
    public SaslTurn begin() {
        return new SaslTurn.Send(mechanism == SaslMechanism.PLAIN ? plain() : SaslText.utf8(authzid));
    }

    /** RFC 4616 section 2. */
    private byte[] plain() {
        byte[] names = SaslText.utf8(authzid + "\0" + credentials.username() + "\0");
        char[] characters = credentials.password();
        ByteBuffer password = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] message = Arrays.copyOf(names, names.length + password.remaining());
        password.get(message, names.length, password.remaining());
        Arrays.fill(characters, '\0');
        password.clear().put(new byte[password.capacity()]);
        return message;
    }

    @Override
    public SaslTurn challenge(byte[] message) {
        return new SaslTurn.Fail(malformed("no challenge"));
    }

    @Override
    public Optional<Reason> success(Optional<byte[]> message) {
        return message.filter(m -> m.length > 0)
                .map(m -> new Reason.AuthenticationFailed(malformed("no additional data with success")));
    }

    private SaslFailure malformed(String what) {
        return SaslFailure.of(SaslFailureCondition.MALFORMED_REQUEST, mechanism.wireName() + " has " + what);
    }
}
