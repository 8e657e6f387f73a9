package org.xmpptoolkit.stanza.roster;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.PayloadBinding;

/**
 * A roster: the entities that an account knows, and who of them sees whose presence. A client asks for it with an empty one in
 * an iq of type {@code get}, and changes one item with type {@code set}; the server tells of changes by a {@code set} of its
 * own, the roster push, which holds one item.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1">RFC 6121 section 2.1</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "query")
public final class Roster extends Payload {
    /**
     * The version of the roster: an opaque text, where the server keeps versions. In a request it is the one that the client
     * holds, empty if it holds none, and the server then sends only what has changed.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.1">RFC 6121 section 2.1.1</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.6">RFC 6121 section 2.6</a>
     */
    @XmlAttribute
    @Nullable
    String ver;

    /**
     * An item: in a change exactly one.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2">RFC 6121 section 2.1.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "item")
    List<RosterItem> items = new ArrayList<>();

    Roster() {}

    /**
     * What a client asks for the roster with.
     *
     * @return a roster without items and version
     */
    public static Roster request() {
        return of(List.of());
    }

    /**
     * What a client asks for changes of the roster with (RFC 6121 section 2.6.2).
     *
     * @param version the version that the client holds; empty if it holds none
     * @return a roster without items
     */
    public static Roster request(String version) {
        return of(version, List.of());
    }

    /**
     * A roster without version, or a change to it.
     *
     * @param items the items; exactly one in a change (RFC 6121 sections 2.1.5 and 2.1.6)
     * @return the roster
     */
    public static Roster of(List<RosterItem> items) {
        Roster roster = new Roster();
        roster.items = List.copyOf(items);
        return roster;
    }

    /**
     * A roster of some version.
     *
     * @param version the version
     * @param items the items
     * @return the roster
     */
    public static Roster of(String version, List<RosterItem> items) {
        Roster roster = of(items);
        roster.ver = Objects.requireNonNull(version, "version");
        return roster;
    }

    /** {@return the binding that reads and writes rosters without JAXB: some have thousands of items} */
    public static PayloadBinding<Roster> binding() {
        return new RosterBinding();
    }

    /** {@return the version, an opaque text, if the server keeps versions} */
    public Optional<String> version() {
        return Optional.ofNullable(ver);
    }

    /** {@return the items, in the order they came in} */
    public List<RosterItem> items() {
        return List.copyOf(items);
    }

    /**
     * The first item of an address.
     *
     * @param jid the address
     * @return the item, or nothing if there is none
     */
    public Optional<RosterItem> item(Jid jid) {
        return items.stream()
                .filter(item -> item.jid().equals(Optional.of(jid)))
                .findFirst();
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(ver, items);
    }

    @Override
    protected void check(Check check) {
        check.each("item", items);
    }
}
