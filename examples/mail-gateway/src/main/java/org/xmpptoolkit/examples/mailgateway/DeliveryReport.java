package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a delivery report says about a mail of ours (RFC 3464).
 *
 * @param messageId the Message-ID of the mail that it is about
 * @param failure why it was not delivered; nothing if it was, or still may be
 */
record DeliveryReport(String messageId, Optional<MailStatus> failure) {
    private static final int MOST_OCTETS = 65_536;
    private static final int MOST_RECIPIENTS = 20;

    /** Reads a report; nothing if the mail is none, or does not say what it is about. */
    static Optional<DeliveryReport> of(Part mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/report") || !(mail.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        Optional<String> messageId = Optional.empty();
        List<InternetHeaders> recipients = List.of();
        for (int i = 0; i < Math.min(parts.getCount(), 5); i++) {
            Part part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")) {
                List<InternetHeaders> groups = groups(part, MOST_RECIPIENTS + 1);
                recipients = groups.subList(Math.min(1, groups.size()), groups.size()); // the first is about the report
            } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                messageId = messageId(part);
            }
        }
        Optional<MailStatus> failure = recipients.stream()
                .filter(headers ->
                        value(headers, "Action").toLowerCase(Locale.ROOT).startsWith("failed"))
                .findFirst()
                .map(DeliveryReport::status);
        return recipients.isEmpty() ? Optional.empty() : messageId.map(id -> new DeliveryReport(id, failure));
    }

    private static Optional<String> messageId(Part original) throws MessagingException, IOException {
        String id = original.isMimeType("message/rfc822") && original.getContent() instanceof MimeMessage mail
                ? mail.getMessageID()
                : groups(original, 1).stream()
                        .map(headers -> value(headers, "Message-ID"))
                        .findFirst()
                        .orElse("");
        return Optional.ofNullable(id).flatMap(MessageIds::first);
    }

    private static MailStatus status(InternetHeaders headers) {
        String status = value(headers, "Status");
        return MailStatus.of(!status.startsWith("4"), status + " " + value(headers, "Diagnostic-Code"));
    }

    /** Groups of headers, each up to an empty line. */
    private static List<InternetHeaders> groups(Part part, int most) throws MessagingException, IOException {
        List<InternetHeaders> groups = new ArrayList<>();
        try (InputStream in = part.getInputStream();
                InputStream bounded = new ByteArrayInputStream(in.readNBytes(MOST_OCTETS))) {
            while (groups.size() < most && bounded.available() > 0) {
                InternetHeaders headers = new InternetHeaders(bounded);
                if (headers.getAllHeaders().hasMoreElements()) {
                    groups.add(headers);
                }
            }
        }
        return groups;
    }

    private static String value(InternetHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeader(name, null)).orElse("").strip();
    }
}
