package org.xmpptoolkit.testkit.schema;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes schemas as people write them: indented, the name of a thing before the rest. Equal schemas give equal texts, on any JDK. */
final class XsdText {
    private static final List<String> FIRST = List.of("name", "ref", "type", "base", "namespace", "value", "source");
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private XsdText() {}

    static String of(Document schema) {
        XsdText text = new XsdText();
        text.write(schema.getDocumentElement(), "");
        return text.out.toString();
    }

    private void write(Element element, String indent) {
        out.append(indent).append('<').append(element.getTagName());
        Xsd.attributes(element).stream()
                .sorted(Comparator.comparing(XsdText::rank).thenComparing(Attr::getName))
                .forEach(attribute -> out.append(' ')
                        .append(attribute.getName())
                        .append("=\"")
                        .append(escaped(attribute.getValue()))
                        .append('"'));
        List<Element> children = Xsd.children(element);
        if (!children.isEmpty()) {
            out.append(">\n");
            boolean top = indent.isEmpty();
            for (Element child : children) {
                if (top && !child.getLocalName().equals("import")) {
                    out.append('\n');
                }
                write(child, indent + INDENT);
            }
            out.append(indent).append("</").append(element.getTagName()).append(">\n");
        } else if (element.hasChildNodes()) {
            out.append('>').append(escaped(element.getTextContent()));
            out.append("</").append(element.getTagName()).append(">\n");
        } else {
            out.append("/>\n");
        }
    }

    private static int rank(Attr attribute) {
        String name = attribute.getName();
        if (name.startsWith("xmlns")) {
            return -1;
        }
        int place = FIRST.indexOf(name);
        return place < 0 ? FIRST.size() : place;
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '"' -> "&quot;";
                    case '\r' -> "&#13;";
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining());
    }
}
