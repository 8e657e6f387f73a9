package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamState;

/** The limits that a stream tells (XEP-0478). */
class AdvertisedLimitsTest {
    private static final StreamLimits LIMITS =
            StreamLimits.builder().elementOctets(100_000).build();
    private static final StreamState OPEN = SaslBench.serverState(true, "");
    private static final StreamState AUTHENTICATED =
            InlineState.after(OPEN, Outcome.account(Jid.parse("juliet@example.org")));

    private static XmlElement features(XmlElement... offers) {
        XmlElement.Builder features = XmlElement.builder(Namespaces.STREAM, "features");
        for (XmlElement offer : offers) {
            features.child(offer);
        }
        return features.build();
    }

    private static XmlElement limits(String children) {
        return XmlElement.parse("<limits xmlns='urn:xmpp:stream-limits:0'>" + children + "</limits>");
    }

    @Test
    void tellsTheLimitsThatHoldNow() {
        StreamFeature.Receiving feature = AdvertisedLimits.feature(LIMITS, Duration.ofMinutes(30));
        assertEquals(
                Optional.of(limits("<max-bytes>25000</max-bytes><idle-seconds>1800</idle-seconds>")),
                feature.offer(OPEN));
        assertEquals(
                Optional.of(limits("<max-bytes>100000</max-bytes><idle-seconds>1800</idle-seconds>")),
                feature.offer(AUTHENTICATED));
        assertFalse(feature.mandatory(OPEN));
    }

    @Test
    void readsWhatItTells() {
        for (StreamFeature.Receiving feature : new StreamFeature.Receiving[] {
            AdvertisedLimits.feature(LIMITS), AdvertisedLimits.feature(LIMITS, Duration.ofSeconds(7))
        }) {
            AdvertisedLimits read = AdvertisedLimits.in(
                            features(feature.offer(AUTHENTICATED).orElseThrow()))
                    .orElseThrow();
            assertEquals(OptionalLong.of(100_000), read.octets());
            assertEquals(
                    feature.offer(OPEN).orElseThrow().elements().size() == 2,
                    read.idle().isPresent());
        }
    }

    @Test
    void readsTheExample() {
        AdvertisedLimits read = AdvertisedLimits.in(features(
                        XmlElement.parse("<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
                        limits("<max-bytes>10000</max-bytes><idle-seconds>1800</idle-seconds>")))
                .orElseThrow();
        assertEquals(new AdvertisedLimits(OptionalLong.of(10_000), Optional.of(Duration.ofMinutes(30))), read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "x", "99999999999999999999", "\u0661"})
    void aNumberThatIsNoneIsNotTold(String number) {
        AdvertisedLimits read = AdvertisedLimits.in(features(
                        limits("<max-bytes>" + number + "</max-bytes><idle-seconds>" + number + "</idle-seconds>")))
                .orElseThrow();
        assertEquals(new AdvertisedLimits(OptionalLong.empty(), Optional.empty()), read);
        assertEquals(Optional.empty(), AdvertisedLimits.in(features()));
    }
}
