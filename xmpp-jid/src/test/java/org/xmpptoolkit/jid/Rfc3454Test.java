package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** What the resource has beside the RFC's own tables, which {@link StringprepTablesTest} holds against its appendices. */
class Rfc3454Test {
    private static final UnicodeSet UNICODE_3_2 = new UnicodeSet("[:age=3.2:]").freeze();

    private static final int NFKC_YES = UCharacter.getPropertyValueEnum(UProperty.NFKC_QUICK_CHECK, "Yes");

    @Test
    @Rule({"R-356", "R-357"})
    void namesWhatNormalizationMayChange() {
        Disagreements.overEveryCodePoint((found, c) -> {
            boolean mayChange = UNICODE_3_2.contains(c)
                    && (UCharacter.getIntPropertyValue(c, UProperty.NFKC_QUICK_CHECK) != NFKC_YES
                            || UCharacter.getCombiningClass(c) != 0);
            found.compare(c, "NFKC", mayChange, Rfc3454.isIn(Rfc3454.NFKC, c));
        });
    }
}
