package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.Normalizer2;

/** The resourcepart of RFC 7622: RFC 8265 section 4.2. */
final class OpaqueString {
    private OpaqueString() {}

    static Prepared prepare(String part) {
        Prepared.Fault fault = AllowedCodePoints.FREEFORM_CLASS.fault(part);
        if (fault != null) {
            return fault;
        }
        String mapped = FixedPoint.of(part, OpaqueString::map);
        if (mapped == null) {
            return FixedPoint.fault("OpaqueString (RFC 8265 section 4.2)");
        }
        fault = mapped.equals(part) ? null : AllowedCodePoints.FREEFORM_CLASS.fault(mapped);
        return fault == null
                ? withoutLeadingSpace(new Prepared.Text(mapped))
                : fault.at(Origin.index(part, fault.index(), OpaqueString::map));
    }

    /** Refuses a space in front, as RFC 7622 section 3.5 does in its example 18. */
    static Prepared withoutLeadingSpace(Prepared prepared) {
        return prepared instanceof Prepared.Text text && text.text().startsWith(" ")
                ? Prepared.Fault.codePoint(
                        JidError.PROHIBITED_CODE_POINT, ' ', 0, "a space in front (RFC 7622 section 3.5 example 18)")
                : prepared;
    }

    static String map(String text) {
        String mapped = text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 && UCharacter.getType(c) == UCharacterCategory.SPACE_SEPARATOR) {
                mapped = mapped.replace(c, ' ');
            }
        }
        return Normalizer2.getNFCInstance().normalize(mapped);
    }
}
