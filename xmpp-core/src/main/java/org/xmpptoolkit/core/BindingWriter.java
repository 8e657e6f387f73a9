package org.xmpptoolkit.core;

import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Makes an element of what a marshaller tells. May be used again, by one thread at a time. */
final class BindingWriter extends DefaultHandler {
    private final Marshaller marshaller;
    private final List<XmlNode> held = new ArrayList<>();
    private final Deque<XmlElement.Builder> open = new ArrayDeque<>();
    /** The objects that JAXB is at, the innermost first. */
    private final Deque<Object> sources = new ArrayDeque<>();

    private @Nullable XmlElement result;

    BindingWriter(Marshaller marshaller) {
        this.marshaller = marshaller;
        marshaller.setListener(new Marshaller.Listener() {
            @Override
            public void beforeMarshal(Object source) {
                sources.push(source);
                if (source instanceof HeldElement stand && stand.node != null) {
                    stand.ref = held.size();
                    held.add(stand.node);
                }
            }

            @Override
            public void afterMarshal(Object source) {
                sources.poll();
            }
        });
    }

    /** Throws IllegalArgumentException if JAXB cannot write the object; the writer is not to be used again then. */
    XmlElement write(Object object) {
        try {
            marshaller.marshal(object, this);
            return Objects.requireNonNull(result, "JAXB wrote no element");
        } catch (JAXBException | RuntimeException e) { // JAXB lets through what a getter throws
            throw BindingFault.of(object, Objects.requireNonNullElse(sources.peek(), object), e);
        } finally {
            sources.clear();
            held.clear(); // an idle writer holds on to nothing
            open.clear();
            result = null;
        }
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        if (uri.equals(HeldElement.NAMESPACE)) {
            add(held.get(Integer.parseInt(attributes.getValue("ref"))));
            return;
        }
        XmlElement.Builder start = XmlElement.builder(uri, localName);
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.getQName(i);
            int colon = name.indexOf(':');
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                start.attribute(
                        attributes.getURI(i),
                        attributes.getLocalName(i),
                        colon < 0 ? "" : name.substring(0, colon),
                        attributes.getValue(i));
            }
        }
        open.push(start);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        open.element().text(new String(characters, start, length));
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (!uri.equals(HeldElement.NAMESPACE)) {
            add(open.pop().build());
        }
    }

    private void add(XmlNode complete) {
        XmlElement.@Nullable Builder parent = open.peek();
        if (parent != null) {
            parent.child(complete);
        } else if (complete instanceof XmlElement root) {
            result = root;
        }
    }
}
