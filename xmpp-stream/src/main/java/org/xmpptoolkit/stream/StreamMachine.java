package org.xmpptoolkit.stream;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.framing.Frame;
import org.xmpptoolkit.stream.framing.FrameDecoder;
import org.xmpptoolkit.stream.framing.FrameEncoder;

/** What both roles share: frames, the two halves, negotiations, and every way to end. */
abstract sealed class StreamMachine permits InitiatingMachine, ReceivingMachine {
    final StreamConfig config;
    final Output output;
    private final Role role;
    private final Questions questions = new Questions();
    private final Taps taps = new Taps(this);
    final Negotiations negotiations = new Negotiations(this);

    private Half ours = Half.IDLE;
    private Half theirs = Half.IDLE;
    private Phase phase = Phase.OPENING;
    private Optional<TlsSession> tls = Optional.empty();
    private Optional<Jid> account = Optional.empty();
    private Optional<Jid> bound = Optional.empty();
    final Pairs pairs = new Pairs();
    private Optional<StreamHeader> localHeader = Optional.empty();
    private Optional<StreamHeader> peerHeader = Optional.empty();
    private boolean established;
    private boolean resumed;

    private FrameDecoder decoder;
    private @Nullable FrameEncoder encoder;
    private Reason closingFor = new Reason.WeClosed();

    StreamMachine(Role role, StreamConfig config) {
        this.role = role;
        this.config = config;
        this.output = new Output(config.framing().joins());
        this.decoder = config.framing().newDecoder(limits());
    }

    /** The headers are out, and our offer if there is one: what of the features sees the stream from here on. */
    final void watch(List<? extends StreamFeature> features) {
        taps.opened(features, state());
    }

    /** The peer's header came, and its namespaces are right. */
    abstract void opened(StreamHeader header);

    /** A first-level element came that no negotiation under way expects. */
    abstract void element(XmlElement element);

    /** A feature was negotiated and the offer goes on. */
    abstract void proceed();

    /** A feature was refused, and is settled. */
    abstract void refused(StreamFeature feature, Optional<Negotiation> retry);

    /** A feature was negotiated inside of another; what takes the peer's next try is there if it was refused. */
    abstract void negotiatedWithin(StreamFeature feature, Optional<Negotiation> retry);

    /** The headers are void: a new stream begins on the same transport. */
    abstract void restarted();

    /** The offer is void: another one comes under the same headers. */
    abstract void reoffered();

    /** Sends our header, where an error is due before it is out (RFC 6120 section 4.9.1.2). */
    abstract void sendHeaderForError();

    /** The domain whose certificate matters. */
    abstract Optional<Jid> tlsDomain();

    final StreamState state() {
        return new StreamState(
                role,
                ours,
                theirs,
                phase,
                config.tlsPolicy(),
                tls.isPresent(),
                tls,
                account,
                bound,
                pairs.all(),
                localHeader,
                peerHeader);
    }

    final Phase phase() {
        return phase;
    }

    final boolean wantsInput() {
        return phase != Phase.CLOSED && !questions.pausing();
    }

    // What comes in

    final void receive(ByteBuffer octets) {
        if (phase == Phase.CLOSED || theirs == Half.CLOSED) {
            octets.position(octets.limit());
            return;
        }
        if (role == Role.INITIATING && ours == Half.IDLE) {
            throw new IllegalStateException("the initiating entity speaks first: call open() before receive()");
        }
        if (awaitsTls() && octets.hasRemaining()) {
            if (!WhiteSpace.takesAll(octets) || phase != Phase.SECURING) { // as in secure(), wherever it was cut
                refuseTls("octets in clear came where TLS was due");
            }
            return;
        }
        decoder.feed(octets);
        run();
        if (questions.pausing() && decoder.unreadOctets() > limits().elementOctets()) {
            fail(StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "more octets than are held during a pause"));
        }
    }

    private void run() {
        while (wantsInput() && phase != Phase.SECURING && theirs != Half.CLOSED) {
            decoder.whiteSpace(negotiations.allowsWhiteSpace());
            Optional<Frame> frame = decoder.next();
            if (frame.isEmpty()) {
                return;
            }
            take(frame.get());
        }
    }

    private void take(Frame frame) {
        if (frame instanceof Frame.Open open) {
            takeHeader(open);
        } else if (frame instanceof Frame.Element first) {
            takeElement(first.element());
        } else if (frame instanceof Frame.Malformed malformed) {
            fail(malformed.error());
        } else if (frame instanceof Frame.Close close) {
            peerCloses(close.seeOtherUri());
        }
    }

    private void takeHeader(Frame.Open open) {
        theirs = Half.OPEN;
        StreamHeader header =
                new StreamHeader(open.start(), config.contentNamespace(), open.scope(), config.jidProfile());
        Optional<StreamError> error = HeaderRules.namespaces(open.start(), open.scope(), config.contentNamespace());
        if (error.isPresent()) {
            fail(error.get());
            return;
        }
        peerHeader = Optional.of(header);
        output.notice(new StreamEvent.HeaderReceived(header));
        if (phase != Phase.CLOSING) {
            opened(header);
        }
    }

    private void takeElement(XmlElement element) {
        boolean otherContent = Namespaces.isContentNamespace(element.namespace())
                && !element.namespace().equals(config.contentNamespace());
        if (otherContent && phase != Phase.CLOSING) {
            fail(StreamError.of(StreamErrorCondition.INVALID_NAMESPACE, "a stanza of another content namespace"));
        } else if (element.is(Namespaces.STREAM, "error")) {
            StreamError error = StreamError.fromElement(element);
            output.notice(new StreamEvent.ErrorReceived(error));
            if (role == Role.INITIATING) {
                error.otherHost().ifPresent(target -> output.notice(new StreamEvent.Redirected(target)));
            }
            peerEnds(new Reason.ErrorReceived(error));
        } else if (taps.take(element)) {
            return;
        } else if (phase == Phase.CLOSING) {
            if (established && StanzaGate.isStanza(element, config.contentNamespace())) {
                element(element); // RFC 6120 section 4.4: what comes in behind our closing tag still counts
                taps.received(element);
            }
        } else {
            if (!negotiations.take(element)) {
                element(element);
            }
            taps.received(element);
        }
    }

    final void deliver(XmlElement element) {
        Optional<Language> inherited =
                element.xmlLang().isPresent() ? Optional.empty() : peerHeader.flatMap(StreamHeader::language);
        output.notice(new StreamEvent.ElementReceived(element, inherited));
    }

    // Negotiation

    /** Asks the application; what comes in is held until the answer is there. */
    final <R> void question(Prompt<R> prompt, Consumer<R> continuation) {
        output.notice(questions.ask(prompt, continuation));
    }

    final void reply(StreamEvent.Asked<?> question, Object answer) {
        questions.reply(question, answer);
        run();
    }

    /** Asks the application beside all else. */
    final <R> void sideQuestion(Prompt<R> prompt, Consumer<R> continuation) {
        output.notice(questions.askBeside(prompt, continuation));
    }

    /** Adds what a feature found out. */
    final void learn(Outcome outcome) {
        account = outcome.account().or(() -> account);
        bound = outcome.bound().or(() -> bound);
        resumed |= outcome.resumed();
        decoder.limits(limits()); // a stream may go on without a restart
        taps.add(outcome.taps());
        outcome.authorized().forEach(pair -> authorize(pair, role == Role.INITIATING));
    }

    /** Lets stanzas of a pair flow, which we send or the peer does, and the other way those of pairs that come with it. */
    final void authorize(DomainPair pair, boolean out) {
        if (phase != Phase.CLOSED && pairs.add(pair, out)) {
            decoder.limits(limits());
            output.notice(new StreamEvent.PairAuthorized(pair));
            taps.authorized(pair).forEach(more -> authorize(more, !out));
        }
    }

    /** A tap authorized pairs, which may be all that was missing. */
    abstract void authorizedByTap();

    /** New features come under the same headers. */
    final void reoffer() {
        phase = Phase.NEGOTIATING;
        reoffered();
    }

    final void restart() {
        decoder = decoder.restarted(limits());
        theirs = Half.IDLE;
        ours = Half.IDLE;
        phase = Phase.OPENING;
        voidHeaders();
        restarted();
    }

    /** Forgets what holds under one pair of headers only. */
    private void voidHeaders() {
        negotiations.restarted();
        taps.restarted();
        questions.dropBeside();
    }

    final void secure() {
        // White space is against the rules too (RFC 6120 section 5.3.3), but clients in use send it, and it is dropped
        // unread.
        if (decoder.hasUnreadContent()) {
            refuseTls("octets in clear came where TLS was due");
            return;
        }
        phase = Phase.SECURING;
        voidHeaders();
        taps.secured();
        pairs.clear();
        output.effect(new StreamEvent.StartTls(role, tlsDomain()));
    }

    /** TLS is there: all that was learnt before it is discarded (RFC 6120 section 5.4.3.3). */
    final void secured(TlsSession session) {
        boolean direct = config.tlsPolicy() == TlsPolicy.DIRECT && ours == Half.IDLE && theirs == Half.IDLE;
        if (phase != Phase.SECURING && !(direct && tls.isEmpty())) {
            throw new IllegalStateException("TLS was not asked for: call secured() behind the effect StartTls only");
        }
        tls = Optional.of(session);
        localHeader = Optional.empty();
        peerHeader = Optional.empty();
        ours = Half.IDLE;
        theirs = Half.IDLE;
        decoder = config.framing().newDecoder(limits());
        if (phase == Phase.SECURING) {
            phase = Phase.OPENING;
            restarted();
        }
    }

    /** Whether nothing may be said or heard until the handshake is done. */
    private boolean awaitsTls() {
        return phase == Phase.SECURING || (config.tlsPolicy() == TlsPolicy.DIRECT && tls.isEmpty());
    }

    private StreamLimits limits() {
        return account.isEmpty() && pairs.isEmpty() ? config.limits().beforeAuthentication() : config.limits();
    }

    /** Whether no negotiation is under way and no question is open. */
    final boolean idle() {
        return negotiations.idle() && !questions.pausing();
    }

    final void negotiating() {
        phase = Phase.NEGOTIATING;
    }

    final void establish() {
        phase = Phase.ESTABLISHED;
        established = true;
        output.notice(new StreamEvent.Established(state(), resumed));
    }

    // What goes out

    final void open(StreamHeader header) {
        localHeader = Optional.of(header);
        FrameEncoder opened = config.framing().newEncoder(header);
        encoder = opened;
        ours = Half.OPEN;
        output.write(opened.open());
    }

    final void write(XmlElement element) {
        if (encoder != null && ours == Half.OPEN) {
            write(element, encoder.element(element));
        }
    }

    /** Writes an element that is there as octets already. */
    final void write(XmlElement element, byte[] octets) {
        output.write(octets);
        taps.sent(element, octets.length);
    }

    final void send(List<XmlElement> elements) {
        StanzaGate.checkOutgoing(elements, role, config);
        switch (phase) {
            case ESTABLISHED -> taps.send(PairGate.checked(elements, pairs, config), encoder);
            case CLOSING, CLOSED -> output.notice(new StreamEvent.NotSent(elements));
            default -> {
                StanzaGate.checkEarly(elements, state(), config, negotiations.holdsStanzas());
                PairGate.checked(elements, pairs, config).forEach(this::write);
            }
        }
    }

    final void tell(FeatureCommand command) {
        if (phase != Phase.CLOSED) {
            taps.tell(command);
        }
    }

    final void keepalive() {
        if (phase == Phase.ESTABLISHED && encoder != null) {
            output.write(encoder.keepalive());
        }
    }

    // The ways to end

    final void close(Reason reason) {
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            return;
        }
        if (ours == Half.OPEN && phase != Phase.SECURING) {
            if (taps.closing()) {
                sendClosingTag();
                awaitEnd(reason);
            }
        } else {
            finish(reason);
        }
    }

    /** Our direction is closed: only the peer's closing tag, or the end of the transport, is waited for. */
    private void awaitEnd(Reason reason) {
        closingFor = reason;
        phase = Phase.CLOSING;
        endNegotiations();
    }

    /** Closes at the application's wish. What a question held back is looked at now, for the closing tag may be in it. */
    final void close() {
        close(new Reason.WeClosed());
        run();
    }

    /** Closes in order, and sends the peer elsewhere, whether our header is out or not. What was held back is looked at as by {@link #close()}. */
    final void redirect(URI target) {
        byte[] closing = OutgoingRedirects.checked(target, state(), config.framing());
        if (phase != Phase.CLOSING && phase != Phase.CLOSED && taps.closing()) {
            output.write(closing);
            ours = Half.CLOSED;
            awaitEnd(new Reason.WeClosed());
            run();
        }
    }

    /** Nothing is negotiated any more: answers that come later are dropped. */
    private void endNegotiations() {
        questions.drop();
        negotiations.end();
    }

    private void peerCloses(Optional<URI> seeOtherUri) {
        theirs = Half.CLOSED;
        if (ours == Half.IDLE) {
            sendHeaderForError(); // so that there is something to close
        }
        if (ours == Half.OPEN) {
            seeOtherUri
                    .filter(target -> role == Role.INITIATING)
                    .ifPresent(target -> output.notice(new StreamEvent.RedirectedToUri(target)));
            if (taps.closing()) {
                peerEnds(new Reason.PeerClosed());
            }
        } else {
            finish(closingFor);
        }
    }

    /** Closes our direction because of what the peer said last. */
    private void peerEnds(Reason reason) {
        boolean waits = ours == Half.OPEN && config.framing().closerEndsTransport();
        sendClosingTag();
        if (waits) {
            theirs = Half.CLOSED;
            awaitEnd(reason);
        } else {
            finish(reason);
        }
    }

    final void fail(StreamError given) {
        StreamError error = OutgoingErrors.canonical(given);
        if (phase == Phase.CLOSED) {
            return;
        }
        if (awaitsTls()) {
            refuseTls("ended before TLS was there: " + error.condition().elementName());
            return;
        }
        if (ours == Half.CLOSED) {
            finish(closingFor);
            return;
        }
        if (ours == Half.IDLE) {
            sendHeaderForError();
        }
        if (ours != Half.OPEN || encoder == null) {
            finish(new Reason.WeClosed()); // an initiating entity that has not opened yet has nobody to tell
            return;
        }
        output.write(encoder.element(error.toElement())); // past the taps, which could only end the stream again
        output.notice(new StreamEvent.ErrorSent(error));
        sendClosingTag();
        finish(new Reason.ErrorSent(error));
    }

    private void refuseTls(String message) {
        finish(new Reason.TlsRefused(message));
    }

    final void disconnected(Optional<Throwable> cause) {
        if (phase != Phase.CLOSED) {
            end(phase == Phase.CLOSING ? closingFor : new Reason.TransportLost(cause));
        }
    }

    private void sendClosingTag() {
        if (ours == Half.OPEN && encoder != null) {
            output.write(encoder.close());
        }
        ours = Half.CLOSED;
    }

    private void finish(Reason reason) {
        output.effect(new StreamEvent.CloseTransport());
        end(reason);
    }

    private void end(Reason reason) {
        phase = Phase.CLOSED;
        endNegotiations();
        taps.end(reason);
        output.notice(new StreamEvent.Closed(reason));
    }
}
