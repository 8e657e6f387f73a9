package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.template.Templates;

/**
 * What the site of {@link SchemaDocs} says of single elements, as plain text: what an element is, where it may stand, its attributes and
 * children with their types and values, and an example. Not thread-safe.
 */
public final class ElementDocs {
    /** More elements than these are told in a line each. */
    private static final int MOST_WHOLE = 5;

    private static final Pattern EXPANDED = Pattern.compile("\\{([^{}]*)\\}([^{}]+)");

    private final SiteModel model;
    private final ElementView views;
    private final Templates templates = new Templates(ElementDocs.class);

    ElementDocs(Map<String, byte[]> schemas) {
        SchemaSet set = new SchemaSet(schemas);
        model = SchemaReader.read(set.documents());
        views = new ElementView(model, Map.of(), name -> "", set.schema());
    }

    /**
     * Finds elements by a name: {@code show}; {@code stream:error}, where the prefix is that of streams; or
     * <code>{jabber:client}show</code>. If none is called so, those are found whose class is, with its package or without. Upper and lower
     * case are the same but behind a namespace. Of elements that {@code jabber:server} and {@code jabber:component:accept} have as
     * {@code jabber:client} does, that of {@code jabber:client} is found, unless the namespace is given.
     *
     * @param name the name
     * @return a text for each element, of lines that LF ends, those that belong to another set in by two spaces more; one text with a line
     *     for each if there are more than five; nothing if there are none
     */
    public List<String> find(String name) {
        List<Element> found = elements(Objects.requireNonNull(name, "name"));
        return found.size() > MOST_WHOLE
                ? List.of(templates.render(
                        "elements.txt.ftl",
                        Map.of("elements", found.stream().map(views::brief).toList())))
                : found.stream()
                        .map(element -> templates.render(
                                "element.txt.ftl",
                                Map.of("element", views.of(element), "alike", alike(element.name()))))
                        .toList();
    }

    /**
     * {@return the names that {@link #find} knows but for those with a namespace: of elements, and of classes that are called otherwise}
     */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        model.elements().forEach(element -> names.add(Wording.name(element.name())));
        model.elements().stream()
                .map(ElementDocs::simpleName)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** {@return the names of elements with their namespaces, as in <code>{jabber:client}show</code>} */
    public List<String> expandedNames() {
        return model.elements().stream()
                .map(element -> expanded(element.name()))
                .distinct()
                .sorted()
                .toList();
    }

    private List<Element> elements(String name) {
        Matcher expanded = EXPANDED.matcher(name);
        if (expanded.matches()) {
            QName wanted = new QName(expanded.group(1), expanded.group(2));
            return all(element -> element.name().equals(wanted));
        }
        List<Element> called =
                all(element -> name.equalsIgnoreCase(element.name().getLocalPart())
                        || name.equalsIgnoreCase(Wording.name(element.name())));
        List<Element> found = called.isEmpty()
                ? all(element -> name.equalsIgnoreCase(simpleName(element))
                        || name.equalsIgnoreCase(element.text().java()))
                : called;
        List<QName> names = found.stream().map(Element::name).toList();
        return found.stream()
                .filter(element -> {
                    QName modelled = ContentNamespaceRule.modelled(element.name());
                    return modelled.equals(element.name()) || !names.contains(modelled);
                })
                .toList();
    }

    private List<Element> all(Predicate<Element> wanted) {
        return model.elements().stream().filter(wanted).toList();
    }

    /** The namespaces that have an element of {@code jabber:client} too. */
    private List<String> alike(QName name) {
        List<String> namespaces = new ArrayList<>();
        if (name.getNamespaceURI().equals(Namespaces.CLIENT)) {
            ContentNamespaceRule.MADE.stream()
                    .filter(namespace -> model.elements().stream()
                            .anyMatch(element -> element.name().equals(new QName(namespace, name.getLocalPart()))))
                    .forEach(namespaces::add);
        }
        return namespaces;
    }

    /** The name of the class of an element, without package and the classes around it; empty if it has none of its own. */
    private static String simpleName(Element element) {
        String java = element.text().java();
        return java.indexOf('#') < 0 ? java.substring(Math.max(java.lastIndexOf('.'), java.lastIndexOf('$')) + 1) : "";
    }

    /** With braces also where there is no namespace. */
    private static String expanded(QName name) {
        return '{' + name.getNamespaceURI() + '}' + name.getLocalPart();
    }
}
