package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * What a set of annotated schemas says, free of how schemas say it. Elements know each other by number, so that a content that holds
 * itself is no circle here. Immutable.
 *
 * @param namespaces by their names
 * @param elements each at the place that is its number
 */
record SiteModel(List<Namespace> namespaces, List<Element> elements) {
    /** In place of a greatest number: there is none. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    SiteModel {
        namespaces = List.copyOf(namespaces);
        elements = List.copyOf(elements);
    }

    /**
     * A namespace.
     *
     * @param uri its name
     * @param file the name of its schema's file
     * @param text what its schema says of it
     * @param elements the numbers of the elements that its schema declares: those that can stand alone, then the others, each by name; the
     *     others may have no namespace
     */
    record Namespace(String uri, String file, Text text, List<Integer> elements) {
        Namespace {
            elements = List.copyOf(elements);
        }
    }

    /** A place in a specification. */
    record Link(String address, String title) {}

    /**
     * A documentation.
     *
     * @param text paragraphs with an empty line between them; empty if there is none
     * @param links where to read more
     * @param java the class, or class and field with # between them; empty if that is not told
     */
    record Text(String text, List<Link> links, String java) {
        /** Nothing is said. */
        static final Text NONE = new Text("", List.of(), "");

        Text {
            links = List.copyOf(links);
        }

        List<String> paragraphs() {
            return Arrays.stream(text.split("\n\\s*\n"))
                    .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
                    .filter(paragraph -> !paragraph.isEmpty())
                    .toList();
        }
    }

    /** A value that is allowed. */
    record Value(String value, Text text) {}

    /** A bound of what is allowed, by the name of the schema language. */
    record Facet(String name, String value) {}

    /**
     * A type of texts.
     *
     * @param name the type of the schema language that it is made from, without prefix; those of a union with "|" between them
     * @param list whether it is any number of these, with spaces between
     * @param values the allowed ones, or none if all are
     * @param facets other bounds
     */
    record ValueType(String name, boolean list, List<Value> values, List<Facet> facets) {
        ValueType {
            values = List.copyOf(values);
            facets = List.copyOf(facets);
        }

        Optional<String> facet(String wanted) {
            return facets.stream()
                    .filter(facet -> facet.name().equals(wanted))
                    .map(Facet::value)
                    .findFirst();
        }
    }

    /** An attribute of an element. */
    record Attribute(
            QName name,
            boolean required,
            @Nullable String byDefault,
            @Nullable String fixed,
            ValueType type,
            Text text) {}

    /**
     * An element, of which there is one of a name and type in a namespace, or one of a name in a parent.
     *
     * @param number its number
     * @param name its name
     * @param global whether it can stand alone
     * @param text what it is
     * @param content what it holds, or null for none but text
     * @param type what text it holds, or null for none
     * @param anything whether it may hold just anything
     * @param attributes its attributes
     * @param anyAttribute whether it may have others, of other namespaces
     * @param standsIn where it may stand beside the parents that refer to it
     */
    record Element(
            int number,
            QName name,
            boolean global,
            Text text,
            @Nullable Particle content,
            @Nullable ValueType type,
            boolean anything,
            List<Attribute> attributes,
            boolean anyAttribute,
            List<QName> standsIn) {
        Element {
            attributes = List.copyOf(attributes);
            standsIn = List.copyOf(standsIn);
        }

        /** The uses of other elements in it, wherever in the content they are. */
        List<Use> uses() {
            List<Use> uses = new ArrayList<>();
            if (content != null) {
                collect(content, uses);
            }
            return uses;
        }

        private static void collect(Particle particle, List<Use> uses) {
            if (particle instanceof Use use) {
                uses.add(use);
            } else if (particle instanceof Group group) {
                group.parts().forEach(part -> collect(part, uses));
            }
        }
    }

    /** A part of a content. */
    sealed interface Particle permits Group, Use, Wildcard {
        /** How often at least. */
        int min();

        /** How often at most, or {@link #UNBOUNDED}. */
        int max();
    }

    /** How the parts of a group stand. */
    enum Order {
        SEQUENCE,
        CHOICE,
        ALL
    }

    /** Several parts. */
    record Group(Order order, int min, int max, List<Particle> parts) implements Particle {
        Group {
            parts = List.copyOf(parts);
        }
    }

    /**
     * An element in a content.
     *
     * @param element its number
     * @param min how often at least
     * @param max how often at most
     * @param byDefault what an empty one stands for
     * @param fixed the only text it may have
     * @param text what it means there
     */
    record Use(
            int element,
            int min,
            int max,
            @Nullable String byDefault,
            @Nullable String fixed,
            Text text) implements Particle {}

    /** An element of another namespace, or of whichever the schema says. */
    record Wildcard(int min, int max, String namespaces) implements Particle {}

    /** The elements that use one. */
    List<Element> parents(Element element) {
        return elements.stream()
                .filter(parent -> parent.uses().stream().anyMatch(use -> use.element() == element.number()))
                .toList();
    }

    /** The element of a name that can stand alone. */
    Optional<Element> global(QName name) {
        return elements.stream()
                .filter(element -> element.global() && element.name().equals(name))
                .findFirst();
    }
}
