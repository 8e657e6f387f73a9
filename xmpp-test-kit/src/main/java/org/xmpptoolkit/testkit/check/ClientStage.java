package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.result.Exchange;

/** Where cases about a client play: the checker is its server. Not thread-safe. */
public final class ClientStage extends Stage {
    private static final int LOOK_MILLIS = 100;

    private final ClientTarget target;
    private final Authority authority;
    private final ServerSocket listener;
    private final boolean ownListener;
    private final Attendance attendance;
    private ClientTarget.@Nullable Launched launched;
    private boolean came;

    ClientStage(
            PlayContext context,
            ClientTarget target,
            Authority authority,
            ServerSocket listener,
            boolean ownListener,
            Attendance attendance) {
        super(context);
        this.target = target;
        this.authority = authority;
        this.listener = listener;
        this.ownListener = ownListener;
        this.attendance = attendance;
        if (ownListener) {
            keep(listener);
        }
    }

    /** {@return the domain that the checker serves} */
    public Jid domain() {
        return target.domain();
    }

    /** {@return the account that the client logs in with} */
    public Account account() {
        return target.account();
    }

    /** {@return the bare JID of the account that the client logs in with} */
    public Jid jid() {
        return domain().withLocalpart(account().localpart());
    }

    /** {@return what makes certificates that the client trusts} */
    public Authority authority() {
        return authority;
    }

    /** {@return the port that the client connects to} */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * {@return the client's connection, on which nothing was said yet; the client is started first if this is the first one}
     *
     * @throws Halt with {@code SKIPPED} if it does not come
     */
    public ReceivingEntity accept() throws Halt {
        boolean first = !came;
        if (first) {
            attendance.ask();
        }
        Optional<ReceivingEntity> entity = accept(first ? target.startPatience() : target.patience());
        if (entity.isEmpty() && first) {
            attendance.missed();
        }
        return entity.orElseThrow(
                () -> Halt.skipped(first ? "the client did not connect" : "the client did not come back"));
    }

    /**
     * {@return the client's connection, if it comes in time; the client is started first if this is the first one}
     *
     * @param patience how long to wait for it
     * @throws Halt with {@code SKIPPED} if the client cannot be started, or has ended without ever having come
     */
    public Optional<ReceivingEntity> accept(Duration patience) throws Halt {
        long start = System.nanoTime();
        try (PlayContext.Pause pause = context().pause(patience.plus(context().patience()))) {
            ClientTarget.Launched client = launch();
            long until = start + patience.toNanos();
            while (System.nanoTime() < until) {
                boolean over = client.ended().isPresent();
                Optional<Wire> wire = next();
                if (wire.isPresent()) {
                    came = true;
                    attendance.came();
                    return Optional.of(keep(new ReceivingEntity(context(), this, wire.get())));
                }
                if (over && !came) {
                    attendance.missed();
                    throw Halt.skipped(client.ended().orElseThrow() + printed(client));
                }
                if (over) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw Halt.skipped("the client could not be started: " + e.getMessage());
        }
    }

    private ClientTarget.Launched launch() throws IOException {
        if (launched == null) {
            launched = target.launcher()
                    .launch(new ClientTarget.Where(
                            listener.getInetAddress().getHostAddress(),
                            listener.getLocalPort(),
                            jid(),
                            account(),
                            domain(),
                            authority));
        }
        return launched;
    }

    /** A connection on which somebody still is. One that waited for the end of another play may have been given up meanwhile. */
    private Optional<Wire> next() throws IOException {
        try {
            listener.setSoTimeout(LOOK_MILLIS);
            Wire wire = new Wire(listener.accept());
            if (ownListener || wire.awaitFirst(context().patience())) {
                return Optional.of(wire);
            }
            wire.close();
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    /** Ends the client, so that the next {@link #accept} starts another one, if the checker is the one who starts it. */
    public void startAnew() {
        end();
        came = false;
    }

    /**
     * {@return a client that is logged in and has bound its resource}
     *
     * @throws Halt with {@code SKIPPED} if it does not get that far
     */
    public ReceivingEntity session() throws Halt {
        ReceivingEntity entity = accept();
        entity.session();
        return entity;
    }

    private static String printed(ClientTarget.Launched client) {
        String printed = client.printed().strip();
        return printed.isEmpty() ? "" : ": " + printed.substring(printed.lastIndexOf('\n') + 1);
    }

    private void end() {
        ClientTarget.Launched client = launched;
        launched = null;
        if (client == null) {
            return;
        }
        try {
            client.close();
        } catch (Exception e) {
            // it was to be ended, whatever it says to that
        }
        String printed = client.printed().strip();
        if (!printed.isEmpty()) {
            context().transcript().add(1, Exchange.Kind.NOTE, "the client printed:\n" + printed, List.of());
        }
    }

    @Override
    public void close() {
        super.close();
        end();
    }
}
