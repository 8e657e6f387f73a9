package org.xmpptoolkit.examples.singledomain;

import java.util.Optional;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;

/** Answers what streams ask, and hands stanzas to the router. Called on the event loops, so it does not block. */
final class ServerListener implements XmppListener {
    private final Accounts accounts;
    private final Router router;

    ServerListener(Accounts accounts, Router router) {
        this.accounts = accounts;
        this.router = router;
    }

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked) {
            answer(connection, asked);
        } else if (notice instanceof StreamEvent.ElementReceived received && Stanza.isStanza(received.element())) {
            router.route(connection, Stanza.fromElement(received.inLanguage()));
        } else if (notice instanceof StreamEvent.Closed) {
            router.leave(connection);
        }
    }

    @SuppressWarnings("unchecked") // the class of the prompt says that of the answer
    private void answer(XmppConnection connection, StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested request) {
            connection.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, accounts.answer(request));
        } else if (asked.prompt() instanceof BindRequested request) {
            connection.reply((StreamEvent.Asked<BindAnswer>) asked, router.bind(connection, request));
        }
    }
}
