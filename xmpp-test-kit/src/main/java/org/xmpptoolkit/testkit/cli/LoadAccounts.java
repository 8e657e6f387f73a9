package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code load} that say who logs in. */
final class LoadAccounts {
    private static final String NUMBER = "%d";

    @Option(
            names = "--user",
            paramLabel = "U",
            description = {
                "One localpart for all clients, each with a resource of its own. Where accounts are shared, clients send no presence, so"
                        + " a server keeps nothing for one that is away and cannot resume."
            })
    private @Nullable String user;

    @Option(
            names = "--user-pattern",
            paramLabel = "user%d",
            description = "A localpart a client, with its number from 1 on in place of %%d; all have one password.")
    private @Nullable String pattern;

    @Option(
            names = "--account-file",
            paramLabel = "F",
            description = "A file with a line user:password an account, which clients take in turn.")
    private @Nullable Path accountFile;

    @Option(names = "--password-file", paramLabel = "F", description = "A file whose first line is the password.")
    private @Nullable Path passwordFile;

    /** The accounts for some clients. */
    List<SaslCredentials> of(int clients, CommandLine command) {
        if (Stream.of(user, pattern, accountFile).filter(Objects::nonNull).count() != 1) {
            throw new ParameterException(command, "one of --user, --user-pattern and --account-file is needed");
        }
        if ((accountFile == null) != (passwordFile != null)) {
            throw new ParameterException(
                    command,
                    accountFile == null
                            ? "--user and --user-pattern need --password-file"
                            : "--account-file has the passwords: leave --password-file out");
        }
        if (accountFile != null) {
            return read(accountFile);
        }
        List<String> names = user != null ? List.of(user) : numbered(String.valueOf(pattern), clients, command);
        char[] password = ClientFiles.password(passwordFile);
        try {
            return names.stream()
                    .map(name -> SaslCredentials.of(name, password))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "the user or the password: " + e.getMessage());
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static List<String> numbered(String pattern, int clients, CommandLine command) {
        if (!pattern.contains(NUMBER)) {
            throw new ParameterException(
                    command, "--user-pattern " + pattern + " has no " + NUMBER + " for the number");
        }
        return IntStream.rangeClosed(1, clients)
                .mapToObj(number -> pattern.replace(NUMBER, Integer.toString(number)))
                .toList();
    }

    private static List<SaslCredentials> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure("--account-file " + file
                    + (e instanceof CharacterCodingException ? " is not UTF-8" : " cannot be read")
                    + ": give a file with a line user:password an account");
        }
        List<SaslCredentials> accounts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new CommandFailure("--account-file " + file + ", line " + (i + 1) + ": it is not user:password");
            }
            try {
                accounts.add(SaslCredentials.of(
                        line.substring(0, colon), line.substring(colon + 1).toCharArray()));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("--account-file " + file + ", line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (accounts.isEmpty()) {
            throw new CommandFailure("--account-file " + file + " has no account: write a line user:password for each");
        }
        return accounts;
    }
}
