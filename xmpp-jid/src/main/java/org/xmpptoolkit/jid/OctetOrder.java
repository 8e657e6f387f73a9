package org.xmpptoolkit.jid;

/** The order of texts by their octets of UTF-8, which is that of their code points. */
final class OctetOrder {
    private OctetOrder() {}

    /** Compares two ranges; one that ends before it begins is a missing part, and comes first. */
    static int compare(String left, int leftBegin, int leftEnd, String right, int rightBegin, int rightEnd) {
        int leftLength = leftEnd - leftBegin;
        int rightLength = rightEnd - rightBegin;
        for (int i = 0; i < Math.min(leftLength, rightLength); i++) {
            char l = left.charAt(leftBegin + i);
            char r = right.charAt(rightBegin + i);
            if (l != r) {
                boolean pairFirst = Character.isSurrogate(l);
                return pairFirst == Character.isSurrogate(r) ? Character.compare(l, r) : pairFirst ? 1 : -1;
            }
        }
        return Integer.compare(leftLength, rightLength);
    }
}
