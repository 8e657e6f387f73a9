package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** What an initiating entity makes of offers (RFC 6120 section 4.3). */
class OffersTest {
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String REQUIRED = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>";
    private static final String MECHANISMS =
            "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>";
    private static final String SASL2 =
            "<authentication xmlns='urn:xmpp:sasl:2'><mechanism>PLAIN</mechanism></authentication>";
    private static final String BIND = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
    private static final String VOLUNTARY = "<x xmlns='urn:example:x'/>";
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";

    private static String offer(String... features) {
        return "<stream:features>" + String.join("", features) + "</stream:features>";
    }

    /** A voluntary feature of any name: one element each way. */
    private static class Simple implements StreamFeature.Initiating {
        private final String namespace;

        Simple(String namespace) {
            this.namespace = namespace;
        }

        Outcome outcome() {
            return Outcome.NOTHING;
        }

        @Override
        public QName name() {
            return new QName(namespace, "x");
        }

        @Override
        public boolean admissible(StreamState state) {
            return true;
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            return new Step.Continue(List.of(XmlElement.of(namespace, "begin")), new Negotiation() {
                @Override
                public boolean expects(XmlElement element) {
                    return element.namespace().equals(namespace);
                }

                @Override
                public Step onElement(XmlElement element, StreamState now) {
                    return element.localName().equals("done")
                            ? new Step.Done(List.of(), outcome(), Then.PROCEED)
                            : new Step.Refused(List.of(), "refused", Optional.empty());
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {STARTTLS, REQUIRED, MECHANISMS, SASL2, STARTTLS + MECHANISMS, VOLUNTARY + MECHANISMS})
    @Rule({"R-012", "R-123", "R-127"})
    void mandatoryFeatureThatIsNotOursIsUnsupported(String features) {
        Transcript client = Streams.initiating();
        client.feed(Streams.SERVER_HEADER + offer(features));
        HeaderTest.assertErrorSent(client, StreamErrorCondition.UNSUPPORTED_FEATURE);
        assertTrue(client.all(StreamEvent.Established.class).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", VOLUNTARY, STARTTLS + VOLUNTARY, BIND})
    @Rule("R-014")
    void voluntaryFeaturesThatAreNotOursDoNotMatter(String features) {
        Transcript client = Streams.initiating();
        client.feed(Streams.SERVER_HEADER + offer(features));
        client.only(StreamEvent.Established.class);
    }

    @ParameterizedTest
    @CsvSource({"BIND,false", "MECHANISMS,true", "VOLUNTARY,true"})
    @Rule({"R-123", "R-213"})
    void bindingIsMandatoryBehindAuthentication(String feature, boolean established) {
        Transcript client = Streams.initiating(new Streams.Login());
        String second = offer(
                switch (feature) {
                    case "BIND" -> BIND;
                    case "MECHANISMS" -> MECHANISMS;
                    default -> VOLUNTARY;
                });
        client.feed(Streams.SERVER_HEADER + offer(LOGIN) + "<welcome xmlns='urn:example:login'/>"
                + Streams.SERVER_HEADER + second);
        if (established) {
            client.only(StreamEvent.Established.class);
        } else {
            HeaderTest.assertErrorSent(client, StreamErrorCondition.UNSUPPORTED_FEATURE);
        }
    }

    @Test
    @Rule("R-489")
    void starttlsUnderTlsIsNoMatter() {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().tlsPolicy(TlsPolicy.DIRECT).build(), List.of()));
        client.add(client.stream.secured(
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build()));
        client.add(client.stream.open());
        client.feed(Streams.SERVER_HEADER + offer(REQUIRED));
        client.only(StreamEvent.Established.class);
    }

    /** A feature of another name may bind a resource. */
    @Test
    void bindingIsNotMissedWhereSomethingElseBound() {
        StreamFeature.Initiating other = new Simple("urn:example:a") {
            @Override
            Outcome outcome() {
                return Outcome.bound(Streams.ACCOUNT.withResourcepart("balcony"));
            }
        };
        Transcript client = Streams.initiating(new Streams.Login(), other);
        client.feed(Streams.SERVER_HEADER + offer(LOGIN) + "<welcome xmlns='urn:example:login'/>"
                + Streams.SERVER_HEADER + offer(BIND, "<x xmlns='urn:example:a'/>"));
        client.feed("<done xmlns='urn:example:a'/>");
        client.only(StreamEvent.Established.class);
    }

    /** Between two features a server may offer more; what was done is not done again. */
    @Test
    @Rule("R-013")
    void laterOfferTakesThePlaceOfTheFirst() {
        Transcript client = Streams.initiating(new Simple("urn:example:a"), new Simple("urn:example:b"));
        assertEquals(
                "<begin xmlns='urn:example:a'/>",
                client.feed(Streams.SERVER_HEADER + offer("<x xmlns='urn:example:a'/>")));
        assertEquals("", client.feed(offer("<x xmlns='urn:example:a'/>", "<x xmlns='urn:example:b'/>")));
        assertEquals("<begin xmlns='urn:example:b'/>", client.feed("<done xmlns='urn:example:a'/>"));
        client.feed("<no xmlns='urn:example:b'/>");
        client.only(StreamEvent.Established.class);
        client.only(StreamEvent.FeatureRefused.class);
        assertEquals(2, client.all(StreamEvent.FeaturesReceived.class).size());
    }

    @Test
    @Rule("R-022")
    void offerBehindCompletionIsToldAndNothingMore() {
        Transcript client = Streams.initiating(new Simple("urn:example:a"));
        client.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES);
        assertEquals("", client.feed(Streams.NO_FEATURES + offer("<x xmlns='urn:example:a'/>")));
        assertEquals(3, client.all(StreamEvent.FeaturesReceived.class).size());
        assertEquals(Phase.ESTABLISHED, client.stream.state().phase());
    }
}
