package org.xmpptoolkit.stream;

import org.xmpptoolkit.jid.Jid;

/**
 * Two domains whose stanzas a stream between servers may carry, one way (RFC 6120 section 4.5).
 *
 * @param from the domain that stanzas come from
 * @param to the domain that they go to
 */
public record DomainPair(Jid from, Jid to) {}
