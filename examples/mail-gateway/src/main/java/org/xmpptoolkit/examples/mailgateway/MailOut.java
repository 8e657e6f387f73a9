package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.receipts.Receipt;
import org.xmpptoolkit.stanza.receipts.ReceiptRequest;

/**
 * Takes messages out of the outbox and hands them to the mail server. One leaves the outbox when the server has accepted it, or behind
 * the error that tells its sender why not. What the server puts off (4xx) is tried again, each time after as long as it has waited.
 */
final class MailOut implements Pump.Work {
    private final GatewayConfig config;
    private final Outbox outbox;
    private final Session session;
    private final MailWriter writer;
    private final Runnable answered;
    private final Consumer<String> log;
    /** What is not to be tried before some time. */
    private final Map<String, Instant> putOff = new HashMap<>();

    /**
     * The work.
     *
     * @param answered called when something was put into the outbox for XMPP
     */
    MailOut(GatewayConfig config, Outbox outbox, Runnable answered, Consumer<String> log) {
        this.config = config;
        this.outbox = outbox;
        this.answered = answered;
        this.log = log;
        String domain = config.addresses().mailDomain();
        this.session = config.mail().smtpSession(domain);
        this.writer = new MailWriter(config.addresses(), new MessageIds(domain), session);
    }

    @Override
    public Duration turn() throws IOException {
        List<String> waiting = outbox.toMail().keys();
        putOff.keySet().retainAll(Set.copyOf(waiting));
        Instant now = Instant.now();
        List<String> due = waiting.stream()
                .filter(key -> !putOff.getOrDefault(key, now).isAfter(now))
                .toList();
        if (!due.isEmpty()) {
            send(due);
        }
        return putOff.values().stream()
                .min(Instant::compareTo)
                .map(next -> Duration.between(Instant.now(), next))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(Pump.UNTIL_WOKEN);
    }

    private void send(List<String> due) throws IOException {
        try (Transport transport = config.mail().connectSmtp(session)) {
            for (String key : due) {
                send(transport, key);
            }
        } catch (MessagingException e) {
            giveUpOld();
            throw config.mail().smtpFailed(e);
        }
    }

    private void send(Transport transport, String key) throws IOException, MessagingException {
        Optional<XmlElement> element = outbox.toMail().get(key);
        if (element.isEmpty()) {
            log.accept("message " + key + " can be read no more, and is set aside");
            return;
        }
        Message message = Message.fromElement(element.get());
        SMTPMessage mail;
        try {
            mail = writer.write(key, message, outbox.toMail().since(key));
        } catch (MessagingException | RuntimeException e) {
            fail(
                    key,
                    message,
                    StanzaError.of(
                            StanzaErrorCondition.NOT_ACCEPTABLE,
                            Texts.oneLine(Texts.forXml(String.valueOf(e.getMessage())), 300)));
            return;
        }
        if (!message.isError()) {
            outbox.mailed().put(key, envelope(element.get()));
        }
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            refused(key, message, MailStatus.of(e).orElseThrow(() -> e));
            return;
        }
        confirm(key, message);
        outbox.toMail().remove(key);
    }

    /** The stanza without what it says, which an error does not need. */
    private static XmlElement envelope(XmlElement stanza) {
        XmlElement.Builder envelope = XmlElement.builder(stanza.namespace(), stanza.localName());
        stanza.attributes().forEach(attribute -> {
            if (attribute.namespace().isEmpty()) {
                envelope.attribute(attribute.localName(), attribute.value());
            }
        });
        return envelope.build();
    }

    private void refused(String key, Message message, MailStatus status) throws IOException {
        Duration age = age(key);
        if (status.permanent() || age.compareTo(config.times().giveUp()) >= 0) {
            fail(key, message, status.toError());
            return;
        }
        Duration first = config.times().backoff().first();
        Duration most = config.times().backoff().most();
        Duration wait = age.compareTo(first) < 0 ? first : age.compareTo(most) > 0 ? most : age;
        putOff.put(key, Instant.now().plus(wait));
    }

    private Duration age(String key) {
        return Duration.between(outbox.toMail().since(key), Instant.now());
    }

    /** Where the server cannot be reached, whoever has waited too long is told. */
    private void giveUpOld() throws IOException {
        for (String key : outbox.toMail().keys()) {
            if (age(key).compareTo(config.times().giveUp()) < 0) {
                return;
            }
            Optional<XmlElement> element = outbox.toMail().get(key);
            if (element.isPresent()) {
                fail(
                        key,
                        Message.fromElement(element.get()),
                        StanzaError.of(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT, "no mail server took it in time"));
            }
        }
    }

    /** Tells the sender, unless the message is an error itself. */
    private void fail(String key, Message message, StanzaError error) throws IOException {
        log.accept("mail " + key + " is not delivered, " + error.condition().elementName() + ": "
                + error.text().orElse(""));
        if (!message.isError()) {
            XmlElement answer = message.error(error).toElement(Namespaces.COMPONENT_ACCEPT);
            if (!outbox.toXmpp().put("error-" + key, answer)) {
                putOff.put(key, Instant.now().plus(config.times().backoff().most())); // no room for the answer
                return;
            }
            answered.run();
        }
        outbox.toMail().remove(key);
    }

    /** Says that the mail server has it, if that was asked for (XEP-0184). */
    private void confirm(String key, Message message) throws IOException {
        boolean asked =
                !message.isError() && message.extension(ReceiptRequest.class).isPresent();
        if (asked && message.id().isPresent()) {
            Message receipt = message.reply()
                    .from(message.to().orElseThrow())
                    .id("receipt-" + key)
                    .payload(Receipt.of(message.id().get()))
                    .build();
            outbox.toXmpp().putAnyway("receipt-" + key, receipt.toElement(Namespaces.COMPONENT_ACCEPT));
            answered.run();
        }
    }
}
