package org.xmpptoolkit.testkit.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.schema.SiteModel.Attribute;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Namespace;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Text;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.Value;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;

/** What the templates get for an element: strings, numbers, lists and maps. */
final class ElementView {
    private final SiteModel model;
    private final Map<Integer, String> pages;
    private final UnaryOperator<String> javadoc;
    private final ConditionView conditions = new ConditionView();
    private final ExampleMaker examples;
    private final Schema schema;

    /**
     * Views.
     *
     * @param model the elements
     * @param pages where the page of each is
     * @param javadoc where the documentation of a class or of a field of one is, by its name; empty if nowhere
     * @param schema what the examples have to be valid by
     */
    ElementView(SiteModel model, Map<Integer, String> pages, UnaryOperator<String> javadoc, Schema schema) {
        this.model = model;
        this.pages = pages;
        this.javadoc = javadoc;
        this.schema = schema;
        this.examples = new ExampleMaker(model);
    }

    private String page(int number) {
        return pages.getOrDefault(number, "");
    }

    /** All that the page of an element shows. */
    Map<String, Object> of(Element element) {
        SitePaths anchors = new SitePaths();
        List.of("main", "search", "results", "content", "attributes", "children", "example", "condition", "places")
                .forEach(own -> anchors.anchor("", own));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("brief", brief(element));
        view.put("global", element.global());
        view.put("condition", conditions.of(element.name()).orElse(Map.of()));
        text(view, element.text());
        view.put(
                "hasContent", element.content() != null && !element.uses().isEmpty() || hasWildcard(element.content()));
        view.put("diagram", new ContentDiagram(model, this::page).of(element));
        view.put("sentence", sentence(element));
        view.put("anything", element.anything());
        view.put("type", element.type() == null ? "" : Wording.of(element.type()));
        view.put("values", element.type() == null ? List.of() : values(element.type(), anchors));
        view.put(
                "attributes",
                element.attributes().stream()
                        .map(attribute -> attribute(attribute, anchors))
                        .toList());
        view.put("anyAttribute", element.anyAttribute());
        view.put("children", children(element));
        view.put("wildcard", hasWildcard(element.content()));
        view.put("guests", guests(element));
        List<Element> parents = model.parents(element);
        view.put("parents", parents(element, parents));
        view.put(
                "standsIn",
                element.standsIn().stream()
                        .filter(place -> parents.stream()
                                .noneMatch(parent -> parent.name().equals(place)))
                        .map(this::place)
                        .toList());
        view.put("examples", examples(element));
        return view;
    }

    /** What lists of elements show. */
    Map<String, Object> brief(Element element) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", Wording.name(element.name()));
        view.put("namespace", element.name().getNamespaceURI());
        view.put("page", page(element.number()));
        view.put(
                "in",
                element.global()
                        ? ""
                        : String.join(
                                ", ",
                                model.parents(element).stream()
                                        .map(parent -> Wording.name(parent.name()))
                                        .distinct()
                                        .toList()));
        List<String> paragraphs = element.text().paragraphs();
        view.put(
                "summary",
                paragraphs.isEmpty()
                        ? conditions
                                .of(element.name())
                                .map(condition -> String.valueOf(condition.get("meaning")))
                                .orElse("")
                        : paragraphs.get(0));
        return view;
    }

    private void text(Map<String, Object> view, Text text) {
        view.put("paragraphs", text.paragraphs());
        view.put("links", links(text));
        view.put("java", text.java());
        view.put("javadoc", text.java().isEmpty() ? "" : javadoc.apply(text.java()));
    }

    /** The links of a text; those that lead to no place in the web, and could be scripts, without address. */
    static List<Map<String, String>> links(Text text) {
        return text.links().stream()
                .map(link -> Map.of("address", isWeb(link.address()) ? link.address() : "", "title", link.title()))
                .toList();
    }

    private static boolean isWeb(String address) {
        try {
            String scheme = new URI(address).getScheme();
            return "https".equals(scheme) || "http".equals(scheme);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private String sentence(Element element) {
        return element.content() == null ? "" : Wording.content(element.content(), model.elements()::get);
    }

    private static boolean hasWildcard(@Nullable Particle particle) {
        return particle instanceof SiteModel.Wildcard
                || (particle instanceof Group group && group.parts().stream().anyMatch(ElementView::hasWildcard));
    }

    private List<Map<String, Object>> values(ValueType type, SitePaths anchors) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (Value value : type.values()) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("value", value.value());
            view.put("id", anchors.anchor("value", value.value()));
            text(view, value.text());
            views.add(view);
        }
        return views;
    }

    private Map<String, Object> attribute(Attribute attribute, SitePaths anchors) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", Wording.name(attribute.name()));
        view.put("namespace", attribute.name().getNamespaceURI());
        view.put("id", anchors.anchor("attribute", Wording.name(attribute.name())));
        view.put("required", attribute.required());
        view.put("byDefault", attribute.byDefault() == null ? "" : attribute.byDefault());
        view.put("fixed", attribute.fixed() == null ? "" : attribute.fixed());
        view.put("type", Wording.of(attribute.type()));
        view.put("values", values(attribute.type(), anchors));
        text(view, attribute.text());
        return view;
    }

    /** Each child once, as often as all its places together allow. */
    private List<Map<String, Object>> children(Element element) {
        Map<Integer, List<Occurrence>> byChild = new LinkedHashMap<>();
        if (element.content() != null) {
            occurrences(element.content(), false, false, false, byChild);
        }
        List<Map<String, Object>> views = new ArrayList<>();
        byChild.forEach((number, places) -> {
            Element child = model.elements().get(number);
            Use use = places.get(0).use();
            boolean needed = places.stream().anyMatch(place -> place.min() > 0);
            boolean often = places.size() > 1 || places.stream().anyMatch(place -> place.max() > 1);
            int max = places.size() > 1 ? SiteModel.UNBOUNDED : places.get(0).max();
            Map<String, Object> view = brief(child);
            view.put(
                    "times",
                    places.get(0).alternative() && !often
                            ? "one of several"
                            : Cardinality.words(needed ? places.get(0).min() : 0, max));
            view.put("type", child.type() == null ? "" : Wording.of(child.type()));
            view.put("values", child.type() == null ? List.of() : values(child.type(), new SitePaths()));
            view.put("byDefault", use.byDefault() == null ? "" : use.byDefault());
            view.put("fixed", use.fixed() == null ? "" : use.fixed());
            Text text = use.text().text().isEmpty() ? child.text() : use.text();
            List<String> paragraphs = text.paragraphs();
            String summary = String.valueOf(view.get("summary"));
            view.put("paragraphs", !paragraphs.isEmpty() || summary.isEmpty() ? paragraphs : List.of(summary));
            views.add(view);
        });
        return views;
    }

    /** A place of a child, with what the groups around it make of how often it may stand. */
    private record Occurrence(Use use, int min, int max, boolean alternative) {}

    private static void occurrences(
            Particle particle,
            boolean optional,
            boolean repeated,
            boolean alternative,
            Map<Integer, List<Occurrence>> found) {
        if (particle instanceof Use use) {
            found.computeIfAbsent(use.element(), number -> new ArrayList<>())
                    .add(new Occurrence(
                            use, optional ? 0 : use.min(), repeated ? SiteModel.UNBOUNDED : use.max(), alternative));
        } else if (particle instanceof Group group) {
            boolean choice = group.order() == Order.CHOICE && group.parts().size() > 1;
            for (Particle part : group.parts()) {
                occurrences(
                        part,
                        optional || group.min() == 0 || choice,
                        repeated || group.max() > 1,
                        alternative || (choice && group.max() == 1),
                        found);
            }
        }
    }

    private List<Map<String, Object>> parents(Element element, List<Element> parents) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (Element parent : parents) {
            Map<String, Object> view = brief(parent);
            List<String> said = parent.uses().stream()
                    .filter(use -> use.element() == element.number())
                    .flatMap(use -> use.text().paragraphs().stream())
                    .filter(paragraph -> !element.text().paragraphs().contains(paragraph))
                    .distinct()
                    .toList();
            view.put("paragraphs", said);
            views.add(view);
        }
        return views;
    }

    /** A place that is named: with its page if it has one. */
    private Map<String, Object> place(QName name) {
        Optional<Element> found = model.global(name);
        return Map.of(
                "name", Wording.name(name),
                "namespace", name.getNamespaceURI(),
                "page", found.map(element -> page(element.number())).orElse(""));
    }

    /** What of other schemas is made to stand in an element, by namespace: in stanzas of each content namespace the same. */
    private List<Map<String, Object>> guests(Element element) {
        QName modelled = ContentNamespaceRule.modelled(element.name());
        List<Map<String, Object>> views = new ArrayList<>();
        for (Namespace namespace : model.namespaces()) {
            List<Map<String, Object>> some = namespace.elements().stream()
                    .map(model.elements()::get)
                    .filter(guest -> (guest.standsIn().contains(element.name())
                                    || guest.standsIn().contains(modelled))
                            && element.global())
                    .filter(guest -> modelled.equals(element.name())
                            || !guest.name().getNamespaceURI().equals(modelled.getNamespaceURI()))
                    .filter(guest -> element.uses().stream().noneMatch(use -> use.element() == guest.number()))
                    .map(this::brief)
                    .toList();
            if (!some.isEmpty()) {
                views.add(Map.of("namespace", namespace.uri(), "elements", some));
            }
        }
        return views;
    }

    private List<Map<String, Object>> examples(Element element) {
        List<Map<String, Object>> views = new ArrayList<>();
        String before = "";
        for (boolean full : new boolean[] {true, false}) {
            List<ExampleNode.Line> lines = examples.of(element, full).orElse(List.of());
            String text =
                    String.join("\n", lines.stream().map(ExampleNode.Line::text).toList());
            // Of an odd schema, what is made may not be valid: then none is shown.
            if (text.isEmpty()
                    || text.equals(before)
                    || SchemaSet.problem(schema, text).isPresent()) {
                continue;
            }
            before = text;
            views.add(Map.of(
                    "full",
                    full,
                    "text",
                    text,
                    "lines",
                    lines.stream()
                            .map(line -> Map.of("text", line.text(), "own", line.own()))
                            .toList()));
        }
        return views;
    }
}
