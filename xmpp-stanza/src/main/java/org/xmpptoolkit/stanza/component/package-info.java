/**
 * Components: services that a server takes in under a name of their own, over a stream that they open and prove a shared secret
 * on.
 *
 * <p>{@link org.xmpptoolkit.stanza.component.Handshake} is what a component proves it with. It is no payload of a stanza, but
 * stands alone in the stream.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0114.html">XEP-0114 section 3</a>
 */
@NullMarked
@XmlSchema(namespace = "jabber:component:accept", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.component;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
