package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Facet;
import org.xmpptoolkit.testkit.schema.SiteModel.Value;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;

/** Reads the simple types of schemas. */
final class ValueTypes {
    static final ValueType STRING = new ValueType("string", false, List.of(), List.of());

    private final SchemaIndex index;

    ValueTypes(SchemaIndex index) {
        this.index = index;
    }

    /** The type that an attribute or element has, by name or within. */
    ValueType of(Element typed) {
        QName name = SchemaIndex.name(typed, "type");
        if (name != null) {
            return named(name);
        }
        Element own = SchemaIndex.child(typed, "simpleType");
        return own == null ? STRING : simple(own);
    }

    ValueType named(QName name) {
        if (name.getNamespaceURI().equals(SchemaIndex.XS)) {
            return new ValueType(name.getLocalPart(), false, List.of(), List.of());
        }
        return index.find("type", name).map(this::simple).orElse(STRING);
    }

    private ValueType simple(Element type) {
        Element how = SchemaIndex.child(type, "restriction", "list", "union");
        if (how == null) {
            return STRING;
        }
        return switch (how.getLocalName()) {
            case "list" -> {
                ValueType item = base(how, "itemType");
                yield new ValueType(item.name(), true, item.values(), item.facets());
            }
            case "union" -> union(how);
            default -> restriction(how);
        };
    }

    private ValueType base(Element how, String attribute) {
        QName name = SchemaIndex.name(how, attribute);
        Element own = SchemaIndex.child(how, "simpleType");
        return name != null ? named(name) : own != null ? simple(own) : STRING;
    }

    /** A base, narrowed. */
    ValueType restriction(Element how) {
        return narrow(base(how, "base"), how);
    }

    static ValueType narrow(ValueType base, Element how) {
        List<Value> values = new ArrayList<>();
        List<Facet> facets = new ArrayList<>();
        for (Element facet : SchemaIndex.children(how)) {
            String value = SchemaIndex.attribute(facet, "value");
            if (value != null && facet.getLocalName().equals("enumeration")) {
                values.add(new Value(value, SchemaIndex.text(facet)));
            } else if (value != null) {
                facets.add(new Facet(facet.getLocalName(), value));
            }
        }
        base.facets().stream()
                .filter(outer -> facets.stream().noneMatch(own -> own.name().equals(outer.name())))
                .forEach(facets::add);
        return new ValueType(base.name(), base.list(), values.isEmpty() ? base.values() : values, facets);
    }

    private ValueType union(Element how) {
        List<ValueType> members = new ArrayList<>();
        String names = SchemaIndex.attribute(how, "memberTypes");
        for (String name : names == null ? new String[0] : names.strip().split("\\s+")) {
            members.add(named(SchemaIndex.nameIn(how, name)));
        }
        SchemaIndex.children(how).stream()
                .filter(child -> child.getLocalName().equals("simpleType"))
                .forEach(child -> members.add(simple(child)));
        List<Value> values =
                members.stream().flatMap(member -> member.values().stream()).toList();
        String name = String.join(
                "|", members.stream().map(ValueType::name).distinct().toList());
        List<Facet> open = members.stream().anyMatch(member -> member.values().isEmpty()) && !values.isEmpty()
                ? List.of(new Facet("open", "true"))
                : List.of();
        return new ValueType(name, false, values, open);
    }

    /** The type of a name that is none of the schema language, as it is written; null if it has none. */
    static @Nullable QName definedName(Element typed) {
        QName name = SchemaIndex.name(typed, "type");
        return name == null || name.getNamespaceURI().equals(SchemaIndex.XS) ? null : name;
    }
}
