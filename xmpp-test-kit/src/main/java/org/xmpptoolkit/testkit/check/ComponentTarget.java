package org.xmpptoolkit.testkit.check;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.xmpptoolkit.jid.Jid;

/** Where a server takes external components (XEP-0114), and one that it knows. Immutable; its text shows no secret. */
public final class ComponentTarget {
    private final InetSocketAddress address;
    private final Jid name;
    private final char[] secret;
    private final Duration patience;

    /**
     * A target.
     *
     * @param address where the server listens for components
     * @param name the component's name
     * @param secret its secret, copied
     * @param patience how long to wait for each answer
     */
    public ComponentTarget(InetSocketAddress address, Jid name, char[] secret, Duration patience) {
        this.address = address;
        this.name = name;
        this.secret = secret.clone();
        this.patience = patience;
    }

    InetSocketAddress address() {
        return address;
    }

    /** {@return the component's name} */
    public Jid name() {
        return name;
    }

    char[] secret() {
        return secret.clone();
    }

    Duration patience() {
        return patience;
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort() + ", component " + name;
    }
}
