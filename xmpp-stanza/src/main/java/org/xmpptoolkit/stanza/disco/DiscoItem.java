package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Payload;

/**
 * An entity that belongs to another one, or a node of an entity: a service of a server, a room of a service.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4.1</a>
 */
@XmlType(name = "discoItem", namespace = DiscoItems.NAMESPACE)
public final class DiscoItem extends Payload {
    /**
     * The address of the item.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4.1</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String jid;

    /**
     * In words for people, what the item is called.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4.1</a>
     */
    @XmlAttribute
    private @Nullable String name;

    /**
     * The node at that address that is meant, where it is not the entity itself.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4.1</a>
     */
    @XmlAttribute
    private @Nullable String node;

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private DiscoItem() {}

    /**
     * An item.
     *
     * @param jid its address
     * @return the item
     */
    public static DiscoItem of(Jid jid) {
        DiscoItem item = new DiscoItem();
        item.jid = jid.toString();
        return item;
    }

    /**
     * The same item with a name.
     *
     * @param name a text for people
     * @return the copy
     */
    public DiscoItem withName(String name) {
        DiscoItem copy = copy();
        copy.name = Objects.requireNonNull(name, "name");
        return copy;
    }

    /**
     * The same item with a node.
     *
     * @param node the node of its address that is meant
     * @return the copy
     */
    public DiscoItem withNode(String node) {
        DiscoItem copy = copy();
        copy.node = Objects.requireNonNull(node, "node");
        return copy;
    }

    private DiscoItem copy() {
        DiscoItem copy = new DiscoItem();
        copy.jid = jid;
        copy.name = name;
        copy.node = node;
        copy.others = others;
        return copy;
    }

    /** {@return the address; nothing if it is missing or malformed} */
    public Optional<Jid> jid() {
        return address(jid);
    }

    /** {@return the text of the attribute {@code jid}, perhaps no address} */
    public Optional<String> rawJid() {
        return Optional.ofNullable(jid);
    }

    /** {@return the name, a text for people} */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** {@return the node of the address that is meant} */
    public Optional<String> node() {
        return Optional.ofNullable(node);
    }

    /** {@return child elements that XEP-0030 does not know} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(jid, name, node, others);
    }

    @Override
    protected void check(Check check) {
        check.required("@jid", jid, jid().isPresent());
    }
}
