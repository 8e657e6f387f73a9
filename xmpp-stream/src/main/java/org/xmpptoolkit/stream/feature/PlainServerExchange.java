package org.xmpptoolkit.stream.feature;

import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;

/** PLAIN on the server's side (RFC 4616): the password is derived and compared, never kept. */
final class PlainServerExchange implements SaslServerExchange {
    private final SaslServerConfig config;
    private final Jid domain;
    /** Any will do, the best first. Of an account that does not exist the first is taken. */
    private final List<ScramHash> hashes;

    PlainServerExchange(SaslServerConfig config, Jid domain) {
        this.config = config;
        this.domain = domain;
        this.hashes = config.hashes();
    }

    @Override
    public SaslTurn receive(byte[] message) {
        Optional<CharBuffer> decoded = SaslText.tryUtf8(message);
        Arrays.fill(message, (byte) 0);
        if (decoded.isEmpty()) {
            return new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST);
        }
        CharBuffer text = decoded.get();
        int first = indexOfNul(text, 0);
        int second = indexOfNul(text, first + 1);
        boolean wellFormed =
                first >= 0 && second > first + 1 && second < text.length() - 1 && indexOfNul(text, second + 1) < 0;
        if (!wellFormed) {
            clear(text);
            return new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST);
        }
        String authzid = text.subSequence(0, first).toString();
        String username = text.subSequence(first + 1, second).toString();
        char[] password = new char[text.length() - second - 1];
        text.subSequence(second + 1, text.length()).get(password);
        clear(text);
        Optional<Jid> account = SaslAccounts.find(username, domain);
        return SaslServerExchange.ask(account, hashes, found -> check(account, username, authzid, password, found));
    }

    private SaslTurn check(
            Optional<Jid> account,
            String username,
            String authzid,
            char[] password,
            Optional<SaltedCredentials> found) {
        // Made up in any case, so that a known account takes the same work.
        SaltedCredentials credentials = found.orElse(config.unknownAccounts()
                .credentials(hashes.get(0), account.map(Jid::toString).orElse(username)));
        PasswordDerivation derivation =
                new PasswordDerivation(credentials.hash(), password, credentials.salt(), credentials.iterations());
        return new SaslTurn.Ask<>(derivation, salted -> {
            derivation.clear();
            boolean right = salted.length > 0
                    && MessageDigest.isEqual(credentials.hash().storedKey(salted), credentials.storedKey());
            Arrays.fill(salted, (byte) 0);
            return right && account.isPresent() && found.isPresent()
                    ? SaslServerExchange.accept(account.get(), authzid, Optional.empty())
                    : new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED);
        });
    }

    private static int indexOfNul(CharBuffer text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\0') {
                return i;
            }
        }
        return -1;
    }

    private static void clear(CharBuffer text) {
        Arrays.fill(text.array(), '\0');
    }
}
