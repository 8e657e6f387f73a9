package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;

/**
 * A client to judge, and what it is to log in to.
 *
 * @param name what it is called, for people
 * @param domain the domain that the checker serves
 * @param account the account that the client logs in with
 * @param launcher starts it
 * @param port the port to listen at; 0 for a free one
 * @param onePort whether the client connects to one and the same port for all cases; else it is told a free one for each play
 * @param parallel how many clients may run at once; 1 with one port for all
 * @param startPatience how long a client may take until it connects
 * @param patience how long to wait for an answer
 */
public record ClientTarget(
        String name,
        Jid domain,
        Account account,
        Launcher launcher,
        int port,
        boolean onePort,
        int parallel,
        Duration startPatience,
        Duration patience) {
    /**
     * Checks the numbers.
     *
     * @param name what the client is called, for people
     * @param domain the domain that the checker serves
     * @param account the account that the client logs in with
     * @param launcher starts the client
     * @param port the port to listen at; 0 for a free one
     * @param onePort whether one port serves for all cases; always so unless {@code port} is 0
     * @param parallel how many clients may run at once, at least 1, and 1 where they share a port
     * @param startPatience how long a client may take until it connects
     * @param patience how long to wait for an answer
     * @throws IllegalArgumentException if {@code parallel} does not fit
     */
    public ClientTarget {
        if (parallel < 1 || (onePort || port != 0) && parallel > 1) {
            throw new IllegalArgumentException(
                    "parallel is " + parallel + ": one client at a time shares a fixed port");
        }
    }

    /** Starts the client. */
    @FunctionalInterface
    public interface Launcher {
        /**
         * Has the client log in. It does not wait for that.
         *
         * @param where where, and as whom
         * @return the client
         * @throws IOException if it cannot be started
         */
        Launched launch(Where where) throws IOException;
    }

    /** A client that was started. Closing it ends it, with all that it started. */
    @FunctionalInterface
    public interface Launched extends AutoCloseable {
        /** {@return why it runs no more; nothing as long as it runs, or where that is not known} */
        default Optional<String> ended() {
            return Optional.empty();
        }

        /** {@return the end of what it printed, at most some thousand chars} */
        default String printed() {
            return "";
        }
    }

    /**
     * What a client is told.
     *
     * @param host the address to connect to
     * @param port the port, for STARTTLS
     * @param jid the bare JID to log in as
     * @param account whose password it is
     * @param domain the domain that the checker serves
     * @param authority whose certificates it is to trust
     */
    public record Where(String host, int port, Jid jid, Account account, Jid domain, Authority authority) {}
}
