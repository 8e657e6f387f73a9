package org.xmpptoolkit.stream;

/** The state of one direction of a stream. */
public enum Half {
    /** The header of this direction is not there yet. */
    IDLE,
    /** The header is there, the closing tag is not. */
    OPEN,
    /** The closing tag is there. */
    CLOSED
}
