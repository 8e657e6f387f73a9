package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;

/**
 * A resource of an account: reserved at binding, connected once its stream is established, available from its first presence on
 * (RFC 6120 section 7, RFC 6121 section 4.2). Guarded by the router.
 */
final class Resource {
    private final Jid address;
    private @Nullable Session session;
    private @Nullable Presence presence;

    Resource(Jid address) {
        this.address = address;
    }

    /** The full address. */
    Jid address() {
        return address;
    }

    Jid account() {
        return address.bare();
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** It has a session now, or another one than before; its presence stays. */
    void session(Session next) {
        this.session = next;
    }

    boolean isConnected() {
        return session != null;
    }

    /** The available presence that it broadcast last. */
    Optional<Presence> presence() {
        return Optional.ofNullable(presence);
    }

    boolean isAvailable() {
        return presence != null;
    }

    void presence(@Nullable Presence latest) {
        this.presence = latest;
    }

    /** The priority of an available resource (RFC 6121 section 4.7.2.3). */
    int priority() {
        return presence == null ? 0 : presence.priority();
    }

    void send(Stanza stanza) {
        if (session != null) {
            session.deliver(stanza.toElement());
        }
    }
}
