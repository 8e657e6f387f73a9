package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the search of the site finds: namespaces, elements, attributes and values, each with its text and address. */
final class SearchIndex {
    private final List<List<String>> entries = new ArrayList<>();

    /** The entries: name, what it is, address from the root of the site, and text. */
    List<List<String>> entries() {
        return entries;
    }

    void namespace(String uri, String page, List<String> paragraphs) {
        entries.add(List.of(uri, "namespace", page, String.join(" ", paragraphs)));
    }

    /** Adds an element as {@link ElementView} has it, and what it has. */
    void element(Map<String, Object> view) {
        Map<?, ?> brief = map(view.get("brief"));
        String name = String.valueOf(brief.get("name"));
        String page = String.valueOf(brief.get("page"));
        String in = String.valueOf(brief.get("in"));
        Map<?, ?> condition = map(view.get("condition"));
        StringBuilder text = new StringBuilder(joined(view.get("paragraphs")));
        String kind = "element";
        if (!condition.isEmpty()) {
            kind = "condition (" + condition.get("kind") + ")";
            text.append(' ').append(condition.get("meaning")).append(' ').append(joined(condition.get("notes")));
        }
        String where = brief.get("namespace") + (in.isEmpty() ? "" : ", in " + in);
        entries.add(List.of(name, kind + " of " + where, page, text.toString().strip()));
        for (Map<?, ?> value : maps(view.get("values"))) {
            value(value, "value of " + name, page);
        }
        for (Map<?, ?> attribute : maps(view.get("attributes"))) {
            String of = attribute.get("name") + " of " + name;
            entries.add(List.of(
                    String.valueOf(attribute.get("name")),
                    "attribute of " + name + ", " + brief.get("namespace"),
                    page + "#" + attribute.get("id"),
                    joined(attribute.get("paragraphs"))));
            for (Map<?, ?> value : maps(attribute.get("values"))) {
                value(value, "value of " + of, page);
            }
        }
    }

    private void value(Map<?, ?> value, String what, String page) {
        entries.add(List.of(
                String.valueOf(value.get("value")),
                what,
                page + "#" + value.get("id"),
                joined(value.get("paragraphs"))));
    }

    private static Map<?, ?> map(@Nullable Object map) {
        return map instanceof Map<?, ?> one ? one : Map.of();
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object one : list instanceof List<?> all ? all : List.of()) {
            maps.add(map(one));
        }
        return maps;
    }

    private static String joined(@Nullable Object list) {
        return list instanceof List<?> all
                ? String.join(" ", all.stream().map(String::valueOf).toList())
                : "";
    }
}
