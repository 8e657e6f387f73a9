package org.xmpptoolkit.core;

import java.util.List;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Reads one element from StAX, or writes one. */
final class StaxBridge {
    private final XMLStreamReader reader;
    private final StreamLimits limits;
    private final ElementAssembler assembler;
    private long units;

    StaxBridge(XMLStreamReader reader, StreamLimits limits) {
        this.reader = reader;
        this.limits = limits;
        this.assembler = new ElementAssembler(limits);
    }

    XmlElement read() throws XMLStreamException {
        for (int event = XMLStreamConstants.START_ELEMENT; ; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    require(assembler.limitOfElement());
                    assembler.start(start());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    count(reader.getTextLength());
                    String text = XmlBridges.checked(reader.getText());
                    require(assembler.limitOfText(text));
                    assembler.text(text);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement whole = assembler.end();
                    if (whole != null) {
                        return whole;
                    }
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default ->
                    throw new IllegalArgumentException(
                            "event " + event + " is no element and no text: have the reader replace entity references");
            }
        }
    }

    private XmlElement start() {
        if (reader.getAttributeCount() + reader.getNamespaceCount() > limits.attributes()) {
            throw new IllegalArgumentException("an element has more than " + limits.attributes() + " attributes");
        }
        count(reader.getLocalName().length());
        XmlElement.Builder builder = XmlElement.builder(
                        XmlBridges.orEmpty(reader.getNamespaceURI()), reader.getLocalName())
                .prefix(XmlBridges.orEmpty(reader.getPrefix()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String value = reader.getAttributeValue(i);
            count(reader.getAttributeLocalName(i).length() + value.length());
            builder.attribute(
                    XmlBridges.orEmpty(reader.getAttributeNamespace(i)),
                    reader.getAttributeLocalName(i),
                    XmlBridges.orEmpty(reader.getAttributePrefix(i)),
                    value);
        }
        return builder.build();
    }

    private void count(int more) {
        units += more;
        if (units > limits.elementOctets()) {
            require("an element has more than " + limits.elementOctets() + " characters");
        }
    }

    private static void require(@Nullable String passed) {
        if (passed != null) {
            throw new IllegalArgumentException(passed);
        }
    }

    static void write(XmlElement element, XMLStreamWriter writer) throws XMLStreamException {
        NamespaceContext context = writer.getNamespaceContext();
        String outer = context == null ? "" : XmlBridges.orEmpty(context.getNamespaceURI(""));
        // What no prefix means out there has to be undone for an element of no namespace; the rest is declared anew.
        NamespaceScope scope = outer.isEmpty() ? NamespaceScope.EMPTY : NamespaceScope.of(Map.of("", outer));
        write(element, writer, new PrefixScope(scope, true));
    }

    private static void write(XmlElement element, XMLStreamWriter writer, PrefixScope scope) throws XMLStreamException {
        int outer = scope.size();
        String prefix = scope.elementPrefix(element);
        String[] attributes = element.rawAttributes();
        String[] prefixes = scope.attributePrefixes(element);
        List<XmlNode> children = element.children();
        if (children.isEmpty()) {
            writer.writeEmptyElement(prefix, element.localName(), element.namespace());
        } else {
            writer.writeStartElement(prefix, element.localName(), element.namespace());
        }
        for (int i = outer; i < scope.size(); i++) {
            if (scope.prefix(i).isEmpty()) {
                writer.writeDefaultNamespace(scope.namespace(i));
            } else {
                writer.writeNamespace(scope.prefix(i), scope.namespace(i));
            }
        }
        for (int i = 0; i < prefixes.length; i++) {
            if (prefixes[i].isEmpty()) {
                writer.writeAttribute(attributes[i * 4 + 1], attributes[i * 4 + 3]);
            } else {
                writer.writeAttribute(prefixes[i], attributes[i * 4], attributes[i * 4 + 1], attributes[i * 4 + 3]);
            }
        }
        for (XmlNode child : children) {
            if (child instanceof XmlElement inner) {
                write(inner, writer, scope);
            } else if (child instanceof XmlText text) {
                writer.writeCharacters(text.value());
            }
        }
        if (!children.isEmpty()) {
            writer.writeEndElement();
        }
        scope.leave(outer);
    }
}
