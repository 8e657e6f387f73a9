package org.xmpptoolkit.stream;

/** The two sides of a stream (RFC 6120 section 2.5). */
public enum Role {
    /** The initiating entity, which opens the stream. */
    INITIATING,
    /** The receiving entity, which answers. */
    RECEIVING
}
