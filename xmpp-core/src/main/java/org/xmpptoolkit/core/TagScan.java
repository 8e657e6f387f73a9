package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;

/**
 * Holds names, attribute values and the number of attributes to {@link StreamLimits} before the parser sees them, for the parser
 * tells of a tag only when it has all of it.
 *
 * <p>It takes the octets for well-formed. Where they are not, the parser refuses them, whatever was counted here.
 */
final class TagScan {
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
        DECLARATION,
        CDATA,
        INSTRUCTION,
        /** Inside what a stream has no place for. */
        REFUSED
    }

    private static final byte[] CDATA_START = "[CDATA[".getBytes(StandardCharsets.US_ASCII);

    private final StreamLimits limits;
    private At at = At.TEXT;
    /** Octets of the stream before the {@code <} of the tag. */
    private long tagStart;
    /** Octets of the stream before the name or value. */
    private long mark;

    private int attributes;
    private byte quote;
    /** How many octets of a delimiter were seen. */
    private int matched;

    private String broken = "";

    TagScan(StreamLimits limits) {
        this.limits = limits;
    }

    /** The limit that is passed at the place where the last scan stopped, in words: empty if none is. */
    String broken() {
        return broken;
    }

    /** Octets of the stream before the tag that was last begun. */
    long tagStart() {
        return tagStart;
    }

    /**
     * Scans whole characters.
     *
     * @param start octets of the stream before index 0
     * @return {@code to}, or the index of the character that passes a limit
     */
    int scan(byte[] octets, int from, int to, long start) {
        int i = from;
        while (i < to) {
            switch (at) {
                case TEXT -> {
                    i = indexOf('<', octets, i, to);
                    if (i < to) {
                        tagStart = start + i++;
                        at = At.OPENING;
                    }
                }
                case OPENING -> {
                    at = opened(octets[i]);
                    mark = start + i;
                    i += at == At.ELEMENT_NAME ? 0 : 1;
                }
                case ELEMENT_NAME, ATTRIBUTE_NAME -> {
                    int end = (int) Math.min(to, mark + limits.nameOctets() - start);
                    while (i < end && !endsName(octets[i])) {
                        i++;
                    }
                    if (i < to && !endsName(octets[i])) {
                        return stop(octets, from, i, "a name has more than " + limits.nameOctets() + " octets");
                    }
                    at = i < to ? At.TAG : at;
                }
                case TAG -> {
                    byte octet = octets[i];
                    if (octet == '\'' || octet == '"') {
                        quote = octet;
                        mark = start + ++i;
                        at = At.VALUE;
                    } else if (endsName(octet)) {
                        at = octet == '>' ? At.TEXT : At.TAG;
                        i++;
                    } else if (++attributes > limits.attributes()) {
                        return stop(octets, from, i, "an element has more than " + limits.attributes() + " attributes");
                    } else {
                        mark = start + i;
                        at = At.ATTRIBUTE_NAME;
                    }
                }
                case VALUE -> {
                    int end = (int) Math.min(to, mark + limits.attributeValueOctets() - start);
                    i = indexOf(quote, octets, i, end);
                    if (i < to && octets[i] != quote) {
                        return stop(
                                octets,
                                from,
                                i,
                                "an attribute value has more than " + limits.attributeValueOctets() + " octets");
                    }
                    if (i < to) {
                        at = At.TAG;
                        i++;
                    }
                }
                case END_TAG -> {
                    i = indexOf('>', octets, i, to);
                    if (i < to) {
                        at = At.TEXT;
                        i++;
                    }
                }
                default -> other(octets[i++]);
            }
        }
        return i;
    }

    private At opened(byte octet) {
        attributes = 0;
        matched = 0;
        return switch (octet) {
            case '/' -> At.END_TAG;
            case '!' -> At.DECLARATION;
            case '?' -> At.INSTRUCTION;
            default -> At.ELEMENT_NAME;
        };
    }

    /** Takes an octet of what is no tag and no text. */
    private void other(byte octet) {
        switch (at) {
            case DECLARATION -> {
                if (octet != CDATA_START[matched]) {
                    at = At.REFUSED;
                } else if (++matched == CDATA_START.length) {
                    at = At.CDATA;
                    matched = 0;
                }
            }
            case CDATA -> {
                if (octet == ']') {
                    matched = Math.min(matched + 1, 2);
                } else {
                    at = octet == '>' && matched == 2 ? At.TEXT : At.CDATA;
                    matched = 0;
                }
            }
            case INSTRUCTION -> {
                at = octet == '>' && matched == 1 ? At.TEXT : At.INSTRUCTION;
                matched = octet == '?' ? 1 : 0;
            }
            default -> {}
        }
    }

    private int stop(byte[] octets, int from, int index, String why) {
        broken = why;
        int character = index;
        while (character > from && (octets[character] & 0xC0) == 0x80) {
            character--;
        }
        return character;
    }

    private static int indexOf(int octet, byte[] octets, int from, int to) {
        int i = from;
        while (i < to && octets[i] != octet) {
            i++;
        }
        return i;
    }

    private static boolean endsName(byte octet) {
        return XmlChars.isWhiteSpace(octet)
                || octet == '>'
                || octet == '/'
                || octet == '='
                || octet == '\''
                || octet == '"';
    }
}
