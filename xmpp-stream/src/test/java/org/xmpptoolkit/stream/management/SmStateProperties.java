package org.xmpptoolkit.stream.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.Role;

class SmStateProperties {
    private static final String MARKUP = "<>&'\"\r\n\t ]x\u00e9\u20ac\ud83d\ude00";

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, MARKUP.codePointCount(0, MARKUP.length()) - 1)
                .map(at -> Character.toString(MARKUP.codePointAt(MARKUP.offsetByCodePoints(0, at))))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<XmlElement> stanzas() {
        Arbitrary<String> namespaces = Arbitraries.of("jabber:client", "jabber:server");
        return Combinators.combine(
                        namespaces,
                        Arbitraries.of("message", "presence", "iq"),
                        texts(),
                        texts(),
                        Arbitraries.of("", "p"))
                .as((namespace, name, value, text, prefix) -> XmlElement.builder(namespace, name)
                        .attribute("id", value)
                        .child(XmlElement.builder("urn:example:payload", "payload")
                                .prefix(prefix)
                                .text(text)
                                .build())
                        .child(XmlElement.of("", "none"))
                        .build());
    }

    @Provide
    Arbitrary<SmState> states() {
        Arbitrary<Long> counts = Arbitraries.longs().between(0, SmElements.MAX);
        Arbitrary<String> ids = texts().map(text -> "i" + text);
        Arbitrary<Optional<Duration>> times = Arbitraries.longs()
                .between(1, SmElements.MAX)
                .map(Duration::ofSeconds)
                .optional();
        Arbitrary<Optional<HostPort>> places = Arbitraries.of("[::1]:5222", "im.example.com", "192.0.2.1:1")
                .map(HostPort::parse)
                .optional();
        Arbitrary<Jid> addresses = Arbitraries.of(
                        "a@b/c", "a@b.example/ \u00e9\ud83d\ude00", "\u00e9@\u00fc.example/&<'")
                .map(text -> Jid.parse(text, JidProfile.STRINGPREP_QUERY));
        Arbitrary<SmSession> sessions = Combinators.combine(Arbitraries.of(Role.class), ids, addresses, times, places)
                .as((role, id, bound, max, place) ->
                        new SmSession(role, Optional.of(id), bound.bare(), bound, max, place));
        return Combinators.combine(
                        sessions,
                        counts,
                        counts,
                        stanzas().list().ofMaxSize(4),
                        stanzas().list().ofMaxSize(4))
                .as(SmState::new);
    }

    @Property
    void readingWhatWasWrittenIsIdentity(@ForAll("states") SmState state) {
        SmState read = SmState.parse(state.toBytes());
        assertEquals(state, read);
        assertEquals(state.hashCode(), read.hashCode());
    }

    @Property
    void damagedTextIsReadOrRefused(@ForAll("states") SmState state, @ForAll Random random) {
        byte[] octets = state.toBytes();
        for (int i = random.nextInt(4); i >= 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        if (random.nextBoolean()) {
            octets = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
        }
        Statistics.collect(outcome(octets));
    }

    @Property
    void anyOctetsAreRefused(@ForAll byte[] octets) {
        assertEquals("refused", outcome(octets));
    }

    /** The attributes' values are where a document can be well-formed and wrong. */
    @Property
    void anyAttributeIsReadOrRefused(
            @ForAll("states") SmState state, @ForAll("texts") String value, @ForAll Random random) {
        XmlElement whole = XmlElement.parse(new String(state.toBytes(), StandardCharsets.UTF_8));
        String name = whole.attributes()
                .get(random.nextInt(whole.attributes().size()))
                .localName();
        String damaged = whole.toBuilder().attribute(name, value).build().toString();
        Statistics.collect(outcome(damaged.getBytes(StandardCharsets.UTF_8)));
    }

    private static String outcome(byte[] octets) {
        try {
            SmState.parse(octets);
            return "read";
        } catch (SmStateParseException e) {
            assertNotNull(e.getMessage());
            return "refused";
        }
    }

    /** The queue against a plain count of what was sent, wherever the counter starts. */
    @Property
    void acknowledgingGoesByDifferencesModulo2To32(
            @ForAll @LongRange(min = -20, max = 20) long start, @ForAll List<Boolean> steps, @ForAll Random random) {
        long acknowledged = start & SmElements.MAX;
        SmQueue queue = new SmQueue(acknowledged);
        long sent = 0;
        long taken = 0;
        for (boolean sends : steps) {
            if (sends) {
                queue.add(numbered(sent++), 10);
            } else {
                long h = taken + random.nextInt((int) (sent - taken) + 1);
                List<XmlElement> newly =
                        queue.acknowledge((start + h) & SmElements.MAX).orElseThrow();
                assertEquals(h - taken, newly.size());
                for (XmlElement stanza : newly) {
                    assertEquals(numbered(taken++), stanza);
                }
            }
            assertEquals(
                    Optional.empty(), queue.acknowledge((start + sent + 1) & SmElements.MAX), "more than was sent");
            assertEquals(Optional.empty(), queue.acknowledge((start + taken - 1) & SmElements.MAX), "less than before");
            assertEquals((start + sent) & SmElements.MAX, queue.sent());
            assertEquals((start + taken) & SmElements.MAX, queue.acknowledged());
            assertEquals(sent - taken, queue.size());
            assertEquals(10 * (sent - taken), queue.octets());
        }
    }

    private static XmlElement numbered(long number) {
        return XmlElement.builder("jabber:client", "message")
                .attribute("id", Long.toString(number))
                .build();
    }
}
