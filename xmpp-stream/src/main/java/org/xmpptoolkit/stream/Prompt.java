package org.xmpptoolkit.stream;

/**
 * A question that a stream has for the application, and that {@link XmppStream#reply} answers. Each feature defines its own.
 *
 * @param <R> what the answer is
 */
public interface Prompt<R> {}
