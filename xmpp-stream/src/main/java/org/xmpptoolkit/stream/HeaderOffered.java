package org.xmpptoolkit.stream;

/**
 * The receiving entity's question at every initial header, those after restarts included: who serves it?
 *
 * @param header the header, well-formed as far as addresses and namespaces go
 * @param state the stream so far
 */
public record HeaderOffered(StreamHeader header, StreamState state) implements Prompt<HeaderAnswer> {}
