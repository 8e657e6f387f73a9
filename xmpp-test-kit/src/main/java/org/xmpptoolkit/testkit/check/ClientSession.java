package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.Deadlines;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StartTls;

/**
 * A client of ours that is logged in to the target, and remembers every notice. Closing it closes its stream. Safe for use by
 * several threads.
 */
final class ClientSession implements XmppListener, StanzaClient, AutoCloseable {
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<StreamEvent.Notice> notices = new ArrayList<>();
    private volatile @Nullable XmppConnection connection;
    private volatile boolean reached;

    private ClientSession(Duration patience) {
        this.patience = patience;
    }

    /**
     * Logs in with STARTTLS and SCRAM, and binds.
     *
     * @param target where
     * @param account as whom
     * @param report where the rule goes that the server broke, if that is why it fails
     * @return the session, to be closed
     * @throws CheckException if that fails; the message says why
     */
    static ClientSession login(Target target, Target.Account account, Report report) throws CheckException {
        ClientSession session = new ClientSession(target.patience());
        SaslCredentials credentials;
        try {
            credentials = SaslCredentials.of(account.username(), account.password());
        } catch (IllegalArgumentException e) {
            throw new CheckException("user '" + account.username() + "': " + e.getMessage());
        }
        StreamConfig config = StreamConfig.builder()
                .to(target.domain())
                .from(target.domain().withLocalpart(account.username()))
                .askComputations(true)
                .build();
        SaslClientPolicy scram = SaslClientPolicy.builder()
                .mechanisms(List.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_1))
                .build();
        XmppClient client = XmppClient.builder()
                .host(target.address().getAddress().getHostAddress())
                .port(target.address().getPort())
                .config(config)
                .features(
                        List.of(new StartTls(), Sasl.client(credentials, scram), ResourceBinding.request("xmpp-check")))
                .trust(target.trust())
                .listener(session)
                .deadlines(Deadlines.builder()
                        .negotiation(target.patience())
                        .closing(target.patience())
                        .build())
                .build();
        session.connect(target, client.connect(), report);
        return session;
    }

    private void connect(Target target, CompletionStage<XmppConnection> connecting, Report report)
            throws CheckException {
        try {
            connecting.toCompletableFuture().get(patience.toMillis() * 3, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            abandon(connecting);
            Thread.currentThread().interrupt();
            throw new CheckException("interrupted");
        } catch (TimeoutException e) {
            abandon(connecting);
            throw new CheckException("no answer from " + target.where());
        } catch (ExecutionException e) {
            String cause = String.valueOf(e.getCause());
            if (e.getCause() instanceof StreamEndedException ended) {
                cause = advice(ended);
                if (reached) {
                    new FailedLogin(report, seen()).judge(ended.reason());
                }
            }
            throw new CheckException("cannot log in to " + target.domain() + " at " + target.where() + ": " + cause);
        }
    }

    /** Leaves nothing open of a connection that comes too late, or half. */
    private void abandon(CompletionStage<XmppConnection> connecting) {
        var unused = connecting.thenAccept(XmppConnection::close);
        XmppConnection half = connection;
        if (half != null) {
            half.close();
        }
    }

    /** The cause, and what to do about it. */
    private static String advice(StreamEndedException ended) {
        String cause = String.valueOf(ended.getMessage());
        if (ended.reason() instanceof Reason.ServerNotProved) {
            return cause + "; do not trust it";
        }
        if (ended.reason() instanceof Reason.AuthenticationFailed failed) {
            return "authentication failed: " + failed.failure().condition().elementName()
                    + "; check the user and the password";
        }
        if (ended.reason() instanceof Reason.TransportLost lost
                && lost.cause().orElse(null) instanceof TransportException transport) {
            return switch (transport.kind()) {
                case CERTIFICATE_UNTRUSTED -> cause + "; give the server's authority with --ca";
                case CERTIFICATE_NAME -> cause + "; check --domain";
                case REFUSED -> cause + "; start the server, or check the port";
                default -> cause;
            };
        }
        return cause;
    }

    XmppConnection connection() {
        XmppConnection heard = connection;
        if (heard == null) {
            throw new IllegalStateException("log in first");
        }
        return heard;
    }

    /** What the login showed: until negotiation was complete, or failed. */
    Login seen() {
        return new Login(
                all(StreamEvent.HeaderReceived.class).stream()
                        .map(StreamEvent.HeaderReceived::header)
                        .toList(),
                all(StreamEvent.FeaturesReceived.class).stream()
                        .map(StreamEvent.FeaturesReceived::features)
                        .toList(),
                all(StreamEvent.FeatureNegotiated.class).stream()
                        .map(StreamEvent.FeatureNegotiated::feature)
                        .toList(),
                all(StreamEvent.Established.class).stream()
                        .map(StreamEvent.Established::state)
                        .findFirst()
                        .orElseGet(() -> connection().state()));
    }

    @Override
    public Jid address() {
        return seen().state().bound().orElseThrow(() -> new IllegalStateException("no resource is bound"));
    }

    @Override
    public void send(XmlElement... stanzas) {
        connection().send(stanzas);
    }

    @Override
    public List<XmlElement> received() {
        return all(StreamEvent.ElementReceived.class).stream()
                .map(StreamEvent.ElementReceived::element)
                .toList();
    }

    @Override
    public void notice(XmppConnection on, StreamEvent.Notice notice) {
        lock.lock();
        try {
            connection = on;
            reached |= on.remoteAddress().isPresent(); // a connection that never was has none
            notices.add(notice);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All notices of a kind so far. */
    <N extends StreamEvent.Notice> List<N> all(Class<N> kind) {
        lock.lock();
        try {
            return notices.stream().filter(kind::isInstance).map(kind::cast).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<XmlElement> await(Predicate<XmlElement> wanted) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<XmlElement> found = notices.stream()
                        .filter(StreamEvent.ElementReceived.class::isInstance)
                        .map(notice -> ((StreamEvent.ElementReceived) notice).element())
                        .filter(wanted)
                        .findFirst();
                boolean over = notices.stream().anyMatch(StreamEvent.Closed.class::isInstance);
                if (found.isPresent() || over || left <= 0) {
                    return found;
                }
                left = more.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the stream in order, and tells how that ended. */
    Optional<Reason> end() {
        try {
            return Optional.of(
                    connection().close().toCompletableFuture().get(patience.toMillis() * 3, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        end();
    }
}
