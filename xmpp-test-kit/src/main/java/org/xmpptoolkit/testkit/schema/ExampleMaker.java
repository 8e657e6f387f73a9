package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.testkit.register.WireNames;
import org.xmpptoolkit.testkit.schema.SiteModel.Attribute;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Text;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;

/** Makes examples of elements out of what their schemas say: one with what has to be there, and one with all that may be. */
final class ExampleMaker {
    private static final Element FOREIGN = new Element(
            -1,
            new QName("urn:example:extension", "x"),
            true,
            Text.NONE,
            null,
            null,
            false,
            List.of(),
            false,
            List.of());

    /** Nothing can be made that is sure to be allowed. */
    private static final class Unmakeable extends Exception {
        private static final long serialVersionUID = 1;

        Unmakeable(String why) {
            super(why);
        }
    }

    /** What is being made: for which path, and how much of it. */
    private record Task(List<Element> path, boolean full, Set<Integer> open) {
        /** The element that has to be in one of the path, or -1. */
        int wanted(Element element) {
            int at = path.indexOf(element);
            return at < 0 || at == path.size() - 1 ? -1 : path.get(at + 1).number();
        }

        boolean isFull(Element element) {
            return full && !path.subList(0, path.size() - 1).contains(element);
        }
    }

    private final SiteModel model;
    private final Samples samples = new Samples();

    ExampleMaker(SiteModel model) {
        this.model = model;
    }

    /**
     * An example.
     *
     * @param element what to show, which stands in its parent if it has one
     * @param full whether to show all that may be there, or only what has to
     * @return its lines, or nothing if it holds values of which none is known
     */
    Optional<List<ExampleNode.Line>> of(Element element, boolean full) {
        for (List<Element> path : paths(element)) {
            try {
                return Optional.of(make(path.get(0), path.get(0).name(), new Task(path, full, new HashSet<>()), false)
                        .lines());
            } catch (Unmakeable e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** The ways down to an element from one that can stand alone, shortest first. */
    private List<List<Element>> paths(Element element) {
        List<Element> parents = model.parents(element).stream()
                .filter(parent -> parent.number() != element.number())
                .toList();
        List<QName> names = parents.stream().map(Element::name).toList();
        if (element.global() && (parents.isEmpty() || !names.containsAll(element.standsIn()))) {
            return List.of(List.of(element));
        }
        List<List<Element>> paths = new ArrayList<>();
        List<List<Element>> open = new ArrayList<>(
                parents.stream().map(parent -> List.of(parent, element)).toList());
        Set<Element> seen = new HashSet<>(parents);
        while (!open.isEmpty()) {
            List<Element> path = open.remove(0);
            if (path.get(0).global()) {
                paths.add(path);
                continue;
            }
            for (Element parent : model.parents(path.get(0))) {
                if (seen.add(parent)) {
                    List<Element> longer = new ArrayList<>(path);
                    longer.add(0, parent);
                    open.add(longer);
                }
            }
        }
        if (element.global()) {
            paths.add(List.of(element));
        }
        return paths;
    }

    private ExampleNode make(Element element, QName parent, Task task, boolean inside) throws Unmakeable {
        if (!task.open().add(element.number())) {
            throw new Unmakeable("holds itself");
        }
        try {
            boolean own = inside || element.equals(task.path().get(task.path().size() - 1));
            ExampleNode node = new ExampleNode(element, own);
            boolean full =
                    task.isFull(element) && task.open().size() <= task.path().size() + 2;
            for (Attribute attribute : element.attributes()) {
                boolean telling = attribute.name().equals(new QName("type"))
                        && typeFor(task.wanted(element)).isPresent();
                if (attribute.required() || telling || (full && !samples.isLeftOut(element.name(), attribute.name()))) {
                    Optional<String> value = value(element, attribute, task);
                    if (value.isPresent()) {
                        node.attribute(attribute.name(), value.get());
                    } else if (attribute.required()) {
                        throw new Unmakeable(attribute.name().toString());
                    }
                }
            }
            if (element.content() != null) {
                for (ExampleNode child : particle(element.content(), element, task, own, full)) {
                    node.child(child);
                }
            }
            if (element.type() != null && element.content() == null) {
                node.text(samples.of(parent, element.name(), element.type())
                        .orElseThrow(() -> new Unmakeable("text of " + element.name())));
            }
            return node;
        } finally {
            task.open().remove(element.number());
        }
    }

    private Optional<String> value(Element element, Attribute attribute, Task task) {
        if (attribute.fixed() != null) {
            return Optional.of(attribute.fixed());
        }
        Optional<String> byChild = attribute.name().equals(new QName("type"))
                ? typeFor(task.wanted(element)).filter(type -> allows(attribute.type(), type))
                : Optional.empty();
        return byChild.isPresent() ? byChild : samples.of(element.name(), attribute.name(), attribute.type());
    }

    private static boolean allows(ValueType type, String value) {
        return type.values().isEmpty()
                || type.values().stream().anyMatch(one -> one.value().equals(value));
    }

    /** The type that goes with a child: that of the condition, or error for what holds an error. */
    private Optional<String> typeFor(int number) {
        if (number < 0) {
            return Optional.empty();
        }
        QName name = model.elements().get(number).name();
        return name.getLocalPart().equals("error")
                ? Optional.of("error")
                : Arrays.stream(StanzaErrorCondition.values())
                        .filter(condition -> new QName(condition.namespace(), condition.elementName()).equals(name))
                        .map(condition -> WireNames.of(condition.defaultType()))
                        .findFirst();
    }

    private List<ExampleNode> particle(Particle particle, Element parent, Task task, boolean inside, boolean full)
            throws Unmakeable {
        boolean wanted = holds(particle, task.wanted(parent));
        if (particle instanceof Use use) {
            return use(use, parent, task, inside, full, wanted);
        }
        if (particle instanceof Wildcard wildcard) {
            return wildcard(wildcard, parent, task, full);
        }
        Group group = (Group) particle;
        int times = Math.max(group.min(), full || wanted ? 1 : 0);
        List<ExampleNode> made = new ArrayList<>();
        if (group.order() == Order.CHOICE && group.max() > 1 && full) {
            return each(group, parent, task, inside);
        }
        for (int i = 0; i < times; i++) {
            if (group.order() == Order.CHOICE) {
                made.addAll(one(group, parent, task, inside, full));
            } else {
                for (Particle part : group.parts()) {
                    made.addAll(particle(part, parent, task, inside, full));
                }
            }
        }
        return made;
    }

    private List<ExampleNode> use(Use use, Element parent, Task task, boolean inside, boolean full, boolean wanted)
            throws Unmakeable {
        Element element = model.elements().get(use.element());
        int times = Math.max(use.min(), (full && isShown(use, parent)) || wanted ? 1 : 0);
        List<ExampleNode> made = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try {
                made.add(make(element, parent.name(), task, inside));
            } catch (Unmakeable e) {
                if (use.min() > 0 || wanted) {
                    throw e;
                }
            }
        }
        return made;
    }

    /** Whether it is in a full example though it need not be: an error does not stand beside what went well. */
    private boolean isShown(Use use, Element parent) {
        QName name = model.elements().get(use.element()).name();
        return !samples.isLeftOut(parent.name(), name) && !name.getLocalPart().equals("error");
    }

    private List<ExampleNode> wildcard(Wildcard wildcard, Element parent, Task task, boolean full) throws Unmakeable {
        Optional<Element> guest = samples.guest(parent.name())
                .flatMap(model::global)
                .filter(element -> full && !task.open().contains(element.number()) && task.wanted(parent) < 0);
        if (guest.isPresent()) {
            return List.of(make(guest.get(), parent.name(), task, true));
        }
        if (wildcard.min() > 0
                && !(wildcard.namespaces().equals("##any")
                        || (wildcard.namespaces().equals("##other")
                                && !parent.name().getNamespaceURI().isEmpty()))) {
            throw new Unmakeable("an element of " + wildcard.namespaces());
        }
        List<ExampleNode> made = new ArrayList<>();
        for (int i = 0; i < wildcard.min(); i++) {
            made.add(new ExampleNode(FOREIGN, true));
        }
        return made;
    }

    /** Each part of a choice that may be made often, as often as it may. */
    private List<ExampleNode> each(Group choice, Element parent, Task task, boolean inside) throws Unmakeable {
        List<ExampleNode> made = new ArrayList<>();
        int left = choice.max();
        for (Particle part : choice.parts()) {
            boolean shown = left > 0 && (part instanceof Use use ? isShown(use, parent) : part instanceof Group);
            List<ExampleNode> some = shown ? particle(part, parent, task, inside, true) : List.of();
            made.addAll(some);
            left -= some.isEmpty() ? 0 : 1;
        }
        return made.isEmpty() && choice.min() > 0 ? one(choice, parent, task, inside, false) : made;
    }

    /** The wanted part of a choice, or the first that can be made. */
    private List<ExampleNode> one(Group choice, Element parent, Task task, boolean inside, boolean full)
            throws Unmakeable {
        List<Particle> parts = new ArrayList<>();
        choice.parts().stream().filter(part -> holds(part, task.wanted(parent))).forEach(parts::add);
        if (parts.isEmpty()) {
            parts.addAll(choice.parts());
        }
        Optional<Unmakeable> problem = Optional.empty();
        for (Particle part : parts) {
            try {
                List<ExampleNode> made = particle(part, parent, task, inside, full);
                if (!made.isEmpty() || part.min() == 0 || !full) {
                    return made;
                }
            } catch (Unmakeable e) {
                problem = Optional.of(e);
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
        return List.of();
    }

    private static boolean holds(Particle particle, int number) {
        if (particle instanceof Use use) {
            return use.element() == number;
        }
        return particle instanceof Group group && group.parts().stream().anyMatch(part -> holds(part, number));
    }
}
