package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageThread;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.delay.Delay;
import org.xmpptoolkit.stanza.stableids.OriginId;

/** Reads mail as messages. */
final class MailReader {
    /** More of them, and the mail goes in circles (RFC 5321 section 6.3). */
    private static final int MOST_HOPS = 50;

    private static final int MOST_SUBJECT = 1_000;
    private static final int MOST_RECIPIENTS = 100;
    /** What the last server says about whom the mail came for; the topmost counts. */
    private static final List<String> ENVELOPE = List.of("X-Original-To", "Delivered-To", "Envelope-To");

    private final Addresses addresses;
    private final MessageIds ids;

    MailReader(Addresses addresses, MessageIds ids) {
        this.addresses = addresses;
        this.ids = ids;
    }

    /**
     * A mail, ready to be sent.
     *
     * @param key the same each time that the mail is read, so that a message that is sent twice is known by its id
     * @param message the message
     * @param origin whom to tell if it comes back
     */
    record Read(String key, Message message, Origin origin) {}

    /**
     * Reads a mail.
     *
     * @return a message for each recipient
     * @throws MessagingException if there is nobody it could be from or to; the message says so
     */
    List<Read> read(MimeMessage mail) throws MessagingException, IOException {
        String[] hops = headers(mail, "Received");
        if (hops.length > MOST_HOPS) {
            throw new MessagingException("it went through " + hops.length + " servers, so it goes in circles");
        }
        Jid from = sender(mail)
                .flatMap(addresses::contactOf)
                .orElseThrow(() -> new MessagingException("there is no usable address in From"));
        Collection<Jid> recipients = recipients(mail);
        if (recipients.isEmpty()) {
            throw new MessagingException("it is for nobody that the gateway serves");
        }
        if (recipients.size() > MOST_RECIPIENTS) {
            throw new MessagingException("it is for " + recipients.size() + " users, more than " + MOST_RECIPIENTS);
        }
        String text = MailText.of(mail);
        String messageId = header(mail, "Message-ID");
        Message.Builder message = Message.builder().from(from).body(text);
        subject(mail).ifPresent(message::subject);
        thread(mail).map(MessageThread::of).ifPresent(message::thread);
        Optional.ofNullable(mail.getReceivedDate())
                .ifPresent(date -> message.payload(Delay.of(date.toInstant(), addresses.gateway())));
        String answerTo =
                isToBeAnswered(mail) ? returnPath(mail).or(() -> sender(mail)).orElse("") : "";
        String subject = subject(mail).orElse("");
        return recipients.stream()
                .map(to -> {
                    String key = Texts.key(
                            messageId.isEmpty() ? text : messageId, // without an id, what it says is what sets it apart
                            header(mail, "Date"),
                            header(mail, "From"),
                            header(mail, "Subject"),
                            to.toString());
                    return new Read(
                            key,
                            message.id(key)
                                    .to(to)
                                    .withoutPayload("urn:xmpp:sid:0", "origin-id")
                                    .payload(OriginId.of(key))
                                    .type(MessageType.NORMAL)
                                    .build(),
                            new Origin(MessageIds.first(messageId).orElse(""), answerTo, subject, to.toString()));
                })
                .toList();
    }

    /** What a mail answers: the Message-IDs that it names, the direct parent first. */
    List<String> answered(MimeMessage mail) {
        return Stream.of("In-Reply-To", "References")
                .flatMap(name -> MessageIds.first(header(mail, name)).stream())
                .toList();
    }

    private static Optional<String> subject(MimeMessage mail) throws MessagingException {
        return Optional.ofNullable(mail.getSubject())
                .map(subject -> Texts.forXml(Texts.oneLine(subject, MOST_SUBJECT)))
                .filter(subject -> !subject.isEmpty());
    }

    /** By the first mail of the conversation, else by this one. */
    private Optional<String> thread(MimeMessage mail) {
        return Stream.of("References", "In-Reply-To", "Message-ID")
                .flatMap(name -> MessageIds.first(header(mail, name)).stream())
                .findFirst()
                .map(ids::thread);
    }

    /** Not what a program sent, a list, or a server that reports (RFC 3834 section 2). */
    private static boolean isToBeAnswered(MimeMessage mail) throws MessagingException {
        String automatic = header(mail, "Auto-Submitted").toLowerCase(Locale.ROOT);
        String precedence = header(mail, "Precedence").toLowerCase(Locale.ROOT);
        boolean empty =
                headers(mail, "Return-Path").length > 0 && returnPath(mail).isEmpty();
        String sender = sender(mail).orElse("").toLowerCase(Locale.ROOT);
        return (automatic.isEmpty() || automatic.startsWith("no"))
                && !Set.of("bulk", "junk", "list").contains(precedence.strip())
                && headers(mail, "List-Id").length == 0
                && !empty
                && !mail.isMimeType("multipart/report")
                && !sender.startsWith("mailer-daemon@")
                && !sender.startsWith("postmaster@");
    }

    private static Optional<String> returnPath(MimeMessage mail) {
        String path = header(mail, "Return-Path").strip();
        String address = path.startsWith("<") && path.endsWith(">") ? path.substring(1, path.length() - 1) : path;
        return Optional.of(address).filter(Addresses::isMail);
    }

    private static Optional<String> sender(MimeMessage mail) {
        try {
            return Optional.ofNullable(mail.getFrom()).stream()
                    .flatMap(Arrays::stream)
                    .flatMap(MailReader::text)
                    .findFirst();
        } catch (MessagingException e) {
            return Optional.empty(); // no address
        }
    }

    private static Stream<String> text(Address address) {
        return address instanceof InternetAddress internet
                ? Optional.ofNullable(internet.getAddress()).stream()
                : Stream.of();
    }

    private Collection<Jid> recipients(MimeMessage mail) {
        List<Jid> envelope = ENVELOPE.stream()
                .flatMap(name -> users(header(mail, name)))
                .limit(1)
                .toList();
        return envelope.isEmpty()
                ? Stream.of("To", "Cc")
                        .flatMap(name -> Arrays.stream(headers(mail, name)))
                        .flatMap(this::users)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : envelope;
    }

    private Stream<Jid> users(String header) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(header, false))
                    .flatMap(MailReader::text)
                    .flatMap(address -> addresses.userOf(address).stream());
        } catch (AddressException e) {
            return Stream.of();
        }
    }

    /** The first header of a name; empty if there is none. */
    private static String header(MimeMessage mail, String name) {
        String[] all = headers(mail, name);
        return all.length == 0 ? "" : all[0];
    }

    private static String[] headers(MimeMessage mail, String name) {
        try {
            @Nullable String @Nullable [] values = mail.getHeader(name);
            return values == null
                    ? new String[0]
                    : Arrays.stream(values).map(String::valueOf).toArray(String[]::new);
        } catch (MessagingException e) {
            throw new UnreadableException(e);
        }
    }

    /** The server did not give a mail's headers. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableException(MessagingException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
