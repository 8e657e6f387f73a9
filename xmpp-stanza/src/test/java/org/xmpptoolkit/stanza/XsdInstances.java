package org.xmpptoolkit.stanza;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.core.XmlText;

/** Makes instances out of the declarations of schemas, as far as the schemas of XMPP use XSD; what it does not know, it refuses. */
final class XsdInstances {
    private static final int MANY = 3;
    private static final int DEPTH = 3;

    private final Map<String, Document> documents;
    private final Map<String, Arbitrary<String>> tighter;
    private final XsdValues values;

    /**
     * Prepares for schemas.
     *
     * @param documents the schemas by namespace
     * @param tighter values of attributes ({@code @name}) and elements ({@code name}) of which the type does not tell enough
     */
    XsdInstances(Map<String, Document> documents, Map<String, Arbitrary<String>> tighter) {
        this.documents = documents;
        this.tighter = tighter;
        this.values = new XsdValues(documents);
    }

    /** The names of the elements that a schema declares at its top. */
    List<QName> elements(String namespace) {
        return children(schema(namespace))
                .filter(child -> child.getLocalName().equals("element"))
                .map(child -> new QName(namespace, child.getAttribute("name")))
                .toList();
    }

    Arbitrary<XmlElement> element(QName name) {
        return element(name, DEPTH);
    }

    private Arbitrary<XmlElement> element(QName name, int depth) {
        return instance(declared("element", name), true, depth);
    }

    private Element schema(String namespace) {
        Document document = documents.get(namespace);
        if (document == null) {
            throw new IllegalArgumentException("no schema of " + namespace);
        }
        return document.getDocumentElement();
    }

    private Element declared(String kind, QName name) {
        return children(schema(name.getNamespaceURI()))
                .filter(child -> child.getLocalName().equals(kind)
                        && child.getAttribute("name").equals(name.getLocalPart()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
    }

    private Arbitrary<XmlElement> instance(Element declaration, boolean global, int depth) {
        Element schema = declaration.getOwnerDocument().getDocumentElement();
        boolean qualified = global || schema.getAttribute("elementFormDefault").equals("qualified");
        String namespace = qualified ? schema.getAttribute("targetNamespace") : "";
        String name = declaration.getAttribute("name");
        Arbitrary<List<XmlNode>> content;
        Arbitrary<Map<QName, String>> attributes = Arbitraries.just(Map.of());
        Optional<Element> inline = children(declaration)
                .filter(c -> c.getLocalName().endsWith("Type"))
                .findFirst();
        Element type = inline.orElse(null);
        if (type == null && declaration.hasAttribute("type")) {
            QName typeName = XsdValues.resolve(declaration, declaration.getAttribute("type"));
            if (!typeName.getNamespaceURI().equals(XMLConstants.W3C_XML_SCHEMA_NS_URI)) {
                type = children(schema(typeName.getNamespaceURI()))
                        .filter(c -> c.getLocalName().endsWith("Type")
                                && c.getAttribute("name").equals(typeName.getLocalPart()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no type " + typeName));
            }
        }
        if (type != null && type.getLocalName().equals("complexType")) {
            Element simple = child(type, "simpleContent");
            Element holder = simple == null ? type : child(simple, "extension");
            if (holder == null) {
                throw new IllegalArgumentException("unknown simpleContent in " + name);
            }
            attributes = attributes(holder);
            content = simple == null
                    ? particles(type, depth)
                    : text(name, values.named(XsdValues.resolve(holder, holder.getAttribute("base"))));
        } else if (type != null) {
            content = text(name, values.simple(type));
        } else {
            content = text(name, values.named(XsdValues.resolve(declaration, declaration.getAttribute("type"))));
        }
        return Combinators.combine(attributes, content).as((all, nodes) -> {
            XmlElement.Builder builder = XmlElement.builder(namespace, name);
            all.forEach((attribute, value) -> builder.attribute(
                    attribute.getNamespaceURI(), attribute.getLocalPart(), attribute.getPrefix(), value));
            return builder.children(nodes).build();
        });
    }

    private Arbitrary<List<XmlNode>> text(String name, Arbitrary<String> byType) {
        return tighter.getOrDefault(name, byType).map(text -> text.isEmpty() ? List.of() : List.of(new XmlText(text)));
    }

    private Arbitrary<Map<QName, String>> attributes(Element holder) {
        List<Arbitrary<Map<QName, String>>> all = new ArrayList<>();
        children(holder).forEach(child -> {
            switch (child.getLocalName()) {
                case "attribute" -> all.add(attribute(child));
                case "anyAttribute" ->
                    all.add(values.strings().map(value -> Map.of(new QName("urn:a", "any", "a"), value)));
                default -> {}
            }
        });
        return Combinators.combine(all).as(maps -> {
            Map<QName, String> together = new LinkedHashMap<>();
            maps.forEach(together::putAll);
            return together;
        });
    }

    private Arbitrary<Map<QName, String>> attribute(Element declaration) {
        QName name;
        Arbitrary<String> value;
        if (declaration.getAttribute("ref").equals("xml:lang")) {
            name = new QName(Namespaces.XML, "lang", "xml");
            value = values.languages();
        } else {
            name = new QName(declaration.getAttribute("name"));
            Element inline = child(declaration, "simpleType");
            value = inline != null
                    ? values.simple(inline)
                    : values.named(XsdValues.resolve(declaration, declaration.getAttribute("type")));
            value = tighter.getOrDefault("@" + name.getLocalPart(), value);
        }
        Arbitrary<Map<QName, String>> there = value.map(text -> Map.of(name, text));
        return declaration.getAttribute("use").equals("required")
                ? there
                : Arbitraries.oneOf(there, Arbitraries.just(Map.of()));
    }

    /** The particles in a type, a group or another particle, one after the other. */
    private Arbitrary<List<XmlNode>> particles(Element holder, int depth) {
        List<Arbitrary<List<XmlNode>>> all = children(holder)
                .filter(child ->
                        !child.getLocalName().toLowerCase(java.util.Locale.ROOT).contains("attribute"))
                .map(child -> particle(child, depth))
                .toList();
        return joined(all);
    }

    private Arbitrary<List<XmlNode>> particle(Element particle, int depth) {
        Arbitrary<List<XmlNode>> once =
                switch (particle.getLocalName()) {
                    case "sequence" -> particles(particle, depth);
                    case "choice" -> {
                        List<Element> options = children(particle).toList();
                        yield Arbitraries.of(options).flatMap(option -> particle(option, depth));
                    }
                    case "all" ->
                        Arbitraries.shuffle(children(particle).toList())
                                .flatMap(order -> joined(order.stream()
                                        .map(option -> particle(option, depth))
                                        .toList()));
                    case "group" ->
                        particles(declared("group", XsdValues.resolve(particle, particle.getAttribute("ref"))), depth);
                    case "any" -> foreign(particle, depth).map(List::of);
                    case "element" ->
                        particle.hasAttribute("ref")
                                ? element(XsdValues.resolve(particle, particle.getAttribute("ref")), depth)
                                        .map(List::of)
                                : instance(particle, false, depth).map(List::of);
                    default -> throw new IllegalArgumentException("unknown particle " + particle.getLocalName());
                };
        int least = occurs(particle, "minOccurs");
        int most = Math.max(least, Math.min(occurs(particle, "maxOccurs"), MANY));
        return least == 1 && most == 1
                ? once
                : Arbitraries.integers()
                        .between(least, most)
                        .flatMap(count -> joined(
                                IntStream.range(0, count).mapToObj(i -> once).toList()));
    }

    private static int occurs(Element particle, String attribute) {
        String text = particle.getAttribute(attribute);
        return switch (text) {
            case "" -> 1;
            case "unbounded" -> MANY;
            default -> Integer.parseInt(text);
        };
    }

    /** An element for a wildcard: of nobody's namespace, or one that some schema of an extension declares. */
    private Arbitrary<XmlElement> foreign(Element wildcard, int depth) {
        if (!wildcard.getAttribute("namespace").equals("##other")) {
            throw new IllegalArgumentException("unknown wildcard " + wildcard.getAttribute("namespace"));
        }
        Arbitrary<XmlElement> leaves = Combinators.combine(
                        values.strings(), values.strings(), Arbitraries.of("", "urn:y"))
                .as((value, text, namespace) -> XmlElement.builder(Schemas.FOREIGN, "foreign")
                        .attribute("k", value)
                        .attribute("urn:a", "k", "a", value)
                        .text(text)
                        .child(XmlElement.builder(namespace, "inner").text(text).build())
                        .text(value)
                        .build());
        if (depth == 0) {
            return leaves;
        }
        String own = wildcard.getOwnerDocument().getDocumentElement().getAttribute("targetNamespace");
        List<QName> declared = documents.keySet().stream()
                .filter(namespace -> !namespace.equals(own)
                        && !Namespaces.isContentNamespace(namespace)
                        && !namespace.equals(Schemas.FOREIGN)
                        && !namespace.equals(Namespaces.STREAM)
                        && !namespace.equals(Namespaces.STREAM_ERRORS)
                        && !namespace.equals(Namespaces.STANZA_ERRORS))
                .flatMap(namespace -> elements(namespace).stream())
                .toList();
        return Arbitraries.oneOf(leaves, Arbitraries.of(declared).flatMap(name -> element(name, depth - 1)));
    }

    private static Arbitrary<List<XmlNode>> joined(List<Arbitrary<List<XmlNode>>> parts) {
        return Combinators.combine(parts)
                .as(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static @org.jspecify.annotations.Nullable Element child(Element parent, String name) {
        return children(parent)
                .filter(c -> c.getLocalName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static Stream<Element> children(Node parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(e -> !e.getLocalName().equals("annotation")
                        && !e.getLocalName().equals("import"));
    }
}
