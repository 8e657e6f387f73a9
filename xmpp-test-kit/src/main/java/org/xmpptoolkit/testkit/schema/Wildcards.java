package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/**
 * Mends what XML Schema 1.0 takes for ambiguous: an element of another namespace, which may be left out, beside a wildcard that takes
 * it as well. The wildcard alone then stands for both, and says so: it is lax, so that the element is still held to its declaration.
 */
final class Wildcards {
    private Wildcards() {}

    static void settle(Element schema) {
        Xsd.all(schema)
                .filter(element -> Xsd.is(element, "complexType"))
                .toList()
                .forEach(Wildcards::settleType);
    }

    private static void settleType(Element type) {
        List<Element> particles = Xsd.all(type)
                .filter(element ->
                        Xsd.is(element, "any") || (Xsd.is(element, "element") && element.hasAttribute("ref")))
                .toList();
        Optional<Element> wildcard =
                particles.stream().filter(particle -> Xsd.is(particle, "any")).findFirst();
        if (wildcard.isEmpty()) {
            return;
        }
        boolean afterWildcard = false;
        for (Element particle : particles) {
            if (Xsd.is(particle, "any")) {
                afterWildcard = true;
            } else if (isForeign(particle) && (afterWildcard || !isOnce(particle))) {
                Annotations.known(wildcard.get(), Xsd.resolve(particle, particle.getAttribute("ref")));
                particle.getParentNode().removeChild(particle);
            }
        }
    }

    private static boolean isForeign(Element reference) {
        String namespace = Xsd.resolve(reference, reference.getAttribute("ref")).getNamespaceURI();
        return !namespace.isEmpty() && !namespace.equals(Xsd.target(reference));
    }

    private static boolean isOnce(Element particle) {
        Element parent = (Element) particle.getParentNode();
        return Stream.of(particle, parent)
                        .allMatch(one -> !one.hasAttribute("minOccurs") && !one.hasAttribute("maxOccurs"))
                && Xsd.is(parent, "sequence");
    }

    /** The elements that the wildcards of a schema are known to take. */
    static List<QName> known(Element schema) {
        List<QName> names = new ArrayList<>();
        Xsd.all(schema)
                .filter(element -> Xsd.is(element, "appinfo")
                        && element.getAttribute("source").equals(Annotations.KNOWN))
                .forEach(info -> names.add(QName.valueOf(info.getTextContent())));
        return names;
    }
}
