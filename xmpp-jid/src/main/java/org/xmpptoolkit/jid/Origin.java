package org.xmpptoolkit.jid;

import java.util.function.UnaryOperator;

/** Finds the code point of a given part that a code point of its mapped form comes from. Used for messages only. */
final class Origin {
    private Origin() {}

    /**
     * The index in {@code part} of the code point that made the mapped form reach past {@code mappedIndex}: found by
     * halving, so that a long hostile text costs a few mappings only.
     */
    static int index(String part, int mappedIndex, UnaryOperator<String> mapping) {
        int low = 0;
        int high = part.length();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (mapping.apply(part.substring(0, middle)).length() > mappedIndex) {
                high = middle;
            } else {
                low = middle;
            }
        }
        boolean insidePair = low > 0 && Character.isLowSurrogate(part.charAt(low));
        return insidePair ? low - 1 : low;
    }
}
