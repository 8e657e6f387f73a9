package org.xmpptoolkit.testkit.schema;

import static org.xmpptoolkit.testkit.schema.SchemaIndex.attribute;
import static org.xmpptoolkit.testkit.schema.SchemaIndex.child;
import static org.xmpptoolkit.testkit.schema.SchemaIndex.children;
import static org.xmpptoolkit.testkit.schema.SchemaIndex.occurs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xmpptoolkit.testkit.schema.SiteModel.Attribute;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Namespace;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Text;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;

/** Reads a set of annotated schemas. Used once. */
final class SchemaReader {
    /** What tells an element from others: its name, and its type or the part of a schema that it stands in. */
    private record Key(boolean global, QName name, Object typeOrPlace) {}

    private record Pending(int number, Key key, Element declaration) {}

    private final Map<String, Document> schemas;
    private final SchemaIndex index;
    private final ValueTypes types;
    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<SiteModel.Element> elements = new ArrayList<>();
    private final List<Document> homes = new ArrayList<>();

    private SchemaReader(Map<String, Document> schemas) {
        this.schemas = schemas;
        this.index = new SchemaIndex(schemas.values());
        this.types = new ValueTypes(index);
    }

    /**
     * Reads the set.
     *
     * @param schemas the schemas by the names of their files
     */
    static SiteModel read(Map<String, Document> schemas) {
        return new SchemaReader(schemas).model();
    }

    private SiteModel model() {
        for (Document schema : schemas.values()) {
            for (Element child : children(schema.getDocumentElement())) {
                if (child.getLocalName().equals("element")) {
                    globalElement(child);
                }
            }
        }
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            elements.add(element(next));
            homes.add(next.declaration().getOwnerDocument());
        }
        List<Namespace> namespaces = new ArrayList<>();
        schemas.forEach((file, schema) -> {
            Element root = schema.getDocumentElement();
            String uri = root.getAttribute("targetNamespace");
            List<Integer> own = elements.stream()
                    .filter(element -> homes.get(element.number()) == schema)
                    .sorted(Comparator.comparing(SiteModel.Element::global)
                            .reversed()
                            .thenComparing(element -> element.name().getLocalPart())
                            .thenComparing(SiteModel.Element::number))
                    .map(SiteModel.Element::number)
                    .toList();
            if (!own.isEmpty()) {
                namespaces.add(new Namespace(uri, file, SchemaIndex.text(root), own));
            }
        });
        namespaces.sort(Comparator.comparing(Namespace::uri));
        return new SiteModel(namespaces, elements);
    }

    private int globalElement(Element declaration) {
        QName name = new QName(SchemaIndex.targetNamespace(declaration), declaration.getAttribute("name"));
        return number(new Key(true, name, ""), declaration);
    }

    private int localElement(Element declaration) {
        boolean qualified = attribute(declaration, "form") == null
                ? declaration
                        .getOwnerDocument()
                        .getDocumentElement()
                        .getAttribute("elementFormDefault")
                        .equals("qualified")
                : declaration.getAttribute("form").equals("qualified");
        QName name =
                new QName(qualified ? SchemaIndex.targetNamespace(declaration) : "", declaration.getAttribute("name"));
        QName type = ValueTypes.definedName(declaration);
        boolean complex = type != null
                && index.find("type", type)
                        .filter(found -> found.getLocalName().equals("complexType")
                                && !SchemaIndex.text(found).text().isEmpty())
                        .isPresent();
        return number(new Key(false, name, complex && type != null ? type : place(declaration)), declaration);
    }

    /** What a declaration stands in, wherever in its content: there elements of one name are of one type. */
    private static Node place(Element declaration) {
        Node place = declaration.getParentNode();
        while (place instanceof Element group
                && List.of("sequence", "choice", "all").contains(group.getLocalName())) {
            place = group.getParentNode();
        }
        return place;
    }

    private int number(Key key, Element declaration) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(key, number);
        pending.add(new Pending(number, key, declaration));
        return number;
    }

    private SiteModel.Element element(Pending one) {
        Element declaration = one.declaration();
        QName typeName = ValueTypes.definedName(declaration);
        Optional<Element> defined = typeName == null ? Optional.empty() : index.find("type", typeName);
        Element inner = child(declaration, "complexType", "simpleType");
        Element type = defined.orElse(inner);
        Text own = SchemaIndex.text(declaration);
        Text text = type == null
                ? own
                : merged(one.key().typeOrPlace() instanceof QName ? Text.NONE : own, SchemaIndex.text(type), own);
        List<QName> standsIn = new ArrayList<>(SchemaIndex.standsIn(declaration));
        if (type != null && one.key().global()) {
            // The type may be one for all content namespaces.
            SchemaIndex.standsIn(type).stream()
                    .map(place -> ContentNamespaceRule.within(one.key().name().getNamespaceURI(), place))
                    .filter(place -> !standsIn.contains(place))
                    .forEach(standsIn::add);
        }
        QName written = SchemaIndex.name(declaration, "type");
        boolean untyped =
                type == null && (written == null || written.getLocalPart().equals("anyType"));
        Content content = new Content();
        if (type != null && type.getLocalName().equals("complexType")) {
            read(type, content);
        } else if (!untyped) {
            content.type = types.of(declaration);
        }
        return new SiteModel.Element(
                one.number(),
                one.key().name(),
                one.key().global(),
                text,
                content.particle,
                content.type,
                untyped,
                List.copyOf(content.attributes.values()),
                content.anyAttribute,
                standsIn);
    }

    /** The first text that says something, with the first links and the first class that are told. */
    private static Text merged(Text... texts) {
        Text merged = Text.NONE;
        for (Text text : texts) {
            merged = new Text(
                    merged.text().isEmpty() ? text.text() : merged.text(),
                    merged.links().isEmpty() ? text.links() : merged.links(),
                    merged.java().isEmpty() ? text.java() : merged.java());
        }
        return merged;
    }

    private static final class Content {
        private @Nullable Particle particle;
        private @Nullable ValueType type;
        private boolean anyAttribute;
        private final Map<QName, Attribute> attributes = new LinkedHashMap<>();
    }

    private void read(Element complexType, Content content) {
        if (complexType.getAttribute("mixed").equals("true")) {
            content.type = ValueTypes.STRING;
        }
        Element derived = child(complexType, "simpleContent", "complexContent");
        Element how = derived == null ? complexType : child(derived, "extension", "restriction");
        if (how == null) {
            return;
        }
        boolean narrows = how.getLocalName().equals("restriction");
        QName base = SchemaIndex.name(how, "base");
        Optional<Element> above = base == null ? Optional.empty() : index.find("type", base);
        if (above.isPresent() && above.get().getLocalName().equals("complexType")) {
            read(above.get(), content);
        } else if (base != null && derived != null && derived.getLocalName().equals("simpleContent")) {
            content.type = types.named(base);
        }
        if (narrows && content.type != null) {
            content.type = ValueTypes.narrow(content.type, how);
        }
        Element group = child(how, "sequence", "choice", "all", "group");
        Particle read = group == null ? null : particle(group);
        Particle own = read == null ? null : Interleaving.simplified(read);
        Particle inherited = content.particle;
        content.particle = inherited == null || narrows
                ? own
                : own == null ? inherited : new Group(Order.SEQUENCE, 1, 1, List.of(inherited, own));
        readAttributes(how, content);
    }

    private void readAttributes(Element holder, Content content) {
        for (Element child : children(holder)) {
            switch (child.getLocalName()) {
                case "attribute" -> {
                    Attribute attribute = attributeOf(child);
                    content.attributes.put(attribute.name(), attribute);
                }
                case "attributeGroup" -> {
                    QName name = SchemaIndex.name(child, "ref");
                    if (name != null) {
                        index.find("attributeGroup", name).ifPresent(group -> readAttributes(group, content));
                    }
                }
                case "anyAttribute" -> content.anyAttribute = true;
                default -> {}
            }
        }
    }

    private Attribute attributeOf(Element use) {
        QName reference = SchemaIndex.name(use, "ref");
        Element declaration =
                reference == null ? use : index.find("attribute", reference).orElse(use);
        boolean qualified = attribute(use, "form") == null
                ? use.getOwnerDocument()
                        .getDocumentElement()
                        .getAttribute("attributeFormDefault")
                        .equals("qualified")
                : use.getAttribute("form").equals("qualified");
        QName name = reference != null
                ? reference
                : new QName(qualified ? SchemaIndex.targetNamespace(use) : "", use.getAttribute("name"));
        ValueType type = name.getNamespaceURI().equals(XMLConstants.XML_NS_URI)
                        && name.getLocalPart().equals("lang")
                ? new ValueType("language", false, List.of(), List.of())
                : types.of(declaration);
        Text text = merged(SchemaIndex.text(use), SchemaIndex.text(declaration));
        return new Attribute(
                name,
                use.getAttribute("use").equals("required"),
                attribute(use, "default"),
                attribute(use, "fixed"),
                type,
                text);
    }

    private @Nullable Particle particle(Element part) {
        int min = occurs(part, "minOccurs");
        int max = occurs(part, "maxOccurs");
        return switch (part.getLocalName()) {
            case "sequence" -> group(Order.SEQUENCE, min, max, part);
            case "choice" -> group(Order.CHOICE, min, max, part);
            case "all" -> group(Order.ALL, min, max, part);
            case "group" -> {
                QName name = SchemaIndex.name(part, "ref");
                Element defined =
                        name == null ? null : index.find("group", name).orElse(null);
                Element inner = defined == null ? null : child(defined, "sequence", "choice", "all");
                Particle read = inner == null ? null : particle(inner);
                yield read instanceof Group group && group.min() == 1 && group.max() == 1
                        ? new Group(group.order(), min, max, group.parts())
                        : read;
            }
            case "element" -> use(part, min, max);
            case "any" -> {
                String namespaces = part.getAttribute("namespace");
                yield new Wildcard(min, max, namespaces.isEmpty() ? "##any" : namespaces);
            }
            default -> null;
        };
    }

    private Particle group(Order order, int min, int max, Element holder) {
        List<Particle> parts = new ArrayList<>();
        for (Element child : children(holder)) {
            Particle part = particle(child);
            if (part != null && part.max() != 0) {
                parts.add(part);
            }
        }
        // A group of one that stands once says nothing of its own.
        return parts.size() == 1 && min == 1 && max == 1 && parts.get(0) instanceof Group
                ? parts.get(0)
                : new Group(order, min, max, parts);
    }

    private @Nullable Particle use(Element part, int min, int max) {
        QName reference = SchemaIndex.name(part, "ref");
        Element declaration =
                reference == null ? part : index.find("element", reference).orElse(null);
        if (declaration == null) {
            return new Wildcard(min, max, String.valueOf(reference));
        }
        int number = reference == null ? localElement(part) : globalElement(declaration);
        return new Use(
                number,
                min,
                max,
                attribute(declaration, "default"),
                attribute(declaration, "fixed"),
                SchemaIndex.text(part));
    }
}
