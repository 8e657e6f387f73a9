package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.KeyOffered;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;

/**
 * Answers whether keys are right that other servers offer (XEP-0220 section 2.1.2): asks the authoritative server, over a stream of its own.
 * Where certificates count, one that is believed and names the domain says it too (XEP-0178). Guarded by the router.
 */
final class KeyVerifier {
    static final int MOST = 100;
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Router router;
    private final ServerConnector connector;
    private final boolean certificates;
    private final Scheduler scheduler;
    private int open;

    /**
     * A verifier.
     *
     * @param router the lock
     * @param connector opens streams to authoritative servers
     * @param certificates whether a certificate may stand for the domain instead
     * @param scheduler the clock
     */
    KeyVerifier(Router router, ServerConnector connector, boolean certificates, Scheduler scheduler) {
        this.router = router;
        this.connector = connector;
        this.certificates = certificates;
        this.scheduler = scheduler;
    }

    /** Answers a question, if it is one about a key. */
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    void asked(XmppConnection connection, StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof KeyOffered offered) {
            VerifyRequest request = offered.request();
            Consumer<DialbackVerdict> reply =
                    verdict -> connection.reply((StreamEvent.Asked<DialbackVerdict>) asked, verdict);
            if (certificates && isProven(connection.state().tls(), request.pair())) {
                reply.accept(DialbackVerdict.valid());
            } else if (open == MOST) {
                reply.accept(DialbackVerdict.failed(StanzaErrorCondition.RESOURCE_CONSTRAINT));
            } else {
                open++;
                DomainPair back =
                        new DomainPair(request.pair().to(), request.pair().from());
                connector.openToVerify(back, new Verification(request, reply));
            }
        }
    }

    private static boolean isProven(Optional<TlsSession> tls, DomainPair pair) {
        return tls.filter(session -> session.peerTrust() == PathTrust.VERIFIED)
                .filter(session -> PeerIdentities.of(session.peer().get(0)).matches(pair.from(), Service.SERVER))
                .isPresent();
    }

    /** One question to an authoritative server. */
    private final class Verification implements XmppListener {
        private final VerifyRequest request;
        private final Consumer<DialbackVerdict> reply;
        private boolean answered;

        Verification(VerifyRequest request, Consumer<DialbackVerdict> reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the end of the stream is heard of
        public void notice(XmppConnection connection, StreamEvent.Notice notice) {
            synchronized (router) {
                if (notice instanceof StreamEvent.Established) {
                    connection.tell(Dialback.verify(request)).exceptionally(failure -> {
                        connection.close();
                        return null;
                    });
                    scheduler.after(PATIENCE, connection::close);
                } else if (notice instanceof StreamEvent.KeyVerified verified) {
                    answer(verified.verdict());
                    connection.close();
                } else if (notice instanceof StreamEvent.Closed closed) {
                    open--;
                    answer(DialbackVerdict.failed(OutgoingLink.condition(closed.reason())));
                }
            }
        }

        private void answer(DialbackVerdict verdict) {
            if (!answered) {
                answered = true;
                reply.accept(verdict);
            }
        }
    }
}
