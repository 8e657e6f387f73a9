package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * Something that the server does for its accounts, such as rosters or offline messages. The {@link Router} knows the features and
 * asks them in order; what they send goes through {@link Router#dispatch}. Called with the router locked, so nothing may block.
 */
interface ServerFeature {
    /** What service discovery tells of the server because of it (XEP-0030 section 3). */
    default List<String> advertised() {
        return List.of();
    }

    /**
     * What it adds to a client's stream.
     *
     * @param domain whose stream it is
     */
    default List<StreamFeature.Receiving> streamFeatures(Jid domain) {
        return List.of();
    }

    /** Answers what its own {@linkplain #streamFeatures stream features} ask; what others ask is none of its business. */
    default void asked(XmppConnection connection, StreamEvent.Asked<?> asked) {}

    /**
     * Answers a request to the server, or to an account.
     *
     * @return the result or the error; nothing if the request is for another feature
     */
    default Optional<Iq> answer(Request request) {
        return Optional.empty();
    }

    /**
     * Sees what a client of the server sends.
     *
     * @param client the client
     * @param stanza its stanza, whose {@code to}, if there is one, is an address
     * @return whether it is taken, so that nobody else gets it
     */
    default boolean sent(Session client, Stanza stanza) {
        return false;
    }

    /**
     * Sees what comes for an account, which need not exist. Requests to a bare address are not among that.
     *
     * @param stanza the stanza, with the address of its sender
     * @param to the bare or full address that it is for
     * @return whether it is taken, so that nobody else gets it
     */
    default boolean received(Stanza stanza, Jid to) {
        return false;
    }

    /**
     * A message for an account was delivered, or was not.
     *
     * @param message the message
     * @param account the account, which need not exist
     * @param reached the resources that got it
     */
    default void delivered(Message message, Jid account, List<Resource> reached) {}

    /**
     * A resource broadcasts that it is available.
     *
     * @param resource the resource, with that presence
     * @param initial whether it was not available before
     */
    default void available(Resource resource, boolean initial) {}

    /**
     * A resource said that it is unavailable, or is gone.
     *
     * @param address its full address
     * @param presence what it said, or what is said for it
     * @param before whether it was available
     */
    default void unavailable(Jid address, Presence presence, boolean before) {}

    /** A resource is gone, and unknown to the router already. */
    default void left(Resource resource) {}

    /** An account is about to be no more, and its resources with it. */
    default void removed(Jid account) {}
}
