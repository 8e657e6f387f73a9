package org.xmpptoolkit.core;

/**
 * What is wrong with octets that came in, by the rules of XML 1.0, Namespaces in XML 1.0 and RFC 6120 section 11. A value: whoever
 * runs a stream turns it into the stream error to send.
 *
 * @param kind which rule was broken
 * @param offset octets from the start of the document to the token that broke it, or to the first octet that is no UTF-8
 * @param message the cause in words, without content of the document
 */
public record XmlViolation(Kind kind, long offset, String message) {
    /** The rules that can be broken. */
    public enum Kind {
        /** Not well-formed, or not namespace-well-formed (RFC 6120 section 11.3). */
        NOT_WELL_FORMED,
        /** A comment, processing instruction, document type declaration or entity reference (RFC 6120 section 11.1). */
        RESTRICTED_XML,
        /** Another encoding than UTF-8, declared or seen, or octets that are no UTF-8 (RFC 6120 section 11.6). */
        UNSUPPORTED_ENCODING,
        /** Text between first-level elements, or a stream header inside the stream (RFC 6120 section 4.9.3.1). */
        BAD_FORMAT,
        /** A prefix on a stanza, or a stream prefix that is not accepted (RFC 6120 section 4.8.5). */
        BAD_NAMESPACE_PREFIX,
        /** A bound of {@link StreamLimits} was passed (RFC 6120 section 13.12). */
        LIMIT_EXCEEDED
    }
}
