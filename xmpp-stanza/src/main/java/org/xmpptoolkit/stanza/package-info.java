/**
 * Message, presence and iq, and what they carry.
 *
 * <p>Start at {@link org.xmpptoolkit.stanza.Stanza#fromElement} for what comes in and at
 * {@link org.xmpptoolkit.stanza.Message#builder()}, {@link org.xmpptoolkit.stanza.Presence#builder()} and
 * {@link org.xmpptoolkit.stanza.Iq#get} for what goes out. A stanza keeps all that came, in order, also what its class does not know;
 * {@link org.xmpptoolkit.stanza.Stanza#problems} tells what broke the rules. Rules: RFC 6120 section 8, RFC 6121. Left out: what a
 * server does with a stanza.
 */
@NullMarked
package org.xmpptoolkit.stanza;

import org.jspecify.annotations.NullMarked;
