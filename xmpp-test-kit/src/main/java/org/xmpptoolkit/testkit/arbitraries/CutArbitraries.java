package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Ways to cut octets into pieces, as a network does it: what a stream means must not depend on them. All of them shrink to one piece.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 */
public final class CutArbitraries {
    private static final int LARGEST = 200;
    private static final String MARKUP = "<>/'\"&;=?!-[]";

    private CutArbitraries() {}

    /** {@return cuts of octets that are not known yet: one piece, single octets, or pieces of any sizes} */
    public static Arbitrary<Cut> cuts() {
        Arbitrary<Integer> small = Arbitraries.integers().between(1, 8).shrinkTowards(8);
        Arbitrary<Integer> any = Arbitraries.integers().between(1, LARGEST).shrinkTowards(LARGEST);
        Arbitrary<List<Integer>> sizes = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of())),
                Tuple.of(1, Arbitraries.just(1).list().ofMaxSize(1)),
                Tuple.of(5, Arbitraries.oneOf(small, any).list().ofMaxSize(6)));
        return sizes.map(Cut::new);
    }

    /**
     * Cuts of given octets: at any places, and often inside a character of UTF-8, inside markup, or behind each octet.
     *
     * @param octets the octets
     * @return cuts whose pieces are these octets
     */
    public static Arbitrary<Cut> cuts(byte[] octets) {
        if (octets.length < 2) {
            return Arbitraries.just(Cut.WHOLE);
        }
        byte[] copy = octets.clone();
        List<Integer> insideCharacters = new ArrayList<>();
        List<Integer> insideMarkup = new ArrayList<>();
        for (int i = 1; i < copy.length; i++) {
            if ((copy[i] & 0xC0) == 0x80) {
                insideCharacters.add(i);
            } else if (MARKUP.indexOf(copy[i - 1]) >= 0) {
                insideMarkup.add(i);
            }
        }
        List<Tuple.Tuple2<Integer, Arbitrary<Integer>>> places = new ArrayList<>();
        places.add(Tuple.of(2, Arbitraries.integers().between(1, copy.length - 1)));
        if (!insideMarkup.isEmpty()) {
            places.add(Tuple.of(2, Arbitraries.of(insideMarkup)));
        }
        if (!insideCharacters.isEmpty()) {
            places.add(Tuple.of(4, Arbitraries.of(insideCharacters)));
        }
        Arbitrary<Cut> at =
                Arbitraries.frequencyOf(places).list().ofMaxSize(8).map(cuts -> new Cut(sizes(cuts, copy.length)));
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of(Cut.WHOLE, new Cut(List.of(1)))), Tuple.of(8, at));
    }

    private static List<Integer> sizes(Collection<Integer> places, int octets) {
        List<Integer> sizes = new ArrayList<>();
        int from = 0;
        for (int place : new TreeSet<>(places)) {
            sizes.add(place - from);
            from = place;
        }
        if (!sizes.isEmpty()) {
            sizes.add(octets - from);
        }
        return sizes;
    }
}
