package org.xmpptoolkit.testkit.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Namespace;
import org.xmpptoolkit.testkit.template.Templates;

/** The documentation of a set of annotated schemas as a site of HTML pages, with the schemas to download. It loads nothing else. */
final class Site {
    private final Templates templates = new Templates(Site.class);
    private final Map<String, byte[]> files = new TreeMap<>();
    private final String title;
    private final String apiIndex;
    private final SiteModel model;
    private final Map<Integer, String> pages;
    private final ElementView views;
    private final SearchIndex search = new SearchIndex();

    private Site(String title, SchemaSet schemas, UnaryOperator<String> javadoc, String apiIndex) {
        this.title = title;
        this.apiIndex = apiIndex;
        this.model = SchemaReader.read(schemas.documents());
        this.pages = SitePaths.pages(model);
        this.views = new ElementView(model, pages, javadoc, schemas.schema());
        schemas.files().forEach((name, octets) -> files.put("xsd/" + name, octets));
    }

    /**
     * The files of a site.
     *
     * @param title what it is called
     * @param schemas the annotated schemas, one a namespace, by the names of their files
     * @param javadoc the address of the documentation of a class, by its binary name, or of a field, with # and its name behind; from the
     *     root of the site or a whole one, empty if it has none
     * @param apiIndex the address of the first page of that documentation, empty if there is none
     * @return octets by paths; equal ones for equal schemas
     * @throws IllegalStateException if the schemas do not go together
     */
    static Map<String, byte[]> files(
            String title, Map<String, byte[]> schemas, UnaryOperator<String> javadoc, String apiIndex) {
        return new Site(title, new SchemaSet(schemas), javadoc, apiIndex).write();
    }

    private Map<String, byte[]> write() {
        List<Map<String, Object>> namespaces = new ArrayList<>();
        for (Namespace namespace : model.namespaces()) {
            namespaces.add(namespace(namespace));
        }
        Map<String, Object> index = common("");
        index.put("namespaces", namespaces);
        index.put("count", model.elements().size());
        page("index.html", "index.html.ftlh", index);
        Map<String, Object> elements = common("");
        elements.put("letters", letters());
        page("elements.html", "elements.html.ftlh", elements);
        put("search-index.js", templates.render("search-index.js.ftl", Map.of("entries", search.entries())));
        put("site.js", Templates.resource(Site.class, "site.js"));
        put("style.css", Templates.baseStyle() + Templates.resource(Site.class, "style.css"));
        return files;
    }

    private Map<String, Object> common(String root) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("site", title);
        view.put("root", root);
        view.put("apiIndex", apiIndex);
        return view;
    }

    private void page(String path, String template, Map<String, Object> view) {
        view.put("path", path);
        put(path, templates.render(template, view));
    }

    private void put(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> namespace(Namespace namespace) {
        String page = SitePaths.folder(namespace) + "index.html";
        search.namespace(namespace.uri(), page, namespace.text().paragraphs());
        List<Map<String, Object>> elements = new ArrayList<>();
        for (int number : namespace.elements()) {
            Map<String, Object> element = views.of(model.elements().get(number));
            elements.add(element);
            search.element(element);
            Map<String, Object> view = common("../");
            view.put("element", element);
            view.put("namespacePage", page);
            view.put("file", namespace.file());
            view.put("schema", namespace.uri());
            page(pages.getOrDefault(number, ""), "element.html.ftlh", view);
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("uri", namespace.uri());
        summary.put("page", page);
        summary.put("file", namespace.file());
        summary.put("paragraphs", namespace.text().paragraphs());
        summary.put("links", ElementView.links(namespace.text()));
        summary.put(
                "elements",
                elements.stream().map(element -> element.get("brief")).toList());
        summary.put(
                "globals",
                elements.stream()
                        .filter(element -> Boolean.TRUE.equals(element.get("global")))
                        .map(element -> element.get("brief"))
                        .toList());
        Map<String, Object> view = common("../");
        view.put("namespace", summary);
        page(page, "namespace.html.ftlh", view);
        return summary;
    }

    private List<Map<String, Object>> letters() {
        Map<String, List<Map<String, Object>>> byLetter = new TreeMap<>();
        model.elements().stream()
                .sorted(Comparator.comparing(
                                (Element element) -> element.name().getLocalPart(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(element -> element.name().getNamespaceURI())
                        .thenComparing(element -> pages.getOrDefault(element.number(), "")))
                .forEach(element -> {
                    String local = element.name().getLocalPart();
                    String first = local.codePoints()
                            .limit(1)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining())
                            .toUpperCase(Locale.ROOT);
                    byLetter.computeIfAbsent(first, letter -> new ArrayList<>()).add(views.brief(element));
                });
        SitePaths anchors = new SitePaths();
        List<Map<String, Object>> letters = new ArrayList<>();
        byLetter.forEach((letter, elements) ->
                letters.add(Map.of("letter", letter, "id", anchors.anchor("letter", letter), "elements", elements)));
        return letters;
    }
}
