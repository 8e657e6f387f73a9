package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.UnicodeSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a code point is what the parser goes by: for every code point. */
class ExplanationTablesTest {
    private static IntStream codePoints() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
    }

    private static UnicodeSet union(ProhibitedTable... without) {
        UnicodeSet union = new UnicodeSet();
        for (ProhibitedTable table : ProhibitedTable.values()) {
            if (!Arrays.asList(without).contains(table)) {
                union.addAll(table.members());
            }
        }
        return union;
    }

    private static UnicodeSet prohibitedBy(Stringprep profile) {
        UnicodeSet prohibited = new UnicodeSet();
        codePoints().filter(c -> Rfc3454.isIn(profile.prohibited(), c)).forEach(prohibited::add);
        return prohibited;
    }

    @Test
    void namedTablesMakeUpWhatEachProfileProhibits() {
        assertEquals(prohibitedBy(Nodeprep.PROFILE), union());
        assertEquals(prohibitedBy(Resourceprep.PROFILE), union(ProhibitedTable.C_1_1, ProhibitedTable.NODEPREP));
        assertEquals(
                prohibitedBy(Nameprep.PROFILE),
                union(ProhibitedTable.C_1_1, ProhibitedTable.C_2_1, ProhibitedTable.NODEPREP));
    }

    @Test
    void namedSetsDecideAsTheDerivedPropertyDoes() {
        codePoints().forEach(c -> {
            assertEquals(DerivedProperty.precis(c), DerivedBy.precis(c).status(), () -> Prepared.uPlus(c));
            assertEquals(DerivedProperty.idna(c), DerivedBy.idna(c).status(), () -> Prepared.uPlus(c));
        });
    }

    @Test
    void singleStepsMapAsTheProfilesDo() {
        codePoints().forEach(c -> {
            String folded = Rfc3454.isIn(Rfc3454.B1, c) ? "" : StringprepSteps.folded(c);
            assertEquals(
                    Nodeprep.PROFILE.map(Character.toString(c)),
                    StringprepSteps.normalized(folded),
                    () -> Prepared.uPlus(c));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "00DF, ss",
        "2163, \u2173",
        "FF20, \uFF20",
        "FF21, \uFF41",
        "1F80, \u1F00\u03B9",
        "037A, ' \u03B9'",
        "2121, tel",
        "0221, \u0221",
        "10A0, \u10A0",
        "2F868, \uD87E\uDC68"
    })
    void foldsByTheLettersOfTableB2(String codePoint, String folded) {
        assertEquals(folded, StringprepSteps.folded(Integer.parseInt(codePoint, 16)));
    }
}
