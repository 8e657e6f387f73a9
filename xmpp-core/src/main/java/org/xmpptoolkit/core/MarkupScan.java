package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Judges markup before the parser sees it, for the parser tells of a tag or a comment only when it has all of it. Names, attribute
 * values and the number of attributes are held to {@link StreamLimits}; comments, processing instructions and document types are
 * stopped as soon as they can be told from what is allowed (RFC 6120 section 11.1).
 *
 * <p>It takes the octets for well-formed. Where they are not, the parser refuses them, whatever was seen here.
 */
final class MarkupScan {
    private enum At {
        TEXT,
        /** Behind {@code <}. */
        OPENING,
        ELEMENT_NAME,
        TAG,
        ATTRIBUTE_NAME,
        VALUE,
        END_TAG,
        /** Behind {@code <!}. */
        EXCLAMATION,
        /** Behind {@code <!-}. */
        HYPHEN,
        CDATA,
        /** Behind {@code <?}. */
        TARGET,
        /** Inside the XML declaration. */
        DECLARATION,
        /** Behind what the parser refuses. */
        REFUSED
    }

    private static final byte[] CDATA_START = "[CDATA[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DECLARATION_TARGET = "xml".getBytes(StandardCharsets.US_ASCII);

    /** The octets that end a name, all under 64, as bits. */
    private static final long NAME_ENDS = 1L << ' '
            | 1L << '\t'
            | 1L << '\n'
            | 1L << '\r'
            | 1L << '>'
            | 1L << '/'
            | 1L << '='
            | 1L << '\''
            | 1L << '"';

    /** The octets of {@code  a=''}, the white space before the name included. */
    private static final int LEAST_ATTRIBUTE = 5;

    private final StreamLimits limits;
    /** A tag of fewer octets breaks no limit: an attribute takes {@link #LEAST_ATTRIBUTE} at least. */
    private final int harmless;

    private At at = At.TEXT;
    /** Whether there was no markup yet, so that the XML declaration may come. */
    private boolean first = true;
    /** Octets of the stream before the {@code <}. */
    private long tagStart;
    /** Octets of the stream before the name or value. */
    private long mark;

    private int attributes;
    private byte quote;
    /** How many octets of a delimiter were seen. */
    private int matched;

    private XmlViolation.@Nullable Kind fault;
    private String message = "";

    MarkupScan(StreamLimits limits) {
        this.limits = limits;
        this.harmless = Math.min(
                Math.min(limits.nameOctets(), limits.attributeValueOctets()),
                Math.min(limits.attributes(), 512) * LEAST_ATTRIBUTE);
    }

    /** The fault at the place where the last scan stopped, if it stopped at one. */
    XmlViolation.@Nullable Kind fault() {
        return fault;
    }

    String message() {
        return message;
    }

    /** Octets of the stream before the markup that was last begun. */
    long tagStart() {
        return tagStart;
    }

    /**
     * Scans whole characters.
     *
     * @param start octets of the stream before index 0
     * @return {@code to}, or the index of the character that is one too many
     */
    int scan(byte[] octets, int from, int to, long start) {
        int i = from;
        while (i < to && fault == null) {
            i = switch (at) {
                case TEXT -> {
                    int markup = Words.indexOf('<', octets, i, to);
                    if (markup < to) {
                        tagStart = start + markup;
                        at = At.OPENING;
                    }
                    yield Math.min(markup + 1, to);
                }
                case OPENING -> {
                    int markup = skipShort(octets, i - 1, to);
                    tagStart = start + markup;
                    yield markup + 1 < to ? opening(octets[markup + 1], markup + 1, start) : to;
                }
                case ELEMENT_NAME, ATTRIBUTE_NAME -> name(octets, i, to, start);
                case TAG -> tag(octets[i], i, start);
                case VALUE -> value(octets, i, to, start);
                case END_TAG -> {
                    int end = Words.indexOf('>', octets, i, to);
                    at = end < to ? At.TEXT : At.END_TAG;
                    yield Math.min(end + 1, to);
                }
                default -> other(octets[i], i);
            };
        }
        while (fault != null && i > from && (octets[i] & 0xC0) == 0x80) {
            i--; // to where the character begins
        }
        return i;
    }

    /**
     * Passes by tags that are too short to break a limit, with the text behind them. A {@code <} that begins no markup makes no
     * difference: the parser takes none but in CDATA, and that is never passed by.
     *
     * @param from the index of a {@code <} before {@code to}; -1 if it was the last octet of the scan before
     * @return the index of the first {@code <} that needs a closer look, or has no octet behind it yet
     */
    private int skipShort(byte[] octets, int from, int to) {
        int markup = from;
        while (markup + 1 < to && octets[markup + 1] != '!' && octets[markup + 1] != '?') {
            int end = Math.min(to, markup + harmless);
            int next = Words.indexOf('<', octets, markup + 1, end);
            if (next == end) {
                return markup;
            }
            markup = next;
            first = false;
        }
        return markup;
    }

    private int opening(byte octet, int i, long start) {
        attributes = 0;
        matched = 0;
        mark = start + i;
        at = switch (octet) {
            case '/' -> At.END_TAG;
            case '!' -> At.EXCLAMATION;
            case '?' -> At.TARGET;
            default -> At.ELEMENT_NAME;
        };
        if (at == At.TARGET && !first) {
            return restricted("a processing instruction", i);
        }
        first = false;
        return at == At.ELEMENT_NAME ? i : i + 1;
    }

    private int name(byte[] octets, int from, int to, long start) {
        int most = (int) Math.min(to, mark + limits.nameOctets() - start);
        int i = from;
        while (i < most && !endsName(octets[i])) {
            i++;
        }
        if (i < to) {
            if (!endsName(octets[i])) {
                return limit("a name has more than " + limits.nameOctets() + " octets", i);
            }
            at = At.TAG;
        }
        return i;
    }

    private int tag(byte octet, int i, long start) {
        if (octet == '\'' || octet == '"') {
            quote = octet;
            mark = start + i + 1;
            at = At.VALUE;
            return i + 1;
        }
        if (endsName(octet)) {
            at = octet == '>' ? At.TEXT : At.TAG;
            return i + 1;
        }
        if (++attributes > limits.attributes()) {
            return limit("an element has more than " + limits.attributes() + " attributes", i);
        }
        mark = start + i;
        at = At.ATTRIBUTE_NAME;
        return i;
    }

    private int value(byte[] octets, int from, int to, long start) {
        int i = Words.indexOf(quote, octets, from, (int) Math.min(to, mark + limits.attributeValueOctets() - start));
        if (i == to) {
            return i;
        }
        if (octets[i] != quote) {
            return limit("an attribute value has more than " + limits.attributeValueOctets() + " octets", i);
        }
        at = At.TAG;
        return i + 1;
    }

    /** Takes an octet of what is neither tag nor text. */
    private int other(byte octet, int i) {
        switch (at) {
            case EXCLAMATION -> {
                if (matched == 0 && octet == 'D') {
                    return restricted("a document type declaration", i);
                }
                if (matched == 0 && octet == '-') {
                    at = At.HYPHEN;
                } else if (octet != CDATA_START[matched]) {
                    at = At.REFUSED;
                } else if (++matched == CDATA_START.length) {
                    at = At.CDATA;
                    matched = 0;
                }
            }
            case HYPHEN -> {
                if (octet == '-') {
                    return restricted("a comment", i);
                }
                at = At.REFUSED;
            }
            case CDATA -> {
                at = octet == '>' && matched == 2 ? At.TEXT : At.CDATA;
                matched = octet == ']' ? Math.min(matched + 1, 2) : 0;
            }
            case TARGET -> {
                boolean declares = matched == DECLARATION_TARGET.length
                        ? octet == '?' || endsName(octet)
                        : octet == DECLARATION_TARGET[matched];
                if (!declares) {
                    return restricted("a processing instruction", i);
                }
                if (matched++ == DECLARATION_TARGET.length) {
                    at = At.DECLARATION;
                    matched = octet == '?' ? 1 : 0;
                }
            }
            case DECLARATION -> {
                at = octet == '>' && matched == 1 ? At.TEXT : At.DECLARATION;
                matched = octet == '?' ? 1 : 0;
            }
            default -> {}
        }
        return i + 1;
    }

    private int limit(String why, int i) {
        fault = XmlViolation.Kind.LIMIT_EXCEEDED;
        message = why;
        return i;
    }

    private int restricted(String what, int i) {
        fault = XmlViolation.Kind.RESTRICTED_XML;
        message = what + " is not allowed (RFC 6120 section 11.1)";
        return i;
    }

    private static boolean endsName(byte octet) {
        return (octet & 0xC0) == 0 && (NAME_ENDS >>> octet & 1) != 0;
    }
}
