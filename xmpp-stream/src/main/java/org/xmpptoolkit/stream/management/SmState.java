package org.xmpptoolkit.stream.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Role;

/**
 * What one side of a stream left for another stream to go on with (XEP-0198 section 5). Immutable and thread-safe.
 *
 * <p>Its written form lets another process go on. Keep it secret: it has stanzas, and the id with which the session could be taken
 * over. Go on with one state once.
 */
public final class SmState {
    private final Parts parts;

    SmState(
            SmSession session,
            long handled,
            long acknowledged,
            List<XmlElement> unacknowledged,
            List<XmlElement> queued) {
        this.parts = new Parts(session, handled, acknowledged, List.copyOf(unacknowledged), List.copyOf(queued));
    }

    /**
     * Reads the written form.
     *
     * @param octets what {@link #toBytes} gave
     * @return the state, equal to the one that was written
     * @throws SmStateParseException if it is anything else; the message says what is wrong
     */
    public static SmState parse(byte[] octets) {
        return SmStateXml.read(octets);
    }

    /**
     * The written form: UTF-8 XML, one element {@code sm-state} in the namespace {@code urn:xmpptoolkit:sm-state}.
     *
     * <p>It has the attributes {@code version} (1), {@code role} (initiating or receiving), {@code id}, {@code account} and {@code
     * bound}, each with its profile in {@code account-profile} and {@code bound-profile}, {@code handled} and {@code acknowledged} (0 to 2^32-1), and where known {@code
     * max} (seconds) and {@code location}; and the children {@code unacknowledged} and {@code queued}, which hold stanzas.
     *
     * @return the octets, a new array
     */
    public byte[] toBytes() {
        return SmStateXml.write(this);
    }

    SmSession session() {
        return parts.session();
    }

    /** {@return which side left it} */
    public Role role() {
        return session().role();
    }

    /** {@return the id of the session, which the server made; opaque to the client} */
    public String id() {
        return session().id().orElseThrow();
    }

    /** {@return the bare address that was authenticated} */
    public Jid account() {
        return session().account();
    }

    /** {@return the full address that was bound} */
    public Jid bound() {
        return session().bound();
    }

    /** {@return how long the server keeps the session from the loss of the transport on, if it said} */
    public Optional<Duration> max() {
        return session().max();
    }

    /** {@return where the server wants to be reached for resumption, if it said} */
    public Optional<HostPort> location() {
        return session().location();
    }

    /** {@return how many stanzas from the peer were handled, modulo 2^32} */
    public long handled() {
        return parts.handled();
    }

    /** {@return how many stanzas the peer said that it handled, modulo 2^32} */
    public long acknowledged() {
        return parts.acknowledged();
    }

    /** {@return the stanzas that were sent and not acknowledged, in order} */
    public List<XmlElement> unacknowledged() {
        return parts.unacknowledged();
    }

    /** {@return the stanzas to send behind the unacknowledged ones, in order} */
    public List<XmlElement> queued() {
        return parts.queued();
    }

    /**
     * The same state with more to send once a stream goes on with it. There is no bound but the caller's.
     *
     * @param stanzas the stanzas, in order, behind those queued already
     * @return a new state
     * @throws IllegalArgumentException if one is no stanza
     */
    public SmState withQueued(List<XmlElement> stanzas) {
        checkStanzas(stanzas);
        List<XmlElement> all = new ArrayList<>(queued());
        all.addAll(stanzas);
        return new SmState(session(), handled(), acknowledged(), unacknowledged(), all);
    }

    /**
     * The same session at another point, for who stores counts and stanzas apart from the rest. What is queued stays.
     *
     * @param handled how many stanzas from the peer were handled, modulo 2^32
     * @param acknowledged how many stanzas the peer said that it handled, modulo 2^32
     * @param unacknowledged the stanzas behind those, in order, whether they were sent already or not: they are sent if the peer has
     *     not handled them
     * @return a new state
     * @throws IllegalArgumentException if a count is not from 0 to 2^32-1, or an element is no stanza
     */
    public SmState withProgress(long handled, long acknowledged, List<XmlElement> unacknowledged) {
        for (long count : new long[] {handled, acknowledged}) {
            if (count < 0 || count > SmElements.MAX) {
                throw new IllegalArgumentException(count + " is not from 0 to 2^32-1 (XEP-0198 section 4)");
            }
        }
        checkStanzas(unacknowledged);
        return new SmState(session(), handled, acknowledged, unacknowledged, queued());
    }

    private static void checkStanzas(List<XmlElement> elements) {
        for (XmlElement element : elements) {
            if (!isStanza(element)) {
                throw new IllegalArgumentException(
                        element.name() + " is no stanza (RFC 6120 section 8): give stanzas only");
            }
        }
    }

    static boolean isStanza(XmlElement element) {
        return Namespaces.isContentNamespace(element.namespace()) && SmElements.isStanza(element, element.namespace());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmState state && parts.equals(state.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Tells counts, neither stanzas nor the id. */
    @Override
    public String toString() {
        return "SmState[" + role() + " " + bound() + ", handled " + handled() + ", acknowledged " + acknowledged()
                + ", " + unacknowledged().size() + " unacknowledged, " + queued().size() + " queued]";
    }

    private record Parts(
            SmSession session,
            long handled,
            long acknowledged,
            List<XmlElement> unacknowledged,
            List<XmlElement> queued) {}
}
