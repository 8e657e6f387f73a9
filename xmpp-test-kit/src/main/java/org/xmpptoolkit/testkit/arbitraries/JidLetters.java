package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.jid.JidPart;
import org.xmpptoolkit.jid.JidProfile;

/**
 * What parts of addresses are made of: letters whose prepared form is known. A part has letters of one script, so that no rule about
 * directions or contexts is broken by chance; none begins with a code point that could compose with the end of another.
 */
final class JidLetters {
    private static final String NOT_VALID = "-";
    private static final String SAME = "=";

    /**
     * By script: a letter, then its prepared form in localpart, domainpart and resourcepart, each by stringprep and by PRECIS.
     */
    private static final String[][] SCRIPTS = {
        {"a = = = = = =", "b = = = = = =", "z = = = = = =", "A a a a a = =", "Z z z z z = =", "b-c = = = = = ="},
        {
            "\u00E4 = = = = = =",
            "\u0142 = = = = = =",
            "\u00C4 \u00E4 \u00E4 \u00E4 \u00E4 = =",
            "a\u0308 \u00E4 \u00E4 \u00E4 \u00E4 \u00E4 \u00E4",
            "s\u0323\u0307 \u1E69 \u1E69 \u1E69 \u1E69 \u1E69 \u1E69",
            "s\u0307\u0323 \u1E69 \u1E69 \u1E69 \u1E69 \u1E69 \u1E69",
            "\u00DF ss = ss = = =",
            "\u212B \u00E5 - \u00E5 \u00E5 \u00C5 \u00C5",
            "\uFF41 a a a a a =",
            "\uFF21 a a a a A =",
            "\uFB01 fi - fi - fi =",
            "\u2163 iv - iv - IV =",
            "x\u00ADy xy - xy - xy -",
        },
        {
            "\u03B1 = = = = = =",
            "\u0391 \u03B1 \u03B1 \u03B1 \u03B1 = =",
            "\u03C9\u0301 \u03CE \u03CE \u03CE \u03CE \u03CE \u03CE",
            "\u03C2 \u03C3 = \u03C3 = = =",
        },
        {
            "\u0431 = = = = = =",
            "\u0416 \u0436 \u0436 \u0436 \u0436 = =",
            "\u0438\u0306 \u0439 \u0439 \u0439 \u0439 \u0439 \u0439",
        },
        {"\u05D0 = = = = = =", "\u05D1 = = = = = =", "\u05EA = = = = = ="},
        {"\u0627 = = = = = =", "\u0628 = = = = = =", "\u06CC = = = = = ="},
        {
            "\u6F22 = = = = = =",
            "\u5B57 = = = = = =",
            "\u3042 = = = = = =",
            "\uFF76 \u30AB \u30AB \u30AB \u30AB \u30AB =",
        },
        {"\uAC00 = = = = = =", "\u1112\u1161\u11AB \uD55C - \uD55C \uD55C \uD55C -"},
        {"\u0915 = = = = = =", "\u0915\u094D\u200D\u0937 \u0915\u094D\u0937 = \u0915\u094D\u0937 = \u0915\u094D\u0937 ="
        },
        {
            "\uD801\uDC28 = = = = = =",
            "\uD801\uDC00 \uD801\uDC28 \uD801\uDC28 \uD801\uDC28 \uD801\uDC28 = =",
            "\uD840\uDC00 = = = = = =",
        },
        {"\u265A = - = - = =", "\u2603 = - = - = ="},
    };

    /** Unknown to Unicode 3.2, so for queries of stringprep; to PRECIS they are symbols. */
    private static final String[] NEWER = {"\uD83D\uDE00 = - = - = =", "\u20BF = - = - = ="};

    /** The scripts whose letters go from right to left, by their places above. */
    private static final List<Integer> RIGHT_TO_LEFT = List.of(4, 5);

    private final List<List<Spelled>> scripts;
    private final List<Spelled> inner;

    private JidLetters(List<List<Spelled>> scripts, List<Spelled> inner) {
        this.scripts = scripts;
        this.inner = inner;
    }

    /** The letters of a part. */
    static JidLetters of(JidProfile profile, JidPart part) {
        int stringprep =
                switch (part) {
                    case LOCALPART -> 1;
                    case DOMAINPART -> 3;
                    case RESOURCEPART -> 5;
                };
        int column = profile == JidProfile.PRECIS ? stringprep + 1 : stringprep;
        List<List<Spelled>> scripts = scripts(row -> spelled(row, column));
        if (profile == JidProfile.STRINGPREP_QUERY || profile == JidProfile.PRECIS && part == JidPart.RESOURCEPART) {
            scripts.add(column(NEWER, row -> spelled(row, column)));
        }
        List<Spelled> inner = new ArrayList<>(List.of(Spelled.same("1"), Spelled.same("7")));
        if (part == JidPart.RESOURCEPART) {
            inner.addAll(List.of(
                    Spelled.same(" "),
                    Spelled.same("@"),
                    Spelled.same("/"),
                    new Spelled("\u00A0", " "),
                    Spelled.same("&")));
        }
        return new JidLetters(scripts, inner);
    }

    /** The letters that are prepared already, in all parts and by all profiles. */
    static JidLetters prepared() {
        return new JidLetters(
                scripts(row -> row.endsWith(" = = = = = =") ? List.of(Spelled.same(row.split(" ", 2)[0])) : List.of()),
                List.of(Spelled.same("1"), Spelled.same("7")));
    }

    private static List<List<Spelled>> scripts(Function<String, List<Spelled>> reading) {
        List<List<Spelled>> scripts = new ArrayList<>();
        for (String[] rows : SCRIPTS) {
            scripts.add(column(rows, reading));
        }
        return scripts;
    }

    private static List<Spelled> column(String[] rows, Function<String, List<Spelled>> reading) {
        return Arrays.stream(rows).flatMap(row -> reading.apply(row).stream()).toList();
    }

    private static List<Spelled> spelled(String row, int column) {
        String[] cells = row.split(" ", -1);
        String prepared = cells[column];
        if (prepared.equals(NOT_VALID)) {
            return List.of();
        }
        return List.of(new Spelled(cells[0], prepared.equals(SAME) ? cells[0] : prepared));
    }

    /** One to six letters of one script, and digits and the like behind the first where the script allows. */
    Arbitrary<Spelled> words() {
        List<Tuple.Tuple2<Integer, Arbitrary<Spelled>>> words = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            if (!scripts.get(i).isEmpty()) {
                words.add(Tuple.of(i == 0 ? scripts.size() : 1, words(scripts.get(i), RIGHT_TO_LEFT.contains(i))));
            }
        }
        return Arbitraries.frequencyOf(words);
    }

    private Arbitrary<Spelled> words(List<Spelled> letters, boolean rightToLeft) {
        List<Spelled> more = new ArrayList<>(letters);
        more.addAll(rightToLeft ? List.of() : inner);
        return Combinators.combine(
                        Arbitraries.of(letters), Arbitraries.of(more).list().ofMaxSize(5))
                .as((first, others) -> {
                    List<Spelled> all = new ArrayList<>(List.of(first));
                    all.addAll(others);
                    return Spelled.join(all);
                });
    }
}
