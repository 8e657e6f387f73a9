package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.activation.DataHandler;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StanzaErrorType;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.receipts.Receipt;
import org.xmpptoolkit.stanza.receipts.ReceiptRequest;

/** What cannot be delivered is told to whoever sent it, on either side, and to nobody else. */
class BounceTest {
    private static final Jid FRIEND = Jid.parse("romeo%example.org@mail.localhost");

    @TempDir
    private Path outbox = Path.of("");

    private static Message to(Jid whom, String id) {
        return Message.builder().to(whom).id(id).body("Good night").build();
    }

    private static void assertError(
            Message heard, Jid from, String id, StanzaErrorCondition condition, StanzaErrorType type) {
        StanzaError error = heard.error().orElseThrow();
        assertEquals(
                List.of(from.toString(), id, condition, type),
                List.of(
                        heard.from().orElseThrow().toString(),
                        heard.id().orElseThrow(),
                        error.condition(),
                        error.type()));
    }

    @Test
    void aRecipientThatTheMailServerRefusesIsAnErrorForGood() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            stage.mail.refuse(to -> to.startsWith("nobody@")
                    ? "550 5.1.1 no such user here"
                    : to.startsWith("full@") ? "552 5.2.2 mailbox full" : null);
            Jid nobody = Jid.parse("nobody%example.org@mail.localhost");
            juliet.send(to(nobody, "m1"));
            assertError(juliet.message(), nobody, "m1", StanzaErrorCondition.ITEM_NOT_FOUND, StanzaErrorType.CANCEL);
            Jid full = Jid.parse("full%example.org@mail.localhost");
            juliet.send(to(full, "m2"));
            assertError(
                    juliet.message(), full, "m2", StanzaErrorCondition.RECIPIENT_UNAVAILABLE, StanzaErrorType.CANCEL);
            settles(stage, juliet);
        }
    }

    /** Nothing waits once what was sent has been acknowledged: another message round the gateway comes behind that. */
    private static void settles(Stage stage, XmppUser juliet) throws Exception {
        Stage.until(
                () -> {
                    juliet.ping(XmppHost.GATEWAY);
                    return stage.gateway.waiting().equals("0 for mail, 0 for XMPP");
                },
                stage.gateway::waiting);
    }

    @Test
    void whatIsPutOffIsTriedAgain() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            AtomicInteger attempts = new AtomicInteger();
            stage.mail.refuse(to -> attempts.incrementAndGet() < 3 ? "450 4.2.1 try again later" : null);
            juliet.send(Message.builder()
                    .to(FRIEND)
                    .id("m1")
                    .body("Good night")
                    .payload(ReceiptRequest.of())
                    .build());
            assertEquals("Message from juliet@localhost", stage.mail.next().getSubject());
            assertEquals(3, attempts.get());
            Message receipt = juliet.message();
            assertEquals(Optional.of("m1"), receipt.extension(Receipt.class).flatMap(Receipt::id));
        }
    }

    @Test
    void whatIsPutOffForTooLongIsAnErrorForNow() throws Exception {
        GatewayConfig.Times impatient =
                new GatewayConfig.Times(Stage.SOON.poll(), Stage.SOON.backoff(), Duration.ofNanos(1));
        try (Stage stage = new Stage(outbox, impatient)) {
            XmppUser juliet = stage.juliet();
            stage.mail.refuse(to -> "451 4.4.1 no answer from host");
            juliet.send(to(FRIEND, "m1"));
            assertError(
                    juliet.message(), FRIEND, "m1", StanzaErrorCondition.REMOTE_SERVER_TIMEOUT, StanzaErrorType.WAIT);
        }
    }

    @Test
    void aDeliveryReportIsTheErrorOfTheMessageThatItIsAbout() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            juliet.send(to(FRIEND, "m1"));
            MimeMessage sent = stage.mail.next();
            stage.mail.send(report(stage, sent, "delayed", "4.4.1"));
            MimeMessage failed = report(stage, sent, "failed", "5.1.1");
            stage.mail.send(failed);
            stage.mail.send(failed); // the same once more
            assertError(juliet.message(), FRIEND, "m1", StanzaErrorCondition.ITEM_NOT_FOUND, StanzaErrorType.CANCEL);
            Message unknown = juliet.message(); // a report about nothing that is known is mail like other mail
            assertFalse(unknown.isError());
            assertEquals(Optional.of("Undelivered"), unknown.subject());
        }
    }

    private static MimeMessage report(Stage stage, MimeMessage about, String action, String status) throws Exception {
        MimeMessage report = stage.mail.draft("MAILER-DAEMON@example.org", "juliet@mail.localhost", "Undelivered", "");
        MimeMultipart parts = new MimeMultipart("report; report-type=delivery-status");
        MimeBodyPart words = new MimeBodyPart();
        words.setText("It did not work.");
        parts.addBodyPart(words);
        parts.addBodyPart(part(
                "message/delivery-status",
                "Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; romeo@example.org\r\nAction: "
                        + action + "\r\nStatus: " + status + "\r\n"));
        ByteArrayOutputStream original = new ByteArrayOutputStream();
        about.writeTo(original);
        parts.addBodyPart(part("message/rfc822", original.toString(StandardCharsets.ISO_8859_1)));
        report.setContent(parts);
        return report;
    }

    private static MimeBodyPart part(String type, String text) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.ISO_8859_1), type)));
        return part;
    }

    @Test
    void aMailThatNobodyGetsIsReportedToAPersonAndToNoProgram() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            stage.juliet();
            MimeMessage robot = stage.mail.draft("robot@example.org", "nobody@mail.localhost", "I am away", "Away");
            robot.setHeader("Auto-Submitted", "auto-replied");
            stage.mail.send(robot);
            stage.mail.send(stage.mail.draft("mailer-daemon@example.org", "nobody@mail.localhost", "Oh", "Oh"));
            MimeMessage list = stage.mail.draft("list@example.org", "nobody@mail.localhost", "News", "News");
            list.setHeader("Precedence", "bulk");
            stage.mail.send(list);
            MimeMessage person = stage.mail.draft("romeo@example.org", "nobody@mail.localhost", "Hello", "Hello");
            stage.mail.send(person);
            MimeMessage report = stage.mail.next();
            assertEquals("romeo@example.org", report.getAllRecipients()[0].toString());
            assertEquals("auto-replied", report.getHeader("Auto-Submitted", null));
            assertEquals("<>", report.getHeader("Return-Path", null));
            assertEquals(person.getMessageID(), report.getHeader("In-Reply-To", null));
            assertTrue(report.isMimeType("multipart/report"));
            DeliveryReport read = DeliveryReport.of(report).orElseThrow();
            assertEquals(person.getMessageID(), read.messageId());
            assertTrue(read.failure().orElseThrow().permanent());
        }
    }

    @Test
    void mailForNobodyIsLeftInTheMailboxAndFlagged() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            stage.mail.send(stage.mail.draft("romeo@example.org", "juliet%evil.example@mail.localhost", "One", "1"));
            stage.mail.send(stage.mail.draft("\"a b\"@example.org", "juliet@mail.localhost", "Two", "2"));
            stage.mail.send(stage.mail.draft("romeo@example.org", "juliet@mail.localhost", "Three", "3"));
            assertEquals(Optional.of("3"), juliet.message().body());
            assertEquals(List.of("One", "Two"), stage.mail.subjects(Flags.Flag.FLAGGED, true));
        }
    }

    @Test
    void mailThatCannotBeReadIsFlaggedAndDoesNotStopTheOthers() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            for (String encoding : List.of("base64", "x-unknown")) {
                stage.mail.sendRaw(
                        "From: romeo@example.org",
                        "To: juliet@mail.localhost",
                        "Subject: " + encoding,
                        "Content-Type: text/plain",
                        "Content-Transfer-Encoding: " + encoding,
                        "",
                        "QUJDR",
                        "");
            }
            stage.mail.send(stage.mail.draft("romeo@example.org", "juliet@mail.localhost", "Three", "3"));
            assertEquals(Optional.of("3"), juliet.message().body());
            assertEquals(List.of("base64", "x-unknown"), stage.mail.subjects(Flags.Flag.FLAGGED, true));
        }
    }
}
