package org.xmpptoolkit.stanza;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/**
 * Which stanza error to answer with what breaks the rules of stanzas (RFC 6120 section 8, RFC 6121). Stateless.
 *
 * <p>What schemas do not know is no reason to refuse a stanza (RFC 6120 section 11.4): unknown attributes, unknown elements and stray
 * text are for {@link Stanza#problems} only.
 */
public final class StanzaRules {
    private static final Set<String> ADDRESSES =
            Set.of("message/@to", "message/@from", "presence/@to", "presence/@from", "iq/@to", "iq/@from");

    private StanzaRules() {}

    /**
     * The error to answer a stanza with.
     *
     * @param stanza a stanza that came in
     * @return the error, for {@link Stanza#error(StanzaError)}; nothing if the stanza breaks no rule, or must not be answered: errors and
     *     results (RFC 6120 sections 8.2.3 and 8.3.1)
     */
    public static Optional<StanzaError> check(Stanza stanza) {
        if (stanza.isError()) {
            return Optional.empty();
        }
        if (stanza instanceof Iq iq) {
            if (iq.type().equals(Optional.of(IqType.RESULT))) {
                return Optional.empty();
            }
            Optional<StanzaError> fault = request(iq);
            if (fault.isPresent()) {
                return fault;
            }
        }
        if (stanza.error().isPresent()) {
            return Optional.of(badRequest("an error has no place in a stanza of another type"));
        }
        return stanza.problems().stream()
                .filter(p -> isGrave(stanza, p))
                .findFirst()
                .map(StanzaRules::answer);
    }

    private static Optional<StanzaError> request(Iq iq) {
        if (iq.id().isEmpty()) {
            return Optional.of(badRequest("an iq needs an id"));
        }
        if (iq.type().isEmpty()) {
            return Optional.of(badRequest("an iq is of type get, set, result or error"));
        }
        if (iq.payloads().size() != 1) {
            return Optional.of(badRequest("a request has exactly one child element"));
        }
        return Envelope.isPayloadNamespace(iq.payloads().get(0).namespace())
                ? Optional.empty()
                : Optional.of(badRequest("the child element of a request has a namespace of its own"));
    }

    /** Whether a problem is one that neither the RFCs nor the clients in use tell to overlook. */
    private static boolean isGrave(Stanza stanza, BindingProblem problem) {
        boolean unknownMessageType = stanza instanceof Message && problem.path().endsWith("/@type");
        boolean unknownShow = problem.path().equals("presence/show"); // some clients send "online", or nothing in it
        return problem.kind() == BindingProblem.Kind.BAD_VALUE
                && !unknownMessageType
                && !unknownShow
                && !problem.path().endsWith("/@lang");
    }

    /**
     * The error to answer a stanza with that holds nothing the recipient understands (RFC 6120 section 8.4).
     *
     * @param stanza a stanza that came in, and that nobody has taken
     * @return {@code service-unavailable} for a request; nothing for messages and presence, which are ignored, and for answers
     */
    public static Optional<StanzaError> notUnderstood(Stanza stanza) {
        return stanza instanceof Iq iq && iq.isRequest()
                ? Optional.of(StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE))
                : Optional.empty();
    }

    /**
     * The error for a problem, if it is to be answered at all.
     *
     * @param problem a problem of a stanza or of a payload
     * @return {@code jid-malformed} for the addresses of a stanza, {@code bad-request} for everything else
     */
    public static StanzaError answer(BindingProblem problem) {
        String path = problem.path();
        boolean address = problem.kind() == BindingProblem.Kind.BAD_VALUE && ADDRESSES.contains(path);
        return address
                ? StanzaError.of(StanzaErrorCondition.JID_MALFORMED)
                : badRequest(
                        problem.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " at " + path);
    }

    private static StanzaError badRequest(String englishText) {
        return StanzaError.of(StanzaErrorCondition.BAD_REQUEST, englishText);
    }
}
