package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Scenario.Part;
import org.xmpptoolkit.stream.ScenarioWorld.Side;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.FeatureNegotiated;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.UserAgent;

/** Laws of SASL2 and Bind 2. */
class Sasl2Properties {
    /** What the policy makes of its own: 16 octets in hexadecimal. */
    private static final int MADE = 32;

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any();
    }

    /** Whatever the mechanism, the order of features and the cuts, and whatever of it is inline. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Rule({"R-496", "R-501"})
    void bothComeToTheSameStateAsWithoutSasl2(
            @ForAll("scenarios") Scenario scenario, @ForAll boolean clientBinds, @ForAll boolean serverBinds) {
        Scenario reconciled = scenario.reconciled();
        ScenarioWorld former = played(with(reconciled, List.of(), List.of()));
        ScenarioWorld world = played(with(
                reconciled,
                clientBinds ? List.of(Part.SASL2, Part.BIND2) : List.of(Part.SASL2),
                serverBinds ? List.of(Part.SASL2, Part.BIND2) : List.of(Part.SASL2)));
        assertSame(former.initiator, world.initiator);
        assertSame(former.receiver, world.receiver);
        assertEquals(
                world.initiator.stream.state().bound(),
                world.receiver.stream.state().bound());
        boolean secure = world.initiator.stream.state().secure();
        Set<String> expected = secure && clientBinds && serverBinds
                ? Set.of("urn:xmpp:sasl:2", "urn:xmpp:bind:0")
                : secure ? Set.of("urn:xmpp:sasl:2") : Set.of();
        assertTrue(names(world.initiator).containsAll(expected), () -> names(world.initiator)
                .toString());
        Statistics.label("by way of").collect(expected.size());
    }

    private static ScenarioWorld played(Scenario scenario) {
        ScenarioWorld world = new ScenarioWorld(scenario);
        world.play();
        return world;
    }

    private static Scenario with(Scenario scenario, List<Part> initiator, List<Part> receiver) {
        Scenario.Initiator i = scenario.initiator();
        Scenario.Receiver r = scenario.receiver();
        return new Scenario(
                new Scenario.Initiator(i.tls(), parts(initiator, i.parts()), i.login(), i.wish(), i.options()),
                new Scenario.Receiver(
                        r.tls(),
                        parts(receiver, r.parts()),
                        r.mechanisms(),
                        r.retries(),
                        r.refusesAccount(),
                        r.binding(),
                        r.headers(),
                        r.from(),
                        r.options()),
                scenario.secure(),
                scenario.moves(),
                scenario.cuts());
    }

    private static List<Part> parts(List<Part> first, List<Part> rest) {
        List<Part> all = new ArrayList<>(first);
        rest.stream().filter(part -> part != Part.SASL2 && part != Part.BIND2).forEach(all::add);
        return all;
    }

    private static void assertSame(Side former, Side side) {
        StreamState state = side.stream.state();
        assertEquals(Phase.ESTABLISHED, state.phase(), side.events::toString);
        assertEquals(former.stream.state().phase(), state.phase());
        assertEquals(former.stream.state().account(), state.account());
        assertEquals(former.stream.state().bound().map(Jid::bare), state.bound().map(Jid::bare));
        assertEquals(former.stream.state().secure(), state.secure());
        assertEquals(former.managed(), side.managed());
        assertEquals(
                1,
                side.events.stream()
                        .filter(StreamEvent.Established.class::isInstance)
                        .count());
    }

    private static List<String> names(Side side) {
        return side.all(FeatureNegotiated.class).stream()
                .map(one -> one.feature().getNamespaceURI())
                .toList();
    }

    private static final String LONG = "<message id='1'><body>" + "x".repeat(100_000) + "</body></message>";

    @Provide
    Arbitrary<String> conversations() {
        Arbitrary<String> inline = Arbitraries.of(
                "", Sasl2Streams.BIND_TAGGED, "<bind xmlns='urn:xmpp:bind:0'><enable xmlns='urn:xmpp:sm:3'/></bind>");
        Arbitrary<String> before = Arbitraries.of("", " ", "\n", "<x xmlns='urn:x'/>", LONG);
        Arbitrary<String> behind = Arbitraries.of(
                "",
                " ",
                "<message/>",
                LONG,
                "<message>" + "x".repeat(300_000) + "</message>",
                Sasl2Streams.plain(""),
                "</stream:stream>",
                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>" + LONG);
        Arbitrary<String> password = Arbitraries.of("r0m30", "r0m30", "r0m30", "wrong");
        return before.flatMap(first -> inline.flatMap(asked -> password.flatMap(secret -> behind.map(
                last -> Sasl2Streams.NAMED_HEADER + first + Sasl2Streams.plain("\0juliet\0" + secret, asked) + last))));
    }

    /** Also that the limits behind authentication hold from success on: for that no cut is more than is held during a pause. */
    @Property
    void cutsDoNotChangeWhatAServerSays(
            @ForAll("conversations") String conversation, @ForAll("cuts") List<Integer> cuts) {
        Transcript whole = heard(conversation, List.of(16_384));
        Transcript cut = heard(conversation, cuts);
        assertEquals(Transcript.written(whole.events), Transcript.written(cut.events));
        assertEquals(notices(whole), notices(cut));
        assertEquals(whole.stream.state().phase(), cut.stream.state().phase());
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 700),
                        Arbitraries.integers().between(1, 40_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static List<String> notices(Transcript server) {
        return server.events.stream()
                .filter(event -> !(event instanceof StreamEvent.Write))
                .map(StreamEvent::toString)
                .toList();
    }

    private static Transcript heard(String conversation, List<Integer> cuts) {
        Transcript server = Sasl2Streams.server();
        byte[] octets = conversation.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        for (int i = 0; at < octets.length; i++) {
            int size = Math.min(cuts.get(i % cuts.size()), octets.length - at);
            List<StreamEvent> events = server.stream.receive(ByteBuffer.wrap(octets, at, size));
            at += size;
            while (!events.isEmpty()) {
                server.add(events);
                Optional<Asked<?>> asked = events.stream()
                        .filter(Asked.class::isInstance)
                        .<Asked<?>>map(event -> (Asked<?>) event)
                        .findFirst();
                events = asked.map(question -> reply(server, question)).orElse(List.of());
            }
        }
        return server;
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private static List<StreamEvent> reply(Transcript server, Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested request) {
            return server.stream.reply((Asked<Optional<SaltedCredentials>>) asked, ScenarioEntities.stored(request));
        }
        return server.stream.reply((Asked<BindAnswer>) asked, new BindAnswer.Bound(Sasl2Streams.TAGGED));
    }

    /** By the policy; a tag that no resourcepart can hold is left out. */
    @Property
    @Rule("R-502")
    void theTagStandsInTheResourcepartAndTheIdDoesNot(
            @ForAll("tags") String tag, @ForAll long some, @ForAll long more) {
        UUID id = new UUID(some, more);
        BindRequested request = new BindRequested(
                ScenarioEntities.JULIET, Optional.of(tag), Optional.of(UserAgent.of(id, "Balcony", "Phone")));
        BindingPolicy policy = BindingPolicy.builder().build();
        String first = resourcepart(policy.decide(request, Set.of()));
        assertNotEquals(first, resourcepart(policy.decide(request, Set.of(first))), "each stream has its own");
        String prefix = Jid.tryParse(ScenarioEntities.JULIET + "/" + tag + "/" + "0".repeat(MADE))
                .toOptional()
                .flatMap(Jid::resourcepart)
                .map(prepared -> prepared.substring(0, prepared.length() - MADE))
                .orElse("");
        assertTrue(first.startsWith(prefix) && first.length() == prefix.length() + MADE, first);
        if (!prefix.isEmpty() && tag.chars().allMatch(c -> c < 128)) {
            assertEquals(tag + "/", prefix, "as it came");
        }
        assertFalse(
                first.contains(id.toString()) || first.contains(id.toString().replace("-", "")), first);
    }

    private static String resourcepart(BindingPolicy.Decision decision) {
        Jid address = ((BindAnswer.Bound) decision.answer()).address();
        assertEquals(ScenarioEntities.JULIET, address.bare());
        return address.resourcepart().orElseThrow();
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(30),
                Arbitraries.strings()
                        .withChars("aé/@\u00A0\u2028\uE000ﬁ")
                        .ofMinLength(1)
                        .ofMaxLength(10),
                Arbitraries.of("Awesome XMPP", "a".repeat(990), "a".repeat(991), "a".repeat(2_000), "/", "//"));
    }
}
