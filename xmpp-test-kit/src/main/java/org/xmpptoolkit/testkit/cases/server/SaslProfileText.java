package org.xmpptoolkit.testkit.cases.server;

import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/**
 * The elements of a profile of SASL.
 *
 * @param namespace their namespace
 * @param inline what stands inside of the first besides, as XML; in SASL2 only
 */
record SaslProfileText(String namespace, String inline) {
    /** That of RFC 6120. */
    static final SaslProfileText SASL = new SaslProfileText(Namespaces.SASL, "");

    /** That of XEP-0388, with what is asked for besides. */
    static SaslProfileText sasl2(String inline) {
        return new SaslProfileText(Namespaces.SASL2, inline);
    }

    /** The first element. */
    String begin(String mechanism, String content) {
        return namespace.equals(Namespaces.SASL)
                ? SaslSteps.auth(mechanism, content)
                : "<authenticate xmlns='" + namespace + "' mechanism='" + mechanism + "'><initial-response>" + content
                        + "</initial-response>" + inline + "</authenticate>";
    }

    /** Each further element. */
    String response(String content) {
        return "<response xmlns='" + namespace + "'>" + content + "</response>";
    }

    /** What success says besides, in base64. */
    Optional<String> additionalData(XmlElement success) {
        return namespace.equals(Namespaces.SASL)
                ? Optional.of(success.text())
                : success.element(namespace, "additional-data").map(XmlElement::text);
    }
}
