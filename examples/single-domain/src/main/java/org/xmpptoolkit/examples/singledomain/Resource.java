package org.xmpptoolkit.examples.singledomain;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Presence;

/** A client that is logged in. Guarded by the router. */
final class Resource {
    private final Jid address;
    private final XmppConnection connection;
    /** Who was sent presence directly, to be told when it is over. */
    private final Set<Resource> told = new HashSet<>();

    private Optional<Presence> presence = Optional.empty();

    Resource(Jid address, XmppConnection connection) {
        this.address = address;
        this.connection = connection;
    }

    Jid address() {
        return address;
    }

    XmppConnection connection() {
        return connection;
    }

    Set<Resource> told() {
        return told;
    }

    /** What it said last of its being available; nothing while it is not. */
    Optional<Presence> presence() {
        return presence;
    }

    void presence(Presence latest) {
        presence = Optional.of(latest).filter(Presence::isAvailable);
    }

    /** Whether messages to the account are for it too (RFC 6121 section 8.5.2.1.1). */
    boolean takesMessages() {
        return presence.filter(latest -> latest.priority() >= 0).isPresent();
    }
}
