/**
 * Message, presence and iq, the three kinds of stanza that streams carry, and what they hold. A stanza of a client has its content
 * namespace, as do the child elements that are its own; payloads of extensions have others.
 *
 * <p>Start at {@link org.xmpptoolkit.stanza.Stanza#fromElement} for what comes in and at
 * {@link org.xmpptoolkit.stanza.Message#builder()}, {@link org.xmpptoolkit.stanza.Presence#builder()} and
 * {@link org.xmpptoolkit.stanza.Iq#get} for what goes out. A stanza keeps all that came, in order, also what its class does not know;
 * {@link org.xmpptoolkit.stanza.Stanza#problems} tells what broke the rules. Left out: what a server does with a stanza.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121">RFC 6121</a>
 */
@NullMarked
package org.xmpptoolkit.stanza;

import org.jspecify.annotations.NullMarked;
