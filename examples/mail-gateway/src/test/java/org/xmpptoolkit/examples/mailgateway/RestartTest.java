package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;

/** Either side goes away under traffic, and so does the gateway: nothing is lost. */
class RestartTest {
    private static final Jid FRIEND = Jid.parse("romeo%example.org@mail.localhost");
    private static final int ALL = 60;

    @TempDir
    private Path outbox = Path.of("");

    /** What was sent, and what came: each is a text with a number. */
    private final List<String> messagesSent = new ArrayList<>();

    private final List<String> mailsSent = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    private void write(XmppUser juliet, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String text = "message " + messagesSent.size();
            messagesSent.add(text);
            juliet.send(Message.builder().to(FRIEND).id(text).body(text).build());
        }
    }

    private void mail(Stage stage, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String text = "mail " + mailsSent.size();
            mailsSent.add(text);
            stage.mail.send(stage.mail.draft("romeo@example.org", "juliet@mail.localhost", text, text));
        }
    }

    @Test
    void countsAreEqualOnBothSidesHoweverGoesAway() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            write(juliet, 15);
            mail(stage, 30); // some of them wait in the mailbox while it cannot be reached

            XmppUser before = juliet;
            stage.mail.restart(() -> {
                write(before, 15);
                before.ping(XmppHost.GATEWAY); // so all are in the outbox
                stage.restartGateway(); // which has nobody to give them to
                stage.awaitGateway(before);
                XmppUser.await(stage.mailIsDown);
            });
            write(before, 15);
            before.ping(XmppHost.GATEWAY);

            stage.xmpp.reopen(() -> {
                XmppUser.await(before.closed());
                mail(stage, 15); // nobody to give these to
            });
            juliet = new XmppUser(stage.xmpp, XmppHost.DOMAIN);
            stage.awaitGateway(juliet);
            write(juliet, 15);
            mail(stage, 15);

            Set<String> mailed = new HashSet<>();
            Set<String> mailIds = new HashSet<>();
            int mails = 0;
            while (mailed.size() < ALL) {
                var mail = stage.mail.next();
                mails++;
                mailed.add(((String) mail.getContent()).strip());
                mailIds.add(mail.getMessageID());
            }
            messages.addAll(before.messages);
            while (bodies().size() < ALL) {
                messages.add(juliet.message());
            }
            Set<String> ids = new HashSet<>();
            messages.forEach(message -> ids.add(message.id().orElseThrow()));
            System.out.println("messages sent " + messagesSent.size() + ", as mail " + mailed.size() + ", twice "
                    + (mails - mailIds.size()) + "; mails sent " + mailsSent.size() + ", as message " + bodies().size()
                    + ", twice " + (messages.size() - ids.size()));
            assertEquals(new TreeSet<>(messagesSent), new TreeSet<>(mailed));
            assertEquals(new TreeSet<>(mailsSent), new TreeSet<>(bodies()));
            assertEquals(ALL, mailIds.size(), "a mail that comes twice has the same Message-ID");
            assertEquals(ALL, ids.size(), "a message that comes twice has the same id");
        }
    }

    private Set<String> bodies() {
        Set<String> bodies = new HashSet<>();
        messages.forEach(message -> bodies.add(message.body().orElseThrow()));
        return bodies;
    }
}
