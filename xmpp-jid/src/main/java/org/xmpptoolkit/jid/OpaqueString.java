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
        StringBuilder mapped = null;
        for (int i = 0; i < text.length(); i++) {
            if (isOtherSpace(text.charAt(i))) {
                mapped = mapped == null ? new StringBuilder(text) : mapped;
                mapped.setCharAt(i, ' ');
            }
        }
        return Normalizer2.getNFCInstance().normalize(mapped == null ? text : mapped);
    }

    /** Whether a code point is a space that is not ASCII: RFC 8265 section 4.2.2. */
    static boolean isOtherSpace(int c) {
        return c >= 128 && UCharacter.getType(c) == UCharacterCategory.SPACE_SEPARATOR;
    }
}
