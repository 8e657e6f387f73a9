package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The server's question for what it stores of an account's password. Nothing is the answer if there is no such account, or none
 * that may log in; the peer cannot tell that from a wrong password (RFC 6120 section 6.5.10). Credentials for another hash function
 * than asked for make {@code reply} throw IllegalArgumentException.
 *
 * <p>Answer with the first of the hash functions that is stored: a password that is sent in clear is checked with it, and one for an
 * account that does not exist with the first of all, so that the work is the same where all accounts have it.
 *
 * @param account the bare address
 * @param hashes the hash functions that will do, the best first
 */
public record CredentialsRequested(Jid account, List<ScramHash> hashes) implements Prompt<Optional<SaltedCredentials>> {
    /**
     * Copies the list.
     *
     * @param account a bare address with localpart
     * @param hashes the best first; copied
     */
    public CredentialsRequested {
        hashes = List.copyOf(hashes);
    }
}
