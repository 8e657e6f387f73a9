package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The steps of a profile of stringprep (RFC 3454), as {@link Stringprep} takes them all at once. */
final class StringprepSteps {
    private static final String BIDI_RULE = "RFC 3454 section 6, tables D.1 and D.2";

    private StringprepSteps() {}

    static void add(Steps steps, Stringprep profile, boolean query) {
        steps.mapEach(
                "mapping to nothing",
                "RFC 3454 section 3.1, table B.1",
                text -> each(text, StringprepSteps::withoutRemoved),
                StringprepSteps::withoutRemoved,
                "table B.1");
        if (profile.foldsCase()) {
            steps.mapEach(
                    "case folding",
                    "RFC 3454 section 3.2, table B.2",
                    text -> each(text, StringprepSteps::folded),
                    StringprepSteps::folded,
                    "table B.2");
        }
        steps.normalize(
                "normalization form KC",
                "RFC 3454 section 4, Unicode 3.2",
                Normalizer2.getNFKCInstance(),
                StringprepSteps::normalized,
                profile::map);
        steps.reapply(profile::map, profile.name());
        if (steps.isRefused()) {
            return;
        }
        steps.check(
                "prohibited code points",
                "RFC 3454 section 5, " + profile.name(),
                (text, i) -> prohibited(text.codePointAt(i), profile.prohibited()));
        steps.check(
                "unassigned code points",
                "RFC 3454 section 7, table A.1",
                (text, i) -> unassigned(text.codePointAt(i), query));
        addBidi(steps);
    }

    private static String each(String text, IntFunction<String> mapping) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> mapped.append(mapping.apply(c)));
        return mapped.toString();
    }

    private static String withoutRemoved(int c) {
        return Rfc3454.isIn(Rfc3454.B1, c) ? "" : Character.toString(c);
    }

    /**
     * What B.2 has for a code point, by the definition of RFC 3454 section 3.2. {@link Rfc3454#appendB2} may normalize on
     * the way, which comes to the same but is not what the table says.
     */
    static String folded(int c) {
        String folded = fold(c);
        String once = Rfc3454.nfkc(folded);
        String twice = Rfc3454.nfkc(each(once, StringprepSteps::fold));
        return twice.equals(once) ? folded : twice;
    }

    private static String fold(int c) {
        String self = Character.toString(c);
        String folded = UCharacter.foldCase(self, true);
        return Rfc3454.isIn(Rfc3454.A1, c) || !Rfc3454.isFreeOf(Rfc3454.A1, folded) ? self : folded;
    }

    static String normalized(String text) {
        return Rfc3454.nfkc(each(text, c -> Character.toString(Rfc3454.oldDecomposition(c))));
    }

    private static Steps.@Nullable Finding prohibited(int c, int prohibited) {
        ProhibitedTable table = ProhibitedTable.of(c, prohibited);
        return table == null ? null : new Steps.Finding(true, table.toString());
    }

    private static Steps.@Nullable Finding unassigned(int c, boolean query) {
        if (!Rfc3454.isIn(Rfc3454.A1, c)) {
            return null;
        }
        return new Steps.Finding(
                !query,
                "table A.1, not in Unicode 3.2; " + CodePoints.since(c) + (query ? "; a query lets it through" : ""));
    }

    /** Requirements 2 and 3 of RFC 3454 section 6; without right-to-left code points there is nothing to look at. */
    private static void addBidi(Steps steps) {
        String text = steps.text();
        if (Rfc3454.isFreeOf(Rfc3454.D1, text)) {
            steps.check("directions", BIDI_RULE, (String) null);
            return;
        }
        boolean mixed = !Rfc3454.isFreeOf(Rfc3454.D2, text);
        int last = text.offsetByCodePoints(text.length(), -1);
        steps.check("directions", BIDI_RULE, (t, i) -> {
            int c = t.codePointAt(i);
            if (Rfc3454.isIn(Rfc3454.D2, c)) {
                return new Steps.Finding(
                        true, "table D.2, left-to-right, in a part that has right-to-left code points");
            }
            if (Rfc3454.isIn(Rfc3454.D1, c)) {
                return new Steps.Finding(false, "table D.1, right-to-left");
            }
            return !mixed && (i == 0 || i == last)
                    ? new Steps.Finding(
                            true, "in neither table, where a right-to-left part has to begin and end with table D.1")
                    : null;
        });
    }
}
