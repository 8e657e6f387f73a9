package org.xmpptoolkit.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.ScenarioWorld.Octets;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.BidirectionalStream;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** Two servers that are wired together over a stand-in for TLS. */
final class ServerWorld {
    static final List<Jid> OPENING = Stream.of("capulet.example", "rooms.capulet.example", "tybalt.example")
            .map(Jid::parse)
            .toList();
    static final List<Jid> SERVING = Stream.of("montague.example", "rooms.montague.example", "mantua.example")
            .map(Jid::parse)
            .toList();

    /** What the receiving server knows of the other one's certificate. */
    enum Proof {
        PROVEN,
        OF_ANOTHER_DOMAIN,
        UNVERIFIED
    }

    /**
     * What a server has.
     *
     * @param bidirectional whether it knows streams that go both ways
     * @param vouching whether it knows the stand-in for dialback
     */
    record Server(boolean bidirectional, boolean vouching) {}

    /**
     * What both want.
     *
     * @param starttls whether TLS is begun by STARTTLS
     * @param proof what the receiving server knows of the certificate that it is shown
     * @param trusted whether the opening server validated the certificate that it is shown
     * @param opening the server that opens
     * @param serving the other one
     * @param more what the opening server asks for behind the first pair
     * @param askedBack what the receiving server asks for, on streams that go both ways
     */
    record Plan(
            boolean starttls,
            Proof proof,
            boolean trusted,
            Server opening,
            Server serving,
            List<DomainPair> more,
            List<DomainPair> askedBack) {
        boolean vouches() {
            return opening.vouching && serving.vouching;
        }

        boolean bidirectional() {
            return opening.bidirectional && serving.bidirectional;
        }

        /** Whether the opening server is believed, by its certificate or without. */
        boolean succeeds() {
            return proof == Proof.PROVEN && trusted || vouches();
        }

        /** The pairs of which the opening server may send stanzas. */
        Set<DomainPair> there() {
            Stream<DomainPair> asked = vouches() ? more.stream() : Stream.of();
            Stream<DomainPair> inverse =
                    vouches() && bidirectional() ? askedBack.stream().map(ServerWorld::inverse) : Stream.of();
            return Stream.of(Stream.of(Servers.THERE), asked, inverse)
                    .flatMap(pairs -> pairs)
                    .collect(Collectors.toSet());
        }

        /** The pairs of which the receiving server may send stanzas. */
        Set<DomainPair> back() {
            return bidirectional() ? there().stream().map(ServerWorld::inverse).collect(Collectors.toSet()) : Set.of();
        }
    }

    /** What is left in the end of one side, as far as it does not depend on how octets are cut. */
    record Outcome(
            Phase phase,
            boolean secure,
            Optional<Jid> account,
            Set<DomainPair> authorized,
            List<Reason> reasons,
            List<XmlElement> received) {}

    final Side opening;
    final Side serving;
    private final Plan plan;
    private final List<Integer> cuts;
    private int pieces;

    ServerWorld(Plan plan, List<Integer> cuts) {
        this.plan = plan;
        this.cuts = cuts;
        TlsPolicy tls = plan.starttls ? TlsPolicy.REQUIRED : TlsPolicy.DIRECT;
        this.opening = new Side(
                XmppStream.initiating(
                        Servers.opening()
                                .domains(serving(OPENING))
                                .tlsPolicy(tls)
                                .build(),
                        openingFeatures()),
                Servers.showing("capulet.example", plan.trusted ? PathTrust.VERIFIED : PathTrust.UNVERIFIED));
        this.serving = new Side(
                XmppStream.receiving(Servers.serving(servingFeatures())
                        .domains(serving(SERVING))
                        .tlsPolicy(tls)
                        .build()),
                Servers.shown(
                        plan.proof == Proof.OF_ANOTHER_DOMAIN ? "other.example" : "capulet.example",
                        plan.proof == Proof.UNVERIFIED ? PathTrust.UNVERIFIED : PathTrust.VERIFIED));
    }

    private static Function<Jid, DomainStatus> serving(List<Jid> domains) {
        return domain -> domains.contains(domain) ? DomainStatus.SERVED : DomainStatus.UNKNOWN;
    }

    static DomainPair inverse(DomainPair pair) {
        return new DomainPair(pair.to(), pair.from());
    }

    private List<StreamFeature.Initiating> openingFeatures() {
        List<StreamFeature.Initiating> features = new ArrayList<>(List.of(new StartTls()));
        if (plan.opening.bidirectional) {
            features.add(new BidirectionalStream());
        }
        features.add(Servers.external());
        if (plan.opening.vouching) {
            features.add(new Servers.Vouching());
        }
        return features;
    }

    private StreamFeature.Receiving[] servingFeatures() {
        List<StreamFeature.Receiving> features = new ArrayList<>(List.of(new StartTls(), Sasl.server()));
        if (plan.serving.bidirectional) {
            features.add(new BidirectionalStream());
        }
        if (plan.serving.vouching) {
            features.add(new Servers.Vouching());
        }
        return features.toArray(StreamFeature.Receiving[]::new);
    }

    /** Lets them negotiate, and ask for more pairs if they can. */
    void play() {
        if (!plan.starttls) {
            handshake();
        }
        opening.perform(opening.stream.open());
        settle();
        if (plan.vouches() && opening.stream.state().phase() == Phase.ESTABLISHED) {
            plan.more.forEach(pair -> opening.perform(opening.stream.tell(new Servers.Vouch(pair))));
            settle();
            if (plan.bidirectional()) {
                plan.askedBack.forEach(pair -> serving.perform(serving.stream.tell(new Servers.Vouch(pair))));
                settle();
            }
        }
    }

    private void handshake() {
        for (Side side : List.of(opening, serving)) {
            side.handshaking = false;
            side.perform(side.stream.secured(side.tls));
        }
    }

    void settle() {
        boolean moved = true;
        while (moved) {
            if (opening.handshaking && serving.handshaking) {
                handshake();
            }
            moved = deliver(opening, serving);
            moved |= deliver(serving, opening);
        }
    }

    private boolean deliver(Side from, Side to) {
        if (from.onTheWay.size() > 0) {
            byte[] piece = from.onTheWay.take(cuts.get(pieces++ % cuts.size()));
            to.perform(to.stream.receive(ByteBuffer.wrap(piece)));
            return true;
        }
        boolean gone = from.ended && to.stream.state().phase() != Phase.CLOSED;
        if (gone) {
            to.perform(to.stream.disconnected(Optional.empty()));
        }
        return gone;
    }

    /** One end. */
    static final class Side {
        final XmppStream stream;
        final List<StreamEvent> events = new ArrayList<>();
        final Octets onTheWay = new Octets();
        private final TlsSession tls;
        private boolean handshaking;
        private boolean ended;

        Side(XmppStream stream, TlsSession tls) {
            this.stream = stream;
            this.tls = tls;
        }

        void perform(List<StreamEvent> more) {
            for (StreamEvent event : more) {
                events.add(event);
                if (event instanceof StreamEvent.Write write) {
                    byte[] octets = new byte[write.octets().remaining()];
                    write.octets().get(octets);
                    onTheWay.add(octets);
                }
                handshaking |= event instanceof StreamEvent.StartTls;
                ended |= event instanceof StreamEvent.CloseTransport;
            }
        }

        <E extends StreamEvent> List<E> all(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        List<XmlElement> received() {
            return all(StreamEvent.ElementReceived.class).stream()
                    .map(StreamEvent.ElementReceived::element)
                    .toList();
        }

        Outcome outcome() {
            StreamState state = stream.state();
            List<Reason> reasons = all(StreamEvent.Closed.class).stream()
                    .map(StreamEvent.Closed::reason)
                    .toList();
            return new Outcome(state.phase(), state.secure(), state.account(), state.authorized(), reasons, received());
        }
    }
}
