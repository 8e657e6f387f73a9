package org.xmpptoolkit.stanza;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as XMPP writes them. Stateless.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0082.html">XEP-0082 section 3.2</a>
 */
public final class DateTimeProfile {
    /** Date, time of day, fraction, offset; digits of a fraction behind the ninth are below what an Instant tells apart. */
    private static final Pattern TEXT = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\\.[0-9]{1,9})?[0-9]{0,64}(Z|[+-][0-9]{2}:[0-9]{2})");

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private DateTimeProfile() {}

    /**
     * Reads a point in time.
     *
     * @param text {@code CCYY-MM-DDThh:mm:ss[.sss]TZD}, where TZD is {@code Z} or {@code (+|-)hh:mm}; digits of the fraction behind
     *     the ninth are dropped
     * @return the point, or nothing if the text has any other form, white space around it included, or names no point: 30 February,
     *     24:00, a leap second
     */
    public static Optional<Instant> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || (parts.group(2) == null && parts.end(1) != parts.start(3))) {
            return Optional.empty();
        }
        String fraction = parts.group(2) == null ? "" : parts.group(2);
        try {
            return Optional.of(OffsetDateTime.parse(parts.group(1) + fraction + parts.group(3))
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a point in time, in UTC, with a fraction of 3, 6 or 9 digits if it has one.
     *
     * @param instant the point
     * @return the text
     * @throws IllegalArgumentException if its year has not four digits
     */
    public static String format(Instant instant) {
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw new IllegalArgumentException(instant + " has no year of four digits (XEP-0082 section 3.2)");
        }
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }
}
