package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** The order of texts by their octets of UTF-8, which is that of their code points; what is missing comes first. */
final class OctetOrder {
    private OctetOrder() {}

    static int compare(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Character.isSurrogate(l) != Character.isSurrogate(r)
                        ? Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r))
                        : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
