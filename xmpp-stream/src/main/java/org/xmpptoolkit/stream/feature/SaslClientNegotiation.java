package org.xmpptoolkit.stream.feature;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;

/** The client's side of SASL on one stream: one mechanism after the other (RFC 6120 section 6.4). */
abstract class SaslClientNegotiation implements Negotiation {
    private static final Set<SaslFailureCondition> OF_THE_MECHANISM = EnumSet.of(
            SaslFailureCondition.INVALID_MECHANISM,
            SaslFailureCondition.MECHANISM_TOO_WEAK,
            SaslFailureCondition.ENCRYPTION_REQUIRED);

    private final SaslProfile profile;
    private final SaslCredentials credentials;
    private final SaslClientPolicy policy;
    private final Jid domain;
    private final ClientBinding binding;
    private final Queue<SaslMechanism> left;
    private @Nullable SaslMechanism tried;
    private @Nullable SaslMechanism opening;
    private @Nullable SaslClientExchange exchange;
    private SaslTurn.@Nullable Ask<?> open;

    /** Starts with the mechanisms to try, how SCRAM binds the channel, and the domain to log in at. */
    SaslClientNegotiation(
            SaslProfile profile,
            SaslCredentials credentials,
            SaslClientPolicy policy,
            List<SaslMechanism> mechanisms,
            ClientBinding binding,
            Jid domain) {
        this.profile = profile;
        this.credentials = credentials;
        this.policy = policy;
        this.domain = domain;
        this.binding = binding;
        this.left = new ArrayDeque<>(mechanisms);
    }

    /** What to begin with. */
    abstract XmlElement request(SaslMechanism mechanism, byte[] initialResponse);

    /** Ends well: the server said so, and proved itself where the mechanism has it. */
    abstract Step authenticated(XmlElement success, StreamState state);

    /** Answers an element of the profile that is neither challenge nor success nor failure. */
    Step unknown(XmlElement element) {
        return giveUp(SaslFailure.of(SaslFailureCondition.MALFORMED_REQUEST));
    }

    /** Who logs in, by what the client knows itself. */
    final Jid account() {
        return credentials.authorizationIdentity().orElse(credentials.account(domain));
    }

    /** The domain that is logged in to. */
    final Jid domain() {
        return domain;
    }

    /** Tries the next mechanism, or gives up for the reason given; a server may go on with dialback (XEP-0178 section 3). */
    Step next(Reason otherwise) {
        SaslMechanism mechanism = left.poll();
        if (mechanism == null && credentials.isServer()) {
            return new Step.Refused(List.of(), inWords(otherwise), Optional.empty());
        }
        if (mechanism == null) {
            return new Step.Close(List.of(), otherwise);
        }
        tried = mechanism;
        opening = mechanism;
        exchange = SaslClientExchange.of(
                mechanism, credentials, policy, credentials.sentIdentity(mechanism, domain), binding);
        return perform(exchange.begin());
    }

    private static String inWords(Reason reason) {
        return reason instanceof Reason.AuthenticationFailed failed
                ? failed.failure().condition().elementName()
                : "no mechanism is both offered and ours to use";
    }

    @Override
    public boolean expects(XmlElement element) {
        return element.namespace().equals(profile.namespace());
    }

    @Override
    public Step onElement(XmlElement element, StreamState state) {
        SaslClientExchange current = exchange;
        if (current == null) {
            throw new IllegalStateException("no mechanism is being tried");
        }
        return switch (element.localName()) {
            case "challenge" -> challenge(current, profile.content(element));
            case "success" -> success(current, element, state);
            case "failure" -> refused(profile.failure(element));
            default -> unknown(element);
        };
    }

    /**
     * Tries another mechanism where this one was refused as such, or only the certificate was. Where the server found no match, which
     * it also says of an account that has no keys for this mechanism, another one is tried only if it keeps the password secret.
     */
    private Step refused(SaslFailure failure) {
        SaslFailureCondition condition = failure.condition();
        boolean ofTheCertificate = tried == SaslMechanism.EXTERNAL
                && (condition == SaslFailureCondition.NOT_AUTHORIZED
                        || condition == SaslFailureCondition.INVALID_AUTHZID);
        if (condition == SaslFailureCondition.NOT_AUTHORIZED && !ofTheCertificate) {
            left.removeIf(mechanism -> mechanism.scramHash().isEmpty());
        } else if (!OF_THE_MECHANISM.contains(condition) && !ofTheCertificate) {
            left.clear();
        }
        return next(new Reason.AuthenticationFailed(failure));
    }

    private Step challenge(SaslClientExchange current, SaslElements.Content content) {
        return SaslProfile.message(content)
                .map(message -> perform(current.challenge(message)))
                .orElseGet(() -> giveUp(SaslFailure.of(SaslFailureCondition.INCORRECT_ENCODING)));
    }

    private Step success(SaslClientExchange current, XmlElement element, StreamState state) {
        SaslElements.Content content = profile.additional(element);
        if (content instanceof SaslElements.Content.Junk) {
            return failed(new Reason.AuthenticationFailed(SaslFailure.of(SaslFailureCondition.INCORRECT_ENCODING)));
        }
        Optional<byte[]> message =
                content instanceof SaslElements.Content.Message data ? Optional.of(data.octets()) : Optional.empty();
        return current.success(message)
                .map(SaslClientNegotiation::failed)
                .orElseGet(() -> authenticated(element, state));
    }

    @Override
    public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
        return perform(SaslTurn.reply(open, prompt, answer));
    }

    private Step perform(SaslTurn turn) {
        open = null;
        if (turn instanceof SaslTurn.Send send) {
            SaslMechanism first = opening;
            opening = null;
            XmlElement element = first == null ? profile.response(send.message()) : request(first, send.message());
            return new Step.Continue(List.of(element), this);
        }
        if (turn instanceof SaslTurn.Ask<?> ask) {
            open = ask;
            return new Step.Ask(List.of(), ask.prompt(), this);
        }
        if (turn instanceof SaslTurn.Fail fail) {
            return giveUp(fail.failure());
        }
        if (turn instanceof SaslTurn.Distrust distrust) {
            return new Step.Close(List.of(profile.abort()), distrust.reason());
        }
        throw new IllegalStateException("a client accepts and refuses nobody");
    }

    /** A server that breaks the mechanism is not tried with another, weaker one. */
    private Step giveUp(SaslFailure failure) {
        return new Step.Close(List.of(profile.abort()), new Reason.AuthenticationFailed(failure));
    }

    private static Step failed(Reason reason) {
        return new Step.Close(List.of(), reason);
    }
}
