package org.xmpptoolkit.stream;

import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/** Which stream errors the application may send, and under which name they go out (RFC 6120 section 4.9.3). */
final class OutgoingErrors {
    private OutgoingErrors() {}

    /**
     * The error, if it may be sent now.
     *
     * @throws IllegalStateException if it is see-other-host, and the TLS that the stream's policy asks for is not there yet
     * @throws IllegalArgumentException if it is undefined-condition, or a name of old without successor, and has no
     *     application-specific condition
     */
    static StreamError checked(StreamError error, StreamState state) {
        boolean mustBeSecure = state.tlsPolicy() == TlsPolicy.REQUIRED || state.tlsPolicy() == TlsPolicy.DIRECT;
        boolean alive =
                switch (state.phase()) {
                    case OPENING, NEGOTIATING, ESTABLISHED -> true;
                    case SECURING, CLOSING, CLOSED -> false;
                };
        if (error.condition() == StreamErrorCondition.SEE_OTHER_HOST && alive && mustBeSecure && !state.secure()) {
            throw new IllegalStateException(
                    "see-other-host goes out under TLS only (RFC 6120 section 4.9.3.19): serve the"
                            + " first header, and refuse the one that comes behind TLS");
        }
        if (error.condition().canonical() == StreamErrorCondition.UNDEFINED_CONDITION
                && error.applicationCondition().isEmpty()
                && error.unknownCondition().isEmpty()) {
            throw new IllegalArgumentException(error.condition().elementName()
                    + " tells the peer nothing (RFC 6120 section 4.9.3.21): add an application-specific condition");
        }
        return error;
    }

    /** The error under the name that RFC 6120 has for its condition; all else stays, for it may be another stream's. */
    static StreamError canonical(StreamError error) {
        StreamErrorCondition condition = error.condition();
        if (condition == condition.canonical()) {
            return error;
        }
        XmlElement.Builder renamed =
                XmlElement.builder(Namespaces.STREAM, "error").prefix("stream");
        for (XmlNode node : error.toElement().children()) {
            boolean former =
                    node instanceof XmlElement child && child.is(Namespaces.STREAM_ERRORS, condition.elementName());
            renamed.child(
                    former
                            ? XmlElement.of(
                                    Namespaces.STREAM_ERRORS,
                                    condition.canonical().elementName())
                            : node);
        }
        return StreamError.fromElement(renamed.build());
    }
}
