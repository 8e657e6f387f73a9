package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    ClientStreams(Router router, Suspensions suspensions) {
        this.router = router;
        this.suspensions = suspensions;
    }

    Optional<Client> client(XmppConnection connection) {
        return Optional.ofNullable(clients.get(connection));
    }

    void join(XmppConnection connection, Client client) {
        clients.put(connection, client);
    }

    /** A connection has no client any more, whose session may go on elsewhere. */
    void forget(XmppConnection connection) {
        clients.remove(connection);
    }

    /** A connection is over, and so is the session of its client. */
    void leave(XmppConnection connection) {
        @Nullable Client client = clients.remove(connection);
        if (client != null) {
            router.leave(client.address());
        }
    }

    /**
     * Ends the streams, and the sessions without stream, of an address.
     *
     * @param address a full address, or a bare one for all resources of an account
     * @param condition what their clients are told
     */
    void end(Jid address, StreamErrorCondition condition) {
        suspensions.giveUp(address);
        List<XmppConnection> former = clients.entrySet().stream()
                .filter(entry -> {
                    Jid client = entry.getValue().address();
                    return client.equals(address) || client.bare().equals(address);
                })
                .map(Map.Entry::getKey)
                .toList();
        for (XmppConnection connection : former) {
            leave(connection);
            connection.fail(StreamError.of(condition));
        }
    }
}
