package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.time.Duration;
import org.xmpptoolkit.jid.Jid;

/**
 * A client to judge, and what it is to log in to.
 *
 * @param name what it is called, for people
 * @param domain the domain that the checker serves
 * @param account the account that the client logs in with
 * @param launcher starts it
 * @param port the port to listen at, one case after the other; 0 for a free port for each play, several at once
 * @param parallel how many clients may run at once; 1 with a fixed port
 * @param startPatience how long a client may take until it connects
 * @param patience how long to wait for an answer
 */
public record ClientTarget(
        String name,
        Jid domain,
        Account account,
        Launcher launcher,
        int port,
        int parallel,
        Duration startPatience,
        Duration patience) {
    /** Checks the numbers. */
    public ClientTarget {
        if (parallel < 1 || port != 0 && parallel > 1) {
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
         * @return ends the client
         * @throws IOException if it cannot be started
         */
        AutoCloseable launch(Where where) throws IOException;
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
