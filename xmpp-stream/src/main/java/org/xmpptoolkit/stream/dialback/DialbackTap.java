package org.xmpptoolkit.stream.dialback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;
import org.xmpptoolkit.stream.StreamEvent.KeyVerified;
import org.xmpptoolkit.stream.StreamEvent.PairRefused;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.StreamTap;

/**
 * Dialback on one stream, under one header: what we asked the peer, and what the peer asks us. Only the answer to the pair that the
 * stream is opened for is left to {@link FirstPair}, which negotiation waits for.
 */
final class DialbackTap implements StreamTap {
    private static final DialbackVerdict UNANSWERED =
            failed(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT, "the authoritative server did not answer");

    private final DialbackConfig config;
    private final Role role;
    /** The id that the receiving server gave the stream. */
    private final Optional<String> streamId;

    private final JidProfile profile;
    /** The domain that the stream was opened to. */
    private final Optional<Jid> opened;

    private final Optional<DomainPair> first;
    /** Whether {@link FirstPair} offered a key and waits. */
    private boolean firstOpen;
    /** Whether it was answered; before that, negotiation asks for the pair in its turn. */
    private boolean firstAnswered;

    private final Set<DomainPair> authorized;
    /** Pairs that we offered keys for at the application's command. */
    private final Set<DomainPair> requested = new LinkedHashSet<>();
    /** What we asked the peer as the authoritative server, by pair and id. */
    private final Map<Asked, VerifyRequest> verifying = new LinkedHashMap<>();
    /** Pairs that the peer offered keys for, and that the application was asked about. */
    private final Set<DomainPair> offered = new HashSet<>();

    private boolean errorsAnnounced;
    private boolean closing;

    DialbackTap(DialbackConfig config, Optional<DomainPair> first, StreamState state) {
        this.config = config;
        this.first = first;
        this.role = state.role();
        Optional<StreamHeader> initial = role == Role.INITIATING ? state.localHeader() : state.peerHeader();
        Optional<StreamHeader> response = role == Role.INITIATING ? state.peerHeader() : state.localHeader();
        this.streamId = response.flatMap(StreamHeader::id);
        this.opened = initial.flatMap(StreamHeader::to);
        this.profile = state.peerHeader().map(StreamHeader::profile).orElse(JidProfile.STRINGPREP_QUERY);
        this.authorized = new HashSet<>(state.authorized());
    }

    private record Asked(DomainPair pair, String streamId) {}

    // What the peer sends

    /** The answer that {@link FirstPair} waits for passes; so do requests against the direction of the stream, to be refused. */
    @Override
    public boolean claims(XmlElement element) {
        if (!DialbackElement.isDialback(element)) {
            return false;
        }
        DialbackElement read = DialbackElement.read(element, profile);
        if (read instanceof DialbackElement.Answer answer && firstOpen && !closing && isFirst(answer)) {
            firstAnswered = true;
            firstOpen = false; // looked at once, and then it is the negotiation's
            return false;
        }
        return !(read instanceof DialbackElement.Request) || takesRequests();
    }

    private boolean isFirst(DialbackElement.Answer answer) {
        return answer.kind() == DialbackElement.Kind.RESULT
                && first.filter(answer.pair()::equals).isPresent();
    }

    @Override
    public Reaction onElement(XmlElement element) {
        DialbackElement read = DialbackElement.read(element, profile);
        if (read instanceof DialbackElement.Answer answer) {
            return answer.kind() == DialbackElement.Kind.RESULT ? resulted(answer) : verified(answer);
        }
        if (closing) {
            return Reaction.NOTHING; // our closing tag is out: nothing can be answered any more
        }
        if (read instanceof DialbackElement.Request request) {
            return request.kind() == DialbackElement.Kind.RESULT ? offered(request) : verify(request);
        }
        return Reaction.fail(((DialbackElement.Malformed) read).error());
    }

    private Reaction resulted(DialbackElement.Answer answer) {
        if (!requested.remove(answer.pair())) {
            return unsolicited();
        }
        return answer.verdict() instanceof DialbackVerdict.Valid
                ? new Reaction(List.of(), List.of(), Set.of(answer.pair()), Set.of(), List.of(), Optional.empty())
                : Reaction.tell(new PairRefused(answer.pair(), answer.verdict()));
    }

    private Reaction verified(DialbackElement.Answer answer) {
        VerifyRequest request =
                verifying.remove(new Asked(answer.pair(), answer.streamId().orElse("")));
        return request == null ? unsolicited() : Reaction.tell(new KeyVerified(request, relayed(answer.verdict())));
    }

    /** What the initiating server is told of an error between the other two (XEP-0220 section 2.5). */
    private static DialbackVerdict relayed(DialbackVerdict verdict) {
        return verdict instanceof DialbackVerdict.Failed failed
                ? failed(
                        StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND,
                        "the authoritative server says "
                                + failed.error().condition().elementName())
                : verdict;
    }

    /** XEP-0220 section 3.1: whoever got away with this could be any server. */
    private Reaction unsolicited() {
        return closing
                ? Reaction.NOTHING
                : Reaction.fail(StreamError.of(
                        StreamErrorCondition.INVALID_FROM,
                        "an answer that fits nothing that was asked on this stream"));
    }

    /** The receiving server's part (XEP-0220 section 2.2.1). */
    private Reaction offered(DialbackElement.Request request) {
        if (!config.serves(request.asked())) {
            return Reaction.send(request.failure(StanzaErrorCondition.ITEM_NOT_FOUND, "not a domain of this server"));
        }
        if (request.key().text().length() > DialbackKey.LONGEST) {
            return Reaction.send(request.failure(StanzaErrorCondition.POLICY_VIOLATION, "a key longer than any is"));
        }
        boolean tooMany = offered.size() >= config.questions() || authorized.size() >= config.pairs();
        if (tooMany || offered.contains(request.pair())) {
            String text = tooMany ? "too many pairs on one stream" : "a key for this pair is being verified";
            return Reaction.send(request.failure(StanzaErrorCondition.RESOURCE_CONSTRAINT, text));
        }
        offered.add(request.pair());
        VerifyRequest question = new VerifyRequest(request.pair(), streamId.orElse(""), request.key());
        return Reaction.ask(new Question<>(new KeyOffered(question), verdict -> decided(request, verdict)));
    }

    private Reaction decided(DialbackElement.Request request, DialbackVerdict verdict) {
        offered.remove(request.pair());
        if (verdict instanceof DialbackVerdict.Valid) {
            return new Reaction(
                    List.of(),
                    List.of(request.answer(verdict)),
                    Set.of(),
                    Set.of(request.pair()),
                    List.of(),
                    Optional.empty());
        }
        if (verdict instanceof DialbackVerdict.Failed) {
            return Reaction.send(request.answer(verdict));
        }
        if (othersThan(request.pair())) { // they would be lost with the stream (XEP-0220 section 2.1.2)
            return Reaction.send(request.failure(StanzaErrorCondition.FORBIDDEN, "the key is wrong"));
        }
        return new Reaction(
                List.of(),
                List.of(request.answer(verdict)),
                Optional.of(StreamError.of(StreamErrorCondition.NOT_AUTHORIZED, "the dialback key is wrong")));
    }

    private boolean othersThan(DomainPair pair) {
        return authorized.stream().anyMatch(other -> !other.equals(pair) && !other.equals(inverse(pair)));
    }

    /** The authoritative server's part (XEP-0220 section 2.2.2). */
    private Reaction verify(DialbackElement.Request request) {
        if (!config.serves(request.asked())) {
            return Reaction.send(request.failure(StanzaErrorCondition.ITEM_NOT_FOUND, "not a domain of this server"));
        }
        VerifyRequest question =
                new VerifyRequest(request.pair(), request.streamId().orElseThrow(), request.key());
        boolean right = config.secret().verifies(question);
        return Reaction.send(request.answer(right ? DialbackVerdict.valid() : DialbackVerdict.invalid()));
    }

    // What we send

    @Override
    public Reaction sent(XmlElement element, int octets) {
        if (DialbackElement.isDialback(element)
                && DialbackElement.read(element, profile) instanceof DialbackElement.Request request
                && request.kind() == DialbackElement.Kind.RESULT
                && !requested.contains(request.pair())) {
            firstOpen = true;
        }
        return Reaction.NOTHING;
    }

    /** Looks for what the receiving server announces, at each offer. */
    @Override
    public void received(XmlElement element) {
        if (element.is(Namespaces.STREAM, "features")) {
            errorsAnnounced = DialbackElement.announcesErrors(element);
        }
    }

    @Override
    public Optional<Reaction> onCommand(FeatureCommand command) {
        if (command instanceof DialbackCommand.Authorize authorize) {
            return Optional.of(authorize(authorize.pair()));
        }
        return command instanceof DialbackCommand.Verify verify
                ? Optional.of(verify(verify.request()))
                : Optional.empty();
    }

    private Reaction authorize(DomainPair pair) {
        checkDirection();
        if (authorized.contains(pair)) {
            throw new IllegalStateException(pair + " is authorized on this stream: send");
        }
        boolean waiting = requested.contains(pair)
                || !firstAnswered && first.filter(pair::equals).isPresent();
        if (waiting) {
            throw new IllegalStateException(pair + " is being asked for on this stream: wait for the notice");
        }
        boolean another = opened.filter(pair.to()::equals).isEmpty();
        if (another && role == Role.INITIATING && !errorsAnnounced) {
            throw new IllegalStateException(
                    "the peer announces no dialback errors (XEP-0220 section 2.6.2): open a stream" + " of its own to "
                            + pair.to());
        }
        String id = streamId.orElseThrow(() ->
                new IllegalStateException("the peer's header has no id, so that no key can be made: close the stream"));
        requested.add(pair);
        return Reaction.send(DialbackElement.result(pair, config.secret().key(pair, id)));
    }

    private Reaction verify(VerifyRequest request) {
        checkDirection();
        if (streamId.filter(request.streamId()::equals).isPresent()) {
            throw new IllegalStateException("a key is not verified on the connection that it came on (XEP-0288 section"
                    + " 2.2): open a stream to " + request.pair().from());
        }
        if (verifying.putIfAbsent(new Asked(request.pair(), request.streamId()), request) != null) {
            throw new IllegalStateException("a key for " + request.pair() + " is being verified: wait for KeyVerified");
        }
        return Reaction.send(DialbackElement.verify(request));
    }

    private void checkDirection() {
        if (closing) {
            throw new IllegalStateException("the stream is closing: open another one");
        }
        if (role == Role.RECEIVING && !isBidirectional()) {
            throw new IllegalStateException(
                    "the peer opened this stream, so it takes no requests (XEP-0220 section 2.2): open a stream to the peer");
        }
    }

    private boolean takesRequests() {
        return role == Role.RECEIVING || isBidirectional();
    }

    /** Whether stanzas flow both ways (XEP-0288): then each pair came with its inverse. */
    private boolean isBidirectional() {
        return authorized.stream().anyMatch(pair -> authorized.contains(inverse(pair)));
    }

    private static DomainPair inverse(DomainPair pair) {
        return new DomainPair(pair.to(), pair.from());
    }

    @Override
    public Set<DomainPair> authorized(DomainPair pair) {
        authorized.add(pair);
        return Set.of();
    }

    // The end

    @Override
    public List<XmlElement> closing() {
        closing = true;
        return List.of();
    }

    @Override
    public List<FeatureNotice> restarted() {
        return unanswered("another header came before the answer", UNANSWERED);
    }

    @Override
    public List<FeatureNotice> end(Reason reason) {
        return unanswered("the stream ended before the answer", verdict(reason));
    }

    private List<FeatureNotice> unanswered(String text, DialbackVerdict ofKeys) {
        Set<DomainPair> open = new LinkedHashSet<>();
        first.filter(pair -> firstOpen).ifPresent(open::add);
        open.addAll(requested);
        List<FeatureNotice> notices = new ArrayList<>();
        open.forEach(
                pair -> notices.add(new PairRefused(pair, failed(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT, text))));
        verifying.values().forEach(request -> notices.add(new KeyVerified(request, ofKeys)));
        return notices;
    }

    private static DialbackVerdict verdict(Reason reason) {
        boolean unknown = reason instanceof Reason.ErrorReceived received
                && received.error().condition() == StreamErrorCondition.HOST_UNKNOWN;
        return unknown
                ? failed(
                        StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND,
                        "the authoritative server does not know the domain")
                : UNANSWERED;
    }

    private static DialbackVerdict failed(StanzaErrorCondition condition, String text) {
        return new DialbackVerdict.Failed(StanzaError.of(condition, text));
    }
}
