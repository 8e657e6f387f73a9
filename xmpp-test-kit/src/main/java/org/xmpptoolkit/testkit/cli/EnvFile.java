package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.endpoint.ClientCertificate;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.endpoint.EndpointPort;

/**
 * What {@code xmpp serve --env} writes: shell variables, which tell clients where to find what, and the files that they name.
 *
 * @param host the address that it listens at
 * @param accounts the accounts, as {@code user:password}
 */
record EnvFile(String host, List<String> accounts) {
    /** The domains of an endpoint, the default first. */
    static String served(EmbeddedEndpoint endpoint) {
        return endpoint.domains().stream().map(Jid::toString).collect(Collectors.joining(" "));
    }

    /**
     * Writes all of it.
     *
     * @param endpoint the endpoint, listening
     * @param file the file, absolute; the others stand beside it, with its name
     * @throws IOException if a file cannot be written; no secret is left then
     */
    void write(EmbeddedEndpoint endpoint, Path file) throws IOException {
        Path authority = beside(file, ".ca.pem");
        WholeFile.forAll(authority, endpoint.authorityPem());
        StringBuilder text = new StringBuilder();
        variable(text, "HOST", host);
        for (EndpointPort port : endpoint.ports()) {
            variable(text, port.variable(), Integer.toString(port.port()));
        }
        variable(text, "DOMAIN", endpoint.domains().get(0).toString());
        variable(text, "DOMAINS", served(endpoint));
        variable(text, "EXTERNAL_DOMAIN", endpoint.domains().get(0).toString());
        variable(text, "CA_FILE", authority.toString());
        if (!accounts.isEmpty()) {
            String account = accounts.get(0);
            variable(text, "USER_NAME", account.substring(0, account.indexOf(':')));
            variable(text, "PASSWORD", account.substring(account.indexOf(':') + 1));
        }
        endpoint.variables().forEach((name, value) -> variable(text, name, value));
        Optional<ClientCertificate> client = endpoint.clientCertificate();
        if (client.isPresent()) {
            writeWith(client.get(), file, text);
        } else {
            WholeFile.forOwner(file, text);
        }
    }

    private static void writeWith(ClientCertificate client, Path file, StringBuilder text) throws IOException {
        Path certificate = beside(file, ".client.pem");
        Path key = beside(file, ".client.key");
        variable(text, "CLIENT_CERT", certificate.toString());
        variable(text, "CLIENT_KEY", key.toString());
        WholeFile.forOwner(certificate, client.chainPem());
        WholeFile.forOwner(key, client.keyPem());
        try {
            WholeFile.forOwner(file, text);
        } catch (IOException e) {
            Files.delete(key); // nobody would know of it
            throw e;
        }
    }

    private static Path beside(Path file, String ending) throws IOException {
        return file.resolveSibling(WholeFile.name(file) + ending);
    }

    private static void variable(StringBuilder text, String name, String value) {
        text.append(name).append("='").append(value.replace("'", "'\\''")).append("'\n");
    }
}
