package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** The code points that a kind of text may have: a string class of RFC 8264 section 4, or the U-label of RFC 5892. */
enum AllowedCodePoints {
    IDENTIFIER_CLASS("the IdentifierClass (RFC 8264 section 4.2)"),
    FREEFORM_CLASS("the FreeformClass (RFC 8264 section 4.3)"),
    U_LABEL("a U-label (RFC 5892 section 3)");

    final String title;

    AllowedCodePoints(String title) {
        this.title = title;
    }

    CodePointStatus status(int codePoint) {
        return this == U_LABEL ? DerivedProperty.idna(codePoint) : DerivedProperty.precis(codePoint);
    }

    /** The first code point that is not allowed or stands where it is not; null if there is none. */
    Prepared.@Nullable Fault fault(String text) {
        int kept = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            CodePointStatus status = status(c);
            Prepared.Fault fault =
                    switch (status) {
                        case PVALID -> null;
                        case FREE_PVAL -> this == FREEFORM_CLASS ? null : prohibited(c, i);
                        case DISALLOWED -> prohibited(c, i);
                        case UNASSIGNED ->
                            Prepared.Fault.codePoint(
                                    JidError.UNASSIGNED_CODE_POINT, c, i, "which is unassigned, so not in " + title);
                        case CONTEXTJ, CONTEXTO ->
                            (kept & ContextRule.ofWholeText(c)) != 0 || ContextRule.allows(text, i)
                                    ? null
                                    : Prepared.Fault.codePoint(
                                            JidError.CONTEXT_RULE,
                                            c,
                                            i,
                                            "where its contextual rule does not allow it (RFC 5892 appendix A)");
                    };
            if (fault != null) {
                return fault;
            }
            kept |= ContextRule.ofWholeText(c);
        }
        return null;
    }

    private Prepared.Fault prohibited(int codePoint, int index) {
        return Prepared.Fault.codePoint(JidError.PROHIBITED_CODE_POINT, codePoint, index, "which is not in " + title);
    }
}
