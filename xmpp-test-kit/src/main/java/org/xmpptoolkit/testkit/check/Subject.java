package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What is judged.
 *
 * @param <S> what cases about it play on
 */
public abstract class Subject<S extends Stage> {
    private static final int PATIENCES_OF_A_LOOK = 6;

    Subject() {}

    /** Logs in on a stage. */
    interface Trial<S> {
        void on(S stage, Account account) throws Halt;
    }

    /**
     * Makes sure that no account is refused: else all cases that need one would be skipped, and the run would seem sound. A login that
     * goes wrong in another way is for the cases to judge.
     */
    final void checkAccounts(List<Account> accounts, Trial<S> login) throws CheckException {
        for (Account account : accounts) {
            try (S stage = stage(look())) {
                login.on(stage, account);
            } catch (Halt e) {
                if (Login.isRefused(e)) {
                    throw new CheckException(
                            e.judgement().seen() + "; check the user and the file of the password, or give no user");
                }
            }
        }
    }

    /** What a look before all cases has to itself. */
    final PlayContext look() {
        return new PlayContext(
                new Transcript(),
                new Random(0),
                Cuts.NONE,
                patience(),
                System.nanoTime() + patience().toNanos() * PATIENCES_OF_A_LOOK);
    }

    /** A new stage for one play. */
    abstract S stage(PlayContext context) throws Halt;

    /**
     * Makes sure that there is something to judge.
     *
     * @throws CheckException if not
     */
    abstract void probe() throws CheckException;

    /** How many cases can be played at once. */
    abstract int parallel();

    /** How long a case waits for an answer. */
    abstract Duration patience();
}
