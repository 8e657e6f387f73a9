package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.lookup.Backoff;

/** A gateway between two servers, all in this process. */
final class Stage implements AutoCloseable {
    static final GatewayConfig.Times SOON = new GatewayConfig.Times(
            Duration.ofMillis(50), new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0), Duration.ofDays(1));

    final XmppHost xmpp;
    final MailHost mail;
    final GatewayConfig config;
    final Queue<String> log = new ConcurrentLinkedQueue<>();
    /** Done when the gateway has said that it cannot send mail. */
    final CompletableFuture<Void> mailIsDown = new CompletableFuture<>();

    Gateway gateway;

    Stage(Path outbox) throws Exception {
        this(outbox, SOON);
    }

    Stage(Path outbox, GatewayConfig.Times times) throws Exception {
        xmpp = new XmppHost();
        mail = new MailHost();
        mail.start();
        config = new GatewayConfig(
                new GatewayConfig.Component(
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        xmpp.componentPort(),
                        TlsPolicy.NONE,
                        Trust.in(null),
                        ComponentSecret.of(XmppHost.SECRET.toCharArray())),
                mail.servers(),
                new Addresses(XmppHost.GATEWAY, MailHost.DOMAIN, List.of(XmppHost.DOMAIN)),
                outbox,
                times);
        gateway = Gateway.start(config, this::log);
    }

    private void log(String line) {
        log.add(line);
        if (line.startsWith("to mail: ")) {
            mailIsDown.complete(null);
        }
    }

    /** Juliet, once the gateway is connected. */
    XmppUser juliet() throws Exception {
        XmppUser juliet = new XmppUser(xmpp, XmppHost.DOMAIN);
        awaitGateway(juliet);
        return juliet;
    }

    void awaitGateway(XmppUser user) throws Exception {
        awaitGateway(user, () -> log.toString());
    }

    /** Asks until the gateway answers: before it is connected, the server says that it is not there. */
    static void awaitGateway(XmppUser user, Supplier<String> log) throws Exception {
        until(() -> user.ping(XmppHost.GATEWAY).type().equals(Optional.of(IqType.RESULT)), log);
    }

    /** Asks again and again, for two minutes at most. */
    static void until(Callable<Boolean> question, Supplier<String> log) throws Exception {
        long begun = System.nanoTime();
        while (!question.call()) {
            if (System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(2)) {
                throw new AssertionError("it does not come to that: " + log.get());
            }
        }
    }

    void restartGateway() throws IOException {
        gateway.close();
        gateway = Gateway.start(config, this::log);
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        xmpp.close();
        mail.stop();
    }
}
