package org.xmpptoolkit.testkit.endpoint;

import java.util.concurrent.CompletionException;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;

/** The client at the end of a connection. */
record Client(XmppConnection connection, Jid address, Router router) implements Session {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // of a function that does not throw
    public void deliver(XmlElement stanza) {
        connection.send(stanza).whenComplete((none, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof IllegalStateException) { // the stream did not take it
                router.refused(this, stanza);
            }
        });
    }
}
