/**
 * Two domains, each with a server of its own, and a client at each: a message and its answer go across. {@link Server} is the embedded
 * endpoint of xmpp-test-kit, told to federate: what stands behind that is a stream each way between {@code XmppClient} and {@code
 * XmppServer} with the content namespace {@code jabber:server}, on which servers show who they are by SASL EXTERNAL (XEP-0178) or by
 * dialback (XEP-0220); its sources, {@code RemoteServers} and {@code IncomingServers} among them, are the longer example.
 */
@NullMarked
package org.xmpptoolkit.examples.federation;

import org.jspecify.annotations.NullMarked;
