package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.xmpptoolkit.netty.Notices.await;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.netty.NameServer.Zone;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvRecord;

/** Netty's resolver against a name server of our own, on the loopback address. */
class DnsSrvResolverTest {
    private static final EventLoopGroup LOOPS = Loops.create(1);
    private static final String NAME = "_xmpp-client._tcp.example.com";

    @AfterAll
    static void end() {
        Loops.end(LOOPS);
    }

    private static SrvAnswer answer(Zone zone) throws Exception {
        try (NameServer server = new NameServer(LOOPS, Map.of(NAME + ".", zone));
                DnsSrvResolver resolver = DnsSrvResolver.of(LOOPS.next(), List.of(server.address()), Patience.TIME)) {
            SrvAnswer answer = await(resolver.resolve(NAME));
            assertEquals(NAME + ".", server.asked.get(0));
            return answer;
        }
    }

    @Test
    void givesTheRecordsAsTheyStand() throws Exception {
        SrvRecord one = new SrvRecord(1, 2, 3, "one.example.net.");
        SrvRecord two = new SrvRecord(65_535, 0, 5223, "two.example.net.");
        assertEquals(new SrvAnswer.Found(List.of(one, two)), answer(Zone.of(one, two)));
    }

    @Test
    void tellsALoneDotFromNoRecord() throws Exception {
        assertEquals(new SrvAnswer.NoService(), answer(Zone.of(new SrvRecord(0, 0, 0, "."))));
        assertEquals(new SrvAnswer.Absent(), answer(Zone.of()));
    }

    @Test
    void tellsANameThatDoesNotExistFromAServerThatFails() throws Exception {
        assertEquals(new SrvAnswer.Absent(), answer(Zone.failing(DnsResponseCode.NXDOMAIN)));
        assertInstanceOf(SrvAnswer.Failed.class, answer(Zone.failing(DnsResponseCode.SERVFAIL)));
    }

    @Test
    void aMalformedRecordIsAFailure() throws Exception {
        assertInstanceOf(SrvAnswer.Failed.class, answer(Zone.malformed((byte) 0, (byte) 1)));
        assertInstanceOf(SrvAnswer.Failed.class, answer(Zone.malformed(new byte[] {0, 1, 0, 1, 0, 1, 9, 'a'})));
    }
}
