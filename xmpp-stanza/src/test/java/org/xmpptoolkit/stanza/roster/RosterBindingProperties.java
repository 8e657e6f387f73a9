package org.xmpptoolkit.stanza.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.PayloadBinding;

/** The binding of rosters is JAXB's, but for the time it takes. */
class RosterBindingProperties {
    private static final String ROSTER = "jabber:iq:roster";
    private static final PayloadBinding<Roster> OWN = Roster.binding();

    @Property(tries = 500)
    void readsAndWritesAsJaxbDoes(@ForAll("rosters") XmlElement element) {
        Binding.Result<Roster> jaxb = Binding.standard().toObject(element, Roster.class);
        Binding.Result<Roster> own = OWN.read(element);
        assertEquals(jaxb.problems(), own.problems());
        Roster roster = own.value().orElseThrow();
        assertEquals(jaxb.value().orElseThrow(), roster);
        assertEquals(Binding.standard().toElement(roster), OWN.write(roster));
        assertEquals(List.of(), OWN.read(OWN.write(roster)).problems());
    }

    @Provide
    Arbitrary<XmlElement> rosters() {
        Arbitrary<String> values = Arbitraries.of("", "a@b", "@", "both", "maybe", "true", "subscribe", " x\t");
        Arbitrary<XmlElement> leaves = Combinators.combine(
                        Arbitraries.of(ROSTER, ROSTER, "", "urn:x"),
                        Arbitraries.of("group", "group", "item", "q"),
                        Arbitraries.of("", "Friends", "Lovers", " "),
                        Arbitraries.of(0, 0, 1, 2))
                .as((namespace, name, text, kind) -> {
                    XmlElement.Builder leaf =
                            XmlElement.builder(namespace, name).text(text);
                    if (kind > 0) {
                        leaf.attribute("", "colour", "", "red").child(XmlElement.of(ROSTER, "group"));
                    }
                    if (kind > 1) {
                        leaf.text(text).child(XmlElement.of("urn:y", "group"));
                    }
                    return leaf.build();
                });
        Arbitrary<XmlElement> items = children(Arbitraries.just("item"), values, leaves);
        return children(Arbitraries.just("query"), values, Arbitraries.oneOf(items, items, leaves));
    }

    private static Arbitrary<XmlElement> children(
            Arbitrary<String> names, Arbitrary<String> values, Arbitrary<XmlElement> inside) {
        Arbitrary<String> attributes =
                Arbitraries.of("jid", "name", "subscription", "ask", "approved", "ver", "lang", "foreign");
        return Combinators.combine(
                        names,
                        attributes.set().ofMaxSize(6),
                        values.list().ofSize(8),
                        inside.list().ofMaxSize(4),
                        Arbitraries.of("", "", " ", "stray"))
                .as((name, known, texts, children, text) -> {
                    XmlElement.Builder builder =
                            XmlElement.builder(ROSTER, name).text(text);
                    int i = 0;
                    for (String attribute : known) {
                        String value = texts.get(i++);
                        switch (attribute) {
                            case "lang" -> builder.attribute(Namespaces.XML, "lang", "xml", value);
                            case "foreign" -> builder.attribute("urn:x", "jid", "x", value);
                            default -> builder.attribute(attribute, value);
                        }
                    }
                    children.forEach(child -> builder.child(child).text(text));
                    return builder.build();
                });
    }
}
