package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Which sessions can be resumed, on whichever connections (XEP-0198 section 5). Guarded by the router. */
final class Resumptions {
    private static final int HELD_STANZAS = 1_000;
    private static final long HELD_OCTETS = 1_048_576;

    private final Supplier<String> ids = StreamConfig.randomIds();
    private final Duration max;
    private final Suspensions suspensions;
    private final Router router;
    private final ClientStreams streams;
    /** The connections that have a session now, by its id. */
    private final Map<String, XmppConnection> live = new HashMap<>();
    /** Who waits for a session that another connection has still, by its id. */
    private final Map<String, Wish> wishes = new HashMap<>();
    /** What connections were given to go on with, until they do. */
    private final Map<XmppConnection, SmState> given = new HashMap<>();

    private record Wish(XmppConnection connection, StreamEvent.Asked<ResumeAnswer> asked) {}

    /**
     * No sessions yet.
     *
     * @param max how long a session is kept
     * @param suspensions keeps them
     * @param router where their clients are
     * @param streams which client is at the end of which connection, kept up to date
     */
    Resumptions(Duration max, Suspensions suspensions, Router router, ClientStreams streams) {
        this.streams = streams;
        this.max = max;
        this.suspensions = suspensions;
        this.router = router;
    }

    /** Stream management for one connection. */
    StreamFeature.Receiving feature(XmppConnection connection) {
        return StreamManagement.server(SmConfig.builder()
                .held(HELD_STANZAS, HELD_OCTETS)
                .max(max)
                .ids(() -> newId(connection))
                .build());
    }

    private String newId(XmppConnection connection) {
        String id = ids.get();
        synchronized (router) {
            live.put(id, connection);
        }
        return id;
    }

    /**
     * A client wants to go on. What is still open is taken from there; {@link #suspended} or {@link #closed} of that connection
     * gives the answer.
     */
    void asked(XmppConnection connection, StreamEvent.Asked<ResumeAnswer> asked, ResumeRequested request) {
        Optional<SmState> kept = suspensions.take(request.previd(), request.account());
        if (kept.isPresent()) {
            resume(connection, asked, kept.get());
            return;
        }
        @Nullable XmppConnection former = live.get(request.previd());
        if (former != null
                && former != connection
                && former.state().account().equals(Optional.of(request.account()))
                && !wishes.containsKey(request.previd())) {
            wishes.put(request.previd(), new Wish(connection, asked));
            former.tell(StreamManagement.detach()); // if it cannot be done, the stream is about to close
        } else {
            refuse(connection, asked);
        }
    }

    private static void refuse(XmppConnection connection, StreamEvent.Asked<ResumeAnswer> asked) {
        connection.reply(asked, new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty()));
    }

    /** The session of a connection is to go on: with who waits for it, or whenever its client comes. */
    void suspended(XmppConnection former, SmState state) {
        live.remove(state.id());
        streams.forget(former);
        @Nullable Wish wish = wishes.remove(state.id());
        if (wish != null) {
            resume(wish.connection(), wish.asked(), state);
        } else {
            suspensions.keep(state);
        }
    }

    private void resume(XmppConnection connection, StreamEvent.Asked<ResumeAnswer> asked, SmState state) {
        Client client = new Client(connection, state.bound(), router);
        live.put(state.id(), connection);
        given.put(connection, state);
        streams.join(connection, client);
        connection.reply(asked, new ResumeAnswer.Resume(state));
        router.join(client);
    }

    /** What was given to a connection is its own now: it goes on, or has failed for good. */
    void taken(XmppConnection connection) {
        given.remove(connection);
    }

    /** A connection ended. What it was given and did not take is kept; who waits for its session waits in vain. */
    void closed(XmppConnection connection) {
        wishes.values().removeIf(wish -> wish.connection() == connection);
        List<String> ended = live.entrySet().stream()
                .filter(entry -> entry.getValue() == connection)
                .map(Map.Entry::getKey)
                .toList();
        live.keySet().removeAll(ended);
        for (String id : ended) {
            @Nullable Wish wish = wishes.remove(id);
            if (wish != null) {
                refuse(wish.connection(), wish.asked());
            }
        }
        @Nullable SmState untaken = given.remove(connection);
        if (untaken != null) {
            streams.forget(connection);
            suspensions.keep(untaken);
        }
    }
}
