package org.xmpptoolkit.stream.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsPolicy;

class ServiceLookupTest {
    private static final String PLAIN = "_xmpp-client._tcp.example.com";
    private static final String TLS = "_xmpps-client._tcp.example.com";
    private static final Jid DOMAIN = Jid.parse("example.com");
    private static final ServiceLookup CLIENT = ServiceLookup.client(DOMAIN, TlsPolicy.REQUIRED);
    private static final SrvAnswer ABSENT = new SrvAnswer.Absent();
    private static final SrvAnswer FAILED = new SrvAnswer.Failed("timed out");
    private static final SrvAnswer NO_SERVICE = new SrvAnswer.NoService();
    private static final SrvAnswer ONE = SrvAnswer.of(List.of(srv(0, 0, "one.example.net")));

    private static SrvRecord srv(int priority, int weight, String target) {
        return new SrvRecord(priority, weight, 5222, target);
    }

    private static List<Endpoint> endpoints(SrvAnswer plain, SrvAnswer tls) {
        return CLIENT.endpoints(Map.of(PLAIN, plain, TLS, tls), new Draws());
    }

    private static List<String> hosts(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::host).toList();
    }

    @Test
    void asksForBothKindsOfTheDomainInAscii() {
        assertEquals(List.of(PLAIN, TLS), CLIENT.names());
        assertEquals(
                List.of("_xmpp-server._tcp.xn--bcher-kva.example", "_xmpps-server._tcp.xn--bcher-kva.example"),
                ServiceLookup.server(Jid.parse("b\u00fccher.example"), TlsPolicy.WHEN_OFFERED)
                        .names());
    }

    @Test
    void asksOnlyForWhatThePolicyAllows() {
        assertEquals(
                List.of(PLAIN), ServiceLookup.client(DOMAIN, TlsPolicy.NONE).names());
        assertEquals(
                List.of(TLS), ServiceLookup.client(DOMAIN, TlsPolicy.DIRECT).names());
    }

    @Test
    @Rule("R-002")
    void aLoneTargetOfOneDotMeansThatThereIsNothingToConnectTo() {
        SrvAnswer dot = SrvAnswer.of(List.of(srv(0, 0, ".")));
        assertEquals(NO_SERVICE, dot);
        assertEquals(List.of(), endpoints(dot, ABSENT));
        assertEquals(List.of(), endpoints(dot, FAILED));
    }

    @Test
    void aDotAmongOtherTargetsIsLeftOut() {
        SrvAnswer answer = SrvAnswer.of(List.of(srv(0, 0, "."), srv(1, 0, "one.example.net.")));
        assertEquals(List.of("one.example.net"), hosts(endpoints(answer, ABSENT)));
    }

    @Test
    @Rule("R-003")
    void whereThereAreRecordsTheDomainItselfIsNotTried() {
        assertEquals(List.of(new Endpoint("one.example.net", 5222, false)), endpoints(ONE, ABSENT));
        assertEquals(List.of(new Endpoint("one.example.net", 5222, true)), endpoints(FAILED, ONE));
    }

    @Test
    @Rule({"R-004", "R-005"})
    void withoutAnAnswerTheDomainItselfIsTriedAtTheRegisteredPort() {
        List<Endpoint> fallback = List.of(new Endpoint("example.com", 5222, false));
        assertEquals(fallback, endpoints(ABSENT, ABSENT));
        assertEquals(fallback, endpoints(FAILED, FAILED));
        assertEquals(fallback, CLIENT.endpoints(Map.of(), new Draws()));
        assertEquals(
                List.of(new Endpoint("example.com", 5269, false)),
                ServiceLookup.server(DOMAIN, TlsPolicy.REQUIRED).endpoints(Map.of(), new Draws()));
    }

    @Test
    @Rule("R-491")
    void noServiceForDirectTlsLeavesTheOtherRecordsAndForbidsTheDomainItself() {
        assertEquals(List.of(new Endpoint("one.example.net", 5222, false)), endpoints(ONE, NO_SERVICE));
        assertEquals(List.of(), endpoints(ABSENT, NO_SERVICE));
        assertEquals(List.of(), endpoints(FAILED, NO_SERVICE));
    }

    @Test
    void noServiceInClearLeavesDirectTls() {
        assertEquals(List.of(new Endpoint("one.example.net", 5222, true)), endpoints(NO_SERVICE, ONE));
    }

    @Test
    void directTlsHasNoPortToFallBackTo() {
        ServiceLookup direct = ServiceLookup.client(DOMAIN, TlsPolicy.DIRECT);
        assertEquals(List.of(), direct.endpoints(Map.of(TLS, ABSENT), new Draws()));
        assertEquals(
                List.of(),
                ServiceLookup.client(Jid.parse("192.0.2.1"), TlsPolicy.DIRECT).endpoints(Map.of(), new Draws()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "[2001:db8::1]"})
    void aLiteralAddressIsNotAskedFor(String literal) {
        ServiceLookup lookup = ServiceLookup.client(Jid.parse(literal), TlsPolicy.REQUIRED);
        assertEquals(List.of(), lookup.names());
        assertEquals(
                List.of(new Endpoint(literal.replaceAll("[\\[\\]]", ""), 5222, false)),
                lookup.endpoints(Map.of(), new Draws()));
    }

    @Test
    @Rule("R-487")
    void bothKindsAreOrderedAsOneSet() {
        SrvAnswer plain = SrvAnswer.of(List.of(srv(5, 0, "plain5"), srv(20, 0, "plain20")));
        SrvAnswer tls = SrvAnswer.of(List.of(srv(10, 0, "tls10"), srv(1, 0, "tls1")));
        List<Endpoint> endpoints = endpoints(plain, tls);
        assertEquals(List.of("tls1", "plain5", "tls10", "plain20"), hosts(endpoints));
        assertEquals(
                List.of(true, false, true, false),
                endpoints.stream().map(Endpoint::directTls).toList());
    }

    @Test
    @Rule("R-487")
    void theWeightsOfBothKindsAreDrawnFromOneSum() {
        SrvAnswer plain = SrvAnswer.of(List.of(srv(0, 30, "plain")));
        SrvAnswer tls = SrvAnswer.of(List.of(srv(0, 70, "tls")));
        Map<String, SrvAnswer> answers = Map.of(PLAIN, plain, TLS, tls);
        assertEquals("plain", hosts(CLIENT.endpoints(answers, new Draws(30))).get(0));
        Draws draws = new Draws(31);
        assertEquals("tls", hosts(CLIENT.endpoints(answers, draws)).get(0));
        assertEquals(List.of(101L, 31L), List.copyOf(draws.bounds));
    }

    @Test
    void recordsWithoutWeightComeFirstOnlyWhereZeroIsDrawn() {
        SrvAnswer plain = SrvAnswer.of(List.of(srv(0, 10, "heavy"), srv(0, 0, "light")));
        Map<String, SrvAnswer> answers = Map.of(PLAIN, plain);
        assertEquals(List.of("light", "heavy"), hosts(CLIENT.endpoints(answers, new Draws(0))));
        assertEquals(List.of("heavy", "light"), hosts(CLIENT.endpoints(answers, new Draws(1))));
    }

    @Test
    void numbersOutOfRangeAreNotTaken() {
        assertThrows(IllegalArgumentException.class, () -> new SrvRecord(-1, 0, 0, "a"));
        assertThrows(IllegalArgumentException.class, () -> new SrvRecord(0, 65_536, 0, "a"));
        assertThrows(IllegalArgumentException.class, () -> new SrvRecord(0, 0, 65_536, "a"));
        assertThrows(IllegalArgumentException.class, () -> new SrvRecord(0, 0, 0, ""));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new SrvAnswer.Found(List.of()))
                .toString()
                .contains("SrvAnswer.of"));
    }

    /** Draws what it is told, then zeros, and keeps what it was asked. */
    private static final class Draws implements RandomGenerator {
        final Queue<Long> bounds = new ArrayDeque<>();
        private final Queue<Long> values = new ArrayDeque<>();

        Draws(long... values) {
            for (long value : values) {
                this.values.add(value);
            }
        }

        @Override
        public long nextLong(long bound) {
            bounds.add(bound);
            return values.isEmpty() ? 0 : values.remove();
        }

        @Override
        public long nextLong() {
            throw new AssertionError("only draws with a bound are expected");
        }
    }
}
