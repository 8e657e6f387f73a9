package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An adapter for a lax wildcard whose unknown elements stay {@link XmlElement}s. {@link Binding} keeps such elements away from JAXB,
 * which would make a DOM of each. Stateless, so one instance may serve any thread.
 *
 * @param <T> what the elements of the wildcard are in the model
 */
public abstract class HeldAdapter<T> extends XmlAdapter<Object, T> {
    /** For subclasses. */
    protected HeldAdapter() {}

    /**
     * What to give JAXB for an element.
     *
     * @param element the element
     * @return a value that {@link Binding} writes as that element
     */
    protected static Object hold(XmlElement element) {
        return holdNode(element);
    }

    static Object holdNode(XmlNode node) {
        HeldElement held = new HeldElement();
        held.node = node;
        return held;
    }

    /**
     * The element behind a value that JAXB gives.
     *
     * @param value what JAXB has read
     * @return the element, or nothing if the value is of another kind
     */
    protected static Optional<XmlElement> held(@Nullable Object value) {
        return value instanceof HeldElement held && held.node instanceof XmlElement element
                ? Optional.of(element)
                : Optional.empty();
    }
}
