package org.xmpptoolkit.stream.management;

/** Octets are no written {@link SmState}. The message says what is wrong, without content of stanzas. */
public final class SmStateParseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SmStateParseException(String message) {
        super(message);
    }
}
