package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** Where a label has no hyphens: RFC 3490 section 4.1, RFC 5891 section 4.2.3.1. */
final class HyphenRule {
    private HyphenRule() {}

    /** No label begins or ends with a hyphen. */
    static Prepared.@Nullable Fault fault(String label) {
        if (label.startsWith("-")) {
            return new Prepared.Fault(
                    JidError.BAD_LABEL, 0, "has a label that begins with a hyphen (RFC 1123 section 2.1)");
        }
        if (label.endsWith("-")) {
            return new Prepared.Fault(
                    JidError.BAD_LABEL,
                    label.length() - 1,
                    "has a label that ends with a hyphen (RFC 1123 section 2.1)");
        }
        return null;
    }

    /** IDNA2008 keeps labels with hyphens in places 3 and 4 for A-labels and for what may come. */
    static Prepared.@Nullable Fault reservedFault(String label) {
        int third = label.length() < 4 ? label.length() : label.offsetByCodePoints(0, 2);
        return label.startsWith("--", third)
                ? new Prepared.Fault(
                        JidError.BAD_LABEL,
                        third,
                        "has a label with hyphens in places 3 and 4 (RFC 5891 section 4.2.3.1)")
                : null;
    }
}
