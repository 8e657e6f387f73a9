/**
 * XMPP addresses: parsing, preparation and comparison.
 *
 * <p>Start at {@code Jid.parse(String)}.
 */
@NullMarked
package org.xmpptoolkit.jid;

import org.jspecify.annotations.NullMarked;
