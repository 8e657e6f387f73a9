package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;

/** Where cases about a client play: the checker is its server. Not thread-safe. */
public final class ClientStage extends Stage {
    private final ClientTarget target;
    private final Authority authority;
    private final ServerSocket listener;
    private boolean launched;

    ClientStage(
            PlayContext context, ClientTarget target, Authority authority, ServerSocket listener, boolean ownListener) {
        super(context);
        this.target = target;
        this.authority = authority;
        this.listener = listener;
        if (ownListener) {
            keep(listener);
        }
    }

    /** The domain that the checker serves. */
    public Jid domain() {
        return target.domain();
    }

    /** The account that the client logs in with. */
    public Account account() {
        return target.account();
    }

    /** The bare JID of that account. */
    public Jid jid() {
        return domain().withLocalpart(account().localpart());
    }

    /** Makes certificates that the client trusts. */
    public Authority authority() {
        return authority;
    }

    /** The port that the client connects to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * The client's connection, on which nothing was said yet; the client is started first if this is the first one.
     *
     * @throws Halt with {@code SKIPPED} if it does not come
     */
    public ReceivingEntity accept() throws Halt {
        boolean first = !launched;
        return accept(first ? target.startPatience() : target.patience())
                .orElseThrow(() -> Halt.skipped(first ? "the client did not connect" : "the client did not come back"));
    }

    /** The client's connection, if it comes in time. */
    public Optional<ReceivingEntity> accept(Duration patience) throws Halt {
        try {
            if (!launched) {
                launched = true;
                String host = listener.getInetAddress().getHostAddress();
                keep(target.launcher()
                        .launch(new ClientTarget.Where(
                                host, listener.getLocalPort(), jid(), account(), domain(), authority)));
            }
            listener.setSoTimeout((int) Math.max(1, patience.toMillis()));
            return Optional.of(keep(new ReceivingEntity(context(), this, new Wire(listener.accept()))));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Halt.skipped("the client could not be started: " + e.getMessage());
        }
    }

    /** A client that is logged in and has bound its resource. */
    public ReceivingEntity session() throws Halt {
        ReceivingEntity entity = accept();
        entity.session();
        return entity;
    }
}
