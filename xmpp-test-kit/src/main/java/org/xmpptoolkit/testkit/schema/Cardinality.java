package org.xmpptoolkit.testkit.schema;

/** How often something may stand, for people. */
final class Cardinality {
    private Cardinality() {}

    /** In signs: {@code 0..1}; empty for exactly once. */
    static String brief(int min, int max) {
        if (min == max) {
            return min == 1 ? "" : min + "\u00d7";
        }
        return min + ".." + (max == SiteModel.UNBOUNDED ? "\u221e" : Integer.toString(max));
    }

    /** In words. */
    static String words(int min, int max) {
        if (min == max) {
            return min == 1 ? "exactly once" : "exactly " + min + " times";
        }
        if (max == SiteModel.UNBOUNDED) {
            return min == 0 ? "any number" : min == 1 ? "once or more" : min + " or more";
        }
        return min == 0 && max == 1 ? "at most once" : min == 0 ? "at most " + max : min + " to " + max;
    }
}
