package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.xmpptoolkit.stanza.Stanza;

/**
 * The gateway: a component of an XMPP server, and a user of a mail server. Either may be down; then what is for it waits on disk. What
 * was under way when the gateway ended goes on when it runs again on the same outbox.
 */
final class Gateway implements AutoCloseable {
    private final Outbox outbox;
    private final ComponentLink link;
    private final XmppIn xmppIn;
    private final MailIn mailbox;
    private final Pump mailOut;
    private final Pump mailIn;
    private final Pump xmppOut;
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    private Gateway(GatewayConfig config, Outbox outbox, Consumer<String> log) {
        this.outbox = outbox;
        this.link = new ComponentLink(config, new ComponentLink.Listener() {
            @Override
            public void heard(Stanza stanza) {
                xmppIn.take(stanza);
            }

            @Override
            public void up() {
                xmppOut.wake();
            }

            @Override
            public void told(String what) {
                log.accept("XMPP: " + what);
            }

            @Override
            public void failed(String why) {
                failure.complete(why);
            }
        });
        XmppOut sender = new XmppOut(outbox.toXmpp(), link, log);
        this.xmppOut = new Pump("to XMPP", sender, config.times().backoff(), log);
        MailOut mailer = new MailOut(config, outbox, xmppOut::wake, log);
        this.mailOut = new Pump("to mail", mailer, config.times().backoff(), log);
        this.mailbox = new MailIn(config, outbox, xmppOut::wake, log);
        this.mailIn = new Pump("from mail", mailbox, config.times().backoff(), log);
        this.xmppIn = new XmppIn(config.addresses(), outbox, link::answer, mailOut::wake, log);
    }

    /**
     * Starts a gateway.
     *
     * @param log hears of troubles, a line each, without content or secrets
     * @throws IOException if the outbox cannot be used
     */
    static Gateway start(GatewayConfig config, Consumer<String> log) throws IOException {
        Gateway gateway = new Gateway(config, Outbox.open(config.outbox()), log);
        gateway.mailOut.start();
        gateway.mailIn.start();
        gateway.xmppOut.start();
        gateway.link.start();
        return gateway;
    }

    /** Done, with the cause, when it is of no use to go on until somebody mends something. */
    CompletableFuture<String> failure() {
        return failure.copy();
    }

    /** How many messages wait, for mail and for XMPP. */
    String waiting() {
        return outbox.toMail().size() + " for mail, " + outbox.toXmpp().size() + " for XMPP";
    }

    /** Stops. What has not gone out stays in the outbox. */
    @Override
    public void close() throws IOException {
        link.close();
        xmppIn.close();
        List.of(mailIn, mailOut, xmppOut).forEach(Pump::end); // so that they end at once, and not one behind the other
        mailIn.close();
        mailOut.close();
        xmppOut.close();
        mailbox.close();
        outbox.close();
    }
}
