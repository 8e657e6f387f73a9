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

    /** The domain that the server is to serve. */
    public Jid domain() {
        return target.domain();
    }

    /** The server. */
    public Target target() {
        return target;
    }

    /** A new connection, on which nothing was said yet. */
    public InitiatingEntity connect() throws Halt {
        return connect(target.address());
    }

    /**
     * A new connection under TLS from the start (XEP-0368), on which nothing was said yet.
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
     * A new connection where clients are asked for a certificate, as far as is known; on it nothing was said yet.
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
     * An account that no other play uses meanwhile.
     *
     * @throws Halt with {@code SKIPPED} if there is none
     */
    public Account account() throws Halt {
        return accounts.first();
    }

    /** A second one. */
    public Account second() throws Halt {
        return accounts.second();
    }

    /** The bare JID of an account. */
    public Jid jid(Account account) {
        return domain().withLocalpart(account.localpart());
    }

    /** A client of {@link #account} with a bound resource. */
    public InitiatingEntity session() throws Halt {
        InitiatingEntity entity = connect();
        entity.session(account());
        return entity;
    }
}
