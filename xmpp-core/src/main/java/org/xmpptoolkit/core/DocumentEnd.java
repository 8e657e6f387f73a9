package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells what is wrong with a document that ends too early, or goes on behind its element. */
final class DocumentEnd {
    /** Comments, processing instructions, and document types, which are XML and not XMPP's; CDATA would not even be XML there. */
    private static final Pattern RESTRICTED =
            Pattern.compile("<!-.*|<!D.*|<\\?.*|&(?!(amp|lt|gt|quot|apos);)[^#&;<>\\s]+;.*");

    /** For a look at what stands there: longer names of entities are none that anybody declares. */
    private static final int LOOK = 256;

    private DocumentEnd() {}

    /** What is wrong with a document that is over before its element is. */
    static XmlViolation.Kind early(byte[] octets) {
        return new OctetScan().scan(octets, 0, octets.length) < octets.length
                ? XmlViolation.Kind.UNSUPPORTED_ENCODING // the last character is cut off
                : XmlViolation.Kind.NOT_WELL_FORMED;
    }

    /** What is wrong with what stands behind the element, white space left out. */
    static XmlViolation.Kind behind(byte[] octets, int offset) {
        OctetScan scan = new OctetScan();
        if (scan.scan(octets, offset, octets.length) == offset) {
            return scan.fault() == null ? XmlViolation.Kind.UNSUPPORTED_ENCODING : scan.fault();
        }
        String rest = new String(octets, offset, Math.min(LOOK, octets.length - offset), StandardCharsets.ISO_8859_1);
        return RESTRICTED.matcher(rest.lines().findFirst().orElse("")).matches()
                ? XmlViolation.Kind.RESTRICTED_XML
                : XmlViolation.Kind.NOT_WELL_FORMED;
    }
}
