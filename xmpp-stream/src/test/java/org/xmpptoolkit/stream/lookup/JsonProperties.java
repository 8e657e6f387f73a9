package org.xmpptoolkit.stream.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The reader of JSON (RFC 8259). */
class JsonProperties {
    private static Optional<Object> parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).map(text -> (Object) text), Arbitraries.just(Json.OTHER));
        return Arbitraries.lazyOf(
                () -> leaves,
                () -> leaves,
                () -> values().list().ofMaxSize(3).map(list -> (Object) new ArrayList<>(list)),
                () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), values())
                        .ofMaxSize(3)
                        .map(map -> (Object) new HashMap<>(map)));
    }

    private static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> write(member.getKey()) + "\t: " + write(member.getValue()))
                    .collect(Collectors.joining(" ,", "{ ", "\r\n}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(JsonProperties::write).collect(Collectors.joining(",", "[", " ]"));
        } else if (value instanceof String text) {
            return text.chars()
                    .mapToObj(unit -> unit % 3 == 0
                                    || unit < ' '
                                    || unit == '"'
                                    || unit == '\\'
                                    || Character.isSurrogate((char) unit)
                            ? String.format("\\u%04X", unit)
                            : String.valueOf((char) unit))
                    .collect(Collectors.joining("", "\"", "\""));
        }
        return "-0.25e-3";
    }

    @Property
    void readsWhatIsWritten(@ForAll("values") Object value) {
        assertEquals(Optional.of(value), parse(" " + write(value) + "\n"));
    }

    @Property
    void noPartOfAnObjectIsOne(@ForAll("values") Object value, @ForAll @IntRange(max = 1_000) int cut) {
        String whole = write(List.of(value));
        assertEquals(Optional.empty(), parse(whole.substring(0, cut % whole.length())));
    }

    @Property
    void neverThrows(@ForAll byte[] octets, @ForAll("values") Object value, @ForAll @IntRange(max = 1_000) int at) {
        Json.parse(octets);
        byte[] broken = write(value).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length && at + i < broken.length; i++) {
            broken[at + i] = octets[i];
        }
        Json.parse(broken);
    }

    @Example
    void depthHasABound() {
        assertTrue(parse("[".repeat(31) + "0" + "]".repeat(31)).isPresent());
        assertEquals(Optional.empty(), parse("[".repeat(32) + "0" + "]".repeat(32)));
        assertEquals(Optional.empty(), parse("[".repeat(100_000)));
    }

    @Example
    void whatIsNotJsonIsRefused() {
        for (String text : List.of(
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "tru",
                "nul",
                "nullnull",
                "'a'",
                "{a:1}",
                "[1,]",
                "{\"a\"}",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"",
                "\u00a0[]",
                "\ufeff[]")) {
            assertEquals(Optional.empty(), parse(text), text);
        }
        assertEquals(Optional.empty(), Json.parse(new byte[] {'"', (byte) 0xff, '"'}));
    }

    @Example
    void theLastMemberOfANameCounts() {
        assertEquals(Optional.of(Map.of("a", "2")), parse("{\"a\":\"1\",\"a\":\"2\"}"));
    }
}
