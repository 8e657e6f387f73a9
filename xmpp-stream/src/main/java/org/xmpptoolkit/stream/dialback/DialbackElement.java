package org.xmpptoolkit.stream.dialback;

import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.DomainPair;

/** An element of the dialback namespace, read (XEP-0220 section 2). Its pair is always the one whose stanzas are to flow. */
sealed interface DialbackElement {
    /** The feature that announces dialback errors. */
    QName FEATURE = new QName("urn:xmpp:features:dialback", "dialback");

    /** The prefix that some servers insist on (XEP-0220 section 2.4.1). */
    String PREFIX = "db";

    /** What a header declares that announces dialback. */
    Map<String, String> DECLARATIONS = Map.of(PREFIX, Namespaces.DIALBACK);

    /** Which of the two exchanges it belongs to. */
    enum Kind {
        /** Between the initiating and the receiving server. */
        RESULT,
        /** Between the receiving and the authoritative server. */
        VERIFY
    }

    /** A key. */
    record Request(Kind kind, DomainPair pair, Optional<String> streamId, DialbackKey key, XmlElement element)
            implements DialbackElement {
        /** The domain that has to be ours: which is asked. */
        Jid asked() {
            return kind == Kind.RESULT ? pair.to() : pair.from();
        }

        /** The answer: {@code from} and {@code to} as they came, swapped, and the id as it came. */
        XmlElement answer(DialbackVerdict verdict) {
            XmlElement.Builder answer = XmlElement.builder(element.namespace(), element.localName())
                    .prefix(PREFIX)
                    .attribute("from", element.attribute("to").orElseThrow())
                    .attribute("to", element.attribute("from").orElseThrow());
            streamId.ifPresent(id -> answer.attribute("id", id));
            return finish(answer, verdict);
        }

        XmlElement failure(StanzaErrorCondition condition, String text) {
            return answer(new DialbackVerdict.Failed(StanzaError.of(condition, text)));
        }
    }

    /** What is said of a key. */
    record Answer(Kind kind, DomainPair pair, Optional<String> streamId, DialbackVerdict verdict)
            implements DialbackElement {}

    /** Something that breaks a rule. */
    record Malformed(StreamError error) implements DialbackElement {}

    static boolean isDialback(XmlElement element) {
        return element.namespace().equals(Namespaces.DIALBACK);
    }

    static boolean announcesErrors(XmlElement features) {
        return features.element(FEATURE.getNamespaceURI(), FEATURE.getLocalPart())
                .flatMap(dialback -> dialback.element(FEATURE.getNamespaceURI(), "errors"))
                .isPresent();
    }

    static DialbackElement read(XmlElement element, JidProfile profile) {
        boolean verify = element.localName().equals("verify");
        if (!verify && !element.localName().equals("result")) {
            return malformed(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, "dialback has result and verify only");
        }
        Optional<Jid> from = domain(element, "from", profile);
        Optional<Jid> to = domain(element, "to", profile);
        if (from.isEmpty() || to.isEmpty()) {
            return malformed(
                    StreamErrorCondition.IMPROPER_ADDRESSING,
                    (from.isEmpty() ? "from" : "to") + " of a dialback is missing or no domain");
        }
        Optional<String> id = verify ? element.attribute("id").filter(text -> !text.isEmpty()) : Optional.empty();
        if (verify && id.isEmpty()) {
            return malformed(StreamErrorCondition.BAD_FORMAT, "a dialback without the id that it is for");
        }
        Optional<String> type = element.attribute("type");
        boolean sending = verify == type.isPresent(); // from is the domain that stanzas are to come from
        DomainPair pair = sending ? new DomainPair(from.get(), to.get()) : new DomainPair(to.get(), from.get());
        Kind kind = verify ? Kind.VERIFY : Kind.RESULT;
        return type.isEmpty()
                ? new Request(kind, pair, id, DialbackKey.of(element.text()), element)
                : verdict(type.get(), element)
                        .<DialbackElement>map(verdict -> new Answer(kind, pair, id, verdict))
                        .orElseGet(() -> malformed(StreamErrorCondition.BAD_FORMAT, "a dialback of unknown type"));
    }

    /** The element that offers a key to a receiving server. */
    static XmlElement result(DomainPair pair, DialbackKey key) {
        return XmlElement.builder(Namespaces.DIALBACK, "result")
                .prefix(PREFIX)
                .attribute("from", pair.from().toString())
                .attribute("to", pair.to().toString())
                .text(key.text())
                .build();
    }

    /** The element that asks an authoritative server. */
    static XmlElement verify(VerifyRequest request) {
        return XmlElement.builder(Namespaces.DIALBACK, "verify")
                .prefix(PREFIX)
                .attribute("from", request.pair().to().toString())
                .attribute("to", request.pair().from().toString())
                .attribute("id", request.streamId())
                .text(request.key().text())
                .build();
    }

    private static XmlElement finish(XmlElement.Builder answer, DialbackVerdict verdict) {
        if (verdict instanceof DialbackVerdict.Failed failed) {
            return answer.attribute("type", "error")
                    .child(failed.error().toElement(Namespaces.SERVER))
                    .build();
        }
        return answer.attribute("type", verdict instanceof DialbackVerdict.Valid ? "valid" : "invalid")
                .build();
    }

    private static Optional<DialbackVerdict> verdict(String type, XmlElement element) {
        return switch (type) {
            case "valid" -> Optional.of(DialbackVerdict.valid());
            case "invalid" -> Optional.of(DialbackVerdict.invalid());
            case "error" ->
                Optional.of(new DialbackVerdict.Failed(element.element(Namespaces.SERVER, "error")
                        .map(StanzaError::fromElement)
                        .orElseGet(() -> StanzaError.of(StanzaErrorCondition.UNDEFINED_CONDITION))));
            default -> Optional.empty();
        };
    }

    private static Optional<Jid> domain(XmlElement element, String attribute, JidProfile profile) {
        return element.attribute(attribute)
                .flatMap(text -> Jid.tryParse(text, profile).toOptional())
                .filter(Jid::isDomain);
    }

    private static DialbackElement malformed(StreamErrorCondition condition, String text) {
        return new Malformed(StreamError.of(condition, text));
    }
}
