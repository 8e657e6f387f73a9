package org.xmpptoolkit.examples.mailgateway;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorType;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageThread;

/** Writes messages as mail, and messages that came back as delivery reports (RFC 3464). */
final class MailWriter {
    private static final String UTF_8 = "UTF-8";
    private static final int MOST_SUBJECT = 500;

    private final Addresses addresses;
    private final MessageIds ids;
    private final Session session;

    MailWriter(Addresses addresses, MessageIds ids, Session session) {
        this.addresses = addresses;
        this.ids = ids;
        this.session = session;
    }

    /** A mail with the envelope's sender, and a Message-ID that is the same at each attempt. */
    private static final class Mail extends SMTPMessage {
        private final String id;

        Mail(Session session, String id, String envelopeFrom, Instant date) throws MessagingException {
            super(session);
            this.id = id;
            setEnvelopeFrom(envelopeFrom);
            setReturnOption(RETURN_HDRS); // a report need not bring the body back
            setSentDate(Date.from(date));
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /**
     * Writes a message.
     *
     * @param key its key
     * @param message a message to an address of the gateway, or an error that answers a message made of a mail
     * @param date when it came
     * @throws MessagingException if it cannot be written as mail
     */
    SMTPMessage write(String key, Message message, Instant date) throws MessagingException {
        Mail mail = message.isError() ? report(key, message, date) : mail(key, message, date);
        mail.saveChanges();
        return mail;
    }

    private Mail mail(String key, Message message, Instant date) throws MessagingException {
        Jid from = message.from().orElseThrow(() -> new MessagingException("no sender"));
        String to = message.to()
                .flatMap(addresses::mailOf)
                .orElseThrow(() -> new MessagingException("the recipient is no mail address"));
        String sender = addresses.mailOfUser(from);
        if (!Addresses.isMail(sender)) {
            throw new MessagingException("the sender's address is too long for mail");
        }
        Mail mail = new Mail(session, ids.ofKey(key), sender, date);
        mail.setFrom(named(sender, from.bare().toString()));
        mail.setRecipient(RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject(message.subject().orElse("Message from " + from.bare())), UTF_8);
        message.thread().map(MessageThread::id).flatMap(ids::ofThread).ifPresent(id -> answer(mail, id));
        mail.setText(message.body().orElse(""), UTF_8);
        return mail;
    }

    private Mail report(String key, Message message, Instant date) throws MessagingException {
        Origin origin = message.payloads().stream()
                .flatMap(payload -> Origin.of(payload).stream())
                .findFirst()
                .orElseThrow(() -> new MessagingException("an error that answers no mail"));
        String postmaster = "MAILER-DAEMON@" + addresses.mailDomain();
        Mail mail = new Mail(
                session, ids.ofKey(key), "<>", date); // nobody is to be told if this one fails (RFC 5321 section 4.5.5)
        mail.setFrom(named(postmaster, "Mail gateway"));
        mail.setRecipient(RecipientType.TO, new InternetAddress(origin.sender()));
        mail.setSubject(subject("Not delivered: " + origin.subject()), UTF_8);
        mail.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 section 5
        if (!origin.messageId().isEmpty()) {
            answer(mail, origin.messageId());
        }
        String failed = message.from().map(Jid::bare).map(addresses::mailOfUser).orElse(postmaster);
        StanzaError error = message.error().orElseThrow(() -> new MessagingException("an error without cause"));
        String cause = error.condition().elementName()
                + error.text()
                        .map(text -> ": " + Texts.oneLine(text, MOST_SUBJECT))
                        .orElse("");
        boolean passing = error.type() == StanzaErrorType.WAIT;
        MimeMultipart parts = new MimeMultipart("report; report-type=delivery-status");
        MimeBodyPart forPeople = new MimeBodyPart();
        forPeople.setText("Your mail could not be delivered to\n\n    " + failed + "\n\n" + cause + "\n", UTF_8);
        parts.addBodyPart(forPeople);
        parts.addBodyPart(part(
                "message/delivery-status",
                "Reporting-MTA: dns; " + addresses.mailDomain()
                        + "\r\n\r\nFinal-Recipient: rfc822; " + failed + "\r\nAction: failed\r\nStatus: "
                        + (passing ? "4.0.0" : "5.0.0") + "\r\nDiagnostic-Code: xmpp; "
                        + error.condition().elementName() + "\r\n"));
        if (!origin.messageId().isEmpty()) {
            parts.addBodyPart(part("text/rfc822-headers", "Message-ID: " + origin.messageId() + "\r\n"));
        }
        mail.setContent(parts);
        return mail;
    }

    private static MimeBodyPart part(String type, String text) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.US_ASCII), type)));
        return part;
    }

    private static void answer(Mail mail, String id) {
        try {
            mail.setHeader("In-Reply-To", id);
            mail.setHeader("References", id);
        } catch (MessagingException e) {
            throw new IllegalStateException("a mail of ours can be changed", e);
        }
    }

    private static String subject(String text) {
        return Texts.oneLine(text, MOST_SUBJECT);
    }

    private static InternetAddress named(String address, String name) throws MessagingException {
        try {
            return new InternetAddress(address, Texts.oneLine(name, MOST_SUBJECT), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every JDK has UTF-8", e);
        }
    }
}
