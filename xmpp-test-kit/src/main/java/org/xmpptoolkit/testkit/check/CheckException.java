package org.xmpptoolkit.testkit.check;

/** The check could not be carried out. The message says in one line why, and what to do. */
public final class CheckException extends Exception {
    private static final long serialVersionUID = 1;

    CheckException(String message) {
        super(message);
    }
}
