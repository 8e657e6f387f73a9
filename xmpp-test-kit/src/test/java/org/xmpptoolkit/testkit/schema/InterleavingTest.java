package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Text;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;

/** Contents that name all orders. */
class InterleavingTest {
    private static final Particle ANY = new Wildcard(1, 1, "##other");
    private static final Group MANY = new Group(Order.CHOICE, 0, SiteModel.UNBOUNDED, List.of(ANY, use(1)));

    private static Particle use(int element) {
        return new Use(element, 1, 1, null, null, Text.NONE);
    }

    private static Particle use(int element, int max) {
        return new Use(element, 0, max, null, null, Text.NONE);
    }

    private static Group sequence(Particle... parts) {
        return new Group(Order.SEQUENCE, 1, 1, List.of(parts));
    }

    private static Group optional(Particle... parts) {
        return new Group(Order.CHOICE, 0, 1, List.of(parts));
    }

    /** Elements 2 and 3 once each, among any number of element 1 and of others. */
    private static Group allOrders(Particle last) {
        return sequence(
                MANY,
                optional(
                        sequence(use(2), MANY, optional(sequence(use(3), MANY))),
                        sequence(use(3), MANY, optional(sequence(last, MANY)))));
    }

    @Test
    void areToldByWhatTheyMean() {
        Particle expected = new Group(
                Order.ALL,
                1,
                1,
                List.of(
                        use(1, SiteModel.UNBOUNDED),
                        use(2, 1),
                        use(3, 1),
                        new Wildcard(0, SiteModel.UNBOUNDED, "##other")));
        assertEquals(expected, Interleaving.simplified(allOrders(use(2))));
        assertEquals(sequence(use(4), expected), Interleaving.simplified(sequence(use(4), allOrders(use(2)))));
        assertEquals(
                new Group(Order.ALL, 1, 1, List.of(use(2, 1), use(3, 1))),
                Interleaving.simplified(optional(
                        sequence(use(2), optional(sequence(use(3)))), sequence(use(3), optional(sequence(use(2)))))));
    }

    @Test
    void othersStayAsTheyAre() {
        for (Group other : List.of(
                allOrders(use(4)),
                MANY,
                sequence(use(1), use(2)),
                sequence(MANY, use(2)),
                sequence(),
                optional(use(1), use(2)),
                sequence(MANY, optional(sequence(use(2), use(3)))))) {
            assertEquals(other.order(), ((Group) Interleaving.simplified(other)).order(), other::toString);
        }
    }
}
