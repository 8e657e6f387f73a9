package org.xmpptoolkit.testkit.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Schemas as files that import each other: what they are called, and an order and prefixes that do not change from run to run. */
final class SchemaFiles {
    private static final List<String> NAMES = List.of("type", "ref", "base", "substitutionGroup", "itemType", "refer");
    private static final String XMLNS = "xmlns";

    /** In characters: no system takes names of any length. */
    static final int LONGEST = 100;

    private SchemaFiles() {}

    /** Settles schemas, given by namespace; gives them by file name. */
    static Map<String, Document> of(Map<String, Document> schemas) {
        Map<String, Document> all = new TreeMap<>(schemas);
        all.put(XMLConstants.XML_NS_URI, xmlNamespace());
        Map<String, String> files = names(all.keySet());
        Map<String, Document> named = new TreeMap<>();
        all.forEach((namespace, document) -> {
            settle(document.getDocumentElement(), files);
            named.put(files.get(namespace), document);
        });
        return named;
    }

    /** What JAXB knows of xml:lang is that it is a text. */
    private static Document xmlNamespace() {
        try (InputStream in = SchemaFiles.class.getResourceAsStream("xml.xsd")) {
            if (in == null) {
                throw new IllegalStateException("xml.xsd is missing: use the test kit's own jar");
            }
            return Xsd.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of files by namespace. */
    static Map<String, String> names(Iterable<String> namespaces) {
        Map<String, String> files = new LinkedHashMap<>();
        TreeSet<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String namespace : namespaces) {
            String name = name(namespace);
            String free = name;
            for (int i = 2; !taken.add(free); i++) {
                free = name + '-' + i;
            }
            files.put(namespace, free + ".xsd");
        }
        return files;
    }

    private static String name(String namespace) {
        if (namespace.equals(XMLConstants.XML_NS_URI)) {
            return "xml";
        }
        String rest = namespace;
        for (String start : List.of("urn:ietf:params:xml:ns:", "http://", "https://", "urn:")) {
            if (namespace.startsWith(start)) {
                rest = namespace.substring(start.length());
                break;
            }
        }
        String name = rest.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return name.isEmpty() ? "no-namespace" : name.substring(0, Math.min(name.length(), LONGEST));
    }

    private static void settle(Element schema, Map<String, String> files) {
        String target = schema.getAttribute("targetNamespace");
        Map<Element, Map<String, QName>> references = new LinkedHashMap<>();
        TreeSet<String> used = new TreeSet<>();
        Xsd.all(schema).forEach(element -> {
            for (String attribute : NAMES) {
                Xsd.name(element, attribute).ifPresent(name -> {
                    references
                            .computeIfAbsent(element, e -> new LinkedHashMap<>())
                            .put(attribute, name);
                    used.add(name.getNamespaceURI());
                });
            }
        });
        Set<String> imported = new TreeSet<>(used);
        Wildcards.known(schema).forEach(name -> imported.add(name.getNamespaceURI()));
        Xsd.attributes(schema).stream()
                .filter(attribute -> attribute.getName().startsWith(XMLNS))
                .forEach(schema::removeAttributeNode);
        declare(schema, "xs", Xsd.NAMESPACE);
        if (!target.isEmpty() && !target.equals(XMLConstants.XML_NS_URI)) {
            declare(schema, "tns", target);
        }
        int number = 1;
        for (String namespace : used) {
            boolean declared = namespace.isEmpty()
                    || namespace.equals(target)
                    || namespace.equals(Xsd.NAMESPACE)
                    || namespace.equals(XMLConstants.XML_NS_URI);
            if (!declared) {
                declare(schema, "ns" + number++, namespace);
            }
        }
        references.forEach(
                (element, names) -> names.forEach((attribute, name) -> Xsd.setName(element, attribute, name)));
        order(schema, imported, files);
    }

    private static void declare(Element schema, String prefix, String namespace) {
        schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, XMLNS + ':' + prefix, namespace);
    }

    /** The text, imports, elements and types, each by name. */
    private static void order(Element schema, Set<String> imported, Map<String, String> files) {
        List<Element> globals = new ArrayList<>(Xsd.children(schema));
        globals.forEach(schema::removeChild);
        globals.stream().filter(child -> Xsd.is(child, "annotation")).forEach(schema::appendChild);
        for (String namespace : imported) {
            if (files.containsKey(namespace) && !namespace.equals(schema.getAttribute("targetNamespace"))) {
                Element from = Xsd.append(schema, "import");
                if (!namespace.isEmpty()) {
                    from.setAttribute("namespace", namespace);
                }
                from.setAttribute("schemaLocation", files.get(namespace));
            }
        }
        globals.stream()
                .filter(child -> child.hasAttribute("name"))
                .sorted(Comparator.comparing((Element child) -> rank(child.getLocalName()))
                        .thenComparing(child -> child.getAttribute("name")))
                .forEach(schema::appendChild);
    }

    private static int rank(String kind) {
        return List.of("element", "attribute", "complexType", "simpleType").indexOf(kind);
    }
}
