package org.xmpptoolkit.testkit.arbitraries;

import static org.xmpptoolkit.errors.StanzaErrorCondition.BAD_REQUEST;
import static org.xmpptoolkit.errors.StanzaErrorCondition.JID_MALFORMED;

import java.util.Set;

/**
 * What can be wrong with a stanza that is well-formed XML.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // what a constant holds is immutable
public enum StanzaFault {
    /** An iq of type get or set without id (section 8.2.3). */
    REQUEST_WITHOUT_ID("R-247", Demand.preferring(BAD_REQUEST)),
    /** An iq without type (section 8.2.3). */
    IQ_WITHOUT_TYPE("R-248", Demand.of(BAD_REQUEST)),
    /** An iq of a type that is none of get, set, result and error (section 8.2.3). */
    IQ_OF_UNKNOWN_TYPE("R-248", Demand.of(BAD_REQUEST)),
    /** An iq of type get or set without child element (section 8.2.3). */
    REQUEST_WITHOUT_PAYLOAD("R-252", Demand.preferring(BAD_REQUEST)),
    /** An iq of type get or set with several child elements (section 8.2.3). */
    REQUEST_WITH_SEVERAL_PAYLOADS("R-252", Demand.preferring(BAD_REQUEST)),
    /** An iq of type result with several child elements, which is not to be answered (section 8.2.3). */
    RESULT_WITH_SEVERAL_PAYLOADS("R-253", nothing()),
    /** A stanza of type error without error, which is not to be answered with an error (section 8.3.1). */
    ERROR_WITHOUT_ERROR("R-258", nothing()),
    /** An error in a stanza of another type, for which the RFC names no answer (section 8.3.1). */
    ERROR_IN_ANOTHER_TYPE("R-259", Demand.preferring(BAD_REQUEST).orSilence()),
    /** A request to a text that is no address, whatever the profile (RFC 7622 section 4, RFC 6120 section 8.3.3.8). */
    MALFORMED_ADDRESS("R-376", Demand.of(JID_MALFORMED));

    private final String ruleId;
    private final Demand demand;

    StanzaFault(String ruleId, Demand demand) {
        this.ruleId = ruleId;
        this.demand = demand;
    }

    private static Demand nothing() {
        return new Demand(Set.of(), false, true);
    }

    /** {@return the id of the rule of the register that is broken} */
    public String ruleId() {
        return ruleId;
    }

    /** {@return what may be answered, as errors of stanzas} */
    public Demand demand() {
        return demand;
    }
}
