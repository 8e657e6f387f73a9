package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.xmpptoolkit.jid.Jid;

/** Where cases about a server play: the checker is its client. Not thread-safe. */
public final class ServerStage extends Stage {
    private final Target target;
    private final LentAccounts accounts;

    ServerStage(PlayContext context, Target target, AccountPairs accounts) {
        super(context);
        this.target = target;
        this.accounts = keep(new LentAccounts(context, accounts));
    }

    /** {@return the domain that the server is to serve} */
    public Jid domain() {
        return target.domain();
    }

    /** {@return the server} */
    public Target target() {
        return target;
    }

    /**
     * {@return a new connection, on which nothing was said yet}
     *
     * @throws Halt with {@code SKIPPED} if the server cannot be reached
     */
    public InitiatingEntity connect() throws Halt {
        return connect(target.address());
    }

    /**
     * {@return a new connection under TLS from the start (XEP-0368), on which nothing was said yet}
     *
     * @throws Halt with {@code SKIPPED} if it is not known where the server has that
     */
    public InitiatingEntity connectDirectTls() throws Halt {
        InitiatingEntity entity =
                connect(target.directTls().orElseThrow(() -> Halt.skipped("no port for direct TLS was given")));
        entity.handshake();
        return entity;
    }

    /**
     * {@return a new connection where clients are asked for a certificate, as far as is known; on it nothing was said yet}
     *
     * @throws Halt with {@code SKIPPED} if the server cannot be reached
     */
    public InitiatingEntity connectWithCertificate() throws Halt {
        return connect(target.certificates().orElse(target.address()));
    }

    private InitiatingEntity connect(InetSocketAddress address) throws Halt {
        try {
            return keep(new InitiatingEntity(context(), target, context().connect(address)));
        } catch (IOException e) {
            throw Halt.skipped("no connection: " + e.getMessage());
        }
    }

    /**
     * {@return an account that no other play uses meanwhile, the same each time}
     *
     * @throws Halt with {@code SKIPPED} if there is none
     */
    public Account account() throws Halt {
        return accounts.first();
    }

    /**
     * {@return a second account that no other play uses meanwhile, the same each time}
     *
     * @throws Halt with {@code SKIPPED} if there is none
     */
    public Account second() throws Halt {
        return accounts.second();
    }

    /**
     * {@return the bare JID of an account}
     *
     * @param account one that has a localpart by the rules of addresses
     */
    public Jid jid(Account account) {
        return domain().withLocalpart(account.localpart());
    }

    /**
     * {@return a client of {@link #account} with a bound resource, on a connection of its own}
     *
     * @throws Halt with {@code SKIPPED} if there is no account, or the server does not take part
     */
    public InitiatingEntity session() throws Halt {
        InitiatingEntity entity = connect();
        entity.session(account());
        return entity;
    }
}
