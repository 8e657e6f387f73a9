package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.VersionInfo;
import java.util.Locale;
import java.util.stream.Collectors;

/** Code points and texts in a form that people can read and no terminal obeys. Used for explanations only. */
final class CodePoints {
    /** Code points of a text that are shown. */
    private static final int SHOWN = 80;

    private CodePoints() {}

    /** The code points of a text by number and name. */
    static String describe(String text) {
        String described = text.codePoints()
                .limit(8)
                .mapToObj(c -> Prepared.uPlus(c) + " " + name(c))
                .collect(Collectors.joining(", "));
        return described + more(text, 8);
    }

    private static String name(int codePoint) {
        String name = UCharacter.getName(codePoint);
        if (name == null && UCharacter.getType(codePoint) == UCharacterCategory.CONTROL) {
            name = Character.getName(codePoint);
        }
        return name == null ? UCharacter.getExtendedName(codePoint) : name;
    }

    /** General category, bidirectional category, and the Unicode version that brought the code point. */
    static String properties(int c) {
        return "category " + value(UProperty.GENERAL_CATEGORY, UCharacter.getType(c)) + ", bidi class "
                + value(UProperty.BIDI_CLASS, UCharacter.getDirection(c)) + ", " + since(c);
    }

    /** The Unicode version that brought the code point. */
    static String since(int c) {
        VersionInfo age = UCharacter.getAge(c);
        return age.getMajor() == 0
                ? "not in Unicode " + version(UCharacter.getUnicodeVersion()) + " either"
                : "since Unicode " + version(age);
    }

    private static String version(VersionInfo version) {
        return version.getMajor() + "." + version.getMinor();
    }

    private static String value(int property, int value) {
        return UCharacter.getPropertyValueName(property, value, UProperty.NameChoice.SHORT);
    }

    /** A text in quotation marks. What is not plainly visible stands as its number in braces. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        boolean base = false;
        for (int i = 0, n = 0, c; i < text.length() && n < SHOWN; i += Character.charCount(c), n++) {
            c = text.codePointAt(i);
            boolean mark = Idna2008.isMark(c);
            if (isVisible(c) && (!mark || base) && !(c == '\\' && text.startsWith("u", i + 1))) {
                quoted.appendCodePoint(c);
                base = mark || UCharacter.isLetter(c);
            } else {
                quoted.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
                base = false;
            }
        }
        return quoted.append('"') + more(text, SHOWN);
    }

    private static String more(String text, int shown) {
        int count = text.codePointCount(0, text.length());
        return count <= shown ? "" : " ... and " + (count - shown) + " more code points";
    }

    private static boolean isVisible(int c) {
        if (c < 0x7F) {
            return c >= ' ' && c != '"';
        }
        return switch (UCharacter.getType(c)) {
            case UCharacterCategory.UNASSIGNED,
                    UCharacterCategory.CONTROL,
                    UCharacterCategory.FORMAT,
                    UCharacterCategory.SURROGATE,
                    UCharacterCategory.PRIVATE_USE,
                    UCharacterCategory.SPACE_SEPARATOR,
                    UCharacterCategory.LINE_SEPARATOR,
                    UCharacterCategory.PARAGRAPH_SEPARATOR -> false;
            default -> !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        };
    }
}
