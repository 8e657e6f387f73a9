package org.xmpptoolkit.testkit.arbitraries;

import static org.xmpptoolkit.errors.StreamErrorCondition.BAD_FORMAT;
import static org.xmpptoolkit.errors.StreamErrorCondition.BAD_NAMESPACE_PREFIX;
import static org.xmpptoolkit.errors.StreamErrorCondition.INVALID_NAMESPACE;
import static org.xmpptoolkit.errors.StreamErrorCondition.NOT_WELL_FORMED;
import static org.xmpptoolkit.errors.StreamErrorCondition.RESTRICTED_XML;
import static org.xmpptoolkit.errors.StreamErrorCondition.UNSUPPORTED_ENCODING;

/**
 * What can be wrong with a stream header, or with what stands before it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.8">RFC 6120 sections 4.8 and 11</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // what a constant holds is immutable
public enum HeaderFault {
    /** The root element is in another namespace (section 4.8.1). */
    WRONG_STREAM_NAMESPACE("R-079", Demand.preferring(INVALID_NAMESPACE, BAD_FORMAT)),
    /** The prefix of the root element is not {@code stream}, which an entity may accept (section 4.8.5). */
    OTHER_STREAM_PREFIX(
            "R-091", Demand.preferring(BAD_NAMESPACE_PREFIX, BAD_FORMAT).orSilence()),
    /** A comment before the header (section 11.1). */
    COMMENT("R-307", Demand.preferring(RESTRICTED_XML, BAD_FORMAT)),
    /** A processing instruction before the header (section 11.1). */
    PROCESSING_INSTRUCTION("R-308", Demand.preferring(RESTRICTED_XML)),
    /** A document type declaration (section 11.1). */
    DOCUMENT_TYPE("R-309", Demand.preferring(RESTRICTED_XML)),
    /** An XML declaration that names another encoding (section 11.6). */
    OTHER_ENCODING("R-324", Demand.preferring(UNSUPPORTED_ENCODING, BAD_FORMAT)),
    /** Octets of UTF-16 (section 11.6). */
    UTF_16("R-324", Demand.preferring(UNSUPPORTED_ENCODING, BAD_FORMAT)),
    /** U+FEFF before the header, where it is a character like any other (section 11.6). */
    BYTE_ORDER_MARK("R-327", Demand.preferring(NOT_WELL_FORMED, BAD_FORMAT)),
    /** Two attributes of one name (section 11.3). */
    REPEATED_ATTRIBUTE("R-313", Demand.of(NOT_WELL_FORMED, BAD_FORMAT));

    private final String ruleId;
    private final Demand demand;

    HeaderFault(String ruleId, Demand demand) {
        this.ruleId = ruleId;
        this.demand = demand;
    }

    /** {@return the id of the rule of the register that is broken} */
    public String ruleId() {
        return ruleId;
    }

    /** {@return what may be answered} */
    public Demand demand() {
        return demand;
    }
}
