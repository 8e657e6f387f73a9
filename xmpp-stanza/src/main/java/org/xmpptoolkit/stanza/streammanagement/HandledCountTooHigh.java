package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that more stanzas were acknowledged than were sent: the application-specific condition of a stream error whose condition
 * is {@code undefined-condition}.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 6</a>
 */
@StandsIn("stream:error")
@XmlRootElement(name = "handled-count-too-high")
public final class HandledCountTooHigh extends Payload {
    /**
     * How many stanzas the peer says it has handled.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 6</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "unsignedInt")
    private @Nullable String h;

    /**
     * How many stanzas were sent to the peer.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 6</a>
     */
    @XmlAttribute(name = "send-count")
    @XmlSchemaType(name = "unsignedInt")
    private @Nullable String sendCount;

    private HandledCountTooHigh() {}

    /**
     * The condition.
     *
     * @param handled how many stanzas the peer says it has handled, counted on beyond 2^32 - 1 or begun again at 0
     * @param sent how many stanzas were sent, counted likewise
     * @return the condition
     * @throws IllegalArgumentException if a count is negative
     */
    public static HandledCountTooHigh of(long handled, long sent) {
        HandledCountTooHigh condition = new HandledCountTooHigh();
        condition.h = Counts.text(handled);
        condition.sendCount = Counts.text(sent);
        return condition;
    }

    /** {@return how many stanzas were acknowledged, from 0 to 2^32 - 1; nothing if that is missing or no such number} */
    public OptionalLong h() {
        return Counts.count(h);
    }

    /** {@return how many stanzas its sender has sent, from 0 to 2^32 - 1; nothing if that is missing or no such number} */
    public OptionalLong sendCount() {
        return Counts.count(sendCount);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(h, sendCount);
    }

    @Override
    protected void check(Check check) {
        check.optional("@h", h, h().isPresent())
                .optional("@send-count", sendCount, sendCount().isPresent());
    }
}
