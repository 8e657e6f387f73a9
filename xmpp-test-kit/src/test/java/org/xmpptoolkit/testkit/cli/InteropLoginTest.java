package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StartTls;

/**
 * Logs in to servers that run already, with each mechanism that they offer, over STARTTLS, direct TLS and WebSocket. {@code
 * -Dxmpptoolkit.interop.env=FILE,FILE} names their files of shell variables, as {@code xmpp serve --env} writes them. Left out are
 * the mechanisms that bind the channel, where the server's types are not those of the JDK: the client must find the others.
 */
@EnabledIfSystemProperty(named = "xmpptoolkit.interop.env", matches = ".+")
class InteropLoginTest {
    private final Path folder;

    InteropLoginTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    List<DynamicTest> everyMechanismOnOfferLogsIn() throws Exception {
        List<DynamicTest> logins = new ArrayList<>();
        for (InteropServer server : InteropServer.all()) {
            Path password = folder.resolve(server.name() + ".password");
            Files.writeString(password, server.get("PASSWORD"), StandardCharsets.UTF_8);
            List<String> offered = offered(server);
            assertTrue(offered.contains("SCRAM-SHA-1"), offered.toString()); // RFC 6120 section 13.8.1
            for (String transport : List.of("STARTTLS", "direct TLS")) {
                List<String> line = line(
                        server,
                        server.get("DOMAIN"),
                        transport.equals("STARTTLS") ? "C2S_PORT" : "C2S_DIRECT_TLS_PORT");
                line.addAll(List.of("--password-file", password.toString()));
                if (!transport.equals("STARTTLS")) {
                    line.add("--direct-tls");
                }
                logins.add(login(server, transport, Optional.empty(), line));
                offered.stream()
                        .flatMap(name -> SaslMechanism.ofWireName(name).stream())
                        .filter(mechanism -> !mechanism.bindsChannel())
                        .forEach(mechanism ->
                                logins.add(login(server, transport, Optional.of(mechanism.wireName()), line)));
            }
            List<String> webSocket = line(
                    server,
                    server.get("DOMAIN"),
                    "--websocket",
                    "ws://" + server.get("HOST") + ":" + server.get("HTTP_PORT") + "/xmpp-websocket");
            webSocket.addAll(List.of("--password-file", password.toString()));
            logins.add(login(server, "WebSocket", Optional.empty(), webSocket));
            offered.stream()
                    .filter(name -> name.matches("SCRAM-SHA-[0-9]+")) // what needs no TLS
                    .forEach(mechanism -> logins.add(login(server, "WebSocket", Optional.of(mechanism), webSocket)));
            List<String> external = line(server, server.get("EXTERNAL_DOMAIN"), "C2S_EXTERNAL_PORT");
            external.addAll(List.of(
                    "--cert",
                    server.certificateFile("CLIENT_CERT", ".crt"),
                    "--key",
                    server.certificateFile("CLIENT_KEY", ".key")));
            logins.add(login(server, "STARTTLS", Optional.of("EXTERNAL"), external));
        }
        return logins;
    }

    private static List<String> line(InteropServer server, String domain, String port) {
        return line(server, domain, "--server", server.get("HOST") + ":" + server.get(port));
    }

    private static List<String> line(InteropServer server, String domain, String where, String place) {
        return new ArrayList<>(List.of(
                "login",
                where,
                place,
                "--domain",
                domain,
                "--user",
                server.get("USER_NAME"),
                "--ca",
                server.get("CA_FILE")));
    }

    private static DynamicTest login(
            InteropServer server, String transport, Optional<String> mechanism, List<String> line) {
        List<String> words = Stream.concat(
                        line.stream(), mechanism.stream().flatMap(name -> Stream.of("--mechanism", name)))
                .toList();
        String title = server.name() + ", " + transport + ", " + mechanism.orElse("whatever suits");
        return dynamicTest(title, () -> {
            Run run = Run.of("", words.toArray(String[]::new));
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().startsWith("ok: " + mechanism.orElse("SCRAM-SHA-")), run.out());
        });
    }

    /** The mechanisms that a server offers behind TLS. */
    private static List<String> offered(InteropServer server) throws Exception {
        List<StreamEvent.Notice> heard = new CopyOnWriteArrayList<>();
        XmppClient.builder()
                .host(server.get("HOST"))
                .port(Integer.parseInt(server.get("C2S_PORT")))
                .config(StreamConfig.builder()
                        .to(Jid.ofDomain(server.get("DOMAIN")))
                        .build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(
                                server.get("USER_NAME"), server.get("PASSWORD").toCharArray())),
                        ResourceBinding.request()))
                .trust(Path.of(server.get("CA_FILE")))
                .listener((connection, notice) -> heard.add(notice))
                .build()
                .connect()
                .toCompletableFuture()
                .get()
                .close()
                .toCompletableFuture()
                .get();
        return heard.stream()
                .filter(StreamEvent.FeaturesReceived.class::isInstance)
                .map(StreamEvent.FeaturesReceived.class::cast)
                .flatMap(notice -> notice.features().element(Namespaces.SASL, "mechanisms").stream())
                .flatMap(mechanisms -> mechanisms.elements().stream())
                .map(XmlElement::text)
                .toList();
    }
}
