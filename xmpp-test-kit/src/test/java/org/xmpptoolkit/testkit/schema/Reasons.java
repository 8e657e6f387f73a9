package org.xmpptoolkit.testkit.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Stanza;

/** Why our schemas and those of the RFCs differ, each reason as narrow as it can be told. */
final class Reasons {
    /**
     * A reason.
     *
     * @param name what the difference is
     * @param why where the specifications say so
     * @param oursRefuses whether it is our schema that refuses such an element
     * @param byText whether the text of the RFC decides, so that its schema cannot be followed
     * @param at whether an element is such
     */
    record Reason(String name, String why, boolean oursRefuses, boolean byText, Predicate<XmlElement> at) {
        boolean covers(SchemaComparison.Difference difference) {
            return difference.ours().isPresent() == oursRefuses
                    && isIn(difference.mutant().element());
        }

        private boolean isIn(XmlElement element) {
            return at.test(element) || element.elements().stream().anyMatch(this::isIn);
        }
    }

    static final List<Reason> ALL = List.of(
            new Reason(
                    "an own child of a stanza after a payload or an error",
                    "the RFCs' sequences, where RFC 6120 section 8 and RFC 6121 sections 4.7 and 5.2 know no order",
                    false,
                    false,
                    Reasons::isOutOfOrder),
            new Reason(
                    "an attribute of another namespace on a stanza, or an unknown one of XML's",
                    "RFC 6120 section 8.4 has it ignored, the schemas do not let it pass",
                    false,
                    false,
                    e -> Stanza.isStanza(e)
                            && e.attributes().stream()
                                    .anyMatch(a -> !a.namespace().isEmpty()
                                            && !(a.namespace().equals(Namespaces.XML)
                                                    && a.localName().equals("lang")))),
            new Reason(
                    "xml:lang that is empty",
                    "XML section 2.12: the language is unknown",
                    false,
                    false,
                    e -> e.xmlLang().equals(Optional.of(""))),
            new Reason(
                    "an application-specific condition of a SASL failure",
                    "RFC 6120 section 6.5 is silent; its schema has no wildcard",
                    false,
                    false,
                    e -> e.is(Namespaces.SASL, "failure") && hasForeignChild(e, Namespaces.SASL)),
            new Reason(
                    "more than two elements after the condition of a stream error",
                    "RFC 6120 section 4.9.2; the wildcard that mends an ambiguous content model takes two",
                    false,
                    false,
                    e -> e.is(Namespaces.STREAM, "error") && e.elements().size() > 3),
            new Reason(
                    "an application-specific condition of a stanza error",
                    "RFC 6120 section 8.3.4 allows it",
                    false,
                    true,
                    e -> isOwn(e, "error") && hasForeignChild(e, Namespaces.STANZA_ERRORS)),
            new Reason(
                    "bind with neither resource nor jid",
                    "RFC 6120 section 7.6.1 asks for it",
                    false,
                    true,
                    e -> e.is(Namespaces.BIND, "bind") && e.elements().isEmpty()),
            new Reason(
                    "another element of the namespace of the condition in a stream error",
                    "RFC 6120 sections 4.9.2 and 4.9.4: one condition, one text, and what an application adds is of its own namespace",
                    true,
                    true,
                    e -> e.is(Namespaces.STREAM, "error")
                            && e.elements().stream()
                                            .filter(c -> c.namespace().equals(Namespaces.STREAM_ERRORS))
                                            .count()
                                    > 1),
            new Reason(
                    "several of what a stanza has once: thread, show, priority",
                    "RFC 6121 sections 5.2.5, 4.7.2.1 and 4.7.2.3",
                    true,
                    true,
                    e -> Stanza.isStanza(e) && (repeats(e, "thread") || repeats(e, "show") || repeats(e, "priority"))),
            new Reason(
                    "priority that is empty",
                    "RFC 6121 section 4.7.2.3: an integer; the schema of jabber:server has a default instead",
                    true,
                    true,
                    e -> e.is(Namespaces.SERVER, "priority") && e.text().isEmpty()));

    private Reasons() {}

    private static boolean isOwn(XmlElement element, String name) {
        return Namespaces.isContentNamespace(element.namespace())
                && element.localName().equals(name);
    }

    private static boolean hasForeignChild(XmlElement element, String own) {
        return element.elements().stream().anyMatch(child -> !child.namespace().equals(own));
    }

    private static boolean repeats(XmlElement stanza, String name) {
        return stanza.elements(stanza.namespace(), name).size() > 1;
    }

    /** Own children, any payload, an error: so the schemas have it. */
    private static boolean isOutOfOrder(XmlElement stanza) {
        if (!Stanza.isStanza(stanza)) {
            return false;
        }
        int least = 0;
        for (XmlElement child : stanza.elements()) {
            int rank = !child.namespace().equals(stanza.namespace())
                    ? 1
                    : child.localName().equals("error") ? 2 : 0;
            if (rank < least) {
                return true;
            }
            least = rank;
        }
        return false;
    }
}
