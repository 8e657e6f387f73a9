package org.xmpptoolkit.errors;

/**
 * Who may send an error of some condition, as the RFCs describe the condition: in a stream the roles of its two ends, in a stanza what
 * kind of entity it is.
 *
 * @see ErrorCondition#sentBy()
 */
public enum ErrorSender {
    /** The entity that opened the stream. */
    INITIATING_ENTITY,
    /** The entity that the stream was opened to. */
    RECEIVING_ENTITY,
    /** A server, or a service beside it; not a client. */
    SERVER,
    /** Clients, servers and services alike. */
    ANY_ENTITY
}
