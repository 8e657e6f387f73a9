package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;

/** The localpart of RFC 7622: RFC 8265 section 3.3 and the characters that RFC 7622 section 3.3.1 excludes. */
final class UsernameCaseMapped {
    static final String EXCLUDED = "\"&'/:<>@";

    private UsernameCaseMapped() {}

    static Prepared prepare(String part) {
        String narrow = WidthMapping.map(part);
        Prepared.Fault fault = AllowedCodePoints.IDENTIFIER_CLASS.fault(narrow);
        if (fault != null) {
            return fault.at(Origin.index(part, fault.index(), WidthMapping::map));
        }
        String mapped = FixedPoint.of(narrow, UsernameCaseMapped::map);
        if (mapped == null) {
            return FixedPoint.fault("UsernameCaseMapped (RFC 8265 section 3.3)");
        }
        fault = enforcementFault(mapped);
        return fault == null
                ? new Prepared.Text(mapped)
                : fault.at(Origin.index(part, fault.index(), UsernameCaseMapped::map));
    }

    static String map(String text) {
        String lower = UCharacter.toLowerCase(ULocale.ROOT, WidthMapping.map(text));
        return Normalizer2.getNFCInstance().normalize(lower);
    }

    private static Prepared.@Nullable Fault enforcementFault(String mapped) {
        for (int i = 0; i < mapped.length(); i++) {
            if (EXCLUDED.indexOf(mapped.charAt(i)) >= 0) {
                return Prepared.Fault.codePoint(
                        JidError.PROHIBITED_CODE_POINT,
                        mapped.charAt(i),
                        i,
                        "which no localpart may have (RFC 7622 section 3.3.1)");
            }
        }
        if (!mapped.isEmpty() && BidiRule.appliesTo(mapped)) {
            Prepared.Fault fault = BidiRule.fault(mapped);
            if (fault != null) {
                return fault;
            }
        }
        return AllowedCodePoints.IDENTIFIER_CLASS.fault(mapped);
    }
}
