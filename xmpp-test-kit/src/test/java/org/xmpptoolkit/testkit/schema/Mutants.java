package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.xmpptoolkit.core.XmlAttribute;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.core.XmlText;

/** Makes elements that differ from a valid one in one place. Equal seeds give equal mutants. */
final class Mutants {
    /** What was done. */
    enum Change {
        REMOVED,
        DOUBLED,
        RENAMED,
        VALUE
    }

    /**
     * A mutant.
     *
     * @param change what was done
     * @param element what it is now
     */
    record Mutant(Change change, XmlElement element) {
        @Override
        public String toString() {
            return change + " " + element;
        }
    }

    private static final int ATTEMPTS = 100;
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "0",
            "1",
            "300",
            "true",
            "x",
            "chat",
            " chat ",
            "error",
            "both",
            "cancel",
            "de-CH",
            "\u00e9 \u4e2d",
            "a\nb");

    private final Random random;
    private final Map<String, List<String>> names;

    /**
     * Prepares.
     *
     * @param names the local names of what is declared in each namespace whose elements may be changed; what stands in others is at
     *     most removed, doubled or renamed
     */
    Mutants(long seed, Map<String, List<String>> names) {
        this.random = new Random(seed);
        this.names = Map.copyOf(names);
    }

    /** Different mutants of elements, as many as asked for if there are so many. */
    List<Mutant> of(List<XmlElement> instances, int count) {
        Set<Mutant> mutants = new LinkedHashSet<>();
        for (int i = 0; i < count * ATTEMPTS && mutants.size() < count; i++) {
            XmlElement original = pick(instances);
            Change change = pick(List.of(Change.values()));
            List<XmlElement> places = new ArrayList<>();
            collect(original, places);
            XmlElement place = pick(places);
            XmlElement changed = replaced(original, place, changed(place, change));
            if (!changed.equals(original)) {
                mutants.add(new Mutant(change, changed));
            }
        }
        return List.copyOf(mutants);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void collect(XmlElement element, List<XmlElement> all) {
        if (names.containsKey(element.namespace())) {
            all.add(element);
            element.elements().forEach(child -> collect(child, all));
        }
    }

    /** Replaces the element that is the very same object. */
    private static XmlElement replaced(XmlElement in, XmlElement place, XmlElement by) {
        return in == place
                ? by
                : rebuilt(
                        in,
                        in.attributes(),
                        in.children().stream()
                                .map(child -> child instanceof XmlElement e ? replaced(e, place, by) : child)
                                .toList());
    }

    private static XmlElement rebuilt(
            XmlElement element, List<XmlAttribute> attributes, List<? extends XmlNode> children) {
        XmlElement.Builder builder =
                XmlElement.builder(element.namespace(), element.localName()).prefix(element.prefix());
        attributes.forEach(a -> builder.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        return builder.children(children).build();
    }

    private XmlElement changed(XmlElement element, Change change) {
        List<XmlAttribute> attributes = new ArrayList<>(element.attributes());
        List<XmlNode> children = new ArrayList<>(element.children());
        int count = attributes.size() + children.size();
        int which = count == 0 ? 0 : random.nextInt(count);
        boolean attribute = which < attributes.size();
        int child = which - attributes.size();
        switch (change) {
            case REMOVED -> {
                if (count > 0) {
                    if (attribute) {
                        attributes.remove(which);
                    } else {
                        children.remove(child);
                    }
                }
            }
            case DOUBLED -> {
                if (!children.isEmpty()) {
                    int one = random.nextInt(children.size());
                    children.add(random.nextInt(children.size() + 1), children.get(one));
                }
            }
            case RENAMED -> rename(element, attributes, children, which);
            case VALUE -> {
                if (attribute) {
                    XmlAttribute old = attributes.get(which);
                    attributes.set(which, new XmlAttribute(old.namespace(), old.localName(), old.prefix(), value()));
                } else {
                    children.removeIf(XmlText.class::isInstance);
                    String text = value();
                    if (!text.isEmpty()) {
                        children.add(new XmlText(text));
                    }
                }
            }
        }
        return rebuilt(element, attributes, children);
    }

    private String value() {
        return random.nextBoolean() ? "value-" + random.nextInt(1000) : pick(VALUES);
    }

    private void rename(XmlElement element, List<XmlAttribute> attributes, List<XmlNode> children, int which) {
        if (which < attributes.size()) {
            XmlAttribute old = attributes.get(which);
            String name = "a" + random.nextInt(1000);
            attributes.set(
                    which,
                    random.nextBoolean()
                            ? new XmlAttribute("", name, "", old.value())
                            : new XmlAttribute(old.namespace(), name, old.prefix(), old.value()));
            return;
        }
        int child = which - attributes.size();
        if (child < children.size() && children.get(child) instanceof XmlElement old) {
            children.set(child, renamed(old));
        } else {
            children.add(renamed(XmlElement.of(element.namespace(), "e")));
        }
    }

    /** To a name that is declared in the namespace, or none, or in a namespace that nobody declares. */
    private XmlElement renamed(XmlElement old) {
        List<String> declared = names.getOrDefault(old.namespace(), List.of());
        String unknown = "e" + random.nextInt(1000);
        XmlElement.Builder renamed =
                switch (random.nextInt(3)) {
                    case 0 -> XmlElement.builder(old.namespace(), declared.isEmpty() ? unknown : pick(declared));
                    case 1 -> XmlElement.builder(old.namespace(), unknown);
                    default -> XmlElement.builder("urn:x", unknown);
                };
        old.attributes().forEach(a -> renamed.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        return renamed.children(old.children()).build();
    }
}
