package org.xmpptoolkit.netty;

/** What carries a stream's octets: when it is there, how it is kept alive, and how it ends. Used on the event loop only. */
interface Transport {
    /** Whether it carries octets yet, once it is connected: a WebSocket does when HTTP has led to it. */
    boolean isReady();

    /**
     * Keeps it alive by means of its own.
     *
     * @return false if it has none, so that the stream has to do it
     */
    boolean keepAlive();

    /** Ends it: everything is written and flushed, and everybody has heard why. */
    void end();

    /** Whether it is ending from our side, or only waits for {@link #end} to do so. */
    boolean isEnding();

    /** The peer's output ended, whether by close_notify or by TCP. Called only if {@link #isEnding}. */
    void inputEnded();

    /** Closes now. */
    void drop();
}
