package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * Asks which items belong to an entity, in an iq of type {@code get}, and tells them in the result.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "query", namespace = DiscoItems.NAMESPACE)
@XmlType(
        name = "discoItems",
        namespace = DiscoItems.NAMESPACE,
        propOrder = {"items", "others"})
public final class DiscoItems extends Payload {
    static final String NAMESPACE = "http://jabber.org/protocol/disco#items";

    /**
     * The node of the entity that is asked about; the answer repeats it.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4.2</a>
     */
    @XmlAttribute
    private @Nullable String node;

    /**
     * An item.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 4.1</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "item", namespace = NAMESPACE)
    private List<DiscoItem> items = new ArrayList<>();

    /** Child elements of other specifications: for instance where a page of items ends (XEP-0059). */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private DiscoItems() {}

    /** {@return the question to an entity} */
    public static DiscoItems request() {
        return new DiscoItems();
    }

    /**
     * The question for a node of an entity.
     *
     * @param node the node
     * @return the question
     */
    public static DiscoItems request(String node) {
        return of(node, List.of());
    }

    /**
     * The answer of an entity.
     *
     * @param items the entities that belong to it
     * @return the answer
     */
    public static DiscoItems of(List<DiscoItem> items) {
        DiscoItems answer = new DiscoItems();
        answer.items = List.copyOf(items);
        return answer;
    }

    /**
     * The answer of a node of an entity.
     *
     * @param node the node
     * @param items the entities that belong to it
     * @return the answer
     */
    public static DiscoItems of(String node, List<DiscoItem> items) {
        DiscoItems answer = of(items);
        answer.node = Objects.requireNonNull(node, "node");
        return answer;
    }

    /** {@return the node that is asked for, or answers} */
    public Optional<String> node() {
        return Optional.ofNullable(node);
    }

    /** {@return the entities, in the order they came in} */
    public List<DiscoItem> items() {
        return List.copyOf(items);
    }

    /** {@return child elements that XEP-0030 does not know: for instance where a page of items ends (XEP-0059)} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(node, items, others);
    }

    @Override
    protected void check(Check check) {
        check.each("item", items);
    }
}
