package org.xmpptoolkit.stream.dialback;

import org.xmpptoolkit.stream.DomainPair;

/**
 * A key, and what it is said to be good for: what a receiving server asks an authoritative one (XEP-0220 section 2.1.2).
 *
 * @param pair the domain that stanzas are to come from, whose server is asked, and the one that they go to, which asks
 * @param streamId the id of the stream on which the key was offered: that of the receiving server's response header
 * @param key the key
 */
public record VerifyRequest(DomainPair pair, String streamId, DialbackKey key) {}
