package org.xmpptoolkit.testkit.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xmpptoolkit.core.Namespaces;

/**
 * The rule by which the schemas of {@code jabber:server} and {@code jabber:component:accept} are made. The models bind stanzas in
 * {@code jabber:client}; the other content namespaces have the same elements (RFC 6120 section 4.8.3, XEP-0114), so their schemas are
 * that of {@code jabber:client} with the namespace replaced, together with what is declared in them alone. Between servers, and to
 * and from components, a stanza names its sender and its recipient (RFC 6120 sections 8.1.1.2 and 8.1.2.2, XEP-0114 section 3): there
 * both attributes are required.
 */
final class ContentNamespaceRule {
    /** The namespaces whose schemas this rule makes. */
    static final List<String> MADE = List.of(Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT);

    private static final Set<String> STANZAS = Set.of("message", "presence", "iq");
    private static final Set<String> ADDRESSES = Set.of("from", "to");

    private ContentNamespaceRule() {}

    static void apply(Map<String, Document> schemas) {
        Document client = schemas.get(Namespaces.CLIENT);
        if (client == null) {
            return;
        }
        for (String namespace : MADE) {
            Document copy = (Document) client.cloneNode(true);
            substitute(copy.getDocumentElement(), namespace);
            requireAddresses(copy.getDocumentElement());
            Document own = schemas.put(namespace, copy);
            if (own != null) {
                add(own.getDocumentElement(), copy.getDocumentElement());
            }
        }
    }

    private static void substitute(Element schema, String namespace) {
        schema.setAttribute("targetNamespace", namespace);
        Xsd.attributes(schema).stream()
                .filter(attribute -> attribute.getName().startsWith("xmlns")
                        && attribute.getValue().equals(Namespaces.CLIENT))
                .forEach(attribute -> attribute.setValue(namespace));
        Xsd.all(schema)
                .filter(info -> info.getAttribute("source").equals(Annotations.STANDS_IN))
                .forEach(info -> info.setTextContent(
                        within(namespace, QName.valueOf(info.getTextContent())).toString()));
    }

    /** The name that a place has for an element of a namespace: where this rule makes its schema, a stanza is of the same one. */
    static QName within(String namespace, QName place) {
        return MADE.contains(namespace) && place.getNamespaceURI().equals(Namespaces.CLIENT)
                ? new QName(namespace, place.getLocalPart())
                : place;
    }

    /** The name that the models have for an element: that of {@code jabber:client} for one that this rule makes of it. */
    static QName modelled(QName name) {
        return MADE.contains(name.getNamespaceURI()) ? new QName(Namespaces.CLIENT, name.getLocalPart()) : name;
    }

    private static void requireAddresses(Element schema) {
        for (Element declared : Xsd.children(schema)) {
            if (Xsd.is(declared, "complexType") && STANZAS.contains(declared.getAttribute("name"))) {
                Xsd.all(declared)
                        .filter(inside ->
                                Xsd.is(inside, "attribute") && ADDRESSES.contains(inside.getAttribute("name")))
                        .forEach(attribute -> attribute.setAttribute("use", "required"));
            }
        }
    }

    /** Adds what a schema declares to another of the same namespace. */
    private static void add(Element from, Element to) {
        for (Element declared : Xsd.children(from)) {
            if (declared.hasAttribute("name")) {
                Element copy = (Element) to.getOwnerDocument().importNode(declared, true);
                to.appendChild(copy);
                rename(declared, copy);
            }
        }
    }

    /** The two schemas may have different prefixes. */
    private static void rename(Element original, Element copy) {
        for (String attribute : List.of("type", "ref", "base")) {
            Xsd.name(original, attribute).ifPresent((QName name) -> Xsd.setName(copy, attribute, name));
        }
        List<Element> originals = Xsd.children(original);
        List<Element> copies = Xsd.children(copy);
        for (int i = 0; i < originals.size(); i++) {
            rename(originals.get(i), copies.get(i));
        }
    }
}
