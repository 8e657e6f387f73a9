package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way to cut octets into pieces. Immutable.
 *
 * @param sizes octets of each piece, taken in turn and again from the first; none at all: one piece
 */
public record Cut(List<Integer> sizes) {
    /** No cut: one piece. */
    public static final Cut WHOLE = new Cut(List.of());

    /**
     * Checks and copies.
     *
     * @param sizes octets of each piece, each at least 1; none at all: one piece; copied
     * @throws IllegalArgumentException if a piece is to have less than one octet
     */
    public Cut {
        sizes = List.copyOf(sizes);
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("a piece of " + size + " octets: it needs one at least");
            }
        }
    }

    /**
     * Cuts octets.
     *
     * @param octets the octets
     * @return the pieces in order, none of them empty; joined they are the octets again
     */
    public List<byte[]> of(byte[] octets) {
        if (octets.length == 0) {
            return List.of();
        }
        if (sizes.isEmpty()) {
            return List.of(octets.clone());
        }
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0, i = 0; from < octets.length; i++) {
            int to = Math.min(octets.length, from + Math.min(sizes.get(i % sizes.size()), octets.length));
            pieces.add(Arrays.copyOfRange(octets, from, to));
            from = to;
        }
        return pieces;
    }
}
