package org.xmpptoolkit.core;

/** What the parser's exceptions mean: they differ by their messages only. */
final class ParserFaults {
    private ParserFaults() {}

    static XmlViolation.Kind kind(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unexpanded ENTITY_REFERENCE")) {
            return XmlViolation.Kind.RESTRICTED_XML;
        }
        return message.startsWith("Unsupported encoding")
                ? XmlViolation.Kind.UNSUPPORTED_ENCODING
                : XmlViolation.Kind.NOT_WELL_FORMED;
    }

    /** The parser's words, without the place, which it counts from where it started. */
    static String message(Exception e) {
        String message = String.valueOf(e.getMessage());
        int line = message.indexOf('\n');
        return line < 0 ? message : message.substring(0, line);
    }
}
