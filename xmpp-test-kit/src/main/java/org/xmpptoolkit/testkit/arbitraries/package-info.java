/**
 * Arbitraries for those who test their own XMPP by properties: addresses, XML, stanzas, errors, stream headers, cuts of octets and
 * whole scripts of a stream, right ones and ones with exactly one rule broken.
 *
 * <p>What breaks a rule carries the rule and what may be answered, and stays broken in that very way when it is shrunk. Texts and octets
 * come first, our own types second, so that any implementation can be tested. Use the providers, such as
 * {@link org.xmpptoolkit.testkit.arbitraries.JidArbitraries}, or {@code @Domain(XmppDomain.class)} and parameters by type. All of it
 * works outside jqwik's life cycle too, within {@code JqwikSession.run}, and gives the same values for the same seed.
 */
@NullMarked
package org.xmpptoolkit.testkit.arbitraries;

import org.jspecify.annotations.NullMarked;
