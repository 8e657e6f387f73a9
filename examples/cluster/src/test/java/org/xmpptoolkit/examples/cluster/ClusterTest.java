package org.xmpptoolkit.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.map.IMap;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.delay.Delay;

/** Three nodes, of which one dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final Jid DOMAIN = Jid.parse("example.com");
    private static final int CLIENTS = 30;
    private static final int MESSAGES = 40;
    /** A member that is killed makes the others talk; held so that the level stays. */
    private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<Node> nodes = new ArrayList<>();
    private List<Integer> ports = List.of();
    /** The name of the first node's member. */
    private String first = "";

    @BeforeAll
    void startNodes() {
        HAZELCAST.setLevel(Level.OFF);
        Map<String, String> users = new HashMap<>();
        IntStream.range(0, CLIENTS + 6).forEach(i -> users.put("user" + i, TestClient.PASSWORD));
        Accounts accounts = Accounts.of(DOMAIN, users);
        String name = "test-" + UUID.randomUUID();
        first = name + "-0";
        for (int i = 0; i < 3; i++) {
            List<String> others = nodes.stream().map(Node::clusterAddress).toList();
            Config config = Grid.config(name, "127.0.0.1", 0, others).setInstanceName(name + "-" + i);
            nodes.add(Node.start(
                    DOMAIN,
                    accounts,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Optional.empty(),
                    config));
        }
        assertEquals(3, nodes.get(0).nodes());
        ports = nodes.stream().map(Node::port).toList();
    }

    @AfterAll
    void stopNodes() {
        nodes.forEach(Node::kill); // once more does no harm
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** A client that begins at one node, and tries the others behind it. */
    private TestClient client(int user, String resource, int node) {
        List<Integer> inTurn = new ArrayList<>(ports);
        Collections.rotate(inTurn, -node);
        return new TestClient(loops, DOMAIN.withLocalpart("user" + user).withResourcepart(resource), inTurn);
    }

    private static boolean isMessage(XmlElement element) {
        return element.is(Namespaces.CLIENT, "message");
    }

    private static boolean isPresence(XmlElement element) {
        return element.is(Namespaces.CLIENT, "presence");
    }

    @Test
    void nothingIsLostWhenANodeDies() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(client(i, "load", i % 3));
        }
        for (TestClient client : clients) {
            client.loggedIn();
        }
        sayAll(clients, 0, MESSAGES / 2);
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> sayAll(clients, MESSAGES / 2, MESSAGES));
        String first = id(clients.get(0).hears(ClusterTest::isMessage)); // it flows
        nodes.get(1).kill();
        traffic.get(60, TimeUnit.SECONDS);

        int duplicates = 0;
        for (int i = 0; i < CLIENTS; i++) {
            duplicates += hearsAll(clients.get(i), i == 0 ? List.of(first) : List.of());
        }
        for (int i = 1; i < CLIENTS; i += 3) {
            assertTrue(clients.get(i).comesBackResumed(), "resumed at another node");
        }
        System.out.println("sent " + CLIENTS * MESSAGES + ", lost 0, duplicates " + duplicates);
        clients.forEach(TestClient::close);
    }

    @Test
    void presenceOfAnAccountIsSeenOnAllNodes() throws Exception {
        TestClient balcony = client(30, "balcony", 0).loggedIn();
        TestClient garden = client(30, "garden", 2).loggedIn();
        assertEquals(
                garden.address().toString(), from(balcony.hears(ClusterTest::isPresence)), "the later one is told of");
        assertEquals(
                balcony.address().toString(), from(garden.hears(ClusterTest::isPresence)), "and is told of the first");
        garden.close();
        XmlElement gone = balcony.hears(ClusterTest::isPresence);
        assertEquals(garden.address().toString(), from(gone));
        assertEquals("unavailable", gone.attribute("type").orElse(""));
        balcony.close();
    }

    @Test
    void messageFindsTheAccountOnAnyNodeOrWaitsForIt() throws Exception {
        TestClient sender = client(31, "desk", 0).loggedIn();
        Jid account = DOMAIN.withLocalpart("user32");
        sender.say(account, "before");
        sender.requestAck();
        assertEquals("before", sender.acknowledged().poll(60, TimeUnit.SECONDS), "it is stored");
        sender.say(DOMAIN.withLocalpart("nobody"), "lost");
        XmlElement error = sender.hears(ClusterTest::isMessage);
        assertEquals("lost", id(error));
        assertTrue(Message.fromElement(error).isError());
        TestClient addressee = client(32, "hall", 2).loggedIn();
        XmlElement waited = addressee.hears(ClusterTest::isMessage);
        assertEquals("before", id(waited));
        assertTrue(Message.fromElement(waited).extension(Delay.class).isPresent());
        sender.say(account, "now");
        assertEquals("now", id(addressee.hears(ClusterTest::isMessage)));
        sender.close();
        addressee.close();
    }

    /** Nobody can write to the addressee's account for a while. */
    @Test
    void nothingIsAcknowledgedBeforeTheClusterHasIt() throws Exception {
        TestClient sender = client(33, "desk", 0).loggedIn();
        Jid account = DOMAIN.withLocalpart("user34");
        IMap<String, Object> accounts =
                Hazelcast.getHazelcastInstanceByName(first).getMap("accounts");
        accounts.lock(account.toString());
        try {
            sender.say(account, "held");
            sender.requestAck();
            sender.say(sender.address(), "free");
            assertEquals("free", id(sender.hears(ClusterTest::isMessage)), "the stream goes on");
            assertEquals(List.of(), List.copyOf(sender.acknowledged()));
        } finally {
            accounts.unlock(account.toString());
        }
        assertEquals("held", sender.acknowledged().poll(60, TimeUnit.SECONDS));
        sender.close();
    }

    /** One that is late is about the mailbox of another session, though the address may be the same. */
    @Test
    void wakeOfAnEarlierSessionIsNotHeeded() throws Exception {
        TestClient addressee = client(35, "hall", 0).loggedIn();
        Message old = Message.builder().to(addressee.address()).id("old").build();
        Entry entry = new Entry(Stanzas.octets(old.toElement()), 1, Entry.Kind.MESSAGE, false);
        addressee.say(addressee.address(), "first");
        assertEquals("first", id(addressee.hears(ClusterTest::isMessage)));
        nodes.get(0).woken(Wake.placed(Grid.newLease(), 1, List.of(entry)));
        addressee.say(addressee.address(), "new");
        assertEquals("new", id(addressee.hears(ClusterTest::isMessage)));
        addressee.close();
    }

    private static String from(XmlElement stanza) {
        return stanza.attribute("from").orElseThrow();
    }

    /** Each client writes to the one behind it. */
    private static void sayAll(List<TestClient> clients, int from, int to) {
        for (int number = from; number < to; number++) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.get(i).say(clients.get((i + 1) % CLIENTS).address(), i + "-" + number);
            }
        }
    }

    /** Waits for every message that was sent to a client, and gives how many came more than once. */
    private static int hearsAll(TestClient client, List<String> heard) throws InterruptedException {
        Set<String> ids = new HashSet<>(heard);
        int messages = heard.size();
        while (ids.size() < MESSAGES) {
            ids.add(id(client.hears(ClusterTest::isMessage)));
            messages++;
        }
        return messages - MESSAGES;
    }

    private static String id(XmlElement stanza) {
        return stanza.attribute("id").orElseThrow();
    }
}
