package org.xmpptoolkit.testkit.pages;

// snippet: bearer-server
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** OAUTHBEARER (RFC 7628) beside the mechanisms of another feature. The application tells whose a token is. */
final class BearerServer implements StreamFeature.Receiving {
    private static final Pattern MESSAGE =
            Pattern.compile("n,[^\u0001]*,\u0001(?:.*\u0001)?auth=Bearer ([^\u0001]+)\u0001.*");

    /** Whose token is it? Answered by a bare address, or by nothing. */
    record TokenShown(String token) implements Prompt<Optional<Jid>> {
        @Override
        public String toString() {
            return "TokenShown[]"; // no secret in a log
        }
    }

    private final StreamFeature.Receiving others;

    BearerServer(StreamFeature.Receiving others) {
        this.others = others;
    }

    @Override
    public QName name() {
        return others.name();
    }

    @Override
    public boolean admissible(StreamState state) {
        return others.admissible(state);
    }

    @Override
    public boolean mandatory(StreamState state) {
        return others.mandatory(state);
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        Optional<XmlElement> offer = others.offer(state);
        return state.secure() ? offer.map(BearerServer::withOurs) : offer;
    }

    private static XmlElement withOurs(XmlElement mechanisms) {
        return mechanisms.toBuilder()
                .child(XmlElement.builder(Namespaces.SASL, "mechanism")
                        .text("OAUTHBEARER")
                        .build())
                .build();
    }

    @Override
    public List<XmlElement> offers(StreamState state) { // what stands beside the mechanisms stays
        return others.offers(state).stream()
                .map(element -> element.name().equals(name()) && state.secure() ? withOurs(element) : element)
                .toList();
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return others.claims(first, state);
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return accept(first, List.of(), state);
    }

    @Override
    public Step accept(XmlElement first, List<Negotiation> tries, StreamState state) {
        if (!first.attribute("mechanism").equals(Optional.of("OAUTHBEARER")) || !state.secure()) {
            return others.accept(first, tries, state);
        }
        Matcher message = MESSAGE.matcher(decoded(first.text()));
        return message.matches()
                ? new Step.Ask(List.of(), new TokenShown(message.group(1)), new Judging())
                : refused(SaslFailureCondition.MALFORMED_REQUEST);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return ""; // what the peer does is never an exception
        }
    }

    /** One try a stream, so that nobody tries out tokens. */
    private static Step refused(SaslFailureCondition condition) {
        SaslFailure failure = SaslFailure.of(condition);
        return new Step.Close(List.of(failure.toElement()), new Reason.AuthenticationFailed(failure));
    }

    private static final class Judging implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return false; // what comes in is held until the application has answered
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            throw new IllegalStateException("nothing is expected");
        }

        @Override
        public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
            return answer instanceof Optional<?> found && found.isPresent()
                    ? new Step.Done(
                            List.of(XmlElement.of(Namespaces.SASL, "success")),
                            Outcome.account((Jid) found.get()),
                            Then.RESTART)
                    : refused(SaslFailureCondition.NOT_AUTHORIZED);
        }
    }
}
// end
