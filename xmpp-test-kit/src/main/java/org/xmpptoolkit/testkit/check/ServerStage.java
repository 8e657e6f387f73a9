package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;

/** Where cases about a server play: the checker is its client. Not thread-safe. */
public final class ServerStage extends Stage {
    private final Target target;
    private final AccountPairs accounts;
    private @Nullable List<Account> lent;

    ServerStage(PlayContext context, Target target, AccountPairs accounts) {
        super(context);
        this.target = target;
        this.accounts = accounts;
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
        try {
            return keep(new InitiatingEntity(context(), target, Wire.connect(target.address(), target.patience())));
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
        return lent(1).get(0);
    }

    /** A second one. */
    public Account second() throws Halt {
        return lent(2).get(1);
    }

    private List<Account> lent(int count) throws Halt {
        if (target.accounts().size() < count) {
            throw Halt.skipped(count == 1 ? "no account was given" : "no second account was given");
        }
        if (lent == null) {
            lent = accounts.lend();
        }
        if (lent.size() < count) {
            throw Halt.skipped("no second account was given");
        }
        return lent;
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

    @Override
    public void close() {
        super.close();
        if (lent != null) {
            accounts.giveBack(lent);
            lent = null;
        }
    }
}
