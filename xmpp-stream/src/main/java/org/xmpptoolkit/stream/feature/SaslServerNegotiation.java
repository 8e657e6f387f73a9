package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;

/**
 * The server's side of SASL on one stream: one attempt after the other, counted (RFC 6120 section 6.4), those of both profiles together.
 */
abstract class SaslServerNegotiation implements Negotiation {
    private final SaslServerConfig config;
    private final SaslProfile profile;
    private final Failures failures;
    private @Nullable SaslServerExchange exchange;
    private SaslTurn.@Nullable Ask<?> open;

    /** How many attempts failed on a stream. */
    private static final class Failures {
        private int count;
    }

    /**
     * Begins to count, or goes on with the count of another.
     *
     * @param tries what else the peer tried on the stream
     */
    SaslServerNegotiation(SaslServerConfig config, SaslProfile profile, List<Negotiation> tries) {
        this.config = config;
        this.profile = profile;
        this.failures = tries.stream()
                .filter(SaslServerNegotiation.class::isInstance)
                .map(other -> ((SaslServerNegotiation) other).failures)
                .findFirst()
                .orElseGet(Failures::new);
    }

    /** Ends well: the peer is who it says. */
    abstract Step authenticated(SaslTurn.Accept accept, StreamState state);

    /** Answers a protected header that names another account than the one that logs in. */
    abstract Step contradicted();

    /** Whether an attempt is under way. */
    final boolean running() {
        return exchange != null;
    }

    @Override
    public boolean expects(XmlElement element) {
        return element.namespace().equals(profile.namespace());
    }

    @Override
    public Step onElement(XmlElement element, StreamState state) {
        if (profile.begins(element)) {
            return begin(element, state);
        }
        return switch (element.localName()) {
            case "response" -> response(element, state);
            case "abort" -> fail(SaslFailureCondition.ABORTED);
            default -> fail(SaslFailureCondition.MALFORMED_REQUEST);
        };
    }

    private Step response(XmlElement element, StreamState state) {
        SaslServerExchange current = exchange;
        if (current == null) {
            return fail(SaslFailureCondition.MALFORMED_REQUEST);
        }
        return SaslProfile.message(profile.content(element))
                .map(message -> perform(current.receive(message), state))
                .orElseGet(() -> fail(SaslFailureCondition.INCORRECT_ENCODING));
    }

    /** Begins anew, whatever was under way (RFC 6120 section 6.4.2). What is dropped counts as failed, or nothing bounds it. */
    private Step begin(XmlElement element, StreamState state) {
        if (exchange != null && ++failures.count > config.retries()) {
            return tooMany(SaslFailure.of(SaslFailureCondition.ABORTED));
        }
        Optional<SaslMechanism> mechanism = element.attribute("mechanism")
                .flatMap(SaslMechanism::ofWireName)
                .filter(config.mechanisms()::contains);
        if (mechanism.isEmpty()) {
            return fail(SaslFailureCondition.INVALID_MECHANISM);
        }
        if (!config.permits(mechanism.get(), state)) {
            return fail(SaslServerConfig.refusal(mechanism.get(), state));
        }
        SaslElements.Content content = profile.initial(element);
        if (content instanceof SaslElements.Content.Junk) {
            return fail(SaslFailureCondition.INCORRECT_ENCODING);
        }
        SaslServerExchange begun = SaslServerExchange.of(mechanism.get(), config, domain(state), state);
        exchange = begun;
        return perform(
                content instanceof SaslElements.Content.Message message
                        ? begun.receive(message.octets())
                        : begun.begin(),
                state);
    }

    static Jid domain(StreamState state) {
        return state.localHeader()
                .flatMap(StreamHeader::from)
                .orElseThrow(() -> new IllegalStateException("our header has no 'from' (RFC 6120 section 4.7.1)"))
                .domain();
    }

    @Override
    public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
        return perform(SaslTurn.reply(open, prompt, answer), state);
    }

    private Step perform(SaslTurn turn, StreamState state) {
        open = null;
        if (turn instanceof SaslTurn.Send send) {
            return new Step.Continue(List.of(profile.challenge(send.message())), this);
        }
        if (turn instanceof SaslTurn.Ask<?> ask) {
            open = ask;
            return new Step.Ask(List.of(), ask.prompt(), this);
        }
        if (turn instanceof SaslTurn.Accept accept) {
            return accepted(accept, state);
        }
        if (turn instanceof SaslTurn.End end) {
            return new Step.Close(
                    List.of(profile.failure(end.failure())), new Reason.AuthenticationFailed(end.failure()));
        }
        return fail(((SaslTurn.Fail) turn).failure());
    }

    /** A domain in the header's {@code from} names no account: clients in use say theirs. */
    private Step accepted(SaslTurn.Accept accept, StreamState state) {
        Optional<Jid> claimed = state.secure() ? state.peerHeader().flatMap(StreamHeader::from) : Optional.empty();
        if (claimed.filter(from -> from.localpart().isPresent() && !from.bare().equals(accept.acting()))
                .isPresent()) {
            return contradicted();
        }
        if (accept.decided()) {
            return authenticated(accept, state);
        }
        if (config.askAuthorization()) {
            return perform(
                    new SaslTurn.Ask<>(new AuthorizationRequested(accept.account(), accept.acting()), accept::decided),
                    state);
        }
        return accept.account().equals(accept.acting())
                ? authenticated(accept, state)
                : fail(SaslFailureCondition.INVALID_AUTHZID);
    }

    /** Refuses the attempt; the peer may try again, but for so often. */
    final Step fail(SaslFailureCondition condition) {
        return fail(SaslFailure.of(condition));
    }

    private Step fail(SaslFailure failure) {
        exchange = null;
        if (++failures.count > config.retries()) {
            return tooMany(failure);
        }
        return new Step.Refused(
                List.of(profile.failure(failure)), failure.condition().elementName(), Optional.of(this));
    }

    private Step tooMany(SaslFailure failure) {
        return new Step.Fatal(
                List.of(profile.failure(failure)),
                StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "Too many failed attempts to authenticate."));
    }
}
