package org.xmpptoolkit.testkit.check;

/** A check could not be carried out. The message says in one line why, and what to do. */
public final class CheckException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * For one cause.
     *
     * @param message why, and what to do
     */
    public CheckException(String message) {
        super(message);
    }
}
