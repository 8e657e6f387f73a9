package org.xmpptoolkit.testkit.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stanza.ExtensionRegistry;
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
            List<BindingProblem> problems = new ArrayList<>(stanza.problems());
            Map<String, Integer> counts = new HashMap<>();
            for (XmlElement child : stanza.toElement().elements()) {
                int count = counts.merge(child.localName(), 1, Integer::sum);
                if (stanza.payloads().contains(child)) {
                    problems.addAll(problems(child, element.localName() + "/", count));
                }
            }
            return new Model(element.localName(), stanza.toElement(), problems);
        }
        return new Model("element", element, problems(element, "", 1));
    }

    /** What the class of an element, if the box has one, holds against it: its path begins with what is around it. */
    private static List<BindingProblem> problems(XmlElement element, String around, int count) {
        ExtensionRegistry registry = ExtensionRegistry.standard();
        String name = element.localName();
        String place = around + name + (count > 1 ? "[" + count + "]" : "");
        return registry
                .type(element.name())
                .map(type -> registry.bind(element, type).problems())
                .orElse(List.of())
                .stream()
                .map(p -> new BindingProblem(place + p.path().substring(name.length()), p.kind(), p.value()))
                .toList();
    }
}
