package org.xmpptoolkit.testkit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;

/**
 * What clients and servers in use said to each other, with a stream of ours in the place of the one and of the other. Needs the folder
 * of traces: {@code -Dxmpptoolkit.shared=FOLDER}.
 */
class TracesTest {
    /** Whose first tries bind a channel that a proxy has cut in two, and who then goes on without. */
    private static final String FALLS_BACK = "sendxmpp-ejabberd 1";
    /** Who says that it sees no mechanism that binds the channel, though the server offers some. */
    private static final String OVERLOOKS_BINDING = "slixmpp-ejabberd 1";

    private static final List<String> PLAIN_IN_CLEAR = List.of(
            "mcabber-ejabberd-notls 1",
            "mcabber-prosody-notls 1",
            "sendxmpp-ejabberd-notls 2",
            "sendxmpp-prosody-notls 2");

    /** Servers that go on sending behind the client's closing tag. */
    private static final List<String> SENDS_BEHIND_THE_END =
            List.of("mcabber-prosody-notls 1", "smack-prosody-notls 1", "smack-prosody 1");

    /** Clients that send stanzas in front of the answer to {@code <enable/>}; ours sends them behind it. */
    private static final List<String> SENDS_BEFORE_ENABLED =
            List.of("slixmpp-prosody-notls 1", "stanza-ejabberd 1", "stanza-prosody 1");

    private static Path folder() {
        String shared = System.getProperty("xmpptoolkit.shared", "");
        assumeFalse(shared.isEmpty(), "no folder of traces was given");
        return Path.of(shared, "interop", "traces");
    }

    private static List<Trace> traces() throws IOException {
        return Trace.ofClients(folder());
    }

    private static List<Trace> webSockets() throws IOException {
        String shared = System.getProperty("xmpptoolkit.shared", "");
        assumeFalse(shared.isEmpty(), "no folder of traces was given");
        return Trace.ofWebSockets(Path.of(shared, "interop", "traces"));
    }

    private static Trace trace(String name) throws IOException {
        return traces().stream()
                .filter(trace -> trace.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private interface Case {
        void run(Trace trace, boolean octetByOctet);
    }

    private static Stream<DynamicTest> each(List<Trace> traces, Case test) {
        return traces.stream()
                .flatMap(trace -> Stream.of(
                        DynamicTest.dynamicTest(trace.name() + ", as it was read", () -> test.run(trace, false)),
                        DynamicTest.dynamicTest(trace.name() + ", octet by octet", () -> test.run(trace, true))));
    }

    private static List<Trace> traces(Predicate<Trace> which) throws IOException {
        return traces().stream().filter(which).toList();
    }

    private static boolean isPlainInClear(Trace trace) {
        return PLAIN_IN_CLEAR.contains(trace.name());
    }

    /** 30 files with a session each, some of two connections; each is replayed for either side. */
    @Test
    void allOfThemAreThere() throws IOException {
        List<Trace> traces = traces();
        long files = traces.stream()
                .map(trace -> trace.name().split(" ", -1)[0])
                .distinct()
                .count();
        assertTrue(files >= 26, files + " traces");
        assertTrue(2 * traces.size() >= 52, 2 * traces.size() + " replays");
        assertEquals(
                PLAIN_IN_CLEAR,
                traces.stream()
                        .filter(trace -> !trace.isSecured()
                                && Attempt.all(trace).stream().anyMatch(Attempt::isPlain))
                        .map(Trace::name)
                        .toList());
        assertEquals(
                List.of(FALLS_BACK),
                traces.stream()
                        .filter(trace -> Attempt.all(trace).size() > 1)
                        .map(Trace::name)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> ourServerServesTheClient() throws IOException {
        return each(
                traces(trace -> !isPlainInClear(trace) && !trace.name().equals(FALLS_BACK)),
                (trace, octetByOctet) -> assertServed(trace, ReceivingReplay.of(trace, octetByOctet)));
    }

    @TestFactory
    Stream<DynamicTest> ourClientUsesTheServer() throws IOException {
        return each(
                traces(trace ->
                        !trace.name().equals(FALLS_BACK) && !trace.name().equals(OVERLOOKS_BINDING)),
                (trace, octetByOctet) -> assertUses(trace, octetByOctet));
    }

    @TestFactory
    Stream<DynamicTest> ourServerServesTheClientOverWebSocket() throws IOException {
        List<Trace> traces = webSockets();
        assertTrue(traces.size() >= 4, traces.size() + " traces");
        return traces.stream()
                .map(trace -> DynamicTest.dynamicTest(
                        trace.name(), () -> assertServed(trace, ReceivingReplay.of(trace, false))));
    }

    @TestFactory
    Stream<DynamicTest> ourClientUsesTheServerOverWebSocket() throws IOException {
        return webSockets().stream()
                .map(trace -> DynamicTest.dynamicTest(trace.name(), () -> assertUses(trace, false)));
    }

    private static void assertServed(Trace trace, Replay replay) {
        replay.run().assertAsTraced();
        assertEquals(Replay.sasl(Frames.all(trace, Trace.Kind.SERVER)), replay.sasl());
        assertEquals(
                SENDS_BEHIND_THE_END.contains(trace.name()),
                !replay.all(StreamEvent.NotSent.class).isEmpty());
    }

    private static void assertUses(Trace trace, boolean octetByOctet) {
        Replay replay = InitiatingReplay.of(trace, octetByOctet);
        replay.run().assertAsTraced();
        // Our client does not send its own address as authorization identity (RFC 6120 section 6.3.8).
        List<String> theirs = Replay.sasl(Frames.all(trace, Trace.Kind.CLIENT)).stream()
                .map(message -> message.replace("PLAIN romeo@localhost\0", "PLAIN \0"))
                .toList();
        assertEquals(theirs, replay.sasl());
        assertEquals(List.of(), replay.all(StreamEvent.NotSent.class));
        assertEquals(SENDS_BEFORE_ENABLED.contains(trace.name()), replay.hadToWait());
    }

    /** RFC 6120 section 13.8.3: the server does not take PLAIN without TLS, and says so. */
    @TestFactory
    Stream<DynamicTest> plainInClearIsRefused() throws IOException {
        return each(traces(TracesTest::isPlainInClear), (trace, octetByOctet) -> {
            Replay replay = ReceivingReplay.of(trace, octetByOctet).runUpTo("<auth");
            assertEquals(List.of("failure encryption-required"), replay.sasl());
            assertEquals(Optional.empty(), replay.stream.state().account());
            assertEquals(List.of(), replay.all(StreamEvent.ErrorSent.class));
        });
    }

    /** The rest of those traces: the same octets inside TLS. */
    @TestFactory
    Stream<DynamicTest> plainInsideTlsIsServed() throws IOException {
        return each(traces(TracesTest::isPlainInClear), (trace, octetByOctet) -> {
            TlsSession tls =
                    TlsSession.builder("TLSv1.3", TlsSession.PathTrust.ABSENT).build();
            assertServed(trace, ReceivingReplay.of(trace, TlsPolicy.DIRECT, tls, octetByOctet));
        });
    }

    private static TlsSession bindable() {
        return TlsSession.builder("TLSv1.2", TlsSession.PathTrust.ABSENT)
                .binding(ChannelBindingType.TLS_UNIQUE, new byte[12])
                .build();
    }

    /**
     * Our server can bind, too: each try at it fails as in the trace, for the channel is another. The last one, which claims that the
     * server offers no binding, is a downgrade and fails as well (RFC 5802 section 6), where that server let it pass.
     */
    @TestFactory
    Stream<DynamicTest> aChannelThatIsAnotherIsNotBoundAndNothingLessIsTaken() throws IOException {
        return each(List.of(trace(FALLS_BACK)), (trace, octetByOctet) -> {
            Replay replay = ReceivingReplay.of(trace, TlsPolicy.REQUIRED, bindable(), octetByOctet)
                    .runUpTo("mechanism=\"SCRAM-SHA-512\"");
            List<String> theirs = Replay.sasl(Frames.all(trace, Trace.Kind.SERVER));
            List<String> expected = new ArrayList<>(theirs.subList(0, 6));
            expected.add("failure not-authorized");
            assertEquals(expected, replay.sasl());
            assertEquals(Optional.empty(), replay.stream.state().account());
            assertEquals(List.of(), replay.all(StreamEvent.ErrorSent.class));
        });
    }

    /**
     * Our client tries all that bind, with the messages of the trace to the octet, and then gives up (RFC 5802 section 6): whoever cut
     * the channel in two could do so to get the password by less.
     */
    @TestFactory
    Stream<DynamicTest> ourClientDoesNotFallBackFromBinding() throws IOException {
        return each(List.of(trace(FALLS_BACK)), (trace, octetByOctet) -> {
            Replay replay = InitiatingReplay.of(trace, octetByOctet).run();
            List<String> theirs = Replay.sasl(Frames.all(trace, Trace.Kind.CLIENT));
            assertEquals(theirs.subList(0, 6), replay.sasl());
            Reason reason = replay.all(StreamEvent.Closed.class).get(0).reason();
            assertEquals(
                    SaslFailureCondition.NOT_AUTHORIZED,
                    assertInstanceOf(Reason.AuthenticationFailed.class, reason)
                            .failure()
                            .condition());
        });
    }

    /** The rest of that trace, with a server that offers no binding. */
    @TestFactory
    Stream<DynamicTest> withoutBindingTheRestIsServed() throws IOException {
        return each(
                List.of(trace(FALLS_BACK).withoutBoundMechanisms()),
                (trace, octetByOctet) -> assertServed(trace, ReceivingReplay.of(trace, octetByOctet)));
    }

    /** Our client says that it sees no binding where it sees none. */
    @TestFactory
    Stream<DynamicTest> withoutBindingOurClientUsesTheServer() throws IOException {
        return each(
                List.of(
                        trace(FALLS_BACK).withoutBoundMechanisms(),
                        trace(OVERLOOKS_BINDING).withoutBoundMechanisms()),
                (trace, octetByOctet) -> assertUses(trace, octetByOctet));
    }

    /** Where binding is offered, our client does not say that it sees none (RFC 5802 section 6). */
    @Test
    void ourClientDoesNotOverlookBinding() throws IOException {
        Trace trace = trace(OVERLOOKS_BINDING);
        Replay replay = InitiatingReplay.of(trace, false).runUpTo("<mechanisms");
        assertEquals(1, replay.sasl().size());
        assertTrue(replay.sasl().get(0).startsWith("SCRAM-SHA-1-PLUS p=tls-unique,,"), replay.sasl()::toString);
    }

    /** A server that can bind the channel does not take the word of a client that says it sees no binding (RFC 5802 section 6). */
    @Test
    void ourServerThatBindsRefusesAClientThatOverlooksIt() throws IOException {
        Trace trace = trace(OVERLOOKS_BINDING);
        Replay replay =
                ReceivingReplay.of(trace, TlsPolicy.REQUIRED, bindable(), false).runUpTo("<auth");
        assertEquals(List.of("failure not-authorized"), replay.sasl());
        XmlElement failure = replay.written.get(replay.written.size() - 1);
        assertTrue(failure.elements().get(1).text().contains("server-does-support-channel-binding"));
    }

    private static List<Trace> ofComponents() throws IOException {
        List<Trace> traces = Trace.ofComponents(folder());
        assertEquals(
                List.of("xmpp-component-ejabberd 1", "xmpp-component-prosody 1"),
                traces.stream().map(Trace::name).toList());
        return traces;
    }

    private static void assertProvedAsTraced(Replay replay, Trace trace, Trace.Kind own) {
        replay.run().assertAsTraced();
        List<XmlElement> traced = ComponentReplay.handshakes(Frames.all(trace, own));
        assertEquals(1, traced.size());
        assertEquals(traced, ComponentReplay.handshakes(replay.written));
    }

    /** XEP-0114, with a component that says a version and servers that say none. */
    @TestFactory
    Stream<DynamicTest> ourServerServesTheComponent() throws IOException {
        return each(
                ofComponents(),
                (trace, octetByOctet) ->
                        assertProvedAsTraced(ComponentReplay.server(trace, octetByOctet), trace, Trace.Kind.SERVER));
    }

    @TestFactory
    Stream<DynamicTest> ourComponentUsesTheServer() throws IOException {
        return each(
                ofComponents(),
                (trace, octetByOctet) ->
                        assertProvedAsTraced(ComponentReplay.component(trace, octetByOctet), trace, Trace.Kind.CLIENT));
    }
}
