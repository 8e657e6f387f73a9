package org.xmpptoolkit.examples.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.testkit.endpoint.FederationConfig.Authentication;

class FederationTest {
    private static final Jid OURS = Jid.parse("juliet@ours.example");
    private static final Jid THEIRS = Jid.parse("romeo@prosody.example");

    private final StringWriter errors = new StringWriter();

    private List<String> run(String... args) {
        StringWriter out = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(errors, true), args);
        assertEquals(0, code, errors::toString);
        return out.toString().lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void carriesAMessageAndItsAnswerAcross(Authentication authentication) {
        List<String> lines = run("--auth", authentication.name(), "--wire");
        List<String> said = lines.stream().filter(line -> line.contains(" to ")).toList();
        assertEquals(2, said.size(), lines::toString);
        assertTrue(
                said.get(0).matches("juliet@capulet.example/.* to romeo@montague.example/.*: Art thou not .*"),
                said::toString);
        assertTrue(
                said.get(1).matches("romeo@montague.example/.* to juliet@capulet.example/.*: Neither.*"),
                said::toString);
        assertAuthenticated(authentication, String.join("\n", lines));
    }

    /** By how it says so itself: the way that is used, and not the other. */
    private static void assertAuthenticated(Authentication authentication, String wire) {
        boolean dialback = wire.contains("<db:result");
        boolean external = wire.contains("<auth ") && wire.contains("EXTERNAL");
        assertEquals(authentication == Authentication.DIALBACK, dialback, wire);
        assertEquals(authentication != Authentication.DIALBACK, external, wire);
    }

    @Test
    void givesAMessageBackThatCannotBeDelivered() throws Exception {
        char[] password = "secret".toCharArray();
        try (Server ours = Server.start(
                        OURS.domain(),
                        Map.of("juliet", password),
                        Main.authority(),
                        Authentication.ANY,
                        new Places(),
                        text -> {});
                Correspondent juliet = Correspondent.logIn(ours.clientPort(), ours.trust(), OURS, password)) {
            juliet.send(THEIRS, "Is anybody there?");
            IOException failure = assertThrows(IOException.class, juliet::next);
            assertEquals("a message to " + THEIRS + " came back with remote-server-not-found", failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIALBACK", "EXTERNAL"})
    void federatesWithProsody(Authentication authentication, @TempDir Path folder) throws Exception {
        Optional<Path> executable = Prosody.installed();
        assumeTrue(executable.isPresent(), "Prosody is not installed: there is no prosody on the PATH");
        char[] password = "secret".toCharArray();
        X509Bundle authority = Main.authority();
        Places places = new Places();
        StringBuffer wire = new StringBuffer();
        try (Server ours = Server.start(
                        OURS.domain(), Map.of("juliet", password), authority, authentication, places, wire::append);
                Prosody prosody = Prosody.start(
                        executable.get(),
                        folder,
                        THEIRS,
                        "secret",
                        authority,
                        authentication,
                        OURS.domain(),
                        ours.serverPort())) {
            places.put(THEIRS.domain(), prosody.serverPort());
            try (Correspondent juliet = Correspondent.logIn(ours.clientPort(), ours.trust(), OURS, password);
                    Correspondent romeo = Correspondent.logIn(prosody.clientPort(), ours.trust(), THEIRS, password)) {
                juliet.send(romeo.address(), "Art thou not Romeo?");
                Message question = romeo.next();
                assertEquals(Optional.of("Art thou not Romeo?"), question.body());
                assertEquals(Optional.of(juliet.address()), question.from());
                romeo.send(juliet.address(), "Neither, fair saint.");
                Message answer = juliet.next();
                assertEquals(Optional.of("Neither, fair saint."), answer.body());
                assertEquals(Optional.of(romeo.address()), answer.from());
            } catch (IOException e) {
                throw new AssertionError("Prosody's log:\n" + prosody.log(), e);
            }
        }
        assertAuthenticated(authentication, wire.toString());
    }

    @Test
    void tellsWhatIsWrongWithItsOptions() {
        assertEquals(2, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(errors, true), "--auth", "none"));
        assertEquals(1, errors.toString().lines().count(), errors::toString);
    }
}
