package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.CaseMap;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The localpart of RFC 7622: RFC 8265 section 3.3 and the characters that RFC 7622 section 3.3.1 excludes. */
final class UsernameCaseMapped {
    static final String EXCLUDED = "\"&'/:<>@";

    private static final CaseMap.Lower LOWER_CASE = CaseMap.toLower();

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
        if (fault == null && !mapped.equals(narrow)) {
            fault = AllowedCodePoints.IDENTIFIER_CLASS.fault(mapped);
        }
        return fault == null
                ? new Prepared.Text(mapped)
                : fault.at(Origin.index(part, fault.index(), UsernameCaseMapped::map));
    }

    static String map(String text) {
        return Normalizer2.getNFCInstance().normalize(lowerCase(WidthMapping.map(text)));
    }

    private static String lowerCase(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (UCharacter.toLowerCase(c) != c) {
                return LOWER_CASE
                        .apply(Locale.ROOT, text, new StringBuilder(text.length()), null)
                        .toString();
            }
        }
        return text;
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
        return BidiRule.appliesTo(mapped) ? BidiRule.fault(mapped) : null;
    }
}
