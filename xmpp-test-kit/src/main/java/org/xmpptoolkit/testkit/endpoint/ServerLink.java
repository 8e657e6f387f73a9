package org.xmpptoolkit.testkit.endpoint;

import java.util.concurrent.CompletionStage;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.DomainPair;

/** A stream between servers, as far as stanzas go out on it. Calls come while the router is locked, and do not block. */
interface ServerLink {
    /**
     * Sends a stanza of a pair that was authorized.
     *
     * @param stanza a stanza in {@code jabber:server}
     * @return fails with an {@link IllegalStateException} if the stream did not take it, with something else if it may be lost
     */
    CompletionStage<Void> send(XmlElement stanza);

    /**
     * Asks the peer to authorize one more pair; the stream is established. What comes of it is told to the {@link RemoteStream}.
     *
     * @return whether that can be asked on this stream
     */
    boolean authorize(DomainPair pair);

    /** Closes the stream in order. */
    void close();

    /** Opens streams. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens a stream to the second domain of a pair, and has that pair authorized while it is negotiated.
         *
         * @param first the pair
         * @param stream hears what becomes of it, later, with the router locked: {@link RemoteStream#closed} is the last
         */
        ServerLink open(DomainPair first, RemoteStream stream);
    }
}
