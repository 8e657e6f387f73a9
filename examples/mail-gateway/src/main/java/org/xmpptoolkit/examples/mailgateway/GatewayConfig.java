package org.xmpptoolkit.examples.mailgateway;

import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.lookup.Backoff;

/**
 * What a gateway has to know.
 *
 * @param component the XMPP server
 * @param mail the mail servers
 * @param addresses who is who
 * @param outbox the folder in which waits what is under way
 * @param times how long to wait
 */
record GatewayConfig(Component component, MailServers mail, Addresses addresses, Path outbox, Times times) {
    /**
     * The XMPP server, and how to be a component of it.
     *
     * @param host its host
     * @param port its port for components
     * @param tls {@link TlsPolicy#DIRECT}, or {@link TlsPolicy#NONE} within one machine: XEP-0114 has no STARTTLS
     * @param trust whose certificates are trusted
     * @param secret the secret that is shared with it
     */
    record Component(String host, int port, TlsPolicy tls, TrustManagerFactory trust, ComponentSecret secret) {}

    /**
     * How long to wait.
     *
     * @param poll between two looks into the mailbox
     * @param backoff before trying again what failed
     * @param giveUp how long a mail is tried before its sender is told
     */
    record Times(Duration poll, Backoff backoff, Duration giveUp) {
        static final Times DEFAULT = new Times(
                Duration.ofSeconds(10),
                new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), 0),
                Duration.ofDays(2));
    }
}
