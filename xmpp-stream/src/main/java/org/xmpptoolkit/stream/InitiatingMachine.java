package org.xmpptoolkit.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** The initiating entity: opens, and picks one feature after the other from what is offered (RFC 6120 section 4.3). */
final class InitiatingMachine extends StreamMachine {
    private static final XmlElement NO_FEATURES = XmlElement.of(Namespaces.STREAM, "features");

    private final List<StreamFeature.Initiating> features;
    private @Nullable XmlElement offers;
    /** The features that were begun with the present offer. Two may be of one name: one resumes what the other begins anew. */
    private final List<StreamFeature.Initiating> tried = new ArrayList<>(0);

    /** The features that were negotiated inside of another, under the present headers. */
    private final List<StreamFeature> within = new ArrayList<>(0);

    InitiatingMachine(StreamConfig config, List<StreamFeature.Initiating> features) {
        super(Role.INITIATING, config);
        if (config.to().isEmpty()) {
            throw new IllegalArgumentException(
                    "an initial header has to say 'to' (RFC 6120 section 4.7.2): set it in the StreamConfig");
        }
        if (config.betweenServers() && config.from().filter(Jid::isDomain).isEmpty()) {
            throw new IllegalArgumentException(
                    "a server that opens a stream says its domain in 'from' (RFC 6120 section"
                            + " 4.7.1): set it in the StreamConfig");
        }
        // TLS before anything else (RFC 6120 section 5.3.4), whatever the order that was asked for
        this.features = features.stream()
                .filter(config.framing()::permits)
                .sorted(Comparator.comparing(feature -> !feature.secures()))
                .toList();
    }

    void open() {
        StreamState state = state();
        if (state.phase() != Phase.OPENING || state.ours() != Half.IDLE) {
            throw new IllegalStateException("the stream is open already: call open() once");
        }
        if (config.tlsPolicy() == TlsPolicy.DIRECT && !state.secure()) {
            throw new IllegalStateException("with direct TLS, call secured() before open()");
        }
        restarted();
    }

    @Override
    void restarted() {
        offers = null;
        tried.clear();
        within.clear();
        open(HeaderRules.initial(config, features, state().secure()));
    }

    @Override
    void reoffered() {
        offers = null; // and wait for the next
        tried.clear();
        watch(features);
    }

    @Override
    void authorizedByTap() {
        // The peer's pairs are no matter of what we negotiate.
    }

    @Override
    void opened(StreamHeader header) {
        Optional<StreamFeature.Initiating> implied = HeaderRules.hasFeatures(header)
                ? Optional.empty()
                : features.stream()
                        .filter(feature -> Admission.admits(state(), feature) && feature.implied(state()))
                        .findFirst();
        Optional<StreamError> error = implied.isPresent() ? Optional.empty() : HeaderRules.version(header);
        error = error.or(() -> HeaderRules.responder(header));
        if (error.isPresent()) {
            fail(error.get());
            return;
        }
        negotiating();
        watch(features);
        implied.ifPresent(feature -> begin(feature, Optional.empty()));
    }

    private void begin(StreamFeature.Initiating feature, Optional<XmlElement> offer) {
        tried.add(feature);
        XmlElement all = offers == null ? NO_FEATURES : offers;
        negotiations.perform(feature, feature.initiate(offer, all, state()));
    }

    @Override
    void element(XmlElement element) {
        if (element.is(Namespaces.STREAM, "features")) {
            output.notice(new StreamEvent.FeaturesReceived(element));
            if (phase() == Phase.NEGOTIATING) {
                offers = Offers.permitted(
                        element,
                        config.framing()); // a later offer takes the place of the first (RFC 6120 section 4.3.5)
                if (idle()) {
                    proceed();
                }
            }
        } else {
            refusal(element).ifPresentOrElse(this::fail, () -> deliver(element));
        }
    }

    private Optional<StreamError> refusal(XmlElement element) {
        if (!StanzaGate.isStanza(element, config.contentNamespace())) {
            return Optional.of(StreamError.of(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE));
        }
        if (config.betweenServers()) {
            return PairGate.refusal(element, pairs, config);
        }
        boolean early = state().account().isEmpty() && phase() == Phase.NEGOTIATING;
        return early
                ? Optional.of(StreamError.of(StreamErrorCondition.NOT_AUTHORIZED, "a stanza before authentication"))
                : Optional.empty();
    }

    @Override
    void proceed() {
        StreamState state = state();
        for (StreamFeature.Initiating feature : features) {
            Optional<XmlElement> offer = offer(feature);
            boolean stripped =
                    offer.isEmpty() && feature.secures() && Admission.needsTls(state); // RFC 7590 section 3.1
            boolean open = !negotiations.isSettled(feature) && isUntried(feature);
            boolean known = offer.isPresent() || stripped || feature.implied(state);
            if (known && open && Admission.admits(state, feature)) {
                begin(feature, offer);
                return;
            }
        }
        if (Admission.needsTls(state)) {
            close(new Reason.TlsRefused("TLS is required, and no feature could start it"));
            return;
        }
        for (StreamFeature.Initiating feature : features) {
            Optional<Reason> reason = feature.missed(state);
            if (reason.isPresent()) {
                close(reason.get());
                return;
            }
        }
        if (unsupportedRequired()) {
            fail(StreamError.of(StreamErrorCondition.UNSUPPORTED_FEATURE));
        } else {
            features.stream()
                    .flatMap(InitiatingMachine::withInline)
                    .distinct()
                    .filter(this::isUntried)
                    .forEach(feature -> feature.passedOver().forEach(output::notice));
            establish();
        }
    }

    private boolean isUntried(StreamFeature feature) {
        return !tried.contains(feature) && !within.contains(feature);
    }

    private static Stream<StreamFeature.Initiating> withInline(StreamFeature.Initiating feature) {
        return Stream.concat(Stream.of(feature), feature.inline().stream().flatMap(InitiatingMachine::withInline));
    }

    private Optional<XmlElement> offer(StreamFeature feature) {
        return offers == null
                ? Optional.empty()
                : offers.element(
                        feature.name().getNamespaceURI(), feature.name().getLocalPart());
    }

    /** Whether something is mandatory-to-negotiate that we have no feature for. */
    private boolean unsupportedRequired() {
        StreamState state = state();
        return offers != null
                && Offers.mandatory(offers, state).stream().anyMatch(offer -> tried.stream()
                        .noneMatch(feature -> feature.name().equals(offer)));
    }

    @Override
    void refused(StreamFeature feature, Optional<Negotiation> retry) {
        proceed();
    }

    @Override
    void negotiatedWithin(StreamFeature feature, Optional<Negotiation> retry) {
        within.add(feature);
    }

    @Override
    void sendHeaderForError() {
        // Before open() there is no stream, and so nothing to send.
    }

    @Override
    Optional<Jid> tlsDomain() {
        return config.to();
    }
}
