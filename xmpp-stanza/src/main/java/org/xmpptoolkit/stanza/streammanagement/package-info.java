/**
 * Stream management: each side tells the other how many stanzas it has handled, so that none is lost, and a stream that broke
 * can be resumed.
 *
 * <p>Offered by {@link org.xmpptoolkit.stanza.streammanagement.StreamManagementFeature} (section 2); turned on with {@link
 * org.xmpptoolkit.stanza.streammanagement.Enable} and {@link org.xmpptoolkit.stanza.streammanagement.Enabled} (section 3);
 * counted with {@link org.xmpptoolkit.stanza.streammanagement.AckRequest} and {@link
 * org.xmpptoolkit.stanza.streammanagement.Ack} (section 4); resumed with {@link org.xmpptoolkit.stanza.streammanagement.Resume}
 * and {@link org.xmpptoolkit.stanza.streammanagement.Resumed}, or not, with {@link
 * org.xmpptoolkit.stanza.streammanagement.Failed} (section 5); {@link
 * org.xmpptoolkit.stanza.streammanagement.HandledCountTooHigh} ends a stream that lost count (section 6). They are no payloads
 * of stanzas, but stand beside them. Counts of stanzas go from 0 to 2^32 - 1 and begin again at 0. Left out: the counting.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 sections 2 to 6</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:sm:3", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
