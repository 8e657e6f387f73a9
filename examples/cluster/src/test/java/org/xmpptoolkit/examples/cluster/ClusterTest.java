package org.xmpptoolkit.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.delay.Delay;
import org.xmpptoolkit.stanza.Message;

/** Three nodes, of which one dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final Jid DOMAIN = Jid.parse("example.com");
    private static final int CLIENTS = 30;
    private static final int MESSAGES = 40;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<Node> nodes = new ArrayList<>();

    @BeforeAll
    void startNodes() {
        Map<String, String> users = new HashMap<>();
        IntStream.range(0, CLIENTS).forEach(i -> users.put("user" + i, TestClient.PASSWORD));
        Accounts accounts = Accounts.of(DOMAIN, users);
        String name = "test-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            List<String> others = nodes.stream().map(Node::clusterAddress).toList();
            nodes.add(Node.start(
                    DOMAIN,
                    accounts,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Optional.empty(),
                    Grid.config(name, "127.0.0.1", 0, others)));
        }
        assertEquals(3, nodes.get(0).nodes());
    }

    @AfterAll
    void stopNodes() {
        nodes.forEach(Node::kill);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** A client that begins at one node, and tries the others behind it. */
    private TestClient client(int user, String resource, int node) {
        List<Integer> ports = IntStream.range(0, nodes.size())
                .mapToObj(i -> nodes.get((node + i) % nodes.size()).port())
                .toList();
        return new TestClient(
                loops, DOMAIN.withLocalpart("user" + user).withResourcepart(resource), ports);
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
        CompletableFuture<Void> traffic =
                CompletableFuture.runAsync(() -> sayAll(clients, MESSAGES / 2, MESSAGES));
        String first = id(clients.get(0).hears(ClusterTest::isMessage)); // it flows
        nodes.remove(1).kill();
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
