package org.xmpptoolkit.netty;

import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.StreamEvent;

/** Hears what happens on connections. One listener may serve many; each has a thread of its own, so it has to bear that. */
@FunctionalInterface
public interface XmppListener {
    /**
     * Hears a notice. Called on the event loop of the connection, one notice at a time, in the order in which the stream gives
     * them; {@link StreamEvent.Closed} is the last, and where we end the connection, the peer sees that only behind it. It must not
     * block. What it does to the connection takes effect behind the notices that are under way.
     *
     * <p>A {@link StreamEvent.Asked} is answered by {@link XmppConnection#reply}, now or later; one whose prompt is a {@link
     * Computation} never comes here, for the driver does that work itself.
     *
     * <p>If it throws, {@link #failed} hears of that, and the stream ends with the error {@code internal-server-error}; notices
     * already under way still come.
     *
     * @param connection where it happened
     * @param notice what happened
     */
    void notice(XmppConnection connection, StreamEvent.Notice notice);

    /**
     * Hears of a fault in code that the application gave: this listener, a feature, a computation. The stream ends with the error
     * {@code internal-server-error}. Called on the event loop. Logs to the {@link System.Logger} {@code org.xmpptoolkit.netty}
     * unless overridden.
     *
     * @param connection where it happened
     * @param failure what was thrown
     */
    default void failed(XmppConnection connection, Throwable failure) {
        System.getLogger("org.xmpptoolkit.netty")
                .log(System.Logger.Level.WARNING, "the stream with " + connection + " ends: " + failure, failure);
    }
}
