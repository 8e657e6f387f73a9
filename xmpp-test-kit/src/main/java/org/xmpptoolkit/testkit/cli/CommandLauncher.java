package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.xmpptoolkit.testkit.check.ClientTarget;

/** Starts a client by a command of the shell, and ends it with all that it started. */
final class CommandLauncher {
    private final String command;

    CommandLauncher(String command) {
        this.command = command;
    }

    AutoCloseable launch(ClientTarget.Where where) throws IOException {
        Path authority = Files.createTempFile("xmpp-check-ca", ".pem");
        Files.writeString(authority, where.authority().pem());
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        ProcessBuilder builder =
                windows ? new ProcessBuilder("cmd", "/c", command) : new ProcessBuilder("/bin/sh", "-c", command);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> variables = builder.environment();
        variables.put("HOST", where.host());
        variables.put("PORT", Integer.toString(where.port()));
        variables.put("JID", where.jid().toString());
        variables.put("PASSWORD", new String(where.account().password()));
        variables.put("DOMAIN", where.domain().toString());
        variables.put("CA_FILE", authority.toString());
        Process process = builder.start();
        return () -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(authority);
        };
    }
}
