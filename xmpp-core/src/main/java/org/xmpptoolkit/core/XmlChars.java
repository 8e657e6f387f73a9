package org.xmpptoolkit.core;

/** Which characters XML 1.0 allows where (sections 2.2 and 2.3; Namespaces in XML 1.0 section 3). */
final class XmlChars {
    private XmlChars() {}

    /** Throws if the text has a character outside {@code Char}, or a lone surrogate. */
    static void requireText(String text, String what) {
        int bad = indexOfForbidden(text);
        if (bad >= 0) {
            throw new IllegalArgumentException(String.format(
                    "%s has U+%04X at index %d, which XML 1.0 forbids (section 2.2): take it out",
                    what, (int) text.charAt(bad), bad));
        }
    }

    private static int indexOfForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                if (c != '\t' && c != '\n' && c != '\r') {
                    return i;
                }
            } else if (c >= 0xD800) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c) || c >= 0xFFFE) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Throws if the name cannot be a namespace name of an element or attribute. */
    static void requireNamespace(String namespace) {
        requireText(namespace, "namespace name");
        if (namespace.equals("http://www.w3.org/2000/xmlns/")) {
            throw new IllegalArgumentException("the namespace of declarations holds no elements and attributes"
                    + " (Namespaces in XML 1.0 section 3): declarations are written by themselves");
        }
    }

    /** Throws unless the name is an NCName. The parser's own tables judge, so that what is written can be read. */
    static void requireNcName(String name, String what) {
        if (!isNcName(name)) {
            throw new IllegalArgumentException(
                    what + " '" + name + "' is no NCName (Namespaces in XML 1.0 section 3): use a name without colon");
        }
    }

    static boolean isNcName(String name) {
        if (name.isEmpty() || !isNameStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isNamePart(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isNameStart(char c) {
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
                : com.fasterxml.aalto.util.XmlChars.is10NameStartChar(c);
    }

    private static boolean isNamePart(char c) {
        return c < 0x80
                ? isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'
                : com.fasterxml.aalto.util.XmlChars.is10NameChar(c);
    }

    static boolean isWhiteSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
