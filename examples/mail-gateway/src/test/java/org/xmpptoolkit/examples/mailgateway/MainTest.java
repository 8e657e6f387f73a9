package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said in a line, with what to do about it. */
class MainTest {
    @TempDir
    private Path folder = Path.of("");

    /** The options for a gateway between the servers of a stage. */
    private List<String> options(Stage stage, String secret, String password) throws IOException {
        Path secretFile = Files.writeString(folder.resolve("secret"), secret + "\n");
        Path passwordFile = Files.writeString(folder.resolve("password"), password + "\n");
        return new ArrayList<>(List.of(
                "--server=127.0.0.1:" + stage.xmpp.componentPort(),
                "--domain=mail.localhost",
                "--secret-file=" + secretFile,
                "--smtp=" + stage.config.mail().smtp(),
                "--imap=" + stage.config.mail().imap(),
                "--mail-tls=none",
                "--mail-user=gateway",
                "--mail-password-file=" + passwordFile,
                "--outbox=" + folder.resolve("other")));
    }

    private static void assertSays(int code, String what, List<String> options) {
        StringWriter err = new StringWriter();
        int exit = Main.run(
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true),
                new CompletableFuture<Void>().completeOnTimeout(null, 60, TimeUnit.SECONDS),
                options.toArray(String[]::new));
        assertEquals(code, exit, err.toString());
        assertTrue(err.toString().contains(what), err.toString());
        assertTrue(err.toString().lines().allMatch(line -> line.startsWith("mail-gateway: ")), err.toString());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        try (Stage stage = new Stage(folder.resolve("outbox"))) {
            assertSays(2, "--help tells the options", List.of("--server=127.0.0.1:1"));
            List<String> remote = options(stage, XmppHost.SECRET, MailHost.PASSWORD);
            remote.set(3, "--smtp=mx.example.com:25");
            assertSays(2, "mx.example.com is another machine", remote);
            List<String> topmost = options(stage, XmppHost.SECRET, MailHost.PASSWORD);
            topmost.set(1, "--domain=gateway");
            assertSays(2, "is no domain below another: give --xmpp-domain", topmost);
            assertSays(1, "--mail-user and --mail-password-file", options(stage, XmppHost.SECRET, "wrong"));
            List<String> sameOutbox = options(stage, XmppHost.SECRET, MailHost.PASSWORD);
            sameOutbox.set(8, "--outbox=" + folder.resolve("outbox"));
            assertSays(1, "is in use by another gateway", sameOutbox);
            stage.gateway.close(); // else the name is in use, which is waited for
            assertSays(1, "check --secret-file", options(stage, "wrong", MailHost.PASSWORD));
            List<String> noFile = options(stage, XmppHost.SECRET, MailHost.PASSWORD);
            noFile.set(2, "--secret-file=" + folder.resolve("none"));
            assertSays(1, "check --secret-file", noFile);
        }
    }

    @Test
    void doesNotTalkInClearToAMailServerUnlessTold() throws Exception {
        try (Stage stage = new Stage(folder.resolve("outbox"))) {
            stage.gateway.close();
            List<String> options = options(stage, XmppHost.SECRET, MailHost.PASSWORD);
            options.remove("--mail-tls=none");
            options.set(2, "--secret-file=" + Files.writeString(folder.resolve("bad"), "wrong"));
            assertSays(1, "the mail server at " + stage.config.mail().smtp() + " does not work (STARTTLS", options);
        }
    }
}
