package org.xmpptoolkit.testkit.check;

import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.stream.Reason;

/**
 * Names the rule that the server broke when a login fails: our own client insists on many a rule, and so a server that breaks one
 * never comes to be judged behind it. A wrong password, or a server that is not there, breaks none.
 */
final class FailedLogin {
    private final Report report;
    private final Login login;

    /**
     * For one login.
     *
     * @param report where the finding goes
     * @param login what was seen until it failed
     */
    FailedLogin(Report report, Login login) {
        this.report = report;
        this.login = login;
    }

    /** Adds a failed row if a rule was broken. */
    void judge(Reason reason) {
        if (reason instanceof Reason.TlsRefused refused) {
            report.failed("R-137", refused.message());
        } else if (reason instanceof Reason.NoCommonMechanism) {
            noMechanism();
        } else if (reason instanceof Reason.NegotiationFailed failed) {
            if (failed.feature().equals(Login.BIND)) {
                report.failed(login.hasOffered(Login.BIND) ? "R-216" : "R-211", failed.message());
            }
        } else if (reason instanceof Reason.ServerNotProved) {
            report.failed("R-401", "the server's signature is not its own, or missing");
        } else if (reason instanceof Reason.ErrorSent sent) {
            refused(sent.error());
        } else if (reason instanceof Reason.TransportLost lost) {
            lost(lost.cause());
        } else if (reason instanceof Reason.PeerClosed) {
            silent("the server closed the stream");
        }
    }

    private void noMechanism() {
        Optional<XmlElement> offered = login.offers().isEmpty()
                ? Optional.empty()
                : login.offers()
                        .get(login.offers().size() - 1)
                        .element(Namespaces.SASL, "mechanisms")
                        .filter(list ->
                                !list.elements(Namespaces.SASL, "mechanism").isEmpty());
        report.failed(
                offered.isPresent() ? "R-196" : "R-176",
                offered.isPresent() ? "neither SCRAM-SHA-1 nor SCRAM-SHA-256 is offered" : "no mechanism is offered");
    }

    /** Our client found fault with what came. */
    private void refused(StreamError error) {
        String seen = "our client refused it with " + error.condition().elementName()
                + error.text().map(text -> ": " + text).orElse("");
        switch (error.condition()) {
            case INVALID_NAMESPACE, BAD_FORMAT -> {
                if (awaitsHeader()) {
                    report.failed("R-078", seen);
                }
            }
            case UNSUPPORTED_VERSION -> report.failed("R-074", seen);
            case NOT_WELL_FORMED -> report.failed("R-312", seen);
            default -> {} // no rule of the register is the one that was broken
        }
    }

    private void lost(Optional<Throwable> cause) {
        if (cause.isEmpty()) {
            silent("the server ended the connection");
        } else if (cause.get() instanceof TransportException transport) {
            switch (transport.kind()) {
                case CERTIFICATE_UNTRUSTED, CERTIFICATE_NAME, CERTIFICATE_EXPIRED ->
                    report.failed("R-203", String.valueOf(transport.getMessage()));
                case TIMED_OUT, LOST -> silent(String.valueOf(transport.getMessage()));
                default -> {} // nobody there, or TLS itself failed
            }
        }
    }

    /** Nothing more came: the rule is that of the answer that was due. */
    private void silent(String how) {
        boolean secured = login.hasNegotiated(Login.STARTTLS);
        boolean authenticated = login.hasNegotiated(Login.MECHANISMS);
        if (awaitsHeader()) {
            if (authenticated) {
                report.failed("R-190", "no response header behind SASL: " + how);
            } else if (!secured) {
                report.failed("R-008", "no response header: " + how);
            } else if (login.state().secure()) {
                report.failed("R-153", "no response header behind TLS: " + how);
            }
        } else if (login.offers().size() < login.headers().size()) {
            report.failed("R-010", "a header, but no features: " + how);
        } else if (authenticated) {
            report.failed("R-216", "no answer to resource binding: " + how);
        } else if (!secured) {
            report.failed("R-137", "no answer to starttls: " + how);
        }
    }

    /** Whether fewer headers came than streams were opened: one more than features that restart it. */
    private boolean awaitsHeader() {
        int restarts = (login.hasNegotiated(Login.STARTTLS) ? 1 : 0) + (login.hasNegotiated(Login.MECHANISMS) ? 1 : 0);
        return login.headers().size() <= restarts;
    }
}
