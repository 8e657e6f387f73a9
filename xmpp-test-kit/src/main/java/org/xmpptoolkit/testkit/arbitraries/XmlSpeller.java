package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlAttribute;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.core.XmlText;

/**
 * Writes an element as a list of choices says: quotes, prefixes, references, CDATA sections, white space within tags, the order of
 * attributes. Choices are taken in turn and again from the first; zero is the plain way, and so is no choice at all.
 */
final class XmlSpeller {
    private static final String[] SPACES = {" ", "  ", "\n", "\t", "\r\n "};
    private static final String[] ENDS = {"", " ", "\n"};
    private static final String[] EQUALS = {"=", " =", "= ", "\n=\t"};

    private final List<Integer> choices;
    private final StringBuilder out = new StringBuilder();
    private int taken;
    private int prefixes;

    private XmlSpeller(List<Integer> choices) {
        this.choices = choices;
    }

    static String spell(XmlElement element, List<Integer> choices) {
        XmlSpeller speller = new XmlSpeller(choices);
        // Where it will stand, a default namespace may have been declared: it begins with its own.
        speller.element(element, Map.of("xml", Namespaces.XML));
        return speller.out.toString();
    }

    /** Character data that stands for a text, in content and in attributes alike. */
    static String escaped(String text) {
        XmlSpeller speller = new XmlSpeller(List.of());
        speller.text(text);
        return speller.out.toString().replace("'", "&apos;").replace("\"", "&quot;");
    }

    /** A start tag with attributes, declarations among them, in an order and with quotes and white space as chosen. */
    static String startTag(String name, Map<String, String> attributes, List<Integer> choices) {
        XmlSpeller speller = new XmlSpeller(choices);
        List<String> parts = new ArrayList<>();
        attributes.forEach((attribute, value) -> parts.add(speller.attribute(attribute, value)));
        speller.attributes(name, parts);
        return speller.out.append(ENDS[speller.choose(ENDS.length)]).append('>').toString();
    }

    private void attributes(String name, List<String> parts) {
        out.append('<').append(name);
        while (!parts.isEmpty()) {
            out.append(SPACES[choose(SPACES.length)]).append(parts.remove(choose(parts.size())));
        }
    }

    private int choose(int ways) {
        return choices.isEmpty() ? 0 : choices.get(taken++ % choices.size()) % ways;
    }

    private void element(XmlElement element, Map<String, String> outer) {
        Map<String, String> scope = new HashMap<>(outer);
        List<String> declared = new ArrayList<>();
        String name = qualified(elementPrefix(element, scope, declared), element.localName());
        List<String> parts = new ArrayList<>();
        for (XmlAttribute attribute : element.attributes()) {
            String prefix = attribute.namespace().isEmpty() ? "" : attributePrefix(attribute, scope, declared);
            parts.add(attribute(qualified(prefix, attribute.localName()), attribute.value()));
        }
        for (String prefix : declared) {
            parts.add(attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, scope.getOrDefault(prefix, "")));
        }
        attributes(name, parts);
        content(element, name, scope);
    }

    private void content(XmlElement element, String name, Map<String, String> scope) {
        String end = ENDS[choose(ENDS.length)];
        if (element.children().isEmpty() && choose(2) == 0) {
            out.append(end).append("/>");
            return;
        }
        out.append(end).append('>');
        for (XmlNode node : element.children()) {
            if (node instanceof XmlText text) {
                text(text.value());
            } else if (node instanceof XmlElement child) {
                element(child, scope);
            }
        }
        out.append("</").append(name).append(ENDS[choose(ENDS.length)]).append('>');
    }

    /** The prefix of an element; stanzas and their children have none (RFC 6120 section 4.8.5). */
    private String elementPrefix(XmlElement element, Map<String, String> scope, List<String> declared) {
        String namespace = element.namespace();
        if (namespace.equals(Namespaces.XML)) {
            return "xml";
        }
        if (!namespace.isEmpty() && !Namespaces.isContentNamespace(namespace) && choose(3) > 0) {
            return prefix(namespace, scope, declared);
        }
        if (!namespace.equals(scope.get("")) || choose(4) > 0) {
            scope.put("", namespace);
            declared.add("");
        }
        return "";
    }

    private String attributePrefix(XmlAttribute attribute, Map<String, String> scope, List<String> declared) {
        return attribute.namespace().equals(Namespaces.XML) ? "xml" : prefix(attribute.namespace(), scope, declared);
    }

    private String prefix(String namespace, Map<String, String> scope, List<String> declared) {
        if (choose(3) < 2) {
            for (Map.Entry<String, String> entry : scope.entrySet()) {
                if (!entry.getKey().isEmpty() && entry.getValue().equals(namespace)) {
                    return entry.getKey();
                }
            }
        }
        String prefix = "n" + prefixes++;
        scope.put(prefix, namespace);
        declared.add(prefix);
        return prefix;
    }

    private static String qualified(String prefix, String localName) {
        return prefix.isEmpty() ? localName : prefix + ":" + localName;
    }

    private String attribute(String name, String value) {
        char quote = choose(2) == 0 ? '\'' : '"';
        StringBuilder text =
                new StringBuilder(name).append(EQUALS[choose(EQUALS.length)]).append(quote);
        value.codePoints().forEach(c -> {
            if (c == '&' || c == '<' || c == quote) {
                text.append(reference(c));
            } else if (c == '\t' || c == '\n' || c == '\r') {
                text.append(numeric(c));
            } else if (c == ' ') {
                text.append(new String[] {" ", " ", "\n", "\t", "&#32;"}
                        [choose(5)]); // all but the reference become a space
            } else {
                character(text, c);
            }
        });
        return text.append(quote).toString();
    }

    private void text(String value) {
        if (value.indexOf('\r') < 0 && choose(4) == 3) {
            out.append("<![CDATA[")
                    .append(value.replace("]]>", "]]]]><![CDATA[>"))
                    .append("]]>");
            return;
        }
        value.codePoints().forEach(c -> {
            if (c == '&' || c == '<' || c == '>') {
                out.append(reference(c));
            } else if (c == '\r') {
                out.append(numeric(c));
            } else if (c == '\n') {
                out.append(new String[] {"\n", "\r\n", "&#10;"}[choose(3)]);
            } else {
                character(out, c);
            }
        });
    }

    private void character(StringBuilder text, int c) {
        if (choose(6) == 5) {
            text.append(reference(c));
        } else {
            text.appendCodePoint(c);
        }
    }

    private String reference(int c) {
        String name =
                switch (c) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '\'' -> "&apos;";
                    case '"' -> "&quot;";
                    default -> numeric(c);
                };
        return choose(3) == 2 ? numeric(c) : name;
    }

    private String numeric(int c) {
        return switch (choose(4)) {
            case 1 -> String.format("&#%d;", c);
            case 2 -> String.format("&#x%x;", c);
            case 3 -> String.format("&#x00%X;", c);
            default -> String.format("&#x%X;", c);
        };
    }
}
