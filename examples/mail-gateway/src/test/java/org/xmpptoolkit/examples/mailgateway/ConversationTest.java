package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageThread;
import org.xmpptoolkit.stanza.MessageType;

/** Messages as mail, mail as messages, and a conversation of both. */
class ConversationTest {
    private static final Jid FRIEND = Jid.parse("romeo%example.org@mail.localhost");

    @TempDir
    private Path outbox = Path.of("");

    private static Message.Builder message(String body) {
        return Message.builder().to(FRIEND).type(MessageType.CHAT).id("m1").body(body);
    }

    @Test
    void aMessageBecomesMailAndTheReplyAMessageInTheSameThread() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            juliet.send(message("Wherefore art thou Роме́о? 🌹\nDeny thy father.")
                    .subject("Büßer")
                    .thread(MessageThread.of("e0ffe42b28561960"))
                    .build());
            MimeMessage mail = stage.mail.next();
            assertEquals(
                    "juliet@localhost <juliet@mail.localhost>",
                    mail.getFrom()[0].toString().replace("\"", ""));
            assertEquals("romeo@example.org", mail.getAllRecipients()[0].toString());
            assertEquals("Büßer", mail.getSubject());
            assertEquals("Wherefore art thou Роме́о? 🌹\nDeny thy father.", text(mail));

            MimeMessage reply = (MimeMessage) mail.reply(false);
            reply.setFrom("romeo@example.org");
            reply.setText("Call me but love, ❤", "UTF-8");
            stage.mail.send(reply);
            Message heard = juliet.message();
            assertEquals(Optional.of(FRIEND), heard.from());
            assertEquals(Optional.of("Call me but love, ❤"), heard.body());
            assertEquals(Optional.of("Re: Büßer"), heard.subject());
            assertEquals(Optional.of(MessageThread.of("e0ffe42b28561960")), heard.thread());
            assertEquals(MessageType.CHAT, heard.type());
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((String) mail.getContent()).replace("\r\n", "\n").strip();
    }

    @Test
    void noTextBreaksOutOfItsHeader() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            juliet.send(message("x\n.\nMAIL FROM:<a@b>")
                    .subject("hi\r\nBcc: all@example.org\n\nbody")
                    .thread(MessageThread.of("a@b>\r\nBcc: all@example.org"))
                    .build());
            MimeMessage mail = stage.mail.next();
            assertNull(mail.getHeader("Bcc"));
            assertEquals("hi  Bcc: all@example.org  body", mail.getSubject().replace("  ", "  "));
            assertEquals("x\n.\nMAIL FROM:<a@b>", text(mail));
        }
    }

    @Test
    void mailFromElsewhereBecomesAMessageInAThreadOfItsOwn() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            MimeMessage mail = stage.mail.draft("O'Brien@example.org", "juliet@mail.localhost", "Täglich", "Hello\n");
            stage.mail.send(mail);
            Message heard = juliet.message();
            assertEquals(
                    "o\\27brien%example.org@mail.localhost",
                    heard.from().orElseThrow().toString());
            assertEquals(Optional.of("Täglich"), heard.subject());
            assertEquals(MessageType.NORMAL, heard.type());
            juliet.send(heard.reply().body("Hello yourself").build());
            MimeMessage answer = stage.mail.next();
            assertEquals("o'brien@example.org", answer.getAllRecipients()[0].toString());
            assertArrayEquals(new String[] {mail.getMessageID()}, answer.getHeader("In-Reply-To"));
            // marked behind what it led to; one that came later is taken behind that
            stage.mail.send(stage.mail.draft("romeo@example.org", "juliet@mail.localhost", "Later", "Later"));
            assertEquals(Optional.of("Later"), juliet.message().subject());
            List<String> seen = stage.mail.subjects(Flags.Flag.SEEN, true);
            assertTrue(seen.equals(List.of("Täglich")) || seen.equals(List.of("Täglich", "Later")), seen::toString);
        }
    }

    /** GreenMail, too, forgets now and then to say that a mail came, where it comes while the one before it is told of. */
    @Test
    void mailThatTheServerSaysNothingOfIsFoundAllTheSame() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            stage.mail.restart(stage.mail::tellNothingOfNewMail);
            XmppUser juliet = stage.juliet();
            for (String text : List.of("One", "Two")) {
                stage.mail.send(stage.mail.draft("romeo@example.org", "juliet@mail.localhost", text, text));
                assertEquals(Optional.of(text), juliet.message().body());
            }
        }
    }
}
