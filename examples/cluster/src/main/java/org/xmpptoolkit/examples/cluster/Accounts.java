package org.xmpptoolkit.examples.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;

/**
 * Who may log in: the same on all nodes. An example keeps passwords in a file, and derives what SCRAM stores when it is asked for first;
 * a server has a database of {@link SaltedCredentials}. Thread-safe.
 */
final class Accounts {
    /** What passwords are kept for: one hash function, so that accounts that do not exist take as long. */
    private static final ScramHash HASH = ScramHash.SHA_256;

    private final Map<Jid, char[]> passwords;
    private final Map<Jid, CompletableFuture<Optional<SaltedCredentials>>> derived = new ConcurrentHashMap<>();

    private Accounts(Map<Jid, char[]> passwords) {
        this.passwords = passwords;
    }

    static Accounts of(Jid domain, Map<String, String> users) {
        Map<Jid, char[]> passwords = new HashMap<>();
        users.forEach((user, password) -> passwords.put(domain.withLocalpart(user), password.toCharArray()));
        return new Accounts(passwords);
    }

    /**
     * Reads a file of lines {@code user:password}; empty ones, and those that begin with #, do not count.
     *
     * @throws IOException if it cannot be read; the message says what is wrong with a line
     */
    static Accounts read(Jid domain, Path file) throws IOException {
        Map<String, String> users = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (colon < 1 || colon == line.length() - 1) {
                throw new IOException("line " + (i + 1) + " is not user:password");
            }
            users.put(line.substring(0, colon), line.substring(colon + 1));
        }
        try {
            return of(domain, users);
        } catch (IllegalArgumentException noLocalpart) {
            throw new IOException(noLocalpart.getMessage(), noLocalpart);
        }
    }

    boolean contains(Jid account) {
        return passwords.containsKey(account);
    }

    /** What is stored of a password; derived with the executor, for it takes a while. */
    CompletableFuture<Optional<SaltedCredentials>> credentials(CredentialsRequested request, Executor executor) {
        char @Nullable [] password = passwords.get(request.account());
        if (password == null || !request.hashes().contains(HASH)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return derived.computeIfAbsent(
                request.account(),
                account -> CompletableFuture.supplyAsync(
                        () -> Optional.of(SaltedCredentials.of(HASH, password)), executor));
    }
}
