package org.xmpptoolkit.testkit.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;

/** Answers what streams ask, and hands stanzas to the router. */
final class EndpointListener implements XmppListener {
    private final Accounts accounts;
    private final Router router;
    private final Map<XmppConnection, Jid> bound = new ConcurrentHashMap<>();

    EndpointListener(Accounts accounts, Router router) {
        this.accounts = accounts;
        this.router = router;
    }

    /** The client at the end of a connection. */
    private record Client(XmppConnection connection, Jid address) implements Session {
        @Override
        public void deliver(XmlElement stanza) {
            connection.send(stanza);
        }
    }

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked) {
            answer(connection, asked);
        } else if (notice instanceof StreamEvent.Established) {
            Jid address = bound.get(connection);
            if (address != null) {
                router.join(new Client(connection, address));
            }
        } else if (notice instanceof StreamEvent.ElementReceived received) {
            Jid address = bound.get(connection);
            if (address != null) {
                router.route(new Client(connection, address), Stanza.fromElement(received.inLanguage()));
            }
        } else if (notice instanceof StreamEvent.Closed) {
            Jid address = bound.remove(connection);
            if (address != null) {
                router.leave(address);
            }
        }
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private void answer(XmppConnection connection, StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested request) {
            connection.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, accounts.answer(request));
        } else if (asked.prompt() instanceof BindRequested request) {
            Jid address = router.reserve(request.account(), request.resourcepart());
            bound.put(connection, address);
            connection.reply((StreamEvent.Asked<BindAnswer>) asked, new BindAnswer.Bound(address));
        }
    }
}
