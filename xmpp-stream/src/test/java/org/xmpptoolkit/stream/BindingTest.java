package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.ResourceBinding;

/** Resource binding as a server does it (RFC 6120 section 7), with the policies it may have. */
class BindingTest {
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";
    private static final String BIND_NS = "urn:ietf:params:xml:ns:xmpp-bind";
    private static final Jid BALCONY = Streams.ACCOUNT.withResourcepart("balcony");

    private static String bind(String id, String resource) {
        return "<iq type='set' id='" + id + "'><bind xmlns='" + BIND_NS + "'>" + resource + "</bind></iq>";
    }

    private static Transcript authenticated() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server(), new LegacySession());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER);
        return server;
    }

    private static BindRequested requested(Transcript server) {
        return (BindRequested) server.question(BindRequested.class).prompt();
    }

    private static String decide(Transcript server, BindingPolicy policy, Set<String> connected) {
        BindAnswer answer = policy.decide(requested(server), connected).answer();
        return server.add(server.stream.reply(server.question(BindRequested.class), answer));
    }

    private static Transcript bound() {
        Transcript server = authenticated();
        server.feed(bind("b1", "<resource>balcony</resource>"));
        decide(server, BindingPolicy.builder().build(), Set.of());
        return server;
    }

    private static Jid address(BindingPolicy.Decision decision) {
        return assertInstanceOf(BindAnswer.Bound.class, decision.answer()).address();
    }

    @Test
    @Rule({"R-027", "R-030"})
    void askedResourcepartIsBoundInItsPreparedForm() {
        Transcript server = authenticated();
        server.feed(bind("b1", "<resource>bal\u00adco\u2168ny</resource>"));
        assertEquals(Optional.of("balcoIXny"), requested(server).resourcepart());
        assertTrue(decide(server, BindingPolicy.builder().build(), Set.of())
                .contains("<jid>juliet@im.example.com/balcoIXny</jid>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<resource/>", "<resource></resource>"})
    @Rule({"R-206", "R-214", "R-215"})
    void serverMakesAResourcepartThatIsRandomAndUnused(String resource) {
        Transcript server = authenticated();
        server.feed(bind("b1", resource));
        assertEquals(new BindRequested(Streams.ACCOUNT, Optional.empty(), false), requested(server));
        BindingPolicy policy = BindingPolicy.builder().build();
        Set<String> connected = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String made = address(policy.decide(requested(server), connected))
                    .resourcepart()
                    .orElseThrow();
            assertTrue(made.length() >= 32, "128 bits are 32 hexadecimal digits: " + made);
            assertTrue(connected.add(made), made);
        }
        assertTrue(decide(server, policy, connected).contains("<jid>juliet@im.example.com/"));
    }

    @Test
    @Rule("R-214")
    void madeResourcepartThatIsInUseIsMadeAnew() {
        List<String> made = List.of("a", "b", "c");
        int[] at = {0};
        BindingPolicy policy =
                BindingPolicy.builder().resourceparts(() -> made.get(at[0]++)).build();
        BindRequested request = new BindRequested(Streams.ACCOUNT, Optional.empty(), false);
        assertEquals(
                Streams.ACCOUNT.withResourcepart("c"), address(policy.decide(request, Set.of("a", "b", "balcony"))));
        BindingPolicy stuck = BindingPolicy.builder().resourceparts(() -> "a").build();
        assertThrows(IllegalStateException.class, () -> stuck.decide(request, Set.of("a")));
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"R-206", "R-221"})
    void resourcepartThatIsFreeIsBoundWhateverThePolicy(BindingPolicy.Conflict conflict) {
        BindingPolicy policy = BindingPolicy.builder().conflict(conflict).build();
        BindRequested request = new BindRequested(Streams.ACCOUNT, Optional.of("balcony"), false);
        assertEquals(
                new BindingPolicy.Decision(new BindAnswer.Bound(BALCONY), Optional.empty()),
                policy.decide(request, Set.of("garden")));
    }

    @Test
    @Rule({"R-214", "R-221"})
    void conflictIsOverridden() {
        Transcript server = authenticated();
        server.feed(bind("b1", "<resource>balcony</resource>"));
        BindingPolicy policy =
                BindingPolicy.builder().resourceparts(() -> "made").build();
        assertTrue(decide(server, policy, Set.of("balcony")).contains("<jid>juliet@im.example.com/made</jid>"));
        assertEquals(
                Optional.empty(),
                policy.decide(requested(server), Set.of("balcony")).displaced());
    }

    @Test
    @Rule({"R-221", "R-222"})
    void conflictIsRefusedAndMayBeTriedAgain() {
        Transcript server = authenticated();
        server.feed(bind("b1", "<resource>balcony</resource>"));
        BindingPolicy policy =
                BindingPolicy.builder().conflict(BindingPolicy.Conflict.REFUSE).build();
        assertEquals(
                "<iq type='error' id='b1'><error type='cancel'>"
                        + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
                decide(server, policy, Set.of("balcony")));
        server.feed(bind("b2", "<resource>garden</resource>"));
        decide(server, policy, Set.of("balcony"));
        assertEquals(
                Optional.of(Streams.ACCOUNT.withResourcepart("garden")),
                server.stream.state().bound());
    }

    @Test
    @Rule({"R-214", "R-221"})
    void conflictEndsTheOldStream() {
        Transcript old = bound();
        Transcript server = authenticated();
        server.feed(bind("b2", "<resource>balcony</resource>"));
        BindingPolicy policy = BindingPolicy.builder()
                .conflict(BindingPolicy.Conflict.DISPLACE)
                .resources(1)
                .build();
        BindingPolicy.Decision decision = policy.decide(requested(server), Set.of("balcony"));
        assertEquals(old.stream.state().bound(), decision.displaced());
        old.add(old.stream.fail(StreamError.of(StreamErrorCondition.CONFLICT)));
        HeaderTest.assertErrorSent(old, StreamErrorCondition.CONFLICT);
        server.add(server.stream.reply(server.question(BindRequested.class), decision.answer()));
        assertEquals(Optional.of(BALCONY), server.stream.state().bound());
    }

    @ParameterizedTest
    @CsvSource({"OVERRIDE,balcony", "OVERRIDE,garden", "REFUSE,garden", "DISPLACE,garden"})
    @Rule("R-217")
    void oneResourceTooManyIsRefused(BindingPolicy.Conflict conflict, String wish) {
        Transcript server = authenticated();
        server.feed(bind("b1", "<resource>" + wish + "</resource>"));
        BindingPolicy policy =
                BindingPolicy.builder().conflict(conflict).resources(2).build();
        String answer = decide(server, policy, Set.of("balcony", "hall"));
        assertTrue(
                answer.contains("<error type='wait'>"
                        + "<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"),
                answer);
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        server.feed(bind("b2", "<resource>" + wish + "</resource>"));
        assertFalse(decide(server, policy, Set.of("hall")).contains("error"));
        assertThrows(
                IllegalArgumentException.class, () -> BindingPolicy.builder().resources(0));
    }

    @Test
    @Rule("R-218")
    void clientMayBeForbiddenToBind() {
        Transcript server = authenticated();
        server.feed(bind("b1", ""));
        BindAnswer refusal = new BindAnswer.Refused(StanzaError.of(StanzaErrorCondition.NOT_ALLOWED));
        String answer = server.add(server.stream.reply(server.question(BindRequested.class), refusal));
        assertTrue(answer.contains("<error type='cancel'><not-allowed "), answer);
        assertEquals(Optional.empty(), server.stream.state().bound());
    }

    @Test
    @Rule("R-220")
    void malformedResourcepartIsReplacedOrRefused() {
        Transcript server = authenticated();
        server.feed(bind("b1", "<resource>" + "x".repeat(1024) + "</resource>"));
        assertEquals(new BindRequested(Streams.ACCOUNT, Optional.empty(), true), requested(server));
        BindingPolicy strict = BindingPolicy.builder().refuseMalformed(true).build();
        String answer = decide(server, strict, Set.of());
        assertTrue(answer.contains("<error type='modify'><bad-request "), answer);
        server.feed(bind("b2", "<resource>\ue000</resource>"));
        BindingPolicy lenient =
                BindingPolicy.builder().resourceparts(() -> "made").build();
        assertTrue(decide(server, lenient, Set.of()).contains("/made</jid>"));
    }

    @Test
    @Rule("R-239")
    void requestWithoutIdIsABadRequest() {
        Transcript server = authenticated();
        String answer = server.feed(bind("", "").replace(" id=''", ""));
        assertTrue(answer.startsWith("<iq type='error'><error type='modify'><bad-request "), answer);
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
    }

    @Test
    void requestMayBeToTheServerInAnySpelling() {
        for (String to : List.of("im.example.com", "IM.Example.com", "Juliet@im.example.com")) {
            Transcript server = authenticated();
            server.feed(bind("b1", "").replace("<iq ", "<iq to='" + to + "' "));
            assertEquals(Streams.ACCOUNT, requested(server).account());
        }
    }

    @Test
    @Rule({"R-022", "R-038"})
    void nothingIsOfferedOnceNegotiationIsComplete() {
        Transcript server = bound();
        server.feed("<presence/><iq type='set' id='s1'>"
                + "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq><message/>");
        server.add(server.stream.send(List.of(XmlElement.of("jabber:client", "message"))));
        String written = Transcript.written(server.events);
        int established = written.indexOf("<iq type='result' id='b1'>");
        assertTrue(established > 0 && written.lastIndexOf("<stream:features") < established, written);
        assertTrue(written.endsWith("<message/>"), written);
        assertEquals(2, server.all(StreamEvent.ElementReceived.class).size());
    }

    @Test
    void oldClientsGetTheirSession() {
        Transcript server = bound();
        assertTrue(Transcript.written(server.events)
                .contains("<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>"));
        String request = "<iq type='set' id='s1' to='im.example.com'>"
                + "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>";
        assertEquals("<iq type='result' id='s1'/>", server.feed(request));
        assertEquals("<iq type='result' id='s1'/>", server.feed(request));
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        server.feed(request.replace("to='im.example.com'", "to='romeo@example.net'"));
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
    }

    /** Behind our closing tag nothing is negotiated; what comes is delivered. */
    @Test
    @Rule("R-034")
    void nothingIsNegotiatedWhileTheStreamCloses() {
        Transcript server = bound();
        server.add(server.stream.close());
        int negotiated = server.all(StreamEvent.FeatureNegotiated.class).size();
        server.feed("<iq type='set' id='s1'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
        assertEquals(negotiated, server.all(StreamEvent.FeatureNegotiated.class).size());
        server.only(StreamEvent.ElementReceived.class);
    }

    @Test
    void sessionIsNotGrantedBeforeBinding() {
        Transcript server = authenticated();
        server.feed("<iq type='set' id='s1'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
    }

    /** A client that is told conflict does not ask for the same again, on this stream or by itself. */
    @Test
    @Rule("R-112")
    void clientDoesNotAskTwiceForTheSame() {
        Transcript client = Streams.initiating(new Streams.Login(), ResourceBinding.request("balcony"));
        client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>"
                + "<welcome xmlns='urn:example:login'/>" + Streams.SERVER_HEADER + "<stream:features><bind xmlns='"
                + BIND_NS + "'/></stream:features>");
        assertEquals(
                "</stream:stream>",
                client.feed("<iq type='error' id='bind'><error type='cancel'>"
                        + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
        client.feed("</stream:stream>");
        assertTrue(assertInstanceOf(Reason.NegotiationFailed.class, client.closed())
                .message()
                .contains("conflict"));
    }
}
