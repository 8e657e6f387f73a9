package org.xmpptoolkit.stream.feature;

import java.util.Arrays;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;

// snippet: csi-state
/**
 * Whether somebody looks at a client (XEP-0352 section 4.2). The client's application tells it ({@link XmppStream#tell}), and the
 * server's hears it as a notice. It says nothing of presence, and is never told to others (sections 5 and 6).
 */
public enum ClientState implements FeatureCommand, StreamEvent.FeatureNotice {
    /** Somebody looks: what every stream begins with, one that resumes an earlier stream too (section 5.2). */
    ACTIVE("active"),
    /** Nobody looks: what is of no importance may wait. */
    INACTIVE("inactive");

    private final XmlElement element;

    ClientState(String localName) {
        this.element = XmlElement.of(ClientStateIndication.NAMESPACE, localName);
    }

    XmlElement element() {
        return element;
    }

    static Optional<ClientState> of(XmlElement element) {
        return Arrays.stream(values())
                .filter(state -> state.element.name().equals(element.name()))
                .findFirst();
    }
}
// end
