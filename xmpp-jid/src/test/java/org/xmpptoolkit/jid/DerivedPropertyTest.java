package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.CharacterProperties;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** Short cuts to properties, held to the properties for every code point; they depend on the Unicode version that ICU has. */
class DerivedPropertyTest {
    @Test
    @Rule("R-378")
    void knowsWhatIsUnstable() {
        UnicodeSet changes = CharacterProperties.getBinaryPropertySet(UProperty.CHANGES_WHEN_NFKC_CASEFOLDED);
        UnicodeSet ignorable = CharacterProperties.getBinaryPropertySet(UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        assertEverywhere(c -> ignorable.contains(c) || DerivedProperty.isUnstable(c) == changes.contains(c));
    }

    @Test
    @Rule("R-378")
    void knowsOldHangulJamo() {
        UnicodeSet jamo = new UnicodeSet("[[:hst=L:][:hst=V:][:hst=T:]]");
        assertEverywhere(c -> DerivedProperty.isOldHangulJamo(c) == jamo.contains(c));
    }

    @Test
    @Rule("R-378")
    void allowsNoWhiteSpaceAndNoNoncharacterInALabel() {
        UnicodeSet forbidden = new UnicodeSet("[[:White_Space:][:Noncharacter_Code_Point:]]");
        assertEverywhere(c -> !forbidden.contains(c) || DerivedProperty.idna(c) == CodePointStatus.DISALLOWED);
    }

    @Test
    @Rule({"R-370", "R-378"})
    void knowsWhatIsWideOrNarrow() {
        UnicodeSet wideOrNarrow = new UnicodeSet("[[:dt=wide:][:dt=narrow:]]");
        assertEverywhere(c -> WidthMapping.isWideOrNarrow(c) == wideOrNarrow.contains(c));
    }

    @Test
    @Rule({"R-370", "R-378"})
    void lowersACodePointAsTheTextOfItAlone() {
        assertEverywhere(c -> {
            StringBuilder lower = new StringBuilder();
            Idna2008.appendLowerCase(lower, c);
            return lower.toString().equals(UCharacter.toLowerCase(ULocale.ROOT, UCharacter.toString(c)));
        });
    }

    private static void assertEverywhere(IntPredicate law) {
        UnicodeSet broken = new UnicodeSet();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (!law.test(c)) {
                broken.add(c);
            }
        }
        assertEquals("[]", broken.toPattern(true));
    }
}
