package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;

/**
 * Finds contents whose parts stand in any order, some of them at most once. The schema language cannot say so but by naming each order,
 * so a schema does; readers are told what is meant.
 */
final class Interleaving {
    private Interleaving() {}

    /** The same content, with each group that names all orders as one whose parts stand in any order. */
    static Particle simplified(Particle particle) {
        if (!(particle instanceof Group group)) {
            return particle;
        }
        List<Particle> many = many(group);
        List<Particle> once = heads(group);
        if (once.isEmpty() || !whole(once, many).equals(group)) {
            return new Group(
                    group.order(),
                    group.min(),
                    group.max(),
                    group.parts().stream().map(Interleaving::simplified).toList());
        }
        List<Particle> parts = new ArrayList<>();
        many.forEach(part -> parts.add(times(part, SiteModel.UNBOUNDED)));
        once.forEach(part -> parts.add(times(part, 1)));
        // Wildcards behind what has a name.
        parts.sort((a, b) -> Boolean.compare(a instanceof Wildcard, b instanceof Wildcard));
        return new Group(Order.ALL, 1, 1, parts);
    }

    private static Particle times(Particle part, int max) {
        if (part instanceof Use use) {
            return new Use(use.element(), 0, max, use.byDefault(), use.fixed(), use.text());
        }
        return part instanceof Wildcard wildcard ? new Wildcard(0, max, wildcard.namespaces()) : part;
    }

    /** What may stand any number of times, if this is such a group. */
    private static List<Particle> many(Group group) {
        return group.order() == Order.SEQUENCE
                        && !group.parts().isEmpty()
                        && group.parts().get(0) instanceof Group first
                        && first.max() == SiteModel.UNBOUNDED
                ? first.parts()
                : List.of();
    }

    /** What the branches of the last choice begin with. */
    private static List<Particle> heads(Group group) {
        Group choice = group;
        if (group.order() == Order.SEQUENCE && !group.parts().isEmpty()) {
            if (!(group.parts().get(group.parts().size() - 1) instanceof Group last)) {
                return List.of();
            }
            choice = last;
        }
        List<Particle> heads = new ArrayList<>();
        if (choice.order() == Order.CHOICE && choice.min() == 0 && choice.max() == 1) {
            for (Particle branch : choice.parts()) {
                if (branch instanceof Group sequence && !sequence.parts().isEmpty()) {
                    heads.add(sequence.parts().get(0));
                }
            }
        }
        return heads;
    }

    private static Particle whole(List<Particle> once, List<Particle> many) {
        List<Particle> parts = parts(once, many);
        return parts.size() == 1 ? parts.get(0) : new Group(Order.SEQUENCE, 1, 1, parts);
    }

    /** All orders. */
    private static List<Particle> parts(List<Particle> once, List<Particle> many) {
        List<Particle> parts = new ArrayList<>();
        if (!many.isEmpty()) {
            parts.add(new Group(Order.CHOICE, 0, SiteModel.UNBOUNDED, many));
        }
        if (!once.isEmpty()) {
            List<Particle> branches = new ArrayList<>();
            for (Particle head : once) {
                List<Particle> rest = new ArrayList<>(once);
                rest.remove(head);
                List<Particle> branch = new ArrayList<>(List.of(head));
                branch.addAll(parts(rest, many));
                branches.add(new Group(Order.SEQUENCE, 1, 1, branch));
            }
            parts.add(new Group(Order.CHOICE, 0, 1, branches));
        }
        return parts;
    }
}
