package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.MessagingException;
import java.security.cert.CertPathBuilderException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.stream.Reason;

/** What is wrong, in a few words for people. */
final class Failures {
    private static final int DEPTH = 10;

    private Failures() {}

    /** The cause of what Jakarta Mail throws: its own message names the exception only. */
    static String cause(MessagingException failure) {
        @Nullable Throwable root = failure;
        for (int depth = 0; depth < DEPTH && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root instanceof CertPathBuilderException
                ? "its certificate is not trusted: give its authority's with --ca"
                : Texts.oneLine(String.valueOf(root.getMessage()), 200);
    }

    private static String describe(Throwable cause, Reason reason) {
        boolean name =
                cause instanceof TransportException known && known.kind() == TransportException.Kind.CERTIFICATE_NAME;
        return reason.describe()
                + (name
                        ? ": the server's certificate for components has to name --domain"
                        : ": start the server, or check --server and --ca");
    }

    /** Why a component's stream ended, and how to mend it. */
    static String describe(Reason reason) {
        if (reason instanceof Reason.ErrorReceived received) {
            StreamErrorCondition condition = received.error().condition();
            return "the server ends the stream with " + condition.elementName()
                    + switch (condition) {
                        case NOT_AUTHORIZED -> ": check --secret-file";
                        case HOST_UNKNOWN -> ": check --domain, and that the server knows the component";
                        case CONFLICT -> ": another component has this name, or an old connection still stands";
                        default -> "";
                    };
        } else if (reason instanceof Reason.TransportLost lost) {
            return lost.cause().map(cause -> describe(cause, reason)).orElse("the connection broke");
        }
        return reason.describe();
    }
}
