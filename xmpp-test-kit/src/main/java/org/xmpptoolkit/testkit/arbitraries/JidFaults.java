package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidPart;
import org.xmpptoolkit.jid.JidProfile;

/** Parts of addresses that are wrong for one reason. */
final class JidFaults {
    private static final int PART_OCTETS = 1023;
    private static final int DNS_OCTETS = 253;
    private static final int TEXT_UNITS = 16_384;
    private static final int MORE = 300;

    private JidFaults() {}

    static Arbitrary<String> of(JidProfile profile, JidPart part, JidError reason) {
        boolean precis = profile == JidProfile.PRECIS;
        boolean domain = part == JidPart.DOMAINPART;
        return switch (reason) {
            case EMPTY -> Arbitraries.of(empty(precis, domain));
            case TOO_LONG -> domain ? longNames(precis ? DNS_OCTETS : PART_OCTETS) : longTexts(profile, part);
            case TEXT_TOO_LONG -> domain ? longNames(TEXT_UNITS) : repeated("a", TEXT_UNITS + 1);
            case LONE_SURROGATE -> around(part, List.of("\uD800", "\uDBFF", "\uDC00", "\uDFFF", "\uDC00\uD800"));
            case PROHIBITED_CODE_POINT -> prohibited(precis, part);
            case UNASSIGNED_CODE_POINT ->
                around(part, precis ? List.of("\u0378", "\u0530") : List.of("\u0221", "\uD83D\uDE00", "\u20BF"));
            case BIDI -> around(part, List.of("\u05D0a", "a\u05D0", "\u0627b\u0627", "1\u05D0", "\u05D0\u00E4"));
            case CONTEXT_RULE -> around(part, List.of("\u00B7", "\u200C", "\u200D", "\u0375", "\u30FB"));
            case BAD_LABEL -> labels(precis);
            case BAD_IP_LITERAL ->
                Arbitraries.of(
                        "::1",
                        "[::1",
                        "[]",
                        "[::g]",
                        "[::1]a",
                        "[1.2.3.4]",
                        "[v1]", // no IPvFuture, which has a dot (RFC 3986 section 3.2.2)
                        "[::1%25]",
                        "[1:2:3:4:5:6:7:8:9]",
                        "2001:db8::1",
                        "fe80::1%25eth0");
            case NOT_STABLE -> throw new IllegalArgumentException("no text is known that is " + reason);
        };
    }

    private static List<String> empty(boolean precis, boolean domain) {
        List<String> texts = new ArrayList<>(List.of(""));
        if (domain) {
            texts.addAll(List.of(".", "\u3002"));
        }
        if (!precis) {
            texts.addAll(List.of("\u00AD", "\u200B\u2060")); // mapped to nothing (RFC 3454 table B.1)
        }
        return texts;
    }

    private static Arbitrary<String> longTexts(JidProfile profile, JidPart part) {
        List<Arbitrary<String>> texts = new ArrayList<>(List.of(
                repeated("a", PART_OCTETS + 1),
                repeated("\u00E4", PART_OCTETS / 2 + 1),
                repeated("\u6F22", PART_OCTETS / 3 + 1),
                repeated("\uD840\uDC00", PART_OCTETS / 4 + 1)));
        if (profile != JidProfile.PRECIS && part == JidPart.RESOURCEPART) {
            texts.add(repeated("\uFDFA", PART_OCTETS / 33 + 1)); // three octets that become 33 (NFKC)
        }
        return Arbitraries.oneOf(texts);
    }

    private static Arbitrary<String> longNames(int most) {
        return Arbitraries.integers().between(most + 1, most + MORE).map(JidArbitraries::name);
    }

    private static Arbitrary<String> repeated(String letter, int least) {
        return Arbitraries.integers().between(least, least + MORE).map(letter::repeat);
    }

    private static Arbitrary<String> prohibited(boolean precis, JidPart part) {
        List<String> texts = new ArrayList<>(List.of(
                "\u0001", "\u007F", "\u0000", "\u0085", "\u2028", "\uE000", "\uFFFE", "\u200E", "\uDBFF\uDFFF"));
        if (part != JidPart.RESOURCEPART) {
            texts.addAll(List.of("\"", "&", "'", ":", "<", ">", " ", "\u3000", "\u2100"));
            texts.addAll(precis ? List.of("\u265A", "\uFB01", "\u00AD", "\u2163", "\u1100") : List.of());
        }
        if (part == JidPart.LOCALPART) {
            texts.addAll(List.of("\uFF20", "\uFF0F")); // they stand for a separator once they are mapped
        } else if (part == JidPart.DOMAINPART) {
            texts.addAll(List.of("_", "!", "\uFF3F", "$"));
        } else {
            texts.addAll(precis ? List.of("\u00AD", "\u200B", "\u1100") : List.of("\uFFFD"));
        }
        Arbitrary<String> anywhere = around(part, texts);
        return precis && part == JidPart.RESOURCEPART
                ? Arbitraries.oneOf(anywhere, letters().map(rest -> " " + rest)) // RFC 7622 section 3.5 example 18
                : anywhere;
    }

    private static Arbitrary<String> labels(boolean precis) {
        List<String> labels = new ArrayList<>(
                List.of("a..b", ".a", "-a", "a-", "a".repeat(64), "\u00E4".repeat(90), "a.-", "a\u3002\u3002b", "-"));
        labels.addAll(
                precis ? List.of("ab--c", "xn--", "xn--a-", "\u0301a", "xn--zzzzzzzzzzz") : List.of("xn--\u00E4"));
        return Combinators.combine(
                        Arbitraries.of("", "b.", "c.d."), Arbitraries.of(labels), Arbitraries.of("", ".e", ".f.g"))
                .as((before, label, behind) -> before + label + behind);
    }

    private static Arbitrary<String> around(JidPart part, List<String> texts) {
        Arbitrary<String> text = Combinators.combine(letters(), Arbitraries.of(texts), letters())
                .as((before, wrong, behind) -> before + wrong + behind);
        return part != JidPart.DOMAINPART
                ? text
                : Combinators.combine(Arbitraries.of("", "b.", "c.d."), text, Arbitraries.of("", ".e", ".f.g"))
                        .as((before, label, behind) -> before + label + behind);
    }

    /** Letters that allow no code point next to them that is bound to a context. */
    private static Arbitrary<String> letters() {
        return Arbitraries.strings().withChars("abcx").ofMaxLength(3);
    }
}
