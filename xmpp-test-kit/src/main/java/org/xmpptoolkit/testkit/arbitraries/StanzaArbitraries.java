package org.xmpptoolkit.testkit.arbitraries;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageThread;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceShow;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;

/**
 * Stanzas of each kind and type, with payloads known and unknown, and stanzas that break a rule. All are in {@code jabber:client}; {@link
 * Stanza#toElement(String)} moves one to another content namespace.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 */
public final class StanzaArbitraries {
    private StanzaArbitraries() {}

    /** {@return stanzas of each kind in turn} Shrinking keeps the kind. */
    public static Arbitrary<Stanza> stanzas() {
        List<Arbitrary<? extends Stanza>> kinds = List.of(messages(), presences(), iqs());
        return Choices.kept(kinds, kind -> kind.map(Stanza.class::cast));
    }

    /** {@return messages of every type, with and without texts (RFC 6121 section 5)} */
    public static Arbitrary<Message> messages() {
        Arbitrary<Optional<MessageType>> types =
                Arbitraries.of(MessageType.class).optional();
        return Combinators.combine(
                        types,
                        ErrorArbitraries.texts(),
                        ErrorArbitraries.texts(),
                        ids().map(MessageThread::of).optional(),
                        ErrorArbitraries.stanzaErrors(),
                        common())
                .as((type, bodies, subjects, thread, error, common) -> {
                    Message.Builder builder = Message.fromElement(common.begin("message")).toBuilder();
                    bodies.forEach(builder::body);
                    subjects.forEach(builder::subject);
                    thread.ifPresent(builder::thread);
                    if (type.equals(Optional.of(MessageType.ERROR))) {
                        builder.error(error);
                    } else {
                        type.ifPresent(builder::type);
                    }
                    return builder.build();
                });
    }

    /** {@return presence of every type (RFC 6121 section 4)} */
    public static Arbitrary<Presence> presences() {
        Arbitrary<Optional<PresenceType>> types =
                Arbitraries.of(PresenceType.class).optional();
        return Combinators.combine(
                        types,
                        Arbitraries.of(PresenceShow.class).optional(),
                        ErrorArbitraries.texts(),
                        Arbitraries.integers().between(-128, 127).optional(),
                        ErrorArbitraries.stanzaErrors(),
                        common())
                .as((type, show, statuses, priority, error, common) -> {
                    Presence.Builder builder = Presence.fromElement(common.begin("presence")).toBuilder();
                    if (type.isEmpty()) {
                        show.ifPresent(builder::show);
                        priority.ifPresent(builder::priority);
                    }
                    statuses.forEach(builder::status);
                    if (type.equals(Optional.of(PresenceType.ERROR))) {
                        builder.error(error);
                    } else {
                        type.ifPresent(builder::type);
                    }
                    return builder.build();
                });
    }

    /** {@return requests, results and errors (RFC 6120 section 8.2.3)} */
    public static Arbitrary<Iq> iqs() {
        return Choices.kept(List.of(IqType.values()), StanzaArbitraries::iqs);
    }

    private static Arbitrary<Iq> iqs(IqType type) {
        return Combinators.combine(
                        ids(), payloads(), Arbitraries.of(true, false), ErrorArbitraries.stanzaErrors(), attributes())
                .as((id, payload, more, error, attributes) -> {
                    XmlElement.Builder builder = attributes.begin("iq").toBuilder()
                            .attribute("type", type.toString())
                            .attribute("id", id);
                    if (more || type == IqType.GET || type == IqType.SET) {
                        builder.child(payload);
                    }
                    if (type == IqType.ERROR) {
                        builder.child(error.toElement(Namespaces.CLIENT));
                    }
                    return Iq.fromElement(builder.build());
                });
    }

    /** {@return what a stanza may carry, known and unknown to this toolkit (RFC 6120 section 8.4)} */
    public static Arbitrary<XmlElement> payloads() {
        return Arbitraries.oneOf(typedPayloads(), unknownPayloads());
    }

    /** {@return payloads of extensions in use: pings, rosters, service discovery and the like, valid by their schemas} */
    public static Arbitrary<XmlElement> typedPayloads() {
        return TypedPayloads.any().map(payload -> payload.toElement());
    }

    /** {@return payloads that no specification defines} */
    public static Arbitrary<XmlElement> unknownPayloads() {
        return XmlArbitraries.elements();
    }

    /** {@return stanzas with one fault, of each kind in turn} Shrinking keeps the fault. */
    public static Arbitrary<BrokenStanza> broken() {
        return Choices.kept(List.of(StanzaFault.values()), StanzaArbitraries::broken);
    }

    /**
     * {@return stanzas with a fault and no other}
     *
     * @param fault what is wrong with all of them
     */
    public static Arbitrary<BrokenStanza> broken(StanzaFault fault) {
        Arbitrary<XmlElement> elements =
                switch (fault) {
                    case REQUEST_WITHOUT_ID -> requests().map(iq -> without(iq, "id"));
                    case IQ_WITHOUT_TYPE -> requests().map(iq -> without(iq, "type"));
                    case IQ_OF_UNKNOWN_TYPE ->
                        Combinators.combine(requests(), Arbitraries.of("query", "", "GET", "subscribe", "normal"))
                                .as((iq, type) -> with(iq, "type", type));
                    case REQUEST_WITHOUT_PAYLOAD -> requests().map(StanzaArbitraries::emptied);
                    case REQUEST_WITH_SEVERAL_PAYLOADS -> severalPayloads(requests());
                    case RESULT_WITH_SEVERAL_PAYLOADS ->
                        severalPayloads(iqs(IqType.RESULT).map(Iq::toElement));
                    case ERROR_WITHOUT_ERROR ->
                        stanzas().map(stanza -> with(stanzaWithoutError(stanza), "type", "error"));
                    case ERROR_IN_ANOTHER_TYPE ->
                        Combinators.combine(
                                        Arbitraries.oneOf(plainMessages(), requests()), ErrorArbitraries.stanzaErrors())
                                .as((element, error) -> element.toBuilder()
                                        .child(error.toElement(Namespaces.CLIENT))
                                        .build());
                    case MALFORMED_ADDRESS ->
                        Combinators.combine(requests(), malformed()).as((iq, text) -> with(iq, "to", text));
                };
        return elements.map(element -> new BrokenStanza(fault, element));
    }

    private static Arbitrary<XmlElement> requests() {
        return Arbitraries.oneOf(iqs(IqType.GET), iqs(IqType.SET)).map(Iq::toElement);
    }

    private static Arbitrary<XmlElement> plainMessages() {
        return Combinators.combine(Arbitraries.of("chat", "normal", "headline"), XmlArbitraries.text())
                .as((type, body) -> XmlElement.builder(Namespaces.CLIENT, "message")
                        .attribute("type", type)
                        .child(XmlElement.builder(Namespaces.CLIENT, "body")
                                .text(body)
                                .build())
                        .build());
    }

    private static Arbitrary<XmlElement> severalPayloads(Arbitrary<XmlElement> iqs) {
        return Combinators.combine(iqs, payloads(), payloads(), payloads().optional())
                .as((iq, one, other, more) -> {
                    XmlElement.Builder builder =
                            emptied(iq).toBuilder().child(one).child(other);
                    more.ifPresent(builder::child);
                    return builder.build();
                });
    }

    /** Texts that are no address by RFC 7622, nor by RFC 6122 as what comes from the wire is read. */
    private static Arbitrary<String> malformed() {
        return JidArbitraries.invalid(JidProfile.PRECIS)
                .filter(invalid -> invalid.isXml()
                        && invalid.reason() != JidError.TEXT_TOO_LONG // more than readers allow an attribute
                        && Jid.tryParse(invalid.text(), JidProfile.STRINGPREP_QUERY) instanceof JidResult.Refused)
                .map(InvalidJid::text);
    }

    private static XmlElement stanzaWithoutError(Stanza stanza) {
        XmlElement element = stanza.toElement();
        XmlElement.Builder builder = emptied(element).toBuilder();
        element.elements().stream()
                .filter(child -> !child.is(Namespaces.CLIENT, "error"))
                .forEach(builder::child);
        return builder.build();
    }

    private static XmlElement without(XmlElement element, String attribute) {
        return element.toBuilder().removeAttribute("", attribute).build();
    }

    private static XmlElement with(XmlElement element, String attribute, String value) {
        return without(element, attribute).toBuilder()
                .attribute(attribute, value)
                .build();
    }

    private static XmlElement emptied(XmlElement element) {
        XmlElement.Builder builder = XmlElement.builder(element.namespace(), element.localName());
        element.attributes().forEach(a -> builder.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        return builder.build();
    }

    static Arbitrary<String> ids() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withCharRange('0', '9')
                                .ofMinLength(1)
                                .ofMaxLength(8)),
                Tuple.of(1, Arbitraries.of("<&>'\"", "a b", "\u00E9\u20AC", "1/2@3", "-")));
    }

    private static Arbitrary<Attributes> attributes() {
        Arbitrary<Optional<Jid>> address = JidArbitraries.jids().optional();
        return Combinators.combine(
                        address,
                        address,
                        Arbitraries.of("en", "de-CH", "x-private").optional())
                .as(Attributes::new);
    }

    private static Arbitrary<Common> common() {
        return Combinators.combine(
                        attributes(), ids().optional(), payloads().list().ofMaxSize(2))
                .as(Common::new);
    }

    /**
     * What all stanzas have in common.
     *
     * @param to the recipient
     * @param from the sender
     * @param language the language
     */
    private record Attributes(Optional<Jid> to, Optional<Jid> from, Optional<String> language) {
        XmlElement begin(String kind) {
            XmlElement.Builder builder = XmlElement.builder(Namespaces.CLIENT, kind);
            to.ifPresent(address -> builder.attribute("to", address.toString()));
            from.ifPresent(address -> builder.attribute("from", address.toString()));
            language.ifPresent(tag -> builder.attribute(Namespaces.XML, "lang", "xml", tag));
            return builder.build();
        }
    }

    /**
     * What messages and presence have in common.
     *
     * @param attributes the attributes
     * @param id the id
     * @param payloads the payloads
     */
    private record Common(Attributes attributes, Optional<String> id, List<XmlElement> payloads) {
        XmlElement begin(String kind) {
            XmlElement.Builder builder = attributes.begin(kind).toBuilder();
            id.ifPresent(text -> builder.attribute("id", text));
            return builder.children(payloads).build();
        }
    }
}
