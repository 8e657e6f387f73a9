package org.xmpptoolkit.stream.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent.Acknowledged;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;
import org.xmpptoolkit.stream.StreamEvent.Suspended;
import org.xmpptoolkit.stream.StreamEvent.Undelivered;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.StreamTap;

/** One session on one stream: the two counters, what is unacknowledged, and the requests. */
final class SmTap implements StreamTap {
    /** The stream errors that say nothing against the session. */
    private static final Set<StreamErrorCondition> INTERRUPTIONS = Set.of(
            StreamErrorCondition.CONNECTION_TIMEOUT, StreamErrorCondition.RESET, StreamErrorCondition.SYSTEM_SHUTDOWN);

    private final SmSession session;
    private final SmConfig config;
    private final String contentNamespace;
    private SmQueue queue;
    /** What was never sent: empty but for the start of a resumed stream. */
    private List<XmlElement> queued = List.of();
    /** What the peer of a resumed stream said that it handled; nothing once that was looked at. */
    private OptionalLong resumedAt = OptionalLong.empty();

    private long handled;
    private long handledTold;
    private int sinceRequest;
    /** Stanzas of the earlier stream that are still to be sent again. */
    private int resending;
    /** How much was sent again: what the earlier stream left may be more than the bounds. */
    private int resentStanzas;

    private long resentOctets;
    private boolean requestOpen;
    /** Whether {@link StoreRequested} is open. */
    private boolean storing;
    /** Whether the peer waits for an acknowledgement that no open question stands for. */
    private boolean ackDue;

    private boolean closing;
    private boolean detached;

    private SmTap(SmSession session, SmConfig config, StreamState state, SmQueue queue) {
        this.session = session;
        this.config = config;
        this.contentNamespace =
                state.peerHeader().map(StreamHeader::contentNamespace).orElse(Namespaces.CLIENT);
        this.queue = queue;
    }

    /** A new session: both counters are 0. */
    static SmTap begun(SmSession session, SmConfig config, StreamState state) {
        return new SmTap(session, config, state, new SmQueue(0));
    }

    /**
     * A session that goes on.
     *
     * @param former what the earlier stream left
     * @param h how many stanzas the peer handled
     */
    static SmTap resumed(SmState former, long h, SmConfig config, StreamState state) {
        SmQueue queue = new SmQueue(former.acknowledged());
        former.unacknowledged().forEach(stanza -> queue.add(stanza, 0)); // their octets are counted when sent again
        SmTap tap = new SmTap(former.session(), config, state, queue);
        tap.queued = former.queued();
        tap.resumedAt = OptionalLong.of(h);
        tap.handled = former.handled();
        tap.handledTold = former.handled();
        return tap;
    }

    /** Whether the peer cannot have handled as many stanzas as it says. */
    boolean impossible() {
        return resumedAt.isPresent()
                && ((resumedAt.getAsLong() - queue.acknowledged()) & SmElements.MAX) > queue.size();
    }

    @Override
    public Reaction begin() {
        if (resumedAt.isEmpty()) {
            return config.storeBeforeAck() && session.id().isPresent() ? store(false) : Reaction.NOTHING;
        }
        long h = resumedAt.getAsLong();
        Optional<List<XmlElement>> newly = queue.acknowledge(h);
        if (newly.isEmpty()) {
            return Reaction.fail(tooHigh(h));
        }
        resumedAt = OptionalLong.empty();
        List<XmlElement> again = new ArrayList<>(queue.stanzas());
        again.addAll(queued);
        queue = new SmQueue(h); // each is counted anew as it is sent again
        queued = List.of();
        resending = again.size();
        return new Reaction(acknowledged(newly.get()), again, Optional.empty());
    }

    @Override
    public boolean claims(XmlElement element) {
        boolean start = SmElements.is(element, "enable") || SmElements.is(element, "resume");
        return SmElements.is(element, "r") || SmElements.is(element, "a") || session.role() == Role.RECEIVING && start;
    }

    @Override
    public Reaction onElement(XmlElement element) {
        return switch (element.localName()) {
            case "r" -> requested();
            case "a" -> acknowledge(element);
            case "resume" ->
                Reaction.send(SmElements.failed(StanzaErrorCondition.UNEXPECTED_REQUEST, OptionalLong.empty()));
            default ->
                Reaction.fail(
                        StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "stream management is enabled already"));
        };
    }

    private Reaction acknowledge(XmlElement element) {
        OptionalLong h = SmElements.h(element);
        if (h.isEmpty()) {
            return Reaction.fail(StreamError.of(StreamErrorCondition.BAD_FORMAT, "an acknowledgement without a count"));
        }
        Optional<List<XmlElement>> newly = queue.acknowledge(h.getAsLong());
        if (newly.isEmpty()) {
            return Reaction.fail(tooHigh(h.getAsLong()));
        }
        requestOpen = false;
        return new Reaction(acknowledged(newly.get()), List.of(), Optional.empty());
    }

    private StreamError tooHigh(long h) {
        return StreamError.builder(StreamErrorCondition.UNDEFINED_CONDITION)
                .applicationCondition(SmElements.builder("handled-count-too-high")
                        .attribute("h", Long.toString(h))
                        .attribute("send-count", Long.toString(queue.sent()))
                        .build())
                .build();
    }

    private static List<FeatureNotice> acknowledged(List<XmlElement> newly) {
        return newly.isEmpty() ? List.of() : List.of(new Acknowledged(newly));
    }

    private Reaction requested() {
        if (!config.storeBeforeAck()) {
            return Reaction.send(ack(handled));
        }
        ackDue = storing;
        return storing ? Reaction.NOTHING : store(true);
    }

    /** Asks the application to store what is handled by now, and acknowledges it behind the answer if the peer waits for that. */
    private Reaction store(boolean ack) {
        storing = true;
        long count = handled;
        Optional<SmState> state = session.id().map(id -> state());
        return Reaction.ask(new Question<>(new StoreRequested(count, state), answer -> answered(count, ack, answer)));
    }

    private Reaction answered(long count, boolean ack, StoreAnswer answer) {
        boolean stored = answer == StoreAnswer.STORED;
        boolean again = ackDue && !(stored && count == handled);
        List<XmlElement> send = stored && (ack || ackDue && !again) ? List.of(ack(count)) : List.of();
        storing = false;
        ackDue = false;
        List<Question<?>> questions = again ? store(true).questions() : List.of();
        return new Reaction(List.of(), send, Set.of(), Set.of(), questions, Optional.empty());
    }

    private XmlElement ack(long count) {
        handledTold = count;
        return SmElements.builder("a").attribute("h", Long.toString(count)).build();
    }

    private SmState state() {
        return new SmState(session, handled, queue.acknowledged(), queue.stanzas(), List.of());
    }

    private XmlElement request() {
        requestOpen = true;
        sinceRequest = 0;
        return SmElements.REQUEST;
    }

    @Override
    public Optional<Reaction> refuse(XmlElement element, int octets) {
        boolean fits = queue.size() == 0
                || queue.size() < config.heldStanzas() && queue.octets() + octets <= config.heldOctets();
        if (fits || !SmElements.isStanza(element, contentNamespace)) {
            return Optional.empty();
        }
        return Optional.of(requestOpen ? Reaction.NOTHING : Reaction.send(request()));
    }

    @Override
    public Reaction sent(XmlElement element, int octets) {
        if (!SmElements.isStanza(element, contentNamespace)) {
            return Reaction.NOTHING;
        }
        queue.add(element, octets);
        if (resending > 0) {
            resending--;
            resentStanzas++;
            resentOctets += octets;
        } else if (isOverfull()) {
            return Reaction.fail(StreamError.of(
                    StreamErrorCondition.RESOURCE_CONSTRAINT, "too many stanzas are left without acknowledgement"));
        }
        sinceRequest++;
        boolean due = config.requestAfter() > 0 && sinceRequest >= config.requestAfter();
        boolean halfFull = queue.size() >= (config.heldStanzas() + 1) / 2 || queue.octets() >= config.heldOctets() / 2;
        return due || halfFull && !requestOpen ? Reaction.send(request()) : Reaction.NOTHING;
    }

    /** Whether features answered so much that the peer does not acknowledge: what the application sends is refused before. */
    private boolean isOverfull() {
        return queue.size() > 2L * config.heldStanzas() + resentStanzas
                || queue.size() > 1 && queue.octets() > 2 * config.heldOctets() + resentOctets;
    }

    @Override
    public void received(XmlElement element) {
        if (SmElements.isStanza(element, contentNamespace)) {
            handled = (handled + 1) & SmElements.MAX;
        }
    }

    @Override
    public Optional<Reaction> onCommand(FeatureCommand command) {
        if (command == SmCommand.REQUEST_ACK) {
            return Optional.of(Reaction.send(request()));
        }
        if (command != SmCommand.DETACH) {
            return Optional.empty();
        }
        if (session.id().isEmpty() || closing) {
            throw new IllegalStateException(
                    closing
                            ? "the stream is closing, which ends its session: detach before close()"
                            : "resumption was not agreed for this stream: there is nothing to detach");
        }
        detached = true;
        return Optional.of(Reaction.fail(
                StreamError.of(StreamErrorCondition.CONFLICT, "another stream goes on with this one's session")));
    }

    /** Tells what was handled, so that the peer does not deliver it again (XEP-0198 section 7); nothing that waits to be stored. */
    @Override
    public List<XmlElement> closing() {
        closing = true;
        return handled == handledTold || config.storeBeforeAck() ? List.of() : List.of(ack(handled));
    }

    @Override
    public List<FeatureNotice> end(Reason reason) {
        boolean taken = detached && reason instanceof Reason.ErrorSent;
        if (session.id().isPresent() && (taken || interrupts(reason))) {
            return List.of(new Suspended(state()));
        }
        List<XmlElement> left = new ArrayList<>(queue.stanzas());
        left.addAll(queued);
        return left.isEmpty() ? List.of() : List.of(new Undelivered(left));
    }

    /** Whether the stream ends for the sake of the connection or the server, not of the session. */
    private static boolean interrupts(Reason reason) {
        if (reason instanceof Reason.ErrorSent sent) {
            return INTERRUPTIONS.contains(sent.error().condition());
        }
        if (reason instanceof Reason.ErrorReceived received) {
            return INTERRUPTIONS.contains(received.error().condition());
        }
        return reason instanceof Reason.TransportLost;
    }
}
