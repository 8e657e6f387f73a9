package org.xmpptoolkit.stanza;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;

/**
 * Pairs the answers to iq requests with the requests, by id and by sender: an answer counts only if it comes from the entity that was
 * asked. Who answers for the account answers with the bare JID of the account or with none (RFC 6120 sections 8.1.1.1 and 8.1.2.1).
 *
 * <p>The sender of an answer is what its {@code from} says, and that can be trusted only as far as whoever handed the stanza over has
 * seen to it. A client's server does: it sets {@code from} on what others send, and leaves it out, or sets the account's bare address,
 * on what it answers for the account. A server or component that takes stanzas from its own clients has to do the same before
 * {@link #received}: set {@code from} to the full address of the client that the stanza came from (RFC 6120 section 8.1.2.1), and
 * refuse on a stream between servers what is not from the domain that was authenticated (section 8.1.2.2). Without that, a client could
 * leave {@code from} out or invent it, and so answer in the place of another entity. Likewise {@link #sent} goes by {@code to} alone:
 * a server that hands a request to a client's own stream gives it the {@code to} that the client will answer from, its full address.
 *
 * <p>It has no clock and no thread: who waits with a deadline calls {@link #cancel} when it has passed. Not thread-safe.
 *
 * @param <T> what to keep with a request, for instance a future
 */
public final class IqTracker<T> {
    /** An id and who has to answer: an address, or the text of one that is malformed. */
    private record Key(String id, Object sender) {}

    private final Jid own;
    private final Map<Key, T> pending = new LinkedHashMap<>();

    /**
     * A tracker for one stream.
     *
     * @param own the address of this end of the stream: the full JID of a client, the domain of a server or component
     */
    public IqTracker(Jid own) {
        this.own = Objects.requireNonNull(own, "own");
    }

    /**
     * Remembers a request.
     *
     * @param request an iq of type {@code get} or {@code set} that is sent
     * @param value what to keep with it
     * @throws IllegalArgumentException if the iq is no request or has no id
     * @throws IllegalStateException if a request with the same id to the same entity is pending
     */
    public void sent(Iq request, T value) {
        if (!request.isRequest() || request.id().isEmpty()) {
            throw new IllegalArgumentException(
                    "only an iq of type get or set with an id has an answer (RFC 6120 section 8.2.3)");
        }
        Key key = new Key(request.id().get(), party(request.to(), request.rawTo()));
        if (pending.containsKey(key)) {
            throw new IllegalStateException(
                    "a request with id '" + key.id() + "' to " + key.sender() + " is pending: take another id");
        }
        pending.put(key, Objects.requireNonNull(value, "value"));
    }

    /**
     * Takes an answer in. It is paired once; a second answer finds nothing.
     *
     * @param stanza any stanza that came in
     * @return what was kept with the request that this answers; nothing if it is no answer, or none to a pending request from the
     *     entity that was asked
     */
    public Optional<T> received(Stanza stanza) {
        if (!(stanza instanceof Iq iq)
                || iq.isRequest()
                || iq.type().isEmpty()
                || iq.id().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(pending.remove(new Key(iq.id().get(), party(iq.from(), iq.rawFrom()))));
    }

    /**
     * Forgets a request, so that no answer to it is taken any more.
     *
     * @param request the request
     * @return what was kept with it, or nothing if it is not pending
     */
    public Optional<T> cancel(Iq request) {
        return request.id()
                .flatMap(id -> Optional.ofNullable(pending.remove(new Key(id, party(request.to(), request.rawTo())))));
    }

    /**
     * Forgets all requests, when the stream is gone.
     *
     * @return what was kept with them, in the order they were sent
     */
    public List<T> cancelAll() {
        List<T> values = new ArrayList<>(pending.values());
        pending.clear();
        return values;
    }

    /** {@return how many requests are pending} */
    public int pending() {
        return pending.size();
    }

    private Object party(Optional<Jid> address, Optional<String> raw) {
        if (address.isPresent()) {
            return address.get();
        }
        return raw.isPresent() ? raw.get() : own.bare();
    }
}
