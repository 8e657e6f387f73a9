package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;

/** The channel bindings of a stream, and the element that lists them (XEP-0440). */
final class ChannelBindings {
    private static final String NAMESPACE = "urn:xmpp:sasl-cb:0";
    private static final String LIST = "sasl-channel-binding";
    private static final String ENTRY = "channel-binding";
    /** The versions that have tls-unique, and no better usual type (RFC 9266 section 3). */
    private static final Set<String> OLD_TLS = Set.of("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2");

    /** The best first: what is exported of the session says more than what any session with the same certificate shares. */
    private static final List<ChannelBindingType> PREFERENCE = List.of(
            ChannelBindingType.TLS_EXPORTER, ChannelBindingType.TLS_UNIQUE, ChannelBindingType.TLS_SERVER_END_POINT);

    private ChannelBindings() {}

    /** The types that the session has data for, the best first. */
    static List<ChannelBindingType> available(StreamState state) {
        return PREFERENCE.stream()
                .filter(type -> data(state, type.wireName()).isPresent())
                .toList();
    }

    /**
     * The data of a type. TLS 1.3 has no tls-unique (RFC 9266 section 3).
     *
     * @param type its name on the wire
     */
    static Optional<byte[]> data(StreamState state, String type) {
        return Stream.of(ChannelBindingType.values())
                .filter(t -> t.wireName().equals(type))
                .findFirst()
                .flatMap(t -> state.tls()
                        .filter(tls -> t != ChannelBindingType.TLS_UNIQUE || OLD_TLS.contains(tls.protocol()))
                        .flatMap(tls -> tls.binding(t)));
    }

    /** The type that is meant where no list says more (RFC 9266 section 3). */
    static ChannelBindingType usual(TlsSession tls) {
        return OLD_TLS.contains(tls.protocol()) ? ChannelBindingType.TLS_UNIQUE : ChannelBindingType.TLS_EXPORTER;
    }

    /** An offer of mechanisms, and where one of these binds, the types of channel binding beside it (XEP-0440). */
    static List<XmlElement> beside(Optional<XmlElement> offer, SaslServerConfig config, StreamState state) {
        Stream<XmlElement> types =
                offer.isPresent() && config.offersBinding(state) ? Stream.of(list(available(state))) : Stream.empty();
        return Stream.concat(offer.stream(), types).toList();
    }

    static XmlElement list(List<ChannelBindingType> types) {
        XmlElement.Builder list = XmlElement.builder(NAMESPACE, LIST);
        for (ChannelBindingType type : types) {
            list.child(XmlElement.builder(NAMESPACE, ENTRY)
                    .attribute("type", type.wireName())
                    .build());
        }
        return list.build();
    }

    /** The types that a server lists in its features; none if it does not list any. */
    static List<String> listed(XmlElement features) {
        return features.element(NAMESPACE, LIST).stream()
                .flatMap(list -> list.elements(NAMESPACE, ENTRY).stream())
                .flatMap(entry -> entry.attribute("type").stream())
                .toList();
    }
}
