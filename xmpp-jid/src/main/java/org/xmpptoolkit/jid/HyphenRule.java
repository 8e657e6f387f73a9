package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** No label begins or ends with a hyphen: RFC 3490 section 4.1 step 3b, RFC 5891 section 4.2.3.1. */
final class HyphenRule {
    private HyphenRule() {}

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
}
