package org.xmpptoolkit.testkit.check;

import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.jid.Jid;

/**
 * A server to judge by another server's means.
 *
 * @param address where it listens for other servers
 * @param domain the domain that it serves
 * @param trust whose certificates are accepted
 * @param patience how long to wait for each answer
 */
public record FederationTarget(InetSocketAddress address, Jid domain, TrustManagerFactory trust, Duration patience) {
    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort() + ", domain " + domain;
    }
}
