package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Acknowledged;
import org.xmpptoolkit.stream.StreamEvent.ElementReceived;
import org.xmpptoolkit.stream.StreamEvent.ErrorSent;
import org.xmpptoolkit.stream.StreamEvent.NotSent;
import org.xmpptoolkit.stream.StreamEvent.Suspended;
import org.xmpptoolkit.stream.StreamEvent.Undelivered;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Starting, counting, acknowledging, and the end without resumption (XEP-0198 sections 3, 4, 6 and 7). */
class StreamManagementTest {
    private static final String FAILED_EARLY =
            "<failed xmlns='urn:xmpp:sm:3'><unexpected-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>";

    private static StreamErrorCondition error(Transcript transcript) {
        return transcript.only(ErrorSent.class).error().condition();
    }

    // Starting

    @Test
    @Rule("R-442")
    void clientEnablesBehindBindingOnly() {
        Transcript client = Managed.authenticatedClient(
                StreamManagement.enable(Managed.config().build()), ResourceBinding.request("balcony"));
        String first = client.feed(Streams.SERVER_HEADER + Managed.OFFER);
        assertTrue(first.startsWith("<iq ") && !first.contains("enable"), first);
        assertEquals("<enable xmlns='urn:xmpp:sm:3' resume='true'/>", client.feed(Managed.BOUND_RESULT));
        assertTrue(client.all(StreamEvent.Established.class).isEmpty());
        client.feed("<enabled xmlns='urn:xmpp:sm:3' id='a' resume='true'/>");
        assertEquals(false, client.only(StreamEvent.Established.class).resumed());
    }

    /** The server counts what comes behind the request; so must the client, or no count would ever be right again. */
    @Test
    void earlyStanzasDoNotGoOutWhileStreamManagementBegins() {
        StreamConfig config = Streams.config().stanzasBeforeBinding(true).build();
        SmConfig management = Managed.config().build();
        Transcript client = new Transcript(XmppStream.initiating(
                config,
                List.of(new Streams.Login(), ResourceBinding.request("balcony"), StreamManagement.enable(management))));
        client.add(client.stream.open());
        client.feed(Streams.SERVER_HEADER + "<stream:features>" + Managed.LOGIN + "</stream:features>"
                + "<welcome xmlns='urn:example:login'/>" + Streams.SERVER_HEADER + Managed.OFFER);
        assertEquals("<message id='1'/>", client.add(client.stream.send(Managed.messages(1, 1))));
        client.feed(Managed.BOUND_RESULT);
        assertThrows(IllegalStateException.class, () -> client.stream.send(Managed.messages(2, 2)));
        client.feed("<enabled xmlns='urn:xmpp:sm:3' id='a' resume='true'/>");
        client.add(client.stream.send(Managed.messages(2, 2)));
        client.feed(Managed.ack(1));
        assertEquals(
                Managed.messages(2, 2),
                client.only(StreamEvent.Acknowledged.class).stanzas());
    }

    @Test
    @Rule({"R-443", "R-460", "R-463"})
    void serverRefusesWhatComesTooEarly() {
        Transcript server = Streams.receiving(
                new Streams.Login(),
                ResourceBinding.server(),
                StreamManagement.server(Managed.config().build()));
        String features = server.feed(Streams.CLIENT_HEADER);
        assertTrue(!features.contains("urn:xmpp:sm:3"), features);
        assertEquals(FAILED_EARLY, server.feed(Managed.ENABLE));
        assertEquals(FAILED_EARLY, server.feed("<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>"));
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty());
        Transcript unbound = Managed.authenticatedServer(Managed.config().build());
        assertEquals(FAILED_EARLY, unbound.feed(Managed.ENABLE));
        assertEquals(Phase.NEGOTIATING, unbound.stream.state().phase());
    }

    @Test
    @Rule("R-443")
    void serverRefusesToResumeBehindBinding() {
        String resume = "<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>";
        Transcript bound = Managed.boundServer(Managed.config().build());
        assertEquals(FAILED_EARLY, bound.feed(resume));
        Transcript enabled = Managed.server(Managed.config().build());
        assertEquals(FAILED_EARLY, enabled.feed(resume));
        assertEquals(Phase.ESTABLISHED, enabled.stream.state().phase());
    }

    @Test
    @Rule("R-444")
    void secondEnableEndsTheStream() {
        Transcript server = Managed.server(Managed.config().build());
        server.feed(Managed.ENABLE);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server));
    }

    @Test
    @Rule("R-444")
    void secondEnableEndsTheStreamEvenIfTheFirstFailed() {
        Transcript server = Managed.boundServer(Managed.config().build());
        server.feed("<enable xmlns='urn:xmpp:sm:3' resume='perhaps'/>");
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        server.feed(Managed.ENABLE);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server));
    }

    @Test
    @Rule({"R-445", "R-446"})
    void serverAnswersEnable() {
        Transcript server = Managed.boundServer(Managed.config()
                .max(Duration.ofSeconds(300))
                .location(HostPort.parse("[2001:db8::1]:5222"))
                .build());
        assertEquals(
                "<enabled xmlns='urn:xmpp:sm:3' id='sm-1' resume='true' max='300' location='[2001:db8::1]:5222'/>",
                server.feed(Managed.ENABLE));
        assertEquals("<a xmlns='urn:xmpp:sm:3' h='0'/>", server.feed(Managed.REQUEST));
    }

    @Test
    @Rule("R-445")
    void serverAnswersEnableWithoutResumption() {
        String plain = "<enabled xmlns='urn:xmpp:sm:3'/>";
        assertEquals(
                plain,
                Managed.boundServer(Managed.config().build()).feed("<enable xmlns='urn:xmpp:sm:3' resume='0'/>"));
        assertEquals(
                plain,
                Managed.boundServer(Managed.config().resumable(false).build()).feed(Managed.ENABLE));
    }

    @Test
    void theShorterTimeIsAgreed() {
        SmConfig config = Managed.config().max(Duration.ofSeconds(300)).build();
        assertTrue(Managed.boundServer(config)
                .feed("<enable xmlns='urn:xmpp:sm:3' resume='1' max='60'/>")
                .contains(" max='60'"));
        assertTrue(Managed.boundServer(config)
                .feed("<enable xmlns='urn:xmpp:sm:3' resume='1' max='600'/>")
                .contains(" max='300'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume='yes'", "max='0'", "max='-1'", "max='soon'", "max='4294967296'"})
    @Rule("R-460")
    void faultyEnableIsRefusedWithACondition(String attribute) {
        Transcript server = Managed.boundServer(Managed.config().build());
        assertEquals(
                "<failed xmlns='urn:xmpp:sm:3'><bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
                server.feed("<enable xmlns='urn:xmpp:sm:3' " + attribute + "/>"));
    }

    @Test
    @Rule("R-446")
    void idsHave128RandomBits() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String enabled = Managed.boundServer(SmConfig.builder().build()).feed(Managed.ENABLE);
            ids.add(XmlElement.parse(enabled).attribute("id").orElseThrow());
        }
        assertEquals(20, ids.size());
        assertTrue(ids.stream().allMatch(id -> id.matches("[A-Za-z0-9_-]{22}")), "128 bits as base64url");
    }

    @Test
    void clientGoesOnWithoutWhatTheServerRefuses() {
        Transcript client = Managed.boundClient(Managed.config().build());
        client.feed("<failed xmlns='urn:xmpp:sm:3'>"
                + "<feature-not-implemented xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>");
        assertEquals(
                "feature-not-implemented",
                client.only(StreamEvent.FeatureRefused.class).reason());
        client.only(StreamEvent.Established.class);
        assertThrows(IllegalStateException.class, () -> client.stream.tell(StreamManagement.requestAck()));
    }

    @Test
    void clientTakesWhatTheServerSaysOfTheSession() {
        Transcript client = Managed.boundClient(Managed.config().build());
        client.feed(
                "<enabled xmlns='urn:xmpp:sm:3' id='&lt;any thing&gt;' resume='1' max='600' location='a.example:1'/>");
        SmState state = Managed.suspend(client);
        assertEquals("<any thing>", state.id());
        assertEquals(Optional.of(Duration.ofSeconds(600)), state.max());
        assertEquals(Optional.of(HostPort.parse("a.example:1")), state.location());
        assertEquals(Managed.BOUND, state.bound());
        assertEquals(Streams.ACCOUNT, state.account());
    }

    // Counting

    @Test
    @Rule({"R-441", "R-447", "R-448"})
    void onlyStanzasBehindTheStartAreHandled() {
        Transcript server = Managed.boundServer(Managed.config().build());
        server.feed("<message/>" + Managed.ENABLE);
        assertEquals(Managed.ack(0), server.feed(Managed.REQUEST));
        assertEquals(
                Managed.ack(1) + Managed.ack(3),
                server.feed("<message/>" + Managed.REQUEST + Managed.ack(0) + "<iq type='get' id='1'/><presence/>"
                        + Managed.REQUEST));
        assertEquals(4, server.all(ElementReceived.class).size());
    }

    @Test
    @Rule({"R-441", "R-448"})
    void onlyStanzasBehindTheStartAreCountedAsSent() {
        Transcript server = Managed.boundServer(Managed.config().build());
        server.add(server.stream.send(Managed.messages(1, 2)));
        server.feed(Managed.ENABLE);
        server.add(server.stream.send(List.of(XmlElement.of("urn:example:other", "x"), Managed.message(3))));
        server.feed(Managed.ack(1));
        assertEquals(
                List.of(Managed.message(3)), server.only(Acknowledged.class).stanzas());
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
    }

    @Test
    @Rule("R-448")
    void clientCountsFromItsOwnStart() {
        Transcript client = Managed.boundClient(Managed.config().build());
        client.feed("<message/>"); // in front of <enabled/>
        client.feed("<enabled xmlns='urn:xmpp:sm:3'/><message/>");
        assertEquals(Managed.ack(1), client.feed(Managed.REQUEST));
        client.add(client.stream.send(Managed.messages(1, 1)));
        client.feed(Managed.ack(1));
        assertEquals(Managed.messages(1, 1), client.only(Acknowledged.class).stanzas());
    }

    @Test
    @Rule("R-447")
    void acknowledgementWithoutACountEndsTheStream() {
        for (String wrong : List.of("<a xmlns='urn:xmpp:sm:3'/>", "<a xmlns='urn:xmpp:sm:3' h='-1'/>")) {
            Transcript server = Managed.server(Managed.config().build());
            server.feed(wrong);
            assertEquals(StreamErrorCondition.BAD_FORMAT, error(server));
        }
    }

    @Test
    @Rule("R-461")
    void moreHandledThanSentEndsTheStream() {
        Transcript server = Managed.server(Managed.config().build());
        server.add(server.stream.send(Managed.messages(1, 8)));
        String written = server.feed(Managed.ack(10));
        StreamError error = server.only(ErrorSent.class).error();
        assertEquals(StreamErrorCondition.UNDEFINED_CONDITION, error.condition());
        assertEquals(
                Optional.of(XmlElement.parse("<handled-count-too-high xmlns='urn:xmpp:sm:3' h='10' send-count='8'/>")),
                error.applicationCondition());
        assertTrue(written.endsWith("</stream:error></stream:stream>"), written);
        assertEquals(Managed.messages(1, 8), server.only(Undelivered.class).stanzas());
    }

    // Requests and bounds

    @Test
    void requestsByPolicyAndOnDemand() {
        Transcript server = Managed.server(Managed.config().requestAfter(2).build());
        String written = server.add(server.stream.send(Managed.messages(1, 5)));
        assertEquals(
                "<message id='1'/><message id='2'/>" + Managed.REQUEST + "<message id='3'/><message id='4'/>"
                        + Managed.REQUEST + "<message id='5'/>",
                written);
        assertEquals(Managed.REQUEST, server.add(server.stream.tell(StreamManagement.requestAck())));
        server.feed(Managed.ack(2) + Managed.ack(5));
        assertEquals(
                List.of(Managed.messages(1, 2), Managed.messages(3, 5)),
                server.all(Acknowledged.class).stream()
                        .map(Acknowledged::stanzas)
                        .toList());
    }

    @Test
    void whatPassesTheBoundComesBackUnsent() {
        Transcript server = Managed.server(Managed.config().held(4, 1_000_000).build());
        String written = server.add(server.stream.send(Managed.messages(1, 6)));
        assertEquals(
                "<message id='1'/><message id='2'/>" + Managed.REQUEST + "<message id='3'/><message id='4'/>", written);
        assertEquals(Managed.messages(5, 6), server.only(NotSent.class).elements());
        assertEquals("<x xmlns='urn:x'/>", server.add(server.stream.send(List.of(XmlElement.of("urn:x", "x")))));
        server.feed(Managed.ack(3));
        assertEquals("<message id='5'/>" + Managed.REQUEST, server.add(server.stream.send(Managed.messages(5, 5))));
    }

    /** The features answer whatever the application sends: a peer that never acknowledges must not fill the memory. */
    @Test
    void aPeerThatLetsFeaturesAnswerAndAcknowledgesNothingIsCutOff() {
        Transcript server = Managed.server(Managed.config().held(4, 1_000_000).build());
        for (int i = 0; i < 100; i++) {
            server.feed(Managed.BIND); // each is answered with not-allowed
        }
        assertEquals(
                StreamErrorCondition.RESOURCE_CONSTRAINT,
                server.only(StreamEvent.ErrorSent.class).error().condition());
        assertInstanceOf(Reason.ErrorSent.class, server.closed());
        assertInstanceOf(StreamEvent.Closed.class, server.events.get(server.events.size() - 1));
        assertEquals(
                9, server.only(Undelivered.class).stanzas().size(), "twice the bound, and the one that was too much");
    }

    @Test
    void octetsAreBoundedToo() {
        // <message id='1'/> has 17 octets
        Transcript server = Managed.server(Managed.config().held(100, 40).build());
        server.add(server.stream.send(Managed.messages(1, 3)));
        assertEquals(Managed.messages(3, 3), server.only(NotSent.class).elements());
        server.feed(Managed.ack(1));
        server.add(server.stream.send(Managed.messages(3, 3)));
        assertEquals(1, server.all(NotSent.class).size());
    }

    @Test
    void oneStanzaOverTheBoundIsTakenAlone() {
        Transcript server = Managed.server(Managed.config().held(100, 10).build());
        String written = server.add(server.stream.send(Managed.messages(1, 2)));
        assertEquals("<message id='1'/>" + Managed.REQUEST, written);
        assertEquals(Managed.messages(2, 2), server.only(NotSent.class).elements());
    }

    @Test
    void refusalAsksForWhatWouldMakeRoom() {
        // the first is under half of the bound, so that nothing was requested when the second does not fit
        Transcript server = Managed.server(Managed.config().held(100, 60).build());
        XmlElement longer = Managed.message(2).toBuilder().text("x".repeat(50)).build();
        String written = server.add(server.stream.send(List.of(Managed.message(1), longer)));
        assertEquals("<message id='1'/>" + Managed.REQUEST, written);
        assertEquals(List.of(longer), server.only(NotSent.class).elements());
    }

    // The end

    @Test
    @Rule("R-462")
    void closingInOrderEndsTheSession() {
        Transcript client = Managed.client(Managed.config().build());
        client.feed("<message/>");
        client.add(client.stream.send(Managed.messages(1, 3)));
        assertEquals(Managed.ack(1) + "</stream:stream>", client.add(client.stream.close()));
        client.feed(Managed.ack(2)); // what the peer handled on its way still counts
        client.feed("</stream:stream>");
        assertTrue(client.all(Suspended.class).isEmpty());
        assertEquals(Managed.messages(3, 3), client.only(Undelivered.class).stanzas());
        assertInstanceOf(Undelivered.class, client.events.get(client.events.size() - 2));
        assertInstanceOf(Reason.WeClosed.class, client.closed());
    }

    @Test
    @Rule("R-462")
    void peersClosingTagEndsTheSession() {
        Transcript server = Managed.server(Managed.config().build());
        server.add(server.stream.send(Managed.messages(1, 1)));
        assertEquals(Managed.ack(1) + "</stream:stream>", server.feed("<message/></stream:stream>"));
        assertTrue(server.all(Suspended.class).isEmpty());
        assertEquals(Managed.messages(1, 1), server.only(Undelivered.class).stanzas());
    }

    @Test
    @Rule("R-462")
    void lossWhileClosingEndsTheSession() {
        Transcript client = Managed.client(Managed.config().build());
        client.add(client.stream.send(Managed.messages(1, 1)));
        client.add(client.stream.close());
        client.add(client.stream.disconnected(Optional.empty()));
        assertTrue(client.all(Suspended.class).isEmpty());
        assertEquals(Managed.messages(1, 1), client.only(Undelivered.class).stanzas());
    }

    @Test
    @Rule("R-462")
    void lossWithoutTheClosingTagKeepsTheSession() {
        Transcript server = Managed.server(Managed.config().build());
        server.add(server.stream.send(Managed.messages(1, 2)));
        server.feed("<message/>" + Managed.ack(1));
        SmState state = Managed.suspend(server);
        assertEquals(1, state.handled());
        assertEquals(1, state.acknowledged());
        assertEquals(Managed.messages(2, 2), state.unacknowledged());
        assertTrue(server.all(Undelivered.class).isEmpty());
        assertInstanceOf(Suspended.class, server.events.get(server.events.size() - 2));
        assertInstanceOf(Reason.TransportLost.class, server.closed());
    }

    @Test
    @Rule({"R-450", "R-451"})
    void withoutResumptionALossHandsStanzasBack() {
        SmConfig config = Managed.config().resumable(false).build();
        for (Transcript transcript : List.of(Managed.server(config), Managed.client(config))) {
            transcript.add(transcript.stream.send(Managed.messages(1, 3)));
            transcript.feed(Managed.ack(1));
            transcript.add(transcript.stream.disconnected(Optional.empty()));
            assertTrue(transcript.all(Suspended.class).isEmpty());
            assertEquals(
                    Managed.messages(2, 3), transcript.only(Undelivered.class).stanzas());
        }
    }

    @Test
    @Rule({"R-450", "R-451"})
    void streamErrorsHandStanzasBack() {
        Transcript sent = endedBySending(StreamErrorCondition.POLICY_VIOLATION);
        assertEquals(Managed.messages(1, 1), sent.only(Undelivered.class).stanzas());
        assertTrue(sent.all(Suspended.class).isEmpty());
        Transcript received = endedByReceiving(StreamErrorCondition.CONFLICT);
        assertEquals(Managed.messages(1, 1), received.only(Undelivered.class).stanzas());
        assertTrue(received.all(Suspended.class).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamErrorCondition.class,
            names = {"CONNECTION_TIMEOUT", "RESET", "SYSTEM_SHUTDOWN"})
    @Rule("R-462")
    void streamErrorsThatSayNothingOfTheSessionKeepIt(StreamErrorCondition condition) {
        for (Transcript ended : List.of(endedBySending(condition), endedByReceiving(condition))) {
            assertEquals(
                    Managed.messages(1, 1), ended.only(Suspended.class).state().unacknowledged());
            assertTrue(ended.all(Undelivered.class).isEmpty());
        }
    }

    private static Transcript endedBySending(StreamErrorCondition condition) {
        Transcript server = Managed.server(Managed.config().build());
        server.add(server.stream.send(Managed.messages(1, 1)));
        server.add(server.stream.fail(StreamError.of(condition)));
        return server;
    }

    private static Transcript endedByReceiving(StreamErrorCondition condition) {
        Transcript client = Managed.client(Managed.config().build());
        client.add(client.stream.send(Managed.messages(1, 1)));
        client.feed("<stream:error><" + condition.elementName()
                + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
        return client;
    }

    @Test
    void nothingUnacknowledgedIsNotToldOf() {
        Transcript client = Managed.client(Managed.config().build());
        client.add(client.stream.send(Managed.messages(1, 1)));
        client.feed(Managed.ack(1) + "</stream:stream>");
        assertTrue(client.all(Undelivered.class).isEmpty());
    }
}
