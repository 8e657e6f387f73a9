package org.xmpptoolkit.stanza.carbons;

import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.forward.Forwarded;

/**
 * A copy of a message that another resource of the same account has sent. It counts only if the message around it comes from the
 * bare address of the account itself: anybody can write one.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 section 8</a>
 */
@StandsIn("message")
@XmlRootElement(name = "sent")
public final class CarbonSent extends Payload implements Carbon {
    /**
     * The message, as it was sent.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 section 8</a>
     */
    @XmlElementRef
    private @Nullable Forwarded forwarded;

    private CarbonSent() {}

    /**
     * A copy.
     *
     * @param forwarded the message
     * @return the payload
     */
    public static CarbonSent of(Forwarded forwarded) {
        CarbonSent carbon = new CarbonSent();
        carbon.forwarded = Objects.requireNonNull(forwarded, "forwarded");
        return carbon;
    }

    @Override
    public Optional<Forwarded> forwarded() {
        return Optional.ofNullable(forwarded);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(forwarded);
    }

    @Override
    protected void check(Check check) {
        if (forwarded == null) {
            check.required("forwarded", null, false);
        } else {
            check.each("forwarded", List.of(forwarded));
        }
    }
}
