package org.xmpptoolkit.testkit.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Namespace;

/** Names of pages and of places in them. Different ones also where upper and lower case are the same. */
final class SitePaths {
    /** The namespace of the element {@code stream}, whose prefix is as good as part of its name. */
    static final String STREAMS = "http://etherx.jabber.org/streams";

    private final Set<String> taken = new HashSet<>();

    /** A name of letters, digits, dots and hyphens that was not given before. */
    private String free(String wanted) {
        String plain = wanted.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String base = plain.isEmpty() ? "x" : plain.substring(0, Math.min(plain.length(), SchemaFiles.LONGEST));
        String name = base;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    /** The page of each element, by its number, from the root of the site. */
    static Map<Integer, String> pages(SiteModel model) {
        Map<Integer, String> pages = new HashMap<>();
        SitePaths folders = new SitePaths();
        folders.free("xsd");
        for (Namespace namespace : model.namespaces()) {
            SitePaths names = new SitePaths();
            names.free("index");
            for (int number : namespace.elements()) {
                Element element = model.elements().get(number);
                String local = element.name().getLocalPart();
                boolean twice = namespace.elements().stream()
                                .filter(other ->
                                        model.elements().get(other).name().equals(element.name()))
                                .count()
                        > 1;
                String name = twice && !element.global()
                        ? model.parents(element).stream()
                                .limit(1)
                                .map(parent -> parent.name().getLocalPart() + "-" + local)
                                .collect(Collectors.joining())
                        : local;
                pages.put(number, folder(namespace) + names.free(name) + ".html");
            }
        }
        return pages;
    }

    /** The folder of a namespace, from the root of the site, with a slash at its end. */
    static String folder(Namespace namespace) {
        return namespace.file().substring(0, namespace.file().length() - ".xsd".length()) + "/";
    }

    /** Names for places in a page. */
    String anchor(String kind, String name) {
        return free(kind + "-" + name);
    }
}
