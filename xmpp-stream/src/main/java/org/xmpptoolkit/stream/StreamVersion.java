package org.xmpptoolkit.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a stream, compared as two numbers (RFC 6120 section 4.7.5).
 *
 * @param major the number before the dot
 * @param minor the number behind it
 */
public record StreamVersion(int major, int minor) implements Comparable<StreamVersion> {
    /** The version of RFC 6120, the highest that is supported. */
    public static final StreamVersion XMPP_1_0 = new StreamVersion(1, 0);
    /** What a header without version means. */
    public static final StreamVersion BEFORE_XMPP = new StreamVersion(0, 9);

    private static final Pattern FORM = Pattern.compile("([0-9]++)\\.([0-9]++)");

    /**
     * Reads a version; leading zeros are ignored, and a number over {@link Integer#MAX_VALUE} is taken for that.
     *
     * @param text the value of the attribute {@code version}
     * @return the version, or nothing if the text is none
     */
    public static Optional<StreamVersion> tryParse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new StreamVersion(number(matcher.group(1)), number(matcher.group(2))))
                : Optional.empty();
    }

    private static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            long more = value * 10L + digits.charAt(i) - '0';
            value = (int) Math.min(more, Integer.MAX_VALUE);
        }
        return value;
    }

    @Override
    public int compareTo(StreamVersion other) {
        int byMajor = Integer.compare(major, other.major);
        return byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    }

    /** The form that goes into a header, without leading zeros. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
