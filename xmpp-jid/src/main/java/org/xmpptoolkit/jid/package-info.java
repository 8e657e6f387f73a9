/**
 * XMPP addresses: parsing, preparation and comparison.
 *
 * <p>Start at {@link org.xmpptoolkit.jid.Jid#parse(String)}. Rules: RFC 7622 section 3; the older RFC 6122 rules are in
 * {@link org.xmpptoolkit.jid.JidProfile#STRINGPREP}. {@link org.xmpptoolkit.jid.JidExplanation} tells people why a text is
 * no address. Left out: XEP-0106 escaping is never applied unasked.
 */
@NullMarked
package org.xmpptoolkit.jid;

import org.jspecify.annotations.NullMarked;
