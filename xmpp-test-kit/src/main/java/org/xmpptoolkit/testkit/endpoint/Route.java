package org.xmpptoolkit.testkit.endpoint;

import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;

/** A way to domains that the endpoint does not serve itself: to its components, to other servers. */
@FunctionalInterface
interface Route {
    /**
     * Takes a stanza that goes this way. Called while the router is locked, so it must not block. What cannot be delivered goes back by
     * {@link Router#failed}, now or later.
     *
     * @param to where the stanza goes; its domain is none of the endpoint's own
     * @param stanza the stanza, in {@code jabber:client}, with the address of its sender
     * @return whether it is taken; if not, the next route is asked
     */
    boolean take(Jid to, Stanza stanza);
}
