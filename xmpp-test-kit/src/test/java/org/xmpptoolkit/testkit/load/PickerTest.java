package org.xmpptoolkit.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PickerTest {
    private static final List<String> FOUR = List.of("a", "b", "c", "d");

    private static List<Picker.Pair<String>> picked(long seed) {
        Picker<String> picker = new Picker<>(FOUR, new SplittableRandom(seed));
        List<Picker.Pair<String>> pairs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            pairs.add(picker.pick(any -> true).orElseThrow());
        }
        return pairs;
    }

    @Test
    void everyoneWritesToEveryoneElseAndNobodyToHimself() {
        Set<Picker.Pair<String>> pairs = new HashSet<>(picked(1));
        pairs.forEach(pair -> assertNotEquals(pair.sender(), pair.addressee()));
        assertEquals(12, pairs.size());
    }

    @Test
    void theSameSeedPicksTheSame() {
        assertEquals(picked(7), picked(7));
        assertNotEquals(picked(7), picked(8));
    }

    @Test
    void onlyTheUsableArePicked() {
        Picker<String> picker = new Picker<>(FOUR, new SplittableRandom(3));
        Set<Picker.Pair<String>> pairs = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(picker.pick(one -> one.equals("a") || one.equals("d")).orElseThrow());
        }
        assertEquals(Set.of(new Picker.Pair<>("a", "d"), new Picker.Pair<>("d", "a")), pairs);
    }

    @Test
    void oneAloneWritesToNobody() {
        Picker<String> picker = new Picker<>(FOUR, new SplittableRandom(3));
        assertEquals(Optional.empty(), picker.pick("b"::equals));
        assertEquals(Optional.empty(), new Picker<>(List.of(), new SplittableRandom(3)).pick(any -> true));
    }
}
