package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xmpptoolkit.testkit.schema.SiteModel.Link;
import org.xmpptoolkit.testkit.schema.SiteModel.Text;

/** Finds what schemas name, and reads names and annotations in them. */
final class SchemaIndex {
    static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private static final String JAVA = "urn:org.xmpptoolkit:java";
    private static final String STANDS_IN = "urn:org.xmpptoolkit:stands-in";

    private record Name(String kind, QName name) {}

    private final Map<Name, Element> named = new HashMap<>();

    SchemaIndex(Collection<Document> schemas) {
        for (Document schema : schemas) {
            Element root = schema.getDocumentElement();
            for (Element child : children(root)) {
                if (child.hasAttribute("name")) {
                    QName name = new QName(root.getAttribute("targetNamespace"), child.getAttribute("name"));
                    named.put(new Name(kind(child.getLocalName()), name), child);
                }
            }
        }
    }

    private static String kind(String localName) {
        return localName.endsWith("Type") ? "type" : localName;
    }

    /** What is defined by a name; kind is {@code type}, {@code element}, {@code attribute}, {@code group}, {@code attributeGroup}. */
    Optional<Element> find(String kind, QName name) {
        return Optional.ofNullable(named.get(new Name(kind, name)));
    }

    /** The children that belong to the schema language. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && XS.equals(element.getNamespaceURI())) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child of one of the names. */
    static @Nullable Element child(Element parent, String... names) {
        for (Element child : children(parent)) {
            if (List.of(names).contains(child.getLocalName())) {
                return child;
            }
        }
        return null;
    }

    /** An attribute, or null if it is not there. */
    static @Nullable String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }

    /** The name that an attribute holds, or null if it is not there. */
    static @Nullable QName name(Element element, String attribute) {
        return element.hasAttribute(attribute)
                ? nameIn(element, element.getAttribute(attribute).strip())
                : null;
    }

    /** The name that a text means at an element. */
    static QName nameIn(Element element, String text) {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? null : text.substring(0, colon);
        String namespace = XMLConstants.XML_NS_PREFIX.equals(prefix)
                ? XMLConstants.XML_NS_URI
                : element.lookupNamespaceURI(prefix);
        return new QName(namespace == null ? "" : namespace, text.substring(colon + 1));
    }

    static String targetNamespace(Element element) {
        return element.getOwnerDocument().getDocumentElement().getAttribute("targetNamespace");
    }

    static int occurs(Element element, String attribute) {
        String text = element.getAttribute(attribute);
        if (text.isEmpty()) {
            return 1;
        }
        return text.equals("unbounded") ? SiteModel.UNBOUNDED : Integer.parseInt(text.strip());
    }

    /** What is written about an element of a schema. */
    static Text text(Element described) {
        Element annotation = child(described, "annotation");
        if (annotation == null) {
            return Text.NONE;
        }
        StringBuilder text = new StringBuilder();
        String java = "";
        List<Link> links = new ArrayList<>();
        for (Element part : children(annotation)) {
            String content = part.getTextContent().strip();
            String source = part.getAttribute("source");
            if (part.getLocalName().equals("appinfo")) {
                java = source.equals(JAVA) ? content : java;
            } else if (source.isEmpty()) {
                text.append(text.length() == 0 || content.isEmpty() ? "" : "\n\n")
                        .append(content);
            } else {
                links.add(new Link(source, content.isEmpty() ? source : content));
            }
        }
        return new Text(text.toString(), links, java);
    }

    /** Where an element of this type may stand, by what is written about the type. */
    static List<QName> standsIn(Element described) {
        Element annotation = child(described, "annotation");
        return annotation == null
                ? List.of()
                : children(annotation).stream()
                        .filter(part -> part.getAttribute("source").equals(STANDS_IN))
                        .map(part -> QName.valueOf(part.getTextContent().strip()))
                        .distinct()
                        .toList();
    }
}
