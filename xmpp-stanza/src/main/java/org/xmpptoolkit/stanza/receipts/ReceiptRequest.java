package org.xmpptoolkit.stanza.receipts;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Asks the recipient of the message that it stands in for a receipt. It holds nothing, and the message needs an id.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0184.html">XEP-0184 section 7</a>
 */
@StandsIn("message")
@XmlRootElement(name = "request")
public final class ReceiptRequest extends Payload {
    private ReceiptRequest() {}

    /** {@return a request} */
    public static ReceiptRequest of() {
        return new ReceiptRequest();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
