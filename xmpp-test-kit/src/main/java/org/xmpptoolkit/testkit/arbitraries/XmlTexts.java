package org.xmpptoolkit.testkit.arbitraries;

/** Which code points XML 1.0 has (section 2.2). */
final class XmlTexts {
    private XmlTexts() {}

    static boolean isAllowed(String text) {
        return text.codePoints().allMatch(XmlTexts::isAllowed);
    }

    static boolean isAllowed(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || codePoint >= 0x20 && codePoint < Character.MIN_SURROGATE
                || codePoint > Character.MAX_SURROGATE && codePoint < 0xFFFE
                || codePoint > 0xFFFF;
    }

    /** Leaves out what XML has no code points for. */
    static String allowed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(XmlTexts::isAllowed).forEach(out::appendCodePoint);
        return out.toString();
    }
}
