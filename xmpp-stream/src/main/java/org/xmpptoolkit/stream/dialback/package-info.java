/**
 * Server dialback: which domains a server speaks for, by asking the server of each (XEP-0220), with the keys of XEP-0185.
 *
 * <p>Start at {@link org.xmpptoolkit.stream.dialback.Dialback}. Three servers take part, two of which are one as a rule: the initiating
 * server offers a key for a pair of domains, the receiving server asks the authoritative server whether the key is right, and answers.
 * What it asks goes over another connection, which the application opens. Left out: a limit of time, since a stream has no clock: who
 * waits too long closes the stream, and everything that is open on it counts as refused.
 */
@NullMarked
package org.xmpptoolkit.stream.dialback;

import org.jspecify.annotations.NullMarked;
