package org.xmpptoolkit.testkit.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xmpptoolkit.testkit.schema.SiteModel.Attribute;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Namespace;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Text;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;
import org.xmpptoolkit.testkit.template.Templates;

/**
 * The documentation of a set of annotated schemas as JSON, an object with these members; later versions may add some. {@code max} is -1
 * where there is no greatest number. Texts are plain, paragraphs with an empty line between them.
 *
 * <ul>
 *   <li>{@code format}: {@code "xmpp-schema-docs"}; {@code version}: 1; {@code title}
 *   <li>{@code namespaces}: each with {@code uri}, {@code file}, a documentation, and {@code elements}, a list of {@code id}s
 *   <li>{@code elements}: each with {@code id}, {@code name}, {@code namespace}, {@code global}, a documentation, {@code type}, {@code
 *       content}, {@code attributes}, {@code anyAttribute}, {@code standsIn} (names as {@code {namespace}local}), {@code parents} (ids),
 *       {@code condition} and {@code examples} (texts, the fullest first)
 *   <li>a documentation is {@code text}, {@code links} ({@code address}, {@code title}) and {@code java}
 *   <li>a content is null or has {@code kind} ({@code sequence}, {@code choice}, {@code all}, {@code element}, {@code any}), {@code min},
 *       {@code max}, and {@code parts}, or {@code element} (an id), {@code default}, {@code fixed} and a documentation, or {@code
 *       namespaces}
 *   <li>an attribute has {@code name}, {@code namespace}, {@code required}, {@code default}, {@code fixed}, {@code type} and a documentation
 *   <li>a type is null for none, or has {@code name}, {@code list}, {@code values} ({@code value} and a documentation) and {@code facets}
 *   <li>a condition is null or what {@code xmpp explain} tells of it: {@code kind}, {@code meaning}, {@code notes}, {@code legacyCode} (0
 *       for none), {@code sections}, {@code demandedBy} and {@code seeAlso}
 * </ul>
 */
final class Json {
    private final SiteModel model;
    private final ElementView views;

    private Json(SchemaSet schemas) {
        model = SchemaReader.read(schemas.documents());
        views = new ElementView(model, SitePaths.pages(model), name -> "", schemas.schema());
    }

    /**
     * The octets of the file.
     *
     * @param title what it is called
     * @param schemas the annotated schemas, one a namespace, by the names of their files
     * @throws IllegalStateException if the schemas do not go together
     */
    static byte[] of(String title, Map<String, byte[]> schemas) {
        Json json = new Json(new SchemaSet(schemas));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "xmpp-schema-docs");
        all.put("version", 1);
        all.put("title", title);
        all.put(
                "namespaces",
                json.model.namespaces().stream().map(Json::namespace).toList());
        all.put("elements", json.model.elements().stream().map(json::element).toList());
        return Templates.json(all).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> namespace(Namespace namespace) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("uri", namespace.uri());
        view.put("file", namespace.file());
        text(view, namespace.text());
        view.put("elements", namespace.elements());
        return view;
    }

    private Map<String, Object> element(Element element) {
        Map<String, Object> page = views.of(element);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", element.number());
        view.put("name", element.name().getLocalPart());
        view.put("namespace", element.name().getNamespaceURI());
        view.put("global", element.global());
        text(view, element.text());
        view.put("type", element.type() == null ? null : type(element.type()));
        view.put("content", element.content() == null ? null : particle(element.content()));
        view.put(
                "attributes", element.attributes().stream().map(Json::attribute).toList());
        view.put("anyAttribute", element.anyAttribute());
        view.put("standsIn", element.standsIn().stream().map(Object::toString).toList());
        view.put("parents", model.parents(element).stream().map(Element::number).toList());
        view.put("condition", page.get("condition") instanceof Map<?, ?> map && !map.isEmpty() ? map : null);
        List<Object> examples = new ArrayList<>();
        for (Object example : (List<?>) page.getOrDefault("examples", List.of())) {
            examples.add(((Map<?, ?>) example).get("text"));
        }
        view.put("examples", examples);
        return view;
    }

    private static void text(Map<String, Object> view, Text text) {
        view.put("text", String.join("\n\n", text.paragraphs()));
        view.put(
                "links",
                text.links().stream()
                        .map(link -> Map.of("address", link.address(), "title", link.title()))
                        .toList());
        view.put("java", text.java());
    }

    private static Map<String, Object> attribute(Attribute attribute) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", attribute.name().getLocalPart());
        view.put("namespace", attribute.name().getNamespaceURI());
        view.put("required", attribute.required());
        view.put("default", attribute.byDefault());
        view.put("fixed", attribute.fixed());
        view.put("type", type(attribute.type()));
        text(view, attribute.text());
        return view;
    }

    private static Map<String, Object> type(ValueType type) {
        List<Map<String, Object>> values = new ArrayList<>();
        type.values().forEach(value -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("value", value.value());
            text(view, value.text());
            values.add(view);
        });
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", type.name());
        view.put("list", type.list());
        view.put("values", values);
        Map<String, Object> facets = new LinkedHashMap<>();
        type.facets().forEach(facet -> facets.put(facet.name(), facet.value()));
        view.put("facets", facets);
        return view;
    }

    private static Map<String, Object> particle(Particle particle) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (particle instanceof Group group) {
            view.put(
                    "kind",
                    switch (group.order()) {
                        case SEQUENCE -> "sequence";
                        case CHOICE -> "choice";
                        case ALL -> "all";
                    });
            view.put("parts", group.parts().stream().map(Json::particle).toList());
        } else if (particle instanceof Use use) {
            view.put("kind", "element");
            view.put("element", use.element());
            view.put("default", use.byDefault());
            view.put("fixed", use.fixed());
            text(view, use.text());
        } else if (particle instanceof Wildcard wildcard) {
            view.put("kind", "any");
            view.put("namespaces", wildcard.namespaces());
        }
        view.put("min", particle.min());
        view.put("max", particle.max() == SiteModel.UNBOUNDED ? -1 : particle.max());
        return view;
    }
}
