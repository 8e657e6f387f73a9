package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.DecompositionType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/** Maps fullwidth and halfwidth code points to their decompositions: RFC 8264 section 5.2.1, RFC 5895 section 2. */
final class WidthMapping {
    private WidthMapping() {}

    static String map(String text) {
        int i = 0;
        while (i < text.length() && !isWideOrNarrow(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder mapped = new StringBuilder(text.length()).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isWideOrNarrow(c)) {
                mapped.append(requireNonNull(Normalizer2.getNFKCInstance().getRawDecomposition(c)));
            } else {
                mapped.append(c);
            }
        }
        return mapped.toString();
    }

    /** All of them but the ideographic space are in one block. */
    static boolean isWideOrNarrow(int c) {
        if (c != 0x3000 && (c < 0xFF00 || c > 0xFFEF)) {
            return false;
        }
        int type = UCharacter.getIntPropertyValue(c, UProperty.DECOMPOSITION_TYPE);
        return type == DecompositionType.WIDE || type == DecompositionType.NARROW;
    }
}
