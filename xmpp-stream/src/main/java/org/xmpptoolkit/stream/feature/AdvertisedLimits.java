package org.xmpptoolkit.stream.feature;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamState;

/**
 * The limits of a stream as its receiving entity tells them among its features (XEP-0478). They may change with each offer.
 *
 * @param octets how many octets a first-level element may have, if it says so
 * @param idle after which time without traffic the stream may be checked or closed, if it says so
 */
public record AdvertisedLimits(OptionalLong octets, Optional<Duration> idle) {
    private static final QName NAME = new QName("urn:xmpp:stream-limits:0", "limits");

    /**
     * Reads the limits.
     *
     * @param features the element {@code features}, as in {@link org.xmpptoolkit.stream.StreamEvent.FeaturesReceived}
     * @return the limits; nothing if the receiving entity tells none. A number that is none counts as not told
     */
    public static Optional<AdvertisedLimits> in(XmlElement features) {
        return features.element(NAME.getNamespaceURI(), NAME.getLocalPart())
                .map(limits -> new AdvertisedLimits(
                        number(limits, "max-bytes"),
                        number(limits, "idle-seconds").stream()
                                .mapToObj(Duration::ofSeconds)
                                .findFirst()));
    }

    private static OptionalLong number(XmlElement limits, String child) {
        return limits.element(NAME.getNamespaceURI(), child).map(XmlElement::text).map(String::strip).stream()
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /**
     * Tells clients and servers the limits that hold for what they send: those before authentication, and then the others.
     *
     * @param limits what the stream is configured with
     * @return the feature, which is never negotiated
     */
    public static StreamFeature.Receiving feature(StreamLimits limits) {
        return new Feature(limits, Optional.empty());
    }

    /**
     * As {@link #feature(StreamLimits)}, with a time.
     *
     * @param limits what the stream is configured with
     * @param idle after which time without traffic the stream is checked or closed; whole seconds count
     * @return the feature, which is never negotiated
     */
    public static StreamFeature.Receiving feature(StreamLimits limits, Duration idle) {
        return new Feature(limits, Optional.of(idle));
    }

    private record Feature(StreamLimits limits, Optional<Duration> idle) implements AdvertisedFeature {
        @Override
        public QName name() {
            return NAME;
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            StreamLimits now = state.account().isPresent() ? limits : limits.beforeAuthentication();
            XmlElement.Builder out = XmlElement.builder(NAME.getNamespaceURI(), NAME.getLocalPart());
            out.child(number("max-bytes", now.elementOctets()));
            idle.ifPresent(time -> out.child(number("idle-seconds", time.toSeconds())));
            return Optional.of(out.build());
        }

        private static XmlElement number(String localName, long value) {
            return XmlElement.builder(NAME.getNamespaceURI(), localName)
                    .text(Long.toString(value))
                    .build();
        }
    }
}
