package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

/**
 * XEP-0106: writing a name that a localpart cannot hold. Only ever done by these calls; no parser and no accessor of
 * {@link Jid} escapes or unescapes.
 *
 * <p>Stateless; may be used by several threads.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0106.html">XEP-0106</a>
 */
public final class JidEscaping {
    /** The ten characters, and at the same places in {@link #CODES} their two hexadecimal digits, in lower case. */
    private static final String CHARACTERS = " \"&'/:<>@\\";

    private static final String CODES = "20222627" + "2f3a3c3e" + "405c";

    private JidEscaping() {}

    /**
     * Escapes a name for use as a localpart: space, {@code " & ' / : < > @}, and a backslash only where it begins one of the
     * ten escape sequences.
     *
     * @param name the name as people write it, of any length; the parser checks the localpart's octets
     * @return the localpart, not prepared yet; {@link #unescape(String)} gives {@code name} back, unless it is prepared in
     *     between: a name that has {@code \2F} or the like keeps it, and preparation makes the escape sequence {@code \2f} of
     *     it. Lower-case such a name first
     * @throws IllegalArgumentException if {@code name} begins or ends with a space (XEP-0106 section 4.1)
     * @throws NullPointerException if {@code name} is null
     * @see <a href="https://xmpp.org/extensions/xep-0106.html#bizrules-processing">XEP-0106 section 4.1</a>
     */
    public static String escape(String name) {
        requireNonNull(name, "name");
        if (name.startsWith(" ") || name.endsWith(" ")) {
            throw new IllegalArgumentException(
                    "name begins or ends with a space, which a localpart must not even when escaped (XEP-0106 section 4.1)");
        }
        StringBuilder escaped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int which = CHARACTERS.indexOf(c);
            if (which >= 0 && (c != '\\' || sequenceAt(name, i) >= 0)) {
                escaped.append('\\').append(CODES, 2 * which, 2 * which + 2);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * Turns the ten escape sequences of a localpart back into what they stand for, for people to read. Any other
     * backslash stays, and so does a {@code \20} at either end, which no localpart has.
     *
     * @param localpart the localpart, of any length
     * @return the name; never to be compared or sent
     * @throws NullPointerException if {@code localpart} is null
     * @see <a href="https://xmpp.org/extensions/xep-0106.html#bizrules-processing">XEP-0106 section 4.1</a>
     */
    public static String unescape(String localpart) {
        requireNonNull(localpart, "localpart");
        StringBuilder name = new StringBuilder(localpart.length());
        for (int i = 0; i < localpart.length(); i++) {
            int which = sequenceAt(localpart, i);
            boolean spaceAtEnd = which == 0 && (i == 0 || i + 3 == localpart.length());
            if (which >= 0 && !spaceAtEnd) {
                name.append(CHARACTERS.charAt(which));
                i += 2;
            } else {
                name.append(localpart.charAt(i));
            }
        }
        return name.toString();
    }

    /** Which of the ten sequences begins at an index; -1 if none does. */
    private static int sequenceAt(String text, int index) {
        if (text.charAt(index) != '\\' || index + 3 > text.length()) {
            return -1;
        }
        for (int which = 0; which < CHARACTERS.length(); which++) {
            if (text.startsWith(CODES.substring(2 * which, 2 * which + 2), index + 1)) {
                return which;
            }
        }
        return -1;
    }
}
