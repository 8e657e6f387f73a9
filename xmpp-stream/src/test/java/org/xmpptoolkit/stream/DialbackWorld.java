package org.xmpptoolkit.stream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackConfig;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * Three servers in memory: the originating one opens a stream to the receiving one and asks for pairs; for each key the receiving one
 * asks the authoritative server of the sender's domain over a connection of its own. Nothing happens by itself: every delivery and
 * every deed of an application is a move, so that a test plays any order of them.
 */
final class DialbackWorld {
    /** How the server of a sender's domain is. */
    enum Authority {
        /** It has the secret that the originating server has, or is that server. */
        RIGHT,
        /** The originating server only pretends to be of that domain. */
        OTHER_SECRET,
        /** It does not serve the domain. */
        STRANGER,
        /** There is none that can be connected to. */
        UNREACHABLE
    }

    private final Map<Jid, Authority> authorities;
    private final boolean reuse;
    private final List<DomainPair> wanted;
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Link> links = new ArrayList<>();
    private final Map<Jid, Link> verifying = new HashMap<>();
    private final Set<StreamEvent.Asked<?>> handled = new HashSet<>();
    private final Link main;
    /** The originating server's pairs that were asked for, and the notices that came for each. */
    final Map<DomainPair, List<StreamEvent>> asked = new LinkedHashMap<>();

    DialbackWorld(List<DomainPair> pairs, Map<Jid, Authority> authorities, boolean reuse) {
        this.authorities = authorities;
        this.reuse = reuse;
        this.wanted = new ArrayList<>(pairs.subList(1, pairs.size()));
        DialbackConfig capulets = Dialbacks.capulets().build();
        main = new Link(
                initiating(pairs.get(0), Dialback.initiating(capulets, pairs.get(0))),
                serving(Dialbacks.montagues().build(), pairs.get(0).to()));
        main.initiator.heard = event -> {
            if (event instanceof StreamEvent.FeaturesReceived) {
                asked.put(pairs.get(0), new ArrayList<>());
            } else if (event instanceof StreamEvent.PairAuthorized authorized) {
                notices(authorized.pair()).add(event);
            } else if (event instanceof StreamEvent.PairRefused refused) {
                notices(refused.pair()).add(event);
            }
        };
        main.initiator.take(main.initiator.stream.open());
    }

    private List<StreamEvent> notices(DomainPair pair) {
        List<StreamEvent> notices = asked.get(pair);
        if (notices == null) {
            throw new AssertionError("a notice for " + pair + ", which was not asked for");
        }
        return notices;
    }

    private XmppStream initiating(DomainPair pair, StreamFeature.Initiating feature) {
        return XmppStream.initiating(Dialbacks.config(pair.from(), pair.to()).build(), List.of(feature));
    }

    private XmppStream serving(DialbackConfig config, Jid domain) {
        return XmppStream.receiving(Dialbacks.config(domain, domain)
                .ids(() -> "id-" + ids.incrementAndGet())
                .hosts(offered ->
                        new HeaderAnswer.Serve(domain, List.of(Dialback.receiving(config)), List.of(Language.of("en"))))
                .build());
    }

    /** The originating server's end, and the receiving server's. */
    XmppStream originating() {
        return main.initiator.stream;
    }

    XmppStream receiving() {
        return main.receiver.stream;
    }

    /** What may happen next; what comes first ends the play if it is always taken. */
    List<Runnable> moves() {
        List<Runnable> moves = new ArrayList<>();
        for (Link link : links) {
            for (End end : List.of(link.initiator, link.receiver)) {
                if (!end.incoming.isEmpty()) {
                    moves.add(end::deliver);
                }
            }
        }
        for (StreamEvent.Asked<DialbackVerdict> question : main.receiver.questions) {
            if (!handled.contains(question)) {
                moves.add(() -> handle(question));
            }
        }
        boolean open = originating().state().phase() == Phase.NEGOTIATING
                || originating().state().phase() == Phase.ESTABLISHED;
        if (open && !asked.isEmpty()) {
            wanted.forEach(pair -> moves.add(() -> ask(pair)));
        }
        return moves;
    }

    /** The connections that may be lost now. */
    List<Runnable> losses() {
        return links.stream()
                .filter(link -> !link.lost)
                .<Runnable>map(link -> link::lose)
                .toList();
    }

    private void ask(DomainPair pair) {
        wanted.remove(pair);
        asked.put(pair, new ArrayList<>());
        main.initiator.take(originating().tell(Dialback.authorize(pair)));
    }

    private void handle(StreamEvent.Asked<DialbackVerdict> question) {
        handled.add(question);
        VerifyRequest request = Dialbacks.request(question);
        Jid domain = request.pair().from();
        Link old = verifying.get(domain);
        if (authority(domain) == Authority.UNREACHABLE) {
            answer(question, DialbackVerdict.failed(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT));
        } else if (reuse && old != null && old.initiator.stream.state().phase() == Phase.ESTABLISHED) {
            old.initiator.take(old.initiator.stream.tell(Dialback.verify(request)));
            old.initiator.answers.put(request, question);
        } else {
            connect(question, request, domain);
        }
    }

    private void connect(StreamEvent.Asked<DialbackVerdict> question, VerifyRequest request, Jid domain) {
        Link link = new Link(
                initiating(
                        new DomainPair(request.pair().to(), domain),
                        Dialback.verifying(Dialbacks.montagues().build())),
                serving(authoritative(domain), domain));
        verifying.put(domain, link);
        End asking = link.initiator;
        asking.answers.put(request, question);
        asking.heard = event -> {
            if (event instanceof StreamEvent.Established) {
                asking.later = () -> asking.take(asking.stream.tell(Dialback.verify(request)));
            } else if (event instanceof StreamEvent.KeyVerified verified) {
                StreamEvent.Asked<DialbackVerdict> answered = asking.answers.remove(verified.request());
                answer(answered, verified.verdict());
            } else if (event instanceof StreamEvent.Closed) { // what was not asked yet
                asking.answers
                        .values()
                        .forEach(open ->
                                answer(open, DialbackVerdict.failed(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT)));
                asking.answers.clear();
            }
        };
        asking.take(asking.stream.open());
    }

    private DialbackConfig authoritative(Jid domain) {
        return switch (authority(domain)) {
            case RIGHT -> Dialbacks.capulets().build();
            case OTHER_SECRET ->
                DialbackConfig.builder(Dialbacks.MONTAGUES, domain::equals).build();
            default -> Dialbacks.montagues().build();
        };
    }

    private Authority authority(Jid domain) {
        return authorities.getOrDefault(domain, Authority.STRANGER);
    }

    private void answer(StreamEvent.@Nullable Asked<DialbackVerdict> question, DialbackVerdict verdict) {
        if (question == null) {
            throw new AssertionError("a verdict that nobody waits for");
        }
        main.receiver.take(main.receiver.stream.reply(question, verdict));
    }

    /** A connection and the two streams at its ends. */
    private final class Link {
        final End initiator;
        final End receiver;
        boolean lost;

        Link(XmppStream initiating, XmppStream receiving) {
            initiator = new End(initiating);
            receiver = new End(receiving);
            initiator.peer = receiver;
            receiver.peer = initiator;
            links.add(this);
        }

        /** What is under way is lost with it; each end finds out in its own time. */
        void lose() {
            lost = true;
            for (End end : List.of(initiator, receiver)) {
                end.incoming.clear();
                end.incoming.add(Optional.empty());
                end.cut = true;
            }
        }
    }

    /** A stream at one end of a connection. */
    private static final class End {
        final XmppStream stream;
        /** Octets, and nothing for the end of the transport. */
        final Deque<Optional<ByteBuffer>> incoming = new ArrayDeque<>();

        final List<StreamEvent.Asked<DialbackVerdict>> questions = new ArrayList<>();
        final Map<VerifyRequest, StreamEvent.Asked<DialbackVerdict>> answers = new LinkedHashMap<>();

        @Nullable
        End peer;

        boolean cut;
        Consumer<StreamEvent> heard = event -> {};
        Runnable later = () -> {};

        End(XmppStream stream) {
            this.stream = stream;
        }

        void deliver() {
            Optional<ByteBuffer> next = incoming.remove();
            take(next.isPresent() ? stream.receive(next.get()) : stream.disconnected(Optional.empty()));
        }

        @SuppressWarnings("unchecked") // no other question is asked here
        void take(List<StreamEvent> events) {
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.Write write) {
                    send(Optional.of(write.octets()));
                } else if (event instanceof StreamEvent.CloseTransport) {
                    send(Optional.empty());
                } else if (event instanceof StreamEvent.Asked<?> question) {
                    questions.add((StreamEvent.Asked<DialbackVerdict>) question);
                } else {
                    heard.accept(event);
                }
            }
            Runnable due = later;
            later = () -> {};
            due.run();
        }

        private void send(Optional<ByteBuffer> octets) {
            if (peer != null && !cut) {
                peer.incoming.add(octets);
            }
        }
    }
}
