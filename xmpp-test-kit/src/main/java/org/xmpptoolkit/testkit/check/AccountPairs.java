package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lends accounts, so that no two cases at once see each other's stanzas. Thread-safe. */
final class AccountPairs {
    /** How long one waits for others to give their accounts back. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final BlockingQueue<List<Account>> free;
    private final boolean none;

    AccountPairs(List<Account> accounts) {
        none = accounts.isEmpty();
        free = new ArrayBlockingQueue<>(Math.max(1, (accounts.size() + 1) / 2));
        for (int i = 0; i < accounts.size(); i += 2) {
            free.add(accounts.subList(i, Math.min(i + 2, accounts.size())));
        }
    }

    /** One or two accounts, to be given back. */
    List<Account> lend() throws Halt {
        if (none) {
            throw Halt.skipped("no account was given");
        }
        try {
            List<Account> pair = free.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (pair == null) {
                throw Halt.skipped("no account was free in " + LONGEST.toMinutes() + " minutes");
            }
            return pair;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Halt.skipped("interrupted");
        }
    }

    void giveBack(List<Account> pair) {
        free.add(pair);
    }
}
