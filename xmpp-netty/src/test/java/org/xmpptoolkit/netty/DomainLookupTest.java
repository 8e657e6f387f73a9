package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.netty.NameServer.Zone;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.lookup.Endpoint;
import org.xmpptoolkit.stream.lookup.ServiceLookup;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvRecord;
import org.xmpptoolkit.stream.lookup.SrvResolver;

/** A client that finds its server by the domain, over real TCP on the loopback address. */
class DomainLookupTest {
    private static final String PLAIN = "_xmpp-client._tcp.example.com";
    private static final String LOOPBACK = "127.0.0.1";

    private final Notices here = new Notices();
    private final EventLoopGroup loops = Loops.create(1);
    private @Nullable XmppServer server;

    @AfterEach
    void end() throws Exception {
        if (server != null) {
            await(server.stop());
        }
        Loops.end(loops);
    }

    private int serve() throws Exception {
        XmppServer built = XmppServer.builder()
                .address(new InetSocketAddress(LOOPBACK, 0))
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener(new Notices())
                .build();
        server = built;
        return await(built.start()).port();
    }

    private XmppClient.Builder client(SrvResolver resolver) {
        return XmppClient.builder()
                .resolver(resolver)
                .config(Streams.initiating(TlsPolicy.NONE))
                .eventLoops(loops)
                .listener(here);
    }

    private static SrvResolver answering(SrvAnswer answer) {
        return name -> CompletableFuture.completedStage(answer);
    }

    @Test
    @Rule("R-001")
    void connectsToWhatTheDnsSaysOfTheDomain() throws Exception {
        Zone zone = Zone.of(new SrvRecord(0, 0, serve(), "127.0.0.1."));
        try (NameServer dns = new NameServer(loops, Map.of(PLAIN + ".", zone));
                DnsSrvResolver resolver = DnsSrvResolver.of(loops.next(), List.of(dns.address()), Patience.TIME)) {
            XmppConnection connection = await(client(resolver).build().connect());
            assertInstanceOf(StreamEvent.HeaderReceived.class, here.heard.get(0));
            await(connection.close());
        }
    }

    @Test
    void triesTheNextTargetWhereOneDoesNotAnswer() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            SrvAnswer answer = SrvAnswer.of(List.of(
                    new SrvRecord(0, 0, closed.number(), LOOPBACK),
                    new SrvRecord(1, 0, 5222, Streams.UNKNOWN_HOST),
                    new SrvRecord(2, 0, serve(), LOOPBACK)));
            await(client(answering(answer)).build().connect());
        }
        assertEquals(0, here.all(StreamEvent.Closed.class).size());
    }

    @Test
    @Rule("R-003")
    void whereNoTargetAnswersTheLastFailureIsTold() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            SrvAnswer answer = SrvAnswer.of(List.of(new SrvRecord(0, 0, closed.number(), LOOPBACK)));
            assertEquals(Kind.REFUSED, kind(client(answering(answer))));
        }
        assertEquals(1, here.heard.size());
        assertInstanceOf(StreamEvent.Closed.class, here.heard.get(0));
    }

    @Test
    @Rule("R-002")
    void aDomainThatSaysItHasNoServiceIsNotConnectedTo() {
        assertEquals(Kind.NO_SERVICE, kind(client(answering(new SrvAnswer.NoService()))));
        assertEquals(1, here.all(StreamEvent.Closed.class).size());
    }

    @Test
    @Rule({"R-004", "R-005"})
    void aResolverThatFailsLeavesTheDomainItself() {
        List<String> asked = new CopyOnWriteArrayList<>();
        SrvResolver broken = name -> {
            asked.add(name);
            throw new IllegalStateException("broken");
        };
        Destination destination =
                Destination.of(ServiceLookup.client(Streams.DOMAIN, TlsPolicy.REQUIRED), Optional.of(broken));
        assertEquals(
                List.of(Target.of(new Endpoint("example.com", 5222, false))),
                destination.targets(loops.next()).toCompletableFuture().join());
        assertEquals(List.of(PLAIN, "_xmpps-client._tcp.example.com"), asked);
    }

    @Test
    void aResolverThatNeverAnswersEndsWithTheTimeForNegotiation() {
        XmppClient.Builder client = client(name -> new CompletableFuture<>())
                .deadlines(Deadlines.builder().negotiation(Duration.ofMillis(1)).build());
        assertEquals(Kind.TIMED_OUT, kind(client));
    }

    @Test
    void triesEachAddressOfAHost() throws Exception {
        int port = serve();
        List<String> names = new ArrayList<>();
        HostLookup hosts = new HostLookup(Runnable::run, name -> {
            names.add(name);
            if (name.equals("one.example.net")) {
                throw new UnknownHostException(name);
            }
            return new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getByName(LOOPBACK)};
        });
        CompletableFuture<Endpoint> connected = new CompletableFuture<>();
        CompletableFuture<String> address = new CompletableFuture<>();
        loops.next()
                .submit(() -> new Connector(
                                loops.next(),
                                hosts,
                                Patience.TIME,
                                (channel, target) -> {
                                    address.complete(String.valueOf(channel.remoteAddress()));
                                    connected.complete(target.endpoint());
                                    channel.close();
                                },
                                connected::completeExceptionally)
                        .begin(List.of(loop -> CompletableFuture.completedStage(List.of(
                                Target.of(new Endpoint("one.example.net", port, false)),
                                Target.of(new Endpoint("two.example.net", port, false)))))))
                .sync();
        assertEquals("two.example.net", await(connected).host());
        assertTrue(await(address).contains("127.0.0.1"), address::join);
        assertEquals(List.of("one.example.net", "two.example.net"), names);
    }

    @Test
    void aLookupThatHangsLeavesTimeForTheNextTarget() {
        EmbeddedChannel clock = new EmbeddedChannel();
        clock.freezeTime();
        List<Runnable> hanging = new ArrayList<>();
        List<String> names = new ArrayList<>();
        HostLookup hosts = new HostLookup(
                task -> {
                    if (hanging.isEmpty()) {
                        hanging.add(task);
                    } else {
                        task.run();
                    }
                },
                name -> {
                    names.add(name);
                    throw new UnknownHostException(name);
                });
        List<Kind> failures = new ArrayList<>();
        new Connector(
                        clock.eventLoop(),
                        hosts,
                        Duration.ofSeconds(10),
                        (channel, target) -> names.add("connected"),
                        failure -> failures.add(failure.kind()))
                .begin(List.of(loop -> CompletableFuture.completedStage(List.of(
                        Target.of(new Endpoint("one.example.net", 5222, false)),
                        Target.of(new Endpoint("two.example.net", 5222, false))))));
        clock.runPendingTasks();
        clock.advanceTimeBy(5, TimeUnit.SECONDS);
        clock.runScheduledPendingTasks();
        clock.runPendingTasks();
        assertEquals(List.of("two.example.net"), names);
        assertEquals(List.of(Kind.UNKNOWN_HOST), failures);

        hanging.get(0).run(); // too late
        clock.runPendingTasks();
        assertEquals(1, failures.size());
        assertEquals(-1, clock.runScheduledPendingTasks(), "nanoseconds to the next timer");
    }

    private static Kind kind(XmppClient.Builder client) {
        StreamEndedException ended = assertInstanceOf(
                StreamEndedException.class, failureOf(client.build().connect()));
        assertInstanceOf(Reason.TransportLost.class, ended.reason());
        return assertInstanceOf(TransportException.class, ended.getCause()).kind();
    }
}
