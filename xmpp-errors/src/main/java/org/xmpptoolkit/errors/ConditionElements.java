package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlElementDecl;
import jakarta.xml.bind.annotation.XmlRegistry;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;

/** The elements of all conditions, as JAXB sees them, which takes one registry a package. */
@XmlRegistry
final class ConditionElements {
    private static final String STREAM = Namespaces.STREAM_ERRORS;
    private static final String STANZA = Namespaces.STANZA_ERRORS;
    private static final String SASL = Namespaces.SASL;

    ConditionElements() {}

    @XmlElementDecl(namespace = STREAM, name = "bad-format")
    JAXBElement<EmptyXml> streamBadFormat(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "bad-format"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "bad-namespace-prefix")
    JAXBElement<EmptyXml> streamBadNamespacePrefix(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "bad-namespace-prefix"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "conflict")
    JAXBElement<EmptyXml> streamConflict(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "conflict"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "connection-timeout")
    JAXBElement<EmptyXml> streamConnectionTimeout(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "connection-timeout"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "host-gone")
    JAXBElement<EmptyXml> streamHostGone(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "host-gone"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "host-unknown")
    JAXBElement<EmptyXml> streamHostUnknown(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "host-unknown"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "improper-addressing")
    JAXBElement<EmptyXml> streamImproperAddressing(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "improper-addressing"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "internal-server-error")
    JAXBElement<EmptyXml> streamInternalServerError(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "internal-server-error"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "invalid-from")
    JAXBElement<EmptyXml> streamInvalidFrom(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "invalid-from"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "invalid-id")
    JAXBElement<EmptyXml> streamInvalidId(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "invalid-id"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "invalid-namespace")
    JAXBElement<EmptyXml> streamInvalidNamespace(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "invalid-namespace"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "invalid-xml")
    JAXBElement<EmptyXml> streamInvalidXml(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "invalid-xml"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "not-authorized")
    JAXBElement<EmptyXml> streamNotAuthorized(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "not-authorized"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "not-well-formed")
    JAXBElement<EmptyXml> streamNotWellFormed(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "not-well-formed"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "policy-violation")
    JAXBElement<EmptyXml> streamPolicyViolation(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "policy-violation"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "remote-connection-failed")
    JAXBElement<EmptyXml> streamRemoteConnectionFailed(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "remote-connection-failed"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "reset")
    JAXBElement<EmptyXml> streamReset(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "reset"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "resource-constraint")
    JAXBElement<EmptyXml> streamResourceConstraint(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "resource-constraint"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "restricted-xml")
    JAXBElement<EmptyXml> streamRestrictedXml(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "restricted-xml"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "see-other-host")
    JAXBElement<String> streamSeeOtherHost(String value) {
        return new JAXBElement<>(new QName(STREAM, "see-other-host"), String.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "system-shutdown")
    JAXBElement<EmptyXml> streamSystemShutdown(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "system-shutdown"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "undefined-condition")
    JAXBElement<EmptyXml> streamUndefinedCondition(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "undefined-condition"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "unsupported-encoding")
    JAXBElement<EmptyXml> streamUnsupportedEncoding(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "unsupported-encoding"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "unsupported-feature")
    JAXBElement<EmptyXml> streamUnsupportedFeature(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "unsupported-feature"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "unsupported-stanza-type")
    JAXBElement<EmptyXml> streamUnsupportedStanzaType(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "unsupported-stanza-type"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "unsupported-version")
    JAXBElement<EmptyXml> streamUnsupportedVersion(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "unsupported-version"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STREAM, name = "xml-not-well-formed")
    JAXBElement<EmptyXml> streamXmlNotWellFormed(EmptyXml value) {
        return new JAXBElement<>(new QName(STREAM, "xml-not-well-formed"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "bad-request")
    JAXBElement<EmptyXml> stanzaBadRequest(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "bad-request"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "conflict")
    JAXBElement<EmptyXml> stanzaConflict(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "conflict"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "feature-not-implemented")
    JAXBElement<EmptyXml> stanzaFeatureNotImplemented(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "feature-not-implemented"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "forbidden")
    JAXBElement<EmptyXml> stanzaForbidden(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "forbidden"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "gone")
    JAXBElement<String> stanzaGone(String value) {
        return new JAXBElement<>(new QName(STANZA, "gone"), String.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "internal-server-error")
    JAXBElement<EmptyXml> stanzaInternalServerError(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "internal-server-error"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "item-not-found")
    JAXBElement<EmptyXml> stanzaItemNotFound(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "item-not-found"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "jid-malformed")
    JAXBElement<EmptyXml> stanzaJidMalformed(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "jid-malformed"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "not-acceptable")
    JAXBElement<EmptyXml> stanzaNotAcceptable(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "not-acceptable"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "not-allowed")
    JAXBElement<EmptyXml> stanzaNotAllowed(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "not-allowed"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "not-authorized")
    JAXBElement<EmptyXml> stanzaNotAuthorized(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "not-authorized"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "payment-required")
    JAXBElement<EmptyXml> stanzaPaymentRequired(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "payment-required"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "policy-violation")
    JAXBElement<EmptyXml> stanzaPolicyViolation(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "policy-violation"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "recipient-unavailable")
    JAXBElement<EmptyXml> stanzaRecipientUnavailable(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "recipient-unavailable"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "redirect")
    JAXBElement<String> stanzaRedirect(String value) {
        return new JAXBElement<>(new QName(STANZA, "redirect"), String.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "registration-required")
    JAXBElement<EmptyXml> stanzaRegistrationRequired(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "registration-required"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "remote-server-not-found")
    JAXBElement<EmptyXml> stanzaRemoteServerNotFound(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "remote-server-not-found"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "remote-server-timeout")
    JAXBElement<EmptyXml> stanzaRemoteServerTimeout(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "remote-server-timeout"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "resource-constraint")
    JAXBElement<EmptyXml> stanzaResourceConstraint(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "resource-constraint"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "service-unavailable")
    JAXBElement<EmptyXml> stanzaServiceUnavailable(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "service-unavailable"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "subscription-required")
    JAXBElement<EmptyXml> stanzaSubscriptionRequired(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "subscription-required"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "undefined-condition")
    JAXBElement<EmptyXml> stanzaUndefinedCondition(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "undefined-condition"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = STANZA, name = "unexpected-request")
    JAXBElement<EmptyXml> stanzaUnexpectedRequest(EmptyXml value) {
        return new JAXBElement<>(new QName(STANZA, "unexpected-request"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "aborted")
    JAXBElement<EmptyXml> saslAborted(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "aborted"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "account-disabled")
    JAXBElement<EmptyXml> saslAccountDisabled(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "account-disabled"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "credentials-expired")
    JAXBElement<EmptyXml> saslCredentialsExpired(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "credentials-expired"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "encryption-required")
    JAXBElement<EmptyXml> saslEncryptionRequired(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "encryption-required"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "incorrect-encoding")
    JAXBElement<EmptyXml> saslIncorrectEncoding(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "incorrect-encoding"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "invalid-authzid")
    JAXBElement<EmptyXml> saslInvalidAuthzid(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "invalid-authzid"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "invalid-mechanism")
    JAXBElement<EmptyXml> saslInvalidMechanism(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "invalid-mechanism"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "malformed-request")
    JAXBElement<EmptyXml> saslMalformedRequest(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "malformed-request"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "mechanism-too-weak")
    JAXBElement<EmptyXml> saslMechanismTooWeak(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "mechanism-too-weak"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "not-authorized")
    JAXBElement<EmptyXml> saslNotAuthorized(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "not-authorized"), EmptyXml.class, value);
    }

    @XmlElementDecl(namespace = SASL, name = "temporary-auth-failure")
    JAXBElement<EmptyXml> saslTemporaryAuthFailure(EmptyXml value) {
        return new JAXBElement<>(new QName(SASL, "temporary-auth-failure"), EmptyXml.class, value);
    }
}
