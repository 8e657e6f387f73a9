package org.xmpptoolkit.netty;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.Reason;

/** A stream ended before it was established. Its message names the cause, and fits into one line for people. */
public final class StreamEndedException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Reason reason;

    StreamEndedException(Reason reason) {
        super(reason.describe(), cause(reason));
        this.reason = reason;
    }

    private static @Nullable Throwable cause(Reason reason) {
        return reason instanceof Reason.TransportLost lost ? lost.cause().orElse(null) : null;
    }

    /** {@return why it ended; lost if the exception is serialized} */
    public Reason reason() {
        if (reason == null) {
            throw new IllegalStateException("the reason is not kept through serialization");
        }
        return reason;
    }
}
