package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;

/** Which first-level elements are stanzas, which of them pass, and under whose name (RFC 6120 sections 4.1, 4.8 and 8.1). */
final class StanzaGate {
    private static final Set<String> NAMES = Set.of("message", "presence", "iq");
    private static final Set<String> SUBSCRIPTION = Set.of("subscribe", "subscribed", "unsubscribe", "unsubscribed");

    private StanzaGate() {}

    static boolean isStanza(XmlElement element, String contentNamespace) {
        return element.namespace().equals(contentNamespace) && NAMES.contains(element.localName());
    }

    /** The error that an element earns which no feature claims, if it may not pass: how a receiving entity sees it. */
    static Optional<StreamError> refusal(XmlElement element, StreamState state, StreamConfig config) {
        if (!isStanza(element, config.contentNamespace())) {
            return error(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, "a first-level element that is no stanza");
        }
        boolean flowing = state.phase() == Phase.ESTABLISHED || state.phase() == Phase.CLOSING;
        if (!flowing && !isEarly(element, state, config)) {
            return error(StreamErrorCondition.NOT_AUTHORIZED, "a stanza before negotiation is complete");
        }
        if (config.contentNamespace().equals(Namespaces.COMPONENT_ACCEPT)) {
            return ComponentAddresses.fault(element, state.account(), config.jidProfile());
        }
        boolean forged = config.fromPolicy() == FromPolicy.REFUSE
                && client(state, config)
                        .filter(client -> !isFromSelf(element, client, config))
                        .isPresent();
        return forged
                ? error(StreamErrorCondition.INVALID_FROM, "from is not the address of this client")
                : Optional.empty();
    }

    /**
     * Whether a stanza may flow although negotiation is not complete: to the server or the own account, once that is known, where
     * the configuration wants it (RFC 6120 section 4.3.5).
     */
    static boolean isEarly(XmlElement element, StreamState state, StreamConfig config) {
        return config.stanzasBeforeBinding()
                && state.phase() == Phase.NEGOTIATING
                && isStanza(element, config.contentNamespace())
                && state.account()
                        .filter(account -> element.attribute("to")
                                .map(to -> isServerOrSelf(to, account, config))
                                .orElse(true))
                        .isPresent();
    }

    /**
     * Checks what the application wants to send before negotiation is complete; what a server sends is to the client at the other end.
     *
     * @param held whether a negotiation under way lets nothing out
     * @throws IllegalStateException if it may not go out yet
     */
    static void checkEarly(List<XmlElement> elements, StreamState state, StreamConfig config, boolean held) {
        if (held) {
            throw new IllegalStateException(
                    "a feature that counts stanzas is being negotiated: send behind FeatureNegotiated");
        }
        boolean server = state.role() == Role.RECEIVING
                && config.stanzasBeforeBinding()
                && state.phase() == Phase.NEGOTIATING
                && state.account().isPresent();
        boolean may =
                server || !elements.isEmpty() && elements.stream().allMatch(element -> isEarly(element, state, config));
        if (!may) {
            throw new IllegalStateException(
                    "the stream is " + state.phase() + ": send behind the notice Established only");
        }
    }

    private static boolean isServerOrSelf(String to, Jid account, StreamConfig config) {
        return Jid.tryParse(to, config.jidProfile())
                .toOptional()
                .filter(address -> address.equals(account) || address.equals(account.domain()))
                .isPresent();
    }

    private static boolean isFromSelf(XmlElement stanza, Jid client, StreamConfig config) {
        Optional<String> from = stanza.attribute("from");
        return from.isEmpty()
                || from.flatMap(text -> Jid.tryParse(text, config.jidProfile()).toOptional())
                        .filter(address -> address.equals(client) || address.equals(client.bare()))
                        .isPresent();
    }

    /**
     * The stanza with the client's address as its {@code from}, bare on subscription presence (RFC 6120 section 8.1.2.1); as it came
     * if the peer is no client.
     */
    static XmlElement stamped(XmlElement stanza, StreamState state, StreamConfig config) {
        Optional<Jid> client = client(state, config);
        if (client.isEmpty()) {
            return stanza;
        }
        boolean bare = stanza.localName().equals("presence")
                && SUBSCRIPTION.contains(stanza.attribute("type").orElse("").trim());
        String from = (bare ? client.get().bare() : client.get()).toString();
        return from.equals(stanza.attribute("from").orElse(null))
                ? stanza
                : stanza.toBuilder().attribute("from", from).build();
    }

    private static Optional<Jid> client(StreamState state, StreamConfig config) {
        return config.contentNamespace().equals(Namespaces.CLIENT)
                ? state.bound().or(state::account)
                : Optional.empty();
    }

    /**
     * Checks what the application wants to send, whatever the state of the stream.
     *
     * @throws IllegalArgumentException if an element is in a namespace that this stream's elements may not be in, or a component's
     *     stanza has not the addresses that it has to have
     */
    static void checkOutgoing(List<XmlElement> elements, Role role, StreamConfig config) {
        if (role == Role.INITIATING && config.contentNamespace().equals(Namespaces.COMPONENT_ACCEPT)) {
            elements.stream()
                    .filter(element -> isStanza(element, config.contentNamespace()))
                    .forEach(stanza -> ComponentAddresses.check(stanza, config.to(), config.jidProfile()));
        }
        for (XmlElement element : elements) {
            String namespace = element.namespace();
            boolean foreign = Namespaces.isContentNamespace(namespace) && !namespace.equals(config.contentNamespace());
            if (foreign || namespace.equals(Namespaces.STREAM)) {
                throw new IllegalArgumentException("an element of " + namespace + " does not go out on a stream of "
                        + config.contentNamespace()
                        + (foreign
                                ? " (RFC 6120 section 4.8.3): put the stanza into the stream's own namespace"
                                : ": elements of the stream itself are sent by the stream"));
            }
        }
    }

    private static Optional<StreamError> error(StreamErrorCondition condition, String text) {
        return Optional.of(StreamError.of(condition, text));
    }
}
