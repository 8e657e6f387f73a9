package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.disco.DiscoItems;
import org.xmpptoolkit.stanza.disco.Identity;
import org.xmpptoolkit.stanza.ping.Ping;

/**
 * Takes what comes from the XMPP server, on a thread of its own and in order: so an answered ping also says that all messages before
 * it are in the outbox. Messages go there; everything else is answered at once.
 */
final class XmppIn implements AutoCloseable {
    /** How many stanzas wait for the disk; the sender of one more is told to wait. Of errors, which nobody repeats, as many more may. */
    private static final int MOST_WAITING = 1_000;

    private static final long PATIENCE_SECONDS = 60;

    private final Addresses addresses;
    private final Outbox outbox;
    private final Consumer<Stanza> answers;
    private final Runnable put;
    private final Consumer<String> log;
    private final ThreadPoolExecutor disk = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(2 * MOST_WAITING),
            task -> new Thread(task, "from XMPP"));

    /**
     * The work.
     *
     * @param answers where answers go
     * @param put called when something was put into the outbox for mail
     */
    XmppIn(Addresses addresses, Outbox outbox, Consumer<Stanza> answers, Runnable put, Consumer<String> log) {
        this.addresses = addresses;
        this.outbox = outbox;
        this.answers = answers;
        this.put = put;
        this.log = log;
    }

    /** Takes a stanza. Does not block. */
    void take(Stanza stanza) {
        try {
            if (stanza.isError() || disk.getQueue().size() < MOST_WAITING) {
                disk.execute(() -> handle(stanza));
                return;
            }
        } catch (RejectedExecutionException full) { // as below
        }
        refuse(stanza, StanzaError.of(StanzaErrorCondition.RESOURCE_CONSTRAINT, "the gateway is busy"));
    }

    private void handle(Stanza stanza) {
        try {
            Optional<StanzaError> fault = StanzaRules.check(stanza);
            if (fault.isPresent()) {
                refuse(stanza, fault.get());
            } else if (stanza instanceof Message message) {
                message(message);
            } else if (stanza instanceof Iq iq && iq.isRequest()) {
                request(iq);
            } else if (stanza instanceof Presence presence) {
                presence(presence);
            }
        } catch (IOException | RuntimeException e) {
            log.accept("the outbox cannot be written: " + Texts.oneLine(e.toString(), 200) + "; check its disk");
            refuse(stanza, StanzaError.of(StanzaErrorCondition.RESOURCE_CONSTRAINT, "the gateway cannot keep it"));
        }
    }

    private void message(Message message) throws IOException {
        if (message.isError()) {
            cameBack(message);
        } else if (message.body().isPresent() || message.subject().isPresent()) { // else nobody wrote: typing, receipts
            Optional<StanzaError> refusal = refusal(message);
            if (refusal.isPresent()) {
                refuse(message, refusal.get());
            } else {
                keep(message);
            }
        }
    }

    private void keep(Message message) throws IOException {
        if (outbox.toMail().put(UUID.randomUUID().toString(), message.toElement())) {
            put.run();
        } else {
            refuse(
                    message,
                    StanzaError.of(StanzaErrorCondition.RESOURCE_CONSTRAINT, "too many messages wait for mail"));
        }
    }

    private Optional<StanzaError> refusal(Message message) {
        Optional<Jid> to = message.to();
        if (message.from().filter(addresses::serves).isEmpty()) {
            return error(StanzaErrorCondition.FORBIDDEN, "this gateway sends mail for its own users only");
        } else if (to.flatMap(Jid::localpart).isEmpty()) {
            return error(StanzaErrorCondition.ITEM_NOT_FOUND, "write to user%example.org@" + addresses.gateway());
        } else if (to.flatMap(addresses::mailOf).isEmpty()) {
            return error(
                    StanzaErrorCondition.JID_MALFORMED,
                    "that stands for no mail address: user%example.org@" + addresses.gateway() + " does");
        } else if (message.type() == MessageType.GROUPCHAT) {
            return error(StanzaErrorCondition.NOT_ACCEPTABLE, "mail has no rooms");
        }
        return Optional.empty();
    }

    private static Optional<StanzaError> error(StanzaErrorCondition condition, String text) {
        return Optional.of(StanzaError.of(condition, text));
    }

    /** A message made of a mail comes back: whoever sent the mail is told, once, unless that was no person. */
    private void cameBack(Message error) throws IOException {
        Optional<XmlElement> kept =
                error.id().isPresent() ? outbox.fetched().get(error.id().get()) : Optional.empty();
        String from = error.from().map(Jid::bare).map(Jid::toString).orElse("");
        Optional<Origin> origin = kept.flatMap(Origin::of)
                .filter(mail -> !mail.sender().isEmpty() && mail.recipient().equals(from));
        if (error.error().isPresent() && origin.isPresent()) {
            String key = error.id().orElseThrow();
            Message report = error.toBuilder()
                    .withoutPayload(
                            Origin.NAMESPACE, Origin.NAME) // whoever sent the error does not say whom to write to
                    .payload(origin.get().toElement())
                    .build();
            outbox.toMail().putAnyway("bounce-" + key, report.toElement());
            put.run();
            outbox.fetched().put(key, origin.get().withoutSender().toElement());
        }
    }

    private void request(Iq iq) {
        boolean toGateway = iq.to().equals(Optional.of(addresses.gateway()));
        boolean get = iq.type().equals(Optional.of(IqType.GET));
        Optional<Iq> answer = Optional.empty();
        if (toGateway && get && iq.extension(Ping.class).isPresent()) {
            answer = Optional.of(iq.result());
        } else if (toGateway && get && iq.extension(DiscoInfo.class).isPresent()) {
            answer = iq.extension(DiscoInfo.class).flatMap(DiscoInfo::node).isPresent()
                    ? Optional.of(iq.error(StanzaError.of(StanzaErrorCondition.ITEM_NOT_FOUND)))
                    : Optional.of(iq.result(description()));
        } else if (toGateway && get && iq.extension(DiscoItems.class).isPresent()) {
            answer = Optional.of(iq.result(DiscoItems.of(List.of())));
        }
        answers.accept(answer.orElseGet(() -> iq.error(StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE))));
    }

    /** What the gateway says it is (XEP-0030; the registry of its identities has gateway/smtp). */
    private static DiscoInfo description() {
        return DiscoInfo.builder()
                .identity(Identity.of("gateway", "smtp").withName("Mail"))
                .feature("http://jabber.org/protocol/disco#info")
                .feature("http://jabber.org/protocol/disco#items")
                .feature("urn:xmpp:ping")
                .build();
    }

    /** Whoever wants a mail address in the roster may have it; mail has no presence to tell of. */
    private void presence(Presence presence) {
        if (presence.type().equals(Optional.of(PresenceType.SUBSCRIBE))) {
            if (presence.to().flatMap(addresses::mailOf).isEmpty()) {
                refuse(presence, StanzaError.of(StanzaErrorCondition.JID_MALFORMED));
            } else {
                answers.accept(Presence.builder()
                        .type(PresenceType.SUBSCRIBED)
                        .from(presence.to().orElseThrow().bare())
                        .to(presence.from().orElseThrow().bare())
                        .build());
            }
        }
    }

    /** Tells the sender; an error or a result is never answered. */
    private void refuse(Stanza stanza, StanzaError error) {
        boolean answer = stanza instanceof Iq iq && !iq.isRequest();
        if (!stanza.isError() && !answer) {
            answers.accept(stanza.error(error));
        }
    }

    /** Handles what has come, and takes no more. */
    @Override
    public void close() {
        disk.shutdown();
        try {
            if (!disk.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.accept("the outbox takes too long to be written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
