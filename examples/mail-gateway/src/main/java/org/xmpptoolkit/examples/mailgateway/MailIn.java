package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;

/**
 * Takes mail that nobody has seen out of the mailbox and puts it into the outbox for XMPP; only then it is marked as seen. What is for
 * nobody, or cannot be read, is flagged besides, and stays for people to look at. A delivery report about a mail of ours becomes an
 * error.
 */
final class MailIn implements Pump.Work, AutoCloseable {
    private static final int MOST_AT_ONCE = 100;

    private final GatewayConfig config;
    private final Outbox outbox;
    private final MessageIds ids;
    private final MailReader reader;
    private final Runnable put;
    private final Consumer<String> log;
    private @Nullable Store store;

    /**
     * The work.
     *
     * @param put called when something was put into the outbox for XMPP
     */
    MailIn(GatewayConfig config, Outbox outbox, Runnable put, Consumer<String> log) {
        this.config = config;
        this.outbox = outbox;
        this.ids = new MessageIds(config.addresses().mailDomain());
        this.reader = new MailReader(config.addresses(), ids);
        this.put = put;
        this.log = log;
    }

    @Override
    public Duration turn() throws IOException {
        try {
            Folder inbox = open();
            try {
                return take(inbox) ? Duration.ZERO : config.times().poll();
            } finally {
                leave(inbox);
            }
        } catch (MessagingException e) {
            close();
            throw config.mail().imapFailed(e);
        }
    }

    /** Opens the mailbox for a turn. One that stays open knows of new mail only what the server says, and not each says all. */
    private Folder open() throws MessagingException {
        if (store == null || !store.isConnected()) {
            close();
            store = config.mail().connectImap();
        }
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        return inbox;
    }

    /** Without expunging what others have deleted. */
    private static void leave(Folder inbox) {
        try {
            if (inbox.isOpen()) {
                inbox.close(false);
            }
        } catch (MessagingException e) { // the next turn finds that the connection broke
        }
    }

    /** Takes some mails; tells whether there are more. */
    private boolean take(Folder folder) throws MessagingException, IOException {
        jakarta.mail.Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        jakarta.mail.Message[] some = Arrays.copyOf(unseen, Math.min(unseen.length, MOST_AT_ONCE));
        FetchProfile profile = new FetchProfile(); // else each header would be asked for by itself
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(FetchProfile.Item.CONTENT_INFO);
        profile.add(IMAPFolder.FetchProfileItem.HEADERS);
        folder.fetch(some, profile);
        List<jakarta.mail.Message> done = new ArrayList<>();
        boolean room = true;
        for (int i = 0; room && i < some.length; i++) {
            room = !outbox.toXmpp().isFull() && take(folder, (MimeMessage) some[i]);
            if (room) {
                done.add(some[i]);
            }
        }
        folder.setFlags(done.toArray(jakarta.mail.Message[]::new), new Flags(Flags.Flag.SEEN), true);
        return room && unseen.length > some.length; // without room the others wait in the mailbox
    }

    /** Takes a mail; tells whether there was room for all that it leads to. */
    private boolean take(Folder folder, MimeMessage mail) throws MessagingException, IOException {
        try {
            return isReport(mail) || isMessage(mail);
        } catch (MessagingException
                | RuntimeException
                | StackOverflowError e) { // the last by markup in markup in markup
            if (!folder.isOpen()) {
                throw e; // the connection broke, the mail is as good as before
            }
            log.accept("mail " + mail.getMessageNumber() + " of the mailbox is left there, flagged: "
                    + Texts.oneLine(String.valueOf(e.getMessage()), 200));
            mail.setFlag(Flags.Flag.FLAGGED, true);
            return true;
        }
    }

    /** What is read of a mail. */
    private interface Reading<T> {
        T read() throws MessagingException, IOException;
    }

    /** Jakarta Mail has two kinds of exceptions for a mail that cannot be read; those of our own disk are another matter. */
    private static <T> T reading(Reading<T> what) throws MessagingException {
        try {
            return what.read();
        } catch (IOException e) {
            throw new MessagingException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Takes a report about a mail of ours that is known. The same report twice leads to one error. */
    private boolean isReport(MimeMessage mail) throws MessagingException, IOException {
        Optional<DeliveryReport> report = reading(() -> DeliveryReport.of(mail));
        Optional<String> key =
                report.flatMap(about -> ids.key(about.messageId())).filter(outbox.mailed()::contains);
        if (key.isEmpty()) {
            return false;
        }
        Optional<MailStatus> failure = report.get().failure();
        Optional<XmlElement> failed = outbox.mailed().get(key.get());
        if (failure.isPresent() && failed.isPresent()) {
            Message error =
                    Message.fromElement(failed.get()).error(failure.get().toError());
            outbox.toXmpp().putAnyway("error-" + key.get(), error.toElement(Namespaces.COMPONENT_ACCEPT));
            outbox.mailed().remove(key.get());
            put.run();
        }
        return true;
    }

    private boolean isMessage(MimeMessage mail) throws MessagingException, IOException {
        MessageType type = type(reader.answered(mail));
        List<MailReader.Read> messages = reading(() -> reader.read(mail));
        for (MailReader.Read read : messages) {
            if (!outbox.fetched().contains(read.key())) {
                Message message = read.message().toBuilder().type(type).build();
                synchronized (outbox.fetched()) { // a message that comes back at once has to find its origin there
                    if (!outbox.toXmpp().put(read.key(), message.toElement(Namespaces.COMPONENT_ACCEPT))) {
                        return false;
                    }
                    outbox.fetched().put(read.key(), read.origin().toElement());
                }
                put.run();
            }
        }
        return true;
    }

    /** A reply is of the type of what it answers. */
    private MessageType type(List<String> answered) throws IOException {
        Optional<String> key = answered.stream()
                .flatMap(id -> ids.key(id).stream())
                .filter(outbox.mailed()::contains)
                .findFirst();
        Stream<XmlElement> sent = key.isEmpty() ? Stream.of() : outbox.mailed().get(key.get()).stream();
        return sent.map(element -> Message.fromElement(element).type())
                .findFirst()
                .orElse(MessageType.NORMAL);
    }

    /** Drops the connection; the next turn makes another. */
    @Override
    public void close() {
        try (Store old = store) {
            store = null;
        } catch (MessagingException e) {
            log.accept("the mailbox was not closed in order: " + Failures.cause(e));
        }
    }
}
