package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class WordsProperties {
    /** Mostly octets that are passed by, so that some runs of them are longer than a word. */
    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.frequencyOf(
                        Tuple.of(30, Arbitraries.integers().between(0x20, 0x7F)),
                        Tuple.of(1, Arbitraries.integers().between(0x00, 0xFF)),
                        Tuple.of(1, Arbitraries.of(0x1F, 0x80, 0x9F, 0xA0, (int) '<', (int) '=', (int) '\'')))
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(60);
    }

    @Property
    void graphicOctetsArePassedByAndNoOthers(
            @ForAll("octets") byte[] octets, @ForAll @IntRange(max = 60) int a, @ForAll @IntRange(max = 60) int b) {
        int to = Math.min(Math.max(a, b), octets.length);
        int from = Math.min(Math.min(a, b), to);
        int expected = from;
        while (expected < to && octets[expected] >= 0x20) {
            expected++;
        }
        assertEquals(expected, Words.skipGraphic(octets, from, to));
    }

    @Property
    void theFirstOctetOfAKindIsFound(
            @ForAll("octets") byte[] octets, @ForAll @IntRange(max = 60) int a, @ForAll @IntRange(max = 60) int b) {
        int to = Math.min(Math.max(a, b), octets.length);
        int from = Math.min(Math.min(a, b), to);
        for (char octet : new char[] {'<', '>', '\'', '"', '='}) {
            int expected = from;
            while (expected < to && octets[expected] != octet) {
                expected++;
            }
            assertEquals(expected, Words.indexOf(octet, octets, from, to), () -> "first " + octet);
        }
    }
}
