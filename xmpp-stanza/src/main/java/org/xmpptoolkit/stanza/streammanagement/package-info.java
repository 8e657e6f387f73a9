/**
 * The elements of stream management (XEP-0198): {@link org.xmpptoolkit.stanza.streammanagement.StreamManagementFeature} (section 2), {@link org.xmpptoolkit.stanza.streammanagement.Enable} and {@link
 * org.xmpptoolkit.stanza.streammanagement.Enabled} (section 3), {@link org.xmpptoolkit.stanza.streammanagement.AckRequest} and {@link
 * org.xmpptoolkit.stanza.streammanagement.Ack} (section 4), {@link org.xmpptoolkit.stanza.streammanagement.Resume}, {@link
 * org.xmpptoolkit.stanza.streammanagement.Resumed} and {@link org.xmpptoolkit.stanza.streammanagement.Failed} (section 5), {@link
 * org.xmpptoolkit.stanza.streammanagement.HandledCountTooHigh} (section 6). They are no
 * payloads of stanzas, but stand beside them. Counts of stanzas go from 0 to 2^32 - 1 and begin again at 0. Left out: the counting.
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:sm:3", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
