package org.xmpptoolkit.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** The receiving entity: finds who serves the header, offers features and takes what the peer begins (RFC 6120 section 4.3). */
final class ReceivingMachine extends StreamMachine {
    private static final StreamFeature.Receiving STARTTLS = new StartTls();

    private List<StreamFeature.Receiving> features = List.of();
    private Optional<Jid> domain = Optional.empty();
    /** What takes the peer's next try at a feature that was refused. */
    private final Map<QName, Negotiation> retries = new HashMap<>(2);

    ReceivingMachine(StreamConfig config) {
        super(Role.RECEIVING, config);
    }

    @Override
    void opened(StreamHeader header) {
        Optional<StreamError> error = HeaderRules.addresses(header)
                .or(() -> state().account().flatMap(account -> authenticated(header, account)));
        if (error.isPresent()) {
            fail(error.get());
            return;
        }
        HeaderOffered offered = new HeaderOffered(header, state());
        if (config.hosts().isPresent()) {
            answered(config.hosts().get().apply(offered));
        } else {
            question(offered, this::answered);
        }
    }

    private Optional<StreamError> authenticated(StreamHeader header, Jid account) {
        return config.betweenServers() ? HeaderRules.servers(header, state()) : HeaderRules.account(header, account);
    }

    private void answered(HeaderAnswer answer) {
        if (answer instanceof HeaderAnswer.Refuse refuse) {
            StreamError error = OutgoingErrors.checked(refuse.error(), state());
            domain = refuse.from();
            fail(error);
        } else if (answer instanceof HeaderAnswer.Redirect elsewhere) {
            redirect(elsewhere.target());
        } else if (answer instanceof HeaderAnswer.Serve serve) {
            if (Admission.needsTls(state()) && serve.features().stream().noneMatch(StreamFeature::secures)) {
                throw new IllegalStateException("TLS is required, but no feature of " + serve.from()
                        + " starts it: add StartTls, or set another TlsPolicy");
            }
            domain = Optional.of(serve.from());
            features =
                    serve.features().stream().filter(config.framing()::permits).toList();
            sendHeader(serve.languages());
            begin();
        }
    }

    /** Offers features; on a stream that has none, waits for what is implied. */
    private void begin() {
        Optional<StreamHeader> header = state().peerHeader();
        Optional<StreamError> refusal = header.flatMap(this::refusal);
        if (refusal.isPresent()) {
            fail(refusal.get());
            return;
        }
        if (header.filter(HeaderRules::hasFeatures).isPresent()) {
            negotiating();
            if (isHopeless()) {
                fail(StreamError.of(
                        StreamErrorCondition.POLICY_VIOLATION, "nothing is on offer that can show who this is"));
                return;
            }
            offer();
        } else if (features.stream()
                .anyMatch(feature -> Admission.admits(state(), feature) && feature.implied(state()))) {
            negotiating();
        } else {
            header.flatMap(HeaderRules::version).ifPresent(this::fail);
            return;
        }
        watch(features);
        proceed();
    }

    /**
     * Whether the stream can never be complete: something is mandatory and cannot be offered, nor can anything that would change that,
     * such as TLS. SASL may have no mechanism for the peer, and servers no dialback (RFC 6120 section 6.3.4). An offer without it
     * would tell the peer that all is done (section 4.3.2).
     */
    private boolean isHopeless() {
        StreamState state = state();
        List<StreamFeature.Receiving> admitted = features.stream()
                .filter(feature -> Admission.admits(state, feature))
                .toList();
        boolean unmet = config.betweenServers()
                ? pairs.isEmpty()
                : admitted.stream().anyMatch(feature -> feature.mandatory(state));
        return unmet
                && admitted.stream()
                        .noneMatch(feature -> feature.secures()
                                || feature.mandatory(state)
                                        && feature.offer(state).isPresent());
    }

    /** What the first feature that has something against it has against the header. */
    private Optional<StreamError> refusal(StreamHeader header) {
        StreamState state = state();
        return features.stream()
                .filter(feature -> Admission.admits(state, feature))
                .flatMap(feature -> feature.refusal(header, state).stream())
                .findFirst();
    }

    @Override
    void reoffered() {
        offer();
        watch(features);
        proceed();
    }

    @Override
    void authorizedByTap() {
        if (phase() == Phase.NEGOTIATING && idle()) {
            proceed();
        }
    }

    private void sendHeader(List<Language> languages) {
        Optional<StreamHeader> initial = state().peerHeader();
        Language language = initial.flatMap(StreamHeader::language)
                .flatMap(asked -> asked.lookup(languages))
                .orElse(languages.get(0));
        open(HeaderRules.response(config, features, domain.or(config::from), initial, language));
    }

    @Override
    void sendHeaderForError() {
        sendHeader(config.languages());
    }

    private void offer() {
        StreamState state = state();
        XmlElement.Builder offers =
                XmlElement.builder(Namespaces.STREAM, "features").prefix("stream");
        for (StreamFeature.Receiving feature : features) {
            if (Admission.admits(state, feature) && !negotiations.isSettled(feature)) {
                feature.offers(state).forEach(offers::child);
            }
        }
        write(offers.build());
    }

    @Override
    void element(XmlElement element) {
        StreamState state = state();
        if (state.phase() != Phase.CLOSING && isNegotiated(element, state)) {
            return;
        }
        Optional<StreamError> refusal = StanzaGate.refusal(element, state, config)
                .or(() -> config.betweenServers() ? PairGate.refusal(element, pairs, config) : Optional.empty());
        if (refusal.isPresent()) {
            fail(refusal.get());
        } else {
            deliver(StanzaGate.stamped(element, state, config));
        }
    }

    /** Gives an element to the feature that it is for, if there is one. */
    private boolean isNegotiated(XmlElement element, StreamState state) {
        for (StreamFeature.Receiving feature : features) {
            boolean open = Admission.admits(state, feature) && !negotiations.isSettled(feature);
            if (open && feature.claims(element, state)) {
                Negotiation retry = retries.remove(feature.name());
                negotiations.perform(
                        feature,
                        retry != null && retry.expects(element)
                                ? retry.onElement(element, state)
                                : feature.accept(element, tries(), state));
                return true;
            }
            if (!open && isLate(feature, element, state)) {
                return true;
            }
        }
        return isLate(STARTTLS, element, state); // also where TLS is no feature of ours (RFC 6120 section 5.4.2.2)
    }

    private List<Negotiation> tries() {
        return Stream.concat(retries.values().stream(), negotiations.underWay().stream())
                .toList();
    }

    private boolean isLate(StreamFeature.Receiving feature, XmlElement element, StreamState state) {
        Optional<Step> step = feature.late(element, state);
        step.ifPresent(answer -> negotiations.perform(feature, answer));
        return step.isPresent();
    }

    @Override
    void proceed() {
        StreamState state = state();
        boolean unmet = Admission.needsTls(state)
                || config.betweenServers() && pairs.isEmpty()
                || features.stream()
                        .anyMatch(feature -> Admission.admits(state, feature)
                                && !negotiations.isSettled(feature)
                                && feature.mandatory(state));
        if (!unmet && phase() == Phase.NEGOTIATING) {
            establish();
        }
    }

    @Override
    void refused(StreamFeature feature, Optional<Negotiation> retry) {
        negotiatedWithin(feature, retry);
        authorizedByTap(); // perhaps while this one was under way, so that nothing is missing any more
    }

    @Override
    void negotiatedWithin(StreamFeature feature, Optional<Negotiation> retry) {
        retry.ifPresent(next -> retries.put(feature.name(), next));
    }

    @Override
    void restarted() {
        domain = Optional.empty();
        features = List.of();
        retries.clear();
    }

    @Override
    Optional<Jid> tlsDomain() {
        return domain;
    }
}
