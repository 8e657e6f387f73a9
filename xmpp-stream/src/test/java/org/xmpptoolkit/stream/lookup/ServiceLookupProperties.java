package org.xmpptoolkit.stream.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;

class ServiceLookupProperties {
    private static final ServiceLookup CLIENT = ServiceLookup.client(Jid.parse("example.com"), TlsPolicy.WHEN_OFFERED);

    @Provide
    Arbitrary<List<SrvRecord>> records() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 65_535),
                        Arbitraries.integers().between(1, 65_535),
                        Arbitraries.of("a.example.", "b.example", "c.example"))
                .as(SrvRecord::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    /** Every record is tried once, with its own kind of TLS, and never before one of lower priority. */
    @Property
    void everyRecordIsTriedOnceAndByPriority(
            @ForAll("records") List<SrvRecord> plain, @ForAll("records") List<SrvRecord> tls, @ForAll long seed) {
        List<Endpoint> endpoints = CLIENT.endpoints(
                Map.of(
                        CLIENT.names().get(0),
                        SrvAnswer.of(plain),
                        CLIENT.names().get(1),
                        SrvAnswer.of(tls)),
                new SplittableRandom(seed));
        assertEquals(plain.size() + tls.size(), endpoints.size());
        List<SrvRecord> leftPlain = new ArrayList<>(plain);
        List<SrvRecord> leftTls = new ArrayList<>(tls);
        for (Endpoint endpoint : endpoints) {
            int lowest = Math.min(lowest(leftPlain), lowest(leftTls));
            List<SrvRecord> left = endpoint.directTls() ? leftTls : leftPlain;
            SrvRecord match = left.stream()
                    .filter(srv -> srv.priority() == lowest
                            && srv.port() == endpoint.port()
                            && srv.host().equals(endpoint.host()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(endpoint + " of another priority than " + lowest));
            assertTrue(left.remove(match));
        }
    }

    private static int lowest(List<SrvRecord> records) {
        return records.stream().mapToInt(SrvRecord::priority).min().orElse(Integer.MAX_VALUE);
    }
}
