package org.xmpptoolkit.testkit.endpoint;

/**
 * A port that the endpoint listens at.
 *
 * @param variable what it is called among shell variables, such as {@code C2S_PORT}
 * @param label what it is for, in a few words, such as {@code direct TLS}
 * @param port its number
 */
public record EndpointPort(String variable, String label, int port) {}
