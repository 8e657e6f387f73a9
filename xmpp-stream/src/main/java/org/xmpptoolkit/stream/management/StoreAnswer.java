package org.xmpptoolkit.stream.management;

/** The answer to {@link StoreRequested}. */
public enum StoreAnswer {
    /** It is stored: the acknowledgement goes out, if the peer waits for one. */
    STORED,
    /** It could not be stored: no acknowledgement goes out, and the peer's next request is asked anew. */
    NOT_STORED
}
