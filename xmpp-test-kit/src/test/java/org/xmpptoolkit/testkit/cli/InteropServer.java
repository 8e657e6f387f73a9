package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that runs already, with the shell variables that {@code xmpp serve --env} writes too, and what stands in there by default.
 *
 * @param file the file of variables
 * @param variables by their names
 */
record InteropServer(Path file, Map<String, String> variables) {
    /** Those that {@code -Dxmpptoolkit.interop.env=FILE,FILE} names. */
    static List<InteropServer> all() throws IOException {
        List<InteropServer> servers = new ArrayList<>();
        for (String file : System.getProperty("xmpptoolkit.interop.env", "").split(",", -1)) {
            servers.add(read(Path.of(file)));
        }
        return servers;
    }

    private static InteropServer read(Path file) throws IOException {
        Map<String, String> variables = new HashMap<>(
                Map.of("USER_NAME", "romeo", "PASSWORD", "wherefore", "COMPONENT_SECRET", "component-secret"));
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1);
                boolean quoted = value.startsWith("'") && value.endsWith("'");
                variables.put(line.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return new InteropServer(file, variables);
    }

    String get(String name) {
        return Optional.ofNullable(variables.get(name))
                .orElseThrow(() -> new AssertionError(file + " does not set " + name));
    }

    /** A variable that not every file has. */
    String get(String name, String otherwise) {
        return variables.getOrDefault(name, otherwise);
    }

    String certificateFile(String variable, String ending) {
        return variables.containsKey(variable)
                ? get(variable)
                : file.resolveSibling("certs")
                        .resolve("client-" + get("USER_NAME") + "@" + get("EXTERNAL_DOMAIN") + ending)
                        .toString();
    }

    String name() {
        return variables.getOrDefault("SERVER", "the endpoint");
    }
}
