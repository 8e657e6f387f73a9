package org.xmpptoolkit.stanza.delay;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.DateTimeProfile;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that a stanza was sent some time before it was delivered, for instance because its recipient was not there, and when.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0203.html">XEP-0203 section 2</a>
 */
@StandsIn({"message", "presence", "{urn:xmpp:forward:0}forwarded"})
@XmlRootElement(name = "delay")
public final class Delay extends Payload {
    /**
     * The address of the entity that has delayed the stanza, or has noted that it was: a server, or a room.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0203.html">XEP-0203 section 2</a>
     */
    @XmlAttribute
    private @Nullable String from;

    /**
     * When the stanza was sent first, in the form of XEP-0082 and in UTC: {@code 2002-09-10T23:08:25Z}.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0203.html">XEP-0203 section 2</a>
     */
    @XmlAttribute(required = true)
    @XmlSchemaType(name = "dateTime")
    private @Nullable String stamp;

    /**
     * In words for people, why the stanza was delayed.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0203.html">XEP-0203 section 2</a>
     */
    @XmlValue
    private String text = "";

    private Delay() {}

    /**
     * A delay by an entity that does not name itself.
     *
     * @param stamp when the stanza was sent
     * @return the delay
     * @throws IllegalArgumentException if the year of the stamp has not four digits
     */
    public static Delay of(Instant stamp) {
        Delay delay = new Delay();
        delay.stamp = DateTimeProfile.format(stamp);
        return delay;
    }

    /**
     * A delay by an entity.
     *
     * @param stamp when the stanza was sent
     * @param from who has delayed it
     * @return the delay
     * @throws IllegalArgumentException if the year of the stamp has not four digits
     */
    public static Delay of(Instant stamp, Jid from) {
        Delay delay = of(stamp);
        delay.from = from.toString();
        return delay;
    }

    /**
     * The same delay with a reason.
     *
     * @param reason a text for people
     * @return the copy
     */
    public Delay withReason(String reason) {
        Delay copy = new Delay();
        copy.from = from;
        copy.stamp = stamp;
        copy.text = Objects.requireNonNull(reason, "reason");
        return copy;
    }

    /** {@return when the stanza was sent; nothing if that is missing or no point in time as {@link DateTimeProfile} reads it} */
    public Optional<Instant> stamp() {
        return instant(stamp);
    }

    /** {@return the text of the attribute {@code stamp}, perhaps no point in time} */
    public Optional<String> rawStamp() {
        return Optional.ofNullable(stamp);
    }

    /** {@return who has delayed it; nothing if that is missing or malformed} */
    public Optional<Jid> from() {
        return address(from);
    }

    /** {@return the text of the attribute {@code from}, perhaps no address} */
    public Optional<String> rawFrom() {
        return Optional.ofNullable(from);
    }

    /** {@return the reason, if one is given} */
    public Optional<String> reason() {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(stamp, from, text);
    }

    @Override
    protected void check(Check check) {
        check.required("@stamp", stamp, stamp().isPresent()).optional("@from", from, from().isPresent());
    }
}
