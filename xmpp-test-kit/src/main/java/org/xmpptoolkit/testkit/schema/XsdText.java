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
                        .append(inAttribute(attribute.getValue()))
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

    /** A reader makes spaces of other white space there, unless it is escaped. */
    private static String inAttribute(String text) {
        return escaped(text).replace("\n", "&#10;").replace("\t", "&#9;");
    }

    private static String escaped(String text) {
        return text.codePoints()
                .map(c -> isInXml(c) ? c : '\uFFFD')
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

    /** Annotations of users' classes may hold any character, XML may not. */
    private static boolean isInXml(int c) {
        return c == '\n'
                || c == '\t'
                || c == '\r'
                || (c >= 0x20 && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || c > 0xFFFF;
    }
}
