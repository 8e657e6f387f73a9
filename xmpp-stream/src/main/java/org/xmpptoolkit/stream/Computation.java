package org.xmpptoolkit.stream;

/**
 * A question whose answer takes work only, such as the derivation of a key from a password.
 *
 * <p>A stream answers it at once, unless {@link StreamConfig.Builder#askComputations} hands it to the driver, which can then do
 * the work on another thread.
 *
 * @param <R> what the answer is
 */
public interface Computation<R> extends Prompt<R> {
    /**
     * Does the work. May be called from any thread.
     *
     * @return the answer
     */
    R compute();
}
