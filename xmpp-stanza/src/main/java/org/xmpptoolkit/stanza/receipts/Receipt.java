package org.xmpptoolkit.stanza.receipts;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that a message was received by a client: what a {@code request} in that message asks for.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0184.html">XEP-0184 section 7</a>
 */
@StandsIn("message")
@XmlRootElement(name = "received")
public final class Receipt extends Payload {
    /**
     * The id of the message that was received; clients of early versions leave it out.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0184.html">XEP-0184 section 7</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String id;

    private Receipt() {}

    /**
     * A receipt.
     *
     * @param id the id of the message that was received
     * @return the receipt
     */
    public static Receipt of(String id) {
        Receipt receipt = new Receipt();
        receipt.id = Objects.requireNonNull(id, "id");
        return receipt;
    }

    /** {@return the id of the message that was received; old clients tell none} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(id);
    }

    @Override
    protected void check(Check check) {
        check.required("@id", id, true);
    }
}
