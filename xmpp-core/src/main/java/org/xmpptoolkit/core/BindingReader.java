package org.xmpptoolkit.core;

import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.UnmarshallerHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Tells an unmarshaller about an element, leaving out what its class has no place for. May be used again, by one thread at a time. */
final class BindingReader {
    private final UnmarshallerHandler handler;
    private final List<XmlNode> held = new ArrayList<>();
    private List<BindingProblem> problems = new ArrayList<>();
    private String path = "";
    private boolean secret; // whether what is at the path may be a credential
    private boolean inside; // whether the element that is being told about is, or stands in one that is

    BindingReader(Unmarshaller unmarshaller) throws JAXBException {
        this.handler = unmarshaller.getUnmarshallerHandler();
        unmarshaller.setEventHandler(event -> {
            report(path, BindingProblem.Kind.BAD_VALUE, String.valueOf(event.getMessage()), secret);
            return true;
        });
        unmarshaller.setListener(new Unmarshaller.Listener() {
            @Override
            public void afterUnmarshal(Object target, @Nullable Object parent) {
                if (target instanceof HeldElement stand && stand.ref >= 0 && stand.ref < held.size()) {
                    stand.node = held.get(stand.ref);
                }
            }
        });
    }

    Object read(XmlElement element, BindingShape shape, List<BindingProblem> problems)
            throws JAXBException, SAXException {
        this.problems = problems;
        inside = false;
        try {
            handler.startDocument();
            feed(element, shape, element.localName());
            handler.endDocument();
            return handler.getResult();
        } finally {
            held.clear(); // an idle reader holds on to nothing
            this.problems = new ArrayList<>();
        }
    }

    private void feed(XmlElement element, BindingShape shape, String here) throws SAXException {
        boolean outside = inside;
        inside = outside || Secrets.isSecret(element);
        AttributesImpl attributes = new AttributesImpl() {
            @Override
            public String getValue(int index) { // JAXB is about to read it
                path = here + "/@" + getLocalName(index);
                secret = inside || Secrets.isSecret(getURI(index));
                return super.getValue(index);
            }
        };
        for (XmlAttribute attribute : element.attributes()) {
            BindingShape.@Nullable Leaf leaf =
                    shape.attributes().get(new QName(attribute.namespace(), attribute.localName()));
            String at = here + "/@" + attribute.localName();
            boolean hidden = Secrets.isSecret(attribute, inside);
            if (leaf == null && !shape.takesOther(attribute)) {
                report(at, BindingProblem.Kind.UNKNOWN_ATTRIBUTE, attribute.value(), hidden);
            } else if (leaf != null && !leaf.allows(attribute.value())) {
                report(at, BindingProblem.Kind.BAD_VALUE, attribute.value(), hidden);
            } else {
                String prefix = attribute.prefix();
                attributes.addAttribute(
                        attribute.namespace(),
                        attribute.localName(),
                        prefix.isEmpty() ? attribute.localName() : prefix + ":" + attribute.localName(),
                        "CDATA",
                        leaf == null ? attribute.value() : leaf.read(attribute.value()));
            }
        }
        at(here);
        handler.startElement(element.namespace(), element.localName(), element.localName(), attributes);
        at(here);
        Map<String, Integer> counts = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (XmlNode node : element.children()) {
            if (node instanceof XmlElement child) {
                int count = counts.merge(child.localName(), 1, Integer::sum);
                String at = here + "/" + child.localName() + (count > 1 ? "[" + count + "]" : "");
                child(child, shape, at, seen);
            } else if (node instanceof XmlText text) {
                text(text, shape, here);
            }
        }
        at(here);
        handler.endElement(element.namespace(), element.localName(), element.localName());
        inside = outside;
    }

    private void child(XmlElement child, BindingShape shape, String at, Set<String> seen) throws SAXException {
        BindingShape.@Nullable Child known = shape.children().get(child.name());
        if (known == null) {
            switch (shape.wildcard()) {
                case HELD, HELD_WITH_TEXT -> stand(child);
                case OPEN -> {
                    if (child.namespace().equals(HeldElement.NAMESPACE)) { // the peer's own, which stands for nothing
                        report(
                                at,
                                BindingProblem.Kind.UNKNOWN_ELEMENT,
                                child.name().toString(),
                                false);
                    } else {
                        feed(child, BindingShape.ANYTHING, at);
                    }
                }
                case NONE ->
                    report(at, BindingProblem.Kind.UNKNOWN_ELEMENT, child.name().toString(), false);
            }
        } else if (!known.repeatable() && !seen.add(known.slot())) {
            report(at, BindingProblem.Kind.REPEATED, child.text(), inside || Secrets.isSecret(child));
        } else {
            BindingShape inner = known.shape().get();
            if (inner.text().allows(child.text())) {
                feed(child, inner, at);
            } else {
                report(at, BindingProblem.Kind.BAD_VALUE, child.text(), inside || Secrets.isSecret(child));
            }
        }
    }

    private void stand(XmlNode child) throws SAXException {
        AttributesImpl ref = new AttributesImpl();
        ref.addAttribute("", "ref", "ref", "CDATA", Integer.toString(held.size()));
        held.add(child);
        handler.startElement(HeldElement.NAMESPACE, HeldElement.NAME, HeldElement.NAME, ref);
        handler.endElement(HeldElement.NAMESPACE, HeldElement.NAME, HeldElement.NAME);
    }

    private void text(XmlText text, BindingShape shape, String here) throws SAXException {
        String value = text.value();
        if (shape.wildcard() == BindingShape.Wildcard.HELD_WITH_TEXT) {
            stand(text);
        } else if (shape.hasText()) {
            String read = shape.text().read(value);
            handler.characters(read.toCharArray(), 0, read.length());
        } else if (!value.trim().isEmpty()) { // what XML calls white space; Unicode has more
            report(here + "/text()", BindingProblem.Kind.STRAY_TEXT, value, inside);
        }
    }

    /** JAXB is about to read the element at a path. */
    private void at(String here) {
        path = here;
        secret = inside;
    }

    private void report(String at, BindingProblem.Kind kind, String value, boolean hidden) {
        problems.add(new BindingProblem(at, kind, hidden ? Secrets.HIDDEN : value));
    }
}
