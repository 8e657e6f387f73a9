package org.xmpptoolkit.testkit.cli;

import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stanza.Stanza;

/**
 * An element, bound to the model it has and written back from there.
 *
 * @param type {@code message}, {@code presence}, {@code iq}, {@code stream-error}; {@code element} if there is no model
 * @param written what the model gives back
 */
record Model(String type, XmlElement written) {
    /** Binds a first-level element. */
    static Model of(XmlElement element) {
        if (element.is(Namespaces.STREAM, "error")) {
            return new Model("stream-error", StreamError.fromElement(element).toElement());
        }
        if (Stanza.isStanza(element)) {
            return new Model(element.localName(), Stanza.fromElement(element).toElement());
        }
        return new Model("element", element);
    }
}
