package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;

/** Which client is at the end of which connection, and which session waits for its client. Guarded by the router. */
final class ClientStreams {
    private final Router router;
    private final Suspensions suspensions;
    private final Map<XmppConnection, Client> clients = new HashMap<>();
    /** Whose accounts the peers of connections log in to, or have. */
    private final Map<XmppConnection, Jid> accounts = new HashMap<>();

    ClientStreams(Router router, Suspensions suspensions) {
        this.router = router;
        this.suspensions = suspensions;
    }

    Optional<Client> client(XmppConnection connection) {
        return Optional.ofNullable(clients.get(connection));
    }

    /** The peer of a connection is about to log in to an account, if it can. */
    void claimed(XmppConnection connection, Jid account) {
        accounts.put(connection, account);
    }

    /** A connection has ended. */
    void closed(XmppConnection connection) {
        accounts.remove(connection);
        leave(connection);
    }

    void join(XmppConnection connection, Client client) {
        clients.put(connection, client);
    }

    /** A connection has no client any more, whose session may go on elsewhere. */
    void forget(XmppConnection connection) {
        clients.remove(connection);
    }

    /** The session of a connection's client is over. */
    void leave(XmppConnection connection) {
        @Nullable Client client = clients.remove(connection);
        if (client != null) {
            router.leave(client.address());
        }
    }

    /**
     * Ends the streams, and the sessions without stream, of an address.
     *
     * @param address a full address, or a bare one for all resources of an account, and for who has none yet or is still logging in
     * @param condition what their clients are told
     */
    void end(Jid address, StreamErrorCondition condition) {
        suspensions.giveUp(address);
        Set<XmppConnection> former = new HashSet<>();
        clients.forEach((connection, client) -> {
            if (client.address().equals(address) || client.address().bare().equals(address)) {
                former.add(connection);
            }
        });
        accounts.forEach((connection, account) -> {
            if (account.equals(address)) {
                former.add(connection);
            }
        });
        for (XmppConnection connection : former) {
            leave(connection);
            connection.fail(StreamError.of(condition));
        }
    }
}
