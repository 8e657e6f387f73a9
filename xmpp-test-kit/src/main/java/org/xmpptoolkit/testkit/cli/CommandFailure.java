package org.xmpptoolkit.testkit.cli;

/** A command cannot go on: its message is the one line that is shown, and the exit code is 1. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message the cause and what to do, in one line
     */
    CommandFailure(String message) {
        super(message);
    }
}
