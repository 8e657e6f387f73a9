package org.xmpptoolkit.testkit.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts that one stage has to itself, from when it asks for one. Not thread-safe. */
final class LentAccounts implements AutoCloseable {
    private final PlayContext context;
    private final AccountPairs pairs;
    private @Nullable List<Account> lent;

    LentAccounts(PlayContext context, AccountPairs pairs) {
        this.context = context;
        this.pairs = pairs;
    }

    Account first() throws Halt {
        return lent().get(0);
    }

    Account second() throws Halt {
        List<Account> pair = lent();
        if (pair.size() < 2) {
            throw Halt.skipped("no second account was given");
        }
        return pair.get(1);
    }

    private List<Account> lent() throws Halt {
        if (lent == null) {
            try (PlayContext.Pause pause = context.pause(AccountPairs.LONGEST)) {
                lent = pairs.lend();
            }
        }
        return lent;
    }

    @Override
    public void close() {
        if (lent != null) {
            pairs.giveBack(lent);
            lent = null;
        }
    }
}
