package org.xmpptoolkit.stanza;

import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.XmlElement;

/**
 * A way to read and write a payload without JAXB, for one that is large or frequent. Its class is annotated for JAXB all the same, and
 * what is read and written has to be the same either way. Implementations are stateless.
 *
 * @param <T> the class of the payload
 */
public interface PayloadBinding<T> {
    /** {@return the class of the payload, annotated with {@link jakarta.xml.bind.annotation.XmlRootElement}} */
    Class<T> type();

    /**
     * Reads a payload. What it cannot place is a problem; an exception costs the whole payload.
     *
     * @param element an element of the name that the class has
     * @return the payload, and what had no place in it
     */
    Binding.Result<T> read(XmlElement element);

    /**
     * Writes a payload.
     *
     * @param payload the payload
     * @return its element
     */
    XmlElement write(T payload);
}
