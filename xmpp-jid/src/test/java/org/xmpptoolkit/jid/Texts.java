package org.xmpptoolkit.jid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Texts that are addresses, nearly are, or are not at all. */
final class Texts extends DomainContextBase {
    /** Pieces on which rules turn: mapped, removed, composed, of either direction, bound to a context, separators. */
    static final String[] PIECES = {
        "\u00DF",
        "\u03A3",
        "\u03C2",
        "\u0130",
        "\u0345",
        "\u1F80",
        "\u00AD",
        "\u200B",
        "\u200C",
        "\u200D",
        "\u0308",
        "\u0301",
        "\u0323",
        "\u212B",
        "\u2163",
        "\uFB01",
        "\uFF21",
        "\uFF76",
        "\uFF9E",
        "\uFF20",
        "\uFF0F",
        "\u3002",
        "\uFF0E",
        "\u1100",
        "\u1161",
        "\uAC00",
        "\u05D0",
        "\u05B0",
        "\u05F3",
        "\u0627",
        "\u0660",
        "\u06F1",
        "\u00B7",
        "\u30FB",
        "\u094D",
        "\u0915",
        "\u13A0",
        "\uAB70",
        "\u04C0",
        "\u0221",
        "\uD83D\uDE00",
        "\uD87E\uDC68",
        "\uFFFD",
        "\uD800",
        "\uDC00",
        "xn--",
        "xn--bcher-kva",
        "xn--4ca",
        "xn--ab-r13a",
        "xn--a-93t",
        "--",
        "[::1]",
        "%25",
        ":",
        "_",
        " ",
        "\\20",
        "\"",
        "&"
    };

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Any units: ASCII, separators, halves of pairs in any order; some of the texts are longer than what is looked at. */
    static Arbitrary<String> anyUtf16() {
        Arbitrary<Character> unit = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.chars().range(' ', '~')),
                Tuple.of(2, Arbitraries.chars().range('\uD800', '\uDFFF')),
                Tuple.of(2, Arbitraries.chars().range('\u0000', '\uFFFF')),
                Tuple.of(2, Arbitraries.of('@', '/', '.', '[', ']', ':', '%', '-', '\\', '\u3002', '\u00AD')));
        Arbitrary<String> some = unit.list()
                .ofMaxSize(12)
                .map(units -> units.stream().map(String::valueOf).reduce("", String::concat));
        return Arbitraries.frequencyOf(
                Tuple.of(8, some),
                Tuple.of(1, some.map(text -> text.repeat(1 + 20_000 / Math.max(1, text.length())))),
                Tuple.of(1, some.map(text -> "a\uD83D\uDE00".repeat(6000) + text)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, addresses()),
                        Tuple.of(1, Arbitraries.strings().ofMaxLength(40)))
                .withoutEdgeCases();
    }

    private static Arbitrary<String> addresses() {
        Arbitrary<String> localpart = part().map(part -> part + "@");
        Arbitrary<String> resourcepart = part().map(part -> "/" + part);
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.just(""), localpart),
                        part(),
                        Arbitraries.oneOf(Arbitraries.just(""), resourcepart))
                .as((local, domain, resource) -> local + domain + resource);
    }

    private static Arbitrary<String> part() {
        Arbitrary<String> lower = Arbitraries.strings().withCharRange('a', 'z').ofLength(1);
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofLength(1);
        Arbitrary<String> any = Arbitraries.integers().between(0x80, 0x2FFFF).map(Character::toString);
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(90, lower),
                Tuple.of(3, ascii),
                Tuple.of(2, Arbitraries.just(".")),
                Tuple.of(6, Arbitraries.of(PIECES)),
                Tuple.of(1, any));
        return piece.list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }
}
