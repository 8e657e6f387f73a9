package org.xmpptoolkit.jid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Addresses of which most are valid by all profiles though few are ASCII: each part is written in one script, so that no
 * rule about directions or contexts is broken by chance. Texts that are hardly ever valid are {@link Texts}'s.
 */
final class Addresses extends DomainContextBase {
    /** Letters that Unicode 3.2 assigns: cased, mapped to two letters, composed or not, of two, three and four octets. */
    private static final String[] SCRIPTS = {
        "abczABCZ019",
        "a\u00E4\u00C4\u00DF\u0151\u1E69sS\u0131\u0142",
        "\u03B1\u03C3\u03C2\u03A3\u1F45\u03CE\u03A9",
        "\u0430\u0431\u044F\u0416\u0451\u0419",
        "\u05D0\u05D1\u05EA",
        "\u0627\u0628\u062A\u06CC",
        "\u6F22\u5B57\u3042\u30A2\u9FA5\uFA0E\uFA29",
        "\uAC00\uD7A3\uD55C",
        "\u0915\u0916\u0928",
        "\uD801\uDC28\uD801\uDC29\uD840\uDC00\uD869\uDED6",
        "\uFF41\uFF42\uFF21\uFF76"
    };

    /** Most stand for something by all profiles; two stand for a separator, and one of STRINGPREP only for itself. */
    private static final String[] A_LABELS = {
        "xn--bcher-kva.example",
        "Xn--Bcher-Kva",
        "xn--4ca.xn--4ca",
        "xn--mgbh0fb.xn--kgbechtv",
        "xn--fa-hia",
        "xn--ab-r13a.x",
        "q.xn--a-93t"
    };

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> localpart = Arbitraries.oneOf(Arbitraries.just(""), part().map(part -> part + "@"));
        Arbitrary<String> resourcepart = Arbitraries.oneOf(
                Arbitraries.just(""),
                part().map(part -> "/" + part),
                Arbitraries.of("/\uD83D\uDE00", "/\uFFE6", "/a/b@c", "/\u265A", "/q "));
        return Combinators.combine(localpart, domainpart(), resourcepart)
                .as((local, domain, resource) -> local + domain + resource)
                .withoutEdgeCases();
    }

    static Arbitrary<String> domainpart() {
        Arbitrary<String> dot = Arbitraries.of(".", ".", ".", "\u3002");
        return Arbitraries.frequencyOf(
                Tuple.of(5, part()),
                Tuple.of(5, Combinators.combine(part(), dot, part()).as((one, by, other) -> one + by + other)),
                Tuple.of(1, part().map(part -> part + ".")),
                Tuple.of(1, Arbitraries.of("[::1]", "[2001:DB8::A]", "127.0.0.1")),
                Tuple.of(2, Arbitraries.of(A_LABELS)));
    }

    static Arbitrary<String> part() {
        return Arbitraries.of(SCRIPTS)
                .flatMap(script -> Arbitraries.of(script.codePoints()
                                .mapToObj(Character::toString)
                                .toList())
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(4))
                .map(letters -> String.join("", letters));
    }
}
