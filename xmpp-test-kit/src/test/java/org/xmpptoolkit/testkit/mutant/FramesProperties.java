package org.xmpptoolkit.testkit.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is said is parted where first-level elements end, however it comes, and nothing of it is lost. */
class FramesProperties {
    private static final List<String> SOUND = List.of(
            "<?xml version='1.0'?>",
            "<stream:stream to='a>b' version='1.0'>",
            "<stream:features><a/><b x=\"/>\">text</b></stream:features>",
            "<message><body>a &lt; b</body><!-- <c> --><![CDATA[</message>]]></message>",
            "<presence/>",
            " \n",
            "<iq a='<'><x><x/></x></iq>",
            "</stream:stream>");

    @Provide
    Arbitrary<List<String>> sound() {
        return Arbitraries.of(SOUND).list().ofMaxSize(12).filter(FramesProperties::isApart);
    }

    /** White space runs together. */
    private static boolean isApart(List<String> frames) {
        for (int i = 1; i < frames.size(); i++) {
            if (frames.get(i).isBlank() && frames.get(i - 1).isBlank()) {
                return false;
            }
        }
        return true;
    }

    @Property
    void soundXmlIsPartedTheSameHoweverItComes(
            @ForAll("sound") List<String> frames, @ForAll @IntRange(min = 1, max = 50) int octets) {
        List<String> parted = parted(String.join("", frames), octets);
        // White space that comes in pieces is passed on in pieces.
        assertEquals(
                frames.stream().filter(frame -> !frame.isBlank()).toList(),
                parted.stream().filter(frame -> !frame.isBlank()).toList());
    }

    @Property
    void nothingIsLostOfAnything(@ForAll("anything") String text, @ForAll @IntRange(min = 1, max = 50) int octets) {
        assertEquals(text, String.join("", parted(text, octets)));
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.strings().withChars("<>/!?-[]'\"a= &\u00ff").ofMaxLength(60);
    }

    @Example
    void whatDoesNotMatchComesAtOnce() {
        assertEquals(List.of("<message><body>x</message>"), parted("<message><body>x</message>", 100));
    }

    @Example
    void whatIsNotCompleteWaitsUntilItIsFlushed() {
        Frames frames = new Frames();
        byte[] half = "<message><body>".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of(), frames.take(half, half.length));
        assertEquals(List.of("<message><body>"), frames.flush());
        assertFalse(frames.holds());
    }

    private static List<String> parted(String text, int octets) {
        Frames frames = new Frames();
        List<String> all = new ArrayList<>();
        byte[] rest = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < rest.length; from += octets) {
            byte[] piece = Arrays.copyOfRange(rest, from, Math.min(rest.length, from + octets));
            all.addAll(frames.take(piece, piece.length));
        }
        all.addAll(frames.flush());
        return all;
    }
}
