package org.xmpptoolkit.testkit.check;

import java.time.Duration;

/**
 * What is judged.
 *
 * @param <S> what cases about it play on
 */
public abstract class Subject<S extends Stage> {
    Subject() {}

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
