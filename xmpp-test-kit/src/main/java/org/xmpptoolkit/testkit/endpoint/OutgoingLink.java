package org.xmpptoolkit.testkit.endpoint;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.dialback.Dialback;

/** A stream that we opened to another server. Guarded by the router. */
final class OutgoingLink implements ServerLink, XmppListener {
    private final Router router;
    private final KeyVerifier keys;
    private final boolean dialback;
    private final Jid remote;
    private final RemoteStream stream;
    private @Nullable XmppConnection connection;

    /**
     * A stream that is about to be opened.
     *
     * @param router takes what comes in, where stanzas flow both ways
     * @param keys verifies keys that the peer offers then
     * @param dialback whether dialback may be done
     * @param remote the domain at the other end
     * @param stream hears what becomes of it
     */
    OutgoingLink(Router router, KeyVerifier keys, boolean dialback, Jid remote, RemoteStream stream) {
        this.router = router;
        this.keys = keys;
        this.dialback = dialback;
        this.remote = remote;
        this.stream = stream;
    }

    @Override
    public void notice(XmppConnection from, StreamEvent.Notice notice) {
        synchronized (router) {
            connection = from;
            if (notice instanceof StreamEvent.PairAuthorized authorized) {
                if (authorized.pair().to().equals(remote)) {
                    stream.authorized(authorized.pair());
                }
            } else if (notice instanceof StreamEvent.PairRefused refused) {
                stream.refused(refused.pair(), refused.verdict().returning());
            } else if (notice instanceof StreamEvent.Established) {
                stream.established();
            } else if (notice instanceof StreamEvent.ElementReceived received) {
                router.route(inside(received));
            } else if (notice instanceof StreamEvent.Asked<?> asked) {
                keys.asked(from, asked);
            } else if (notice instanceof StreamEvent.Closed closed) {
                stream.closed(condition(closed.reason()));
            }
        }
    }

    /** A stanza that came from another server, as it is inside. */
    static Stanza inside(StreamEvent.ElementReceived received) {
        return Stanza.fromElement(Stanza.fromElement(received.inLanguage()).toElement(Namespaces.CLIENT));
    }

    private XmppConnection connection() {
        return Objects.requireNonNull(connection, "nothing is sent before the first notice");
    }

    @Override
    public CompletionStage<Void> send(XmlElement stanza) {
        return connection().send(stanza);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // of a function that does not throw
    public boolean authorize(DomainPair pair) {
        boolean announced = connection()
                .state()
                .peerHeader()
                .filter(StreamHeader::announcesDialback)
                .isPresent();
        if (!dialback || !announced) {
            return false;
        }
        connection().tell(Dialback.authorize(pair)).whenComplete((none, failure) -> {
            if (failure != null) { // the stream ends just now
                synchronized (router) {
                    stream.refused(pair, StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
                }
            }
        });
        return true;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the listener hears of it
    public void close() {
        connection().close();
    }

    /** What stanzas go back with that wait for a stream which ends (RFC 6120 section 10.4.3). */
    static StanzaErrorCondition condition(Reason reason) {
        boolean nowhere = reason instanceof Reason.TransportLost lost
                && lost.cause()
                        .filter(cause -> cause instanceof TransportException failure
                                && (failure.kind() == TransportException.Kind.UNKNOWN_HOST
                                        || failure.kind() == TransportException.Kind.NO_SERVICE))
                        .isPresent();
        boolean unknown = reason instanceof Reason.ErrorReceived received
                && received.error().condition() == StreamErrorCondition.HOST_UNKNOWN;
        return nowhere || unknown
                ? StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND
                : StanzaErrorCondition.REMOTE_SERVER_TIMEOUT;
    }
}
