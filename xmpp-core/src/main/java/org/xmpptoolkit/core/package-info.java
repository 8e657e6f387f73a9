/**
 * What the other modules stand on: XMPP's profile of XML (RFC 6120 section 11).
 *
 * <p>Start at {@link org.xmpptoolkit.core.XmlElement}, the tree that streams move; {@link org.xmpptoolkit.core.StreamReader}
 * makes it from octets and {@link org.xmpptoolkit.core.ElementWriter} turns it back. {@link org.xmpptoolkit.core.Binding} makes
 * objects of JAXB classes from it, {@link org.xmpptoolkit.core.XmlBridges} nodes of a DOM and events of StAX.
 */
@NullMarked
package org.xmpptoolkit.core;

import org.jspecify.annotations.NullMarked;
