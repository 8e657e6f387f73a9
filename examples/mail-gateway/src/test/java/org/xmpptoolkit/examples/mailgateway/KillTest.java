package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;

/** The process of the gateway is killed while messages wait and mails are under way, and started again on its outbox. */
class KillTest {
    private static final Jid FRIEND = Jid.parse("romeo%example.org@mail.localhost");
    private static final int ALL = 20;

    @TempDir
    private Path folder = Path.of("");

    private Process start(XmppHost xmpp, MailServers mail) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), XmppHost.SECRET);
        Path password = Files.writeString(folder.resolve("password"), MailHost.PASSWORD);
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--server",
                        "127.0.0.1:" + xmpp.componentPort(),
                        "--domain",
                        XmppHost.GATEWAY.toString(),
                        "--secret-file",
                        secret.toString(),
                        "--smtp",
                        mail.smtp().toString(),
                        "--imap",
                        mail.imap().toString(),
                        "--mail-tls",
                        "none",
                        "--mail-user",
                        MailHost.USER,
                        "--mail-password-file",
                        password.toString(),
                        "--poll",
                        "1",
                        "--outbox",
                        folder.resolve("outbox").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "log")))
                .start();
    }

    @Test
    void nothingIsLost() throws Exception {
        MailHost mail = new MailHost();
        mail.start();
        MailServers servers = mail.servers();
        try (XmppHost xmpp = new XmppHost()) {
            Process gateway = start(xmpp, servers);
            XmppUser juliet = new XmppUser(xmpp, XmppHost.DOMAIN);
            try {
                Process started = gateway;
                Stage.awaitGateway(juliet, () -> (started.isAlive() ? "" : "it has ended: ") + log());
                mail.refuse(to -> to.endsWith("@example.org") ? "451 4.3.2 not now" : null); // so that messages wait
                for (int i = 0; i < ALL; i++) {
                    juliet.send(
                            Message.builder().to(FRIEND).body("message " + i).build());
                    mail.send(mail.draft("romeo@example.org", "juliet@mail.localhost", "mail " + i, "mail " + i));
                }
                juliet.ping(XmppHost.GATEWAY); // all are in the outbox
                Message first = juliet.message(); // and mails are under way
                kill(gateway);
                mail.refuse(to -> null);
                gateway = start(xmpp, servers);
                Set<String> mails = new HashSet<>();
                while (mails.size() < ALL) {
                    mails.add(((String) mail.next().getContent()).strip());
                }
                Set<String> bodies = new HashSet<>(Set.of(first.body().orElseThrow()));
                Set<String> ids = new HashSet<>(Set.of(first.id().orElseThrow()));
                int messages = 1;
                while (bodies.size() < ALL) {
                    Message message = juliet.message();
                    messages++;
                    bodies.add(message.body().orElseThrow());
                    ids.add(message.id().orElseThrow());
                }
                System.out.println("killed: messages sent " + ALL + ", as mail " + mails.size() + "; mails sent " + ALL
                        + ", as message " + bodies.size() + ", twice " + (messages - ids.size()));
                assertEquals(ALL, ids.size(), "what comes twice has the same id");
            } finally {
                kill(gateway);
            }
        } finally {
            mail.stop();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void kill(Process gateway) throws InterruptedException {
        gateway.destroyForcibly();
        assertTrue(gateway.waitFor(60, TimeUnit.SECONDS));
    }
}
