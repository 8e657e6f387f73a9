package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;

/** An element of an example, while it is made. Written in lines that are set in, each of which says whether it is the element's own. */
final class ExampleNode {
    private static final int LONGEST = 72;

    /** A line of an example, and whether it belongs to the element that the example is of, or to what it stands in. */
    record Line(String text, boolean own) {}

    private final Element element;
    private final boolean own;
    private final Map<QName, String> attributes = new LinkedHashMap<>();
    private final List<ExampleNode> children = new ArrayList<>();
    private String text = "";

    /**
     * An element.
     *
     * @param element what it is one of
     * @param own whether it belongs to what the example is of
     */
    ExampleNode(Element element, boolean own) {
        this.element = element;
        this.own = own;
    }

    void attribute(QName name, String value) {
        attributes.put(name, value);
    }

    void text(String content) {
        text = content;
    }

    void child(ExampleNode child) {
        children.add(child);
    }

    /** The lines of the whole. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        // The prefix that all of XMPP knows streams by; all else is in the default namespace.
        write("", element.name().getNamespaceURI().equals(SitePaths.STREAMS), "", lines);
        return lines;
    }

    private void write(String indent, boolean prefixed, String around, List<Line> lines) {
        String uri = element.name().getNamespaceURI();
        String tag = (prefixed ? "stream:" : "") + element.name().getLocalPart();
        List<String> parts = new ArrayList<>();
        if (prefixed) {
            parts.add("xmlns:stream='" + escaped(uri) + "'");
        } else if (!uri.equals(around)) {
            parts.add("xmlns='" + escaped(uri) + "'");
        }
        attributes.forEach((name, value) -> parts.add(attributeName(name, parts) + "='" + escaped(value) + "'"));
        String inner = prefixed ? around : uri;
        String start = indent + "<" + tag + (parts.isEmpty() ? "" : " " + String.join(" ", parts));
        if (start.length() > LONGEST && parts.size() > 1) {
            String column = "\n" + indent + " ".repeat(tag.length() + 2);
            start = indent + "<" + tag + " " + String.join(column, parts);
        }
        if (children.isEmpty() && text.isEmpty()) {
            add(start + "/>", lines);
        } else if (children.isEmpty()) {
            add(start + ">" + escaped(text) + "</" + tag + ">", lines);
        } else {
            add(start + ">" + escaped(text), lines);
            children.forEach(child -> child.write(
                    indent + "  ", child.element.name().getNamespaceURI().equals(SitePaths.STREAMS), inner, lines));
            add(indent + "</" + tag + ">", lines);
        }
    }

    private static String attributeName(QName name, List<String> parts) {
        if (name.getNamespaceURI().isEmpty()) {
            return name.getLocalPart();
        }
        if (name.getNamespaceURI().equals(XMLConstants.XML_NS_URI)) {
            return "xml:" + name.getLocalPart();
        }
        String prefix = "ns" + (parts.size() + 1);
        parts.add("xmlns:" + prefix + "='" + escaped(name.getNamespaceURI()) + "'");
        return prefix + ":" + name.getLocalPart();
    }

    private void add(String line, List<Line> lines) {
        line.lines().forEach(one -> lines.add(new Line(one, own)));
    }

    /** A text as it stands in an attribute or an element. */
    static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\t", "&#9;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }
}
