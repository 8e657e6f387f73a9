package org.xmpptoolkit.testkit.cli;

import java.util.List;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stanza.Stanza;

/**
 * An element, bound to the model it has and written back from there.
 *
 * @param type {@code message}, {@code presence}, {@code iq}, {@code stream-error}; {@code element} if there is no model
 * @param written what the model gives back
 * @param problems what the model has to say against the element
 */
record Model(String type, XmlElement written, List<BindingProblem> problems) {
    /** Copies the list. */
    Model {
        problems = List.copyOf(problems);
    }

    /** Binds a first-level element. */
    static Model of(XmlElement element) {
        if (element.is(Namespaces.STREAM, "error")) {
            return new Model("stream-error", StreamError.fromElement(element).toElement(), List.of());
        }
        if (Stanza.isStanza(element)) {
            Stanza stanza = Stanza.fromElement(element);
            return new Model(element.localName(), stanza.toElement(), stanza.problems());
        }
        return new Model("element", element, List.of());
    }
}
