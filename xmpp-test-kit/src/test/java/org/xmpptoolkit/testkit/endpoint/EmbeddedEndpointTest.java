package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.testkit.endpoint.Peer.await;
import static org.xmpptoolkit.testkit.endpoint.Peer.message;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.StreamEndedException;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.ClientState;
import org.xmpptoolkit.stream.feature.ClientStateIndication;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** The endpoint with clients over real TCP and TLS. */
class EmbeddedEndpointTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private @Nullable EmbeddedEndpoint running;

    private static final class Task {
        private final Duration delay;
        private final Runnable work;
        private volatile boolean off;

        Task(Duration delay, Runnable work) {
            this.delay = delay;
            this.work = work;
        }
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private EmbeddedEndpoint start(UnaryOperator<EndpointBuilder> more) throws IOException {
        EmbeddedEndpoint endpoint = more.apply(EmbeddedEndpoint.builder()
                        .account("romeo", "romeo".toCharArray())
                        .account("juliet", "juliet".toCharArray())
                        .scheduler((delay, work) -> {
                            Task task = new Task(delay, work);
                            tasks.add(task);
                            return () -> task.off = true;
                        }))
                .build();
        running = endpoint;
        return endpoint.start();
    }

    /** Lets the time come for all that is due later. */
    private void expire() {
        List<Task> due = new ArrayList<>(tasks);
        tasks.removeAll(due);
        due.stream().filter(task -> !task.off).forEach(task -> task.work.run());
    }

    private static Peer lost(Peer peer) throws Exception {
        await(peer.connection().fail(StreamError.of(StreamErrorCondition.RESET)));
        return peer;
    }

    /** A round trip, behind which the endpoint has worked on what came before. */
    private static void settle(EmbeddedEndpoint endpoint) throws Exception {
        Peer other = Peer.managed(endpoint, "juliet");
        await(other.connection().close());
    }

    @Test
    void takesClientsWithDirectTls() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder.directTls(FREE));
        Peer peer = Peer.connect(
                Peer.client(endpoint, endpoint.directTlsPort(), TlsPolicy.DIRECT),
                Sasl.client(Peer.password("romeo")),
                ResourceBinding.request("here"));
        assertEquals("romeo@localhost/here", peer.address());
        assertTrue(peer.connection().state().secure());
    }

    @Test
    void takesTheStateOfAClientAndKeepsNothingBack() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        Peer peer = Peer.connect(
                Peer.client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                new StartTls(),
                Sasl.client(Peer.password("romeo")),
                ResourceBinding.request("here"),
                new ClientStateIndication());
        peer.available();
        await(peer.connection().tell(ClientState.INACTIVE));
        peer.send(Peer.message(peer.address(), "m1"));
        assertEquals("message m1 -", peer.nextInShort());
    }

    @Test
    void itsCertificateNamesTheAddressToo() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        Peer peer = Peer.managed(endpoint, "romeo");
        X509Certificate shown =
                peer.connection().state().tls().orElseThrow().peer().get(0);
        assertTrue(shown.getSubjectAlternativeNames().contains(List.of(7, "127.0.0.1")));
    }

    /** A domainpart may be an IP address (RFC 7622 section 3.2), which has no names below it: the component is called otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void servesAnAddress(String literal) {
        EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
                .domain(Jid.ofDomain(literal))
                .components(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build();
        assertEquals(
                Optional.of("component.localhost"),
                Optional.ofNullable(endpoint.variables().get("COMPONENT_DOMAIN")));
    }

    private static XmppClient.Builder showing(EmbeddedEndpoint endpoint, ClientCertificate certificate, int port)
            throws Exception {
        return Peer.client(endpoint, port, TlsPolicy.REQUIRED)
                .trust(SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(endpoint.trust())
                        .keyManager(
                                new ByteArrayInputStream(certificate.chainPem().getBytes(StandardCharsets.US_ASCII)),
                                new ByteArrayInputStream(certificate.keyPem().getBytes(StandardCharsets.US_ASCII)))
                        .build());
    }

    @Test
    void takesClientsByTheirCertificateWhereItAsksForOne() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder.external(FREE));
        ClientCertificate certificate = endpoint.clientCertificate().orElseThrow();
        assertEquals(Jid.parse("romeo@localhost"), certificate.account());
        SaslCredentials credentials = SaslCredentials.external(certificate.account(), List.of(certificate.account()));
        Peer peer = Peer.connect(
                showing(endpoint, certificate, endpoint.externalPort()),
                new StartTls(),
                Sasl.client(credentials),
                ResourceBinding.request("here"));
        assertEquals("romeo@localhost/here", peer.address());
        XmppClient.Builder elsewhere = showing(endpoint, certificate, endpoint.port());
        assertThrows(
                ExecutionException.class,
                () -> Peer.connect(elsewhere, new StartTls(), Sasl.client(credentials), ResourceBinding.request()));
    }

    @Test
    void takesGuestsIfTold() throws Exception {
        EmbeddedEndpoint closed = start(builder -> builder);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> guest(closed));
        assertInstanceOf(
                Reason.NoCommonMechanism.class,
                assertInstanceOf(StreamEndedException.class, failure.getCause()).reason());
        closed.close();
        EmbeddedEndpoint open = start(EndpointBuilder::anonymous);
        Peer guest = guest(open);
        assertNotEquals(guest.address(), guest(open).address());
        guest.send(message(guest.address(), "m"));
        assertEquals("message m -", guest.nextInShort());
    }

    /** What a guest asked of others is taken back when it leaves, for nobody is there to be told. */
    @Test
    void aGuestThatLeavesIsForgotten() throws Exception {
        EmbeddedEndpoint endpoint = start(EndpointBuilder::anonymous);
        Peer romeo = Peer.connect(
                Peer.client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                new StartTls(),
                Sasl.client(Peer.password("romeo")),
                ResourceBinding.request("here"));
        romeo.available();
        Peer guest = guest(endpoint);
        guest.send(XmlElement.parse("<presence xmlns='jabber:client' type='subscribe' to='romeo@localhost'/>"));
        XmlElement request = romeo.next();
        assertEquals(Optional.of("subscribe"), request.attribute("type"));
        romeo.send(
                XmlElement.parse("<iq xmlns='jabber:client' type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>"));
        romeo.next();
        await(guest.connection().close());
        assertEquals("presence - unsubscribe", romeo.nextInShort());
    }

    /** Its session is over at once: another login is another guest, so that nobody can resume it. */
    @Test
    void nothingWaitsForAGuestWhoseConnectionIsLost() throws Exception {
        EmbeddedEndpoint endpoint = start(EndpointBuilder::anonymous);
        Peer romeo = Peer.managed(endpoint, "romeo");
        Peer guest = guest(endpoint, StreamManagement.enable(Peer.MANAGED));
        String address = guest.address();
        await(lost(guest).left);
        settle(endpoint);
        romeo.send(message(address, "m"));
        assertEquals("message m error", romeo.nextInShort());
    }

    private static Peer guest(EmbeddedEndpoint endpoint, StreamFeature.Initiating... more) throws Exception {
        List<StreamFeature.Initiating> features = new ArrayList<>(
                List.of(new StartTls(), Sasl.client(SaslCredentials.anonymous()), ResourceBinding.request()));
        features.addAll(List.of(more));
        return Peer.connect(
                Peer.client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                features.toArray(StreamFeature.Initiating[]::new));
    }

    @Test
    void bindsTheChannelIfTold() throws Exception {
        EmbeddedEndpoint without = start(builder -> builder);
        assertEquals(List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"), mechanisms(without));
        without.close();
        EmbeddedEndpoint with = start(EndpointBuilder::channelBinding);
        assertEquals("SCRAM-SHA-512-PLUS", mechanisms(with).get(0));
    }

    private static List<String> mechanisms(EmbeddedEndpoint endpoint) throws Exception {
        return Peer.managed(endpoint, "romeo").all(StreamEvent.FeaturesReceived.class).stream()
                .flatMap(notice -> notice.features().element(Namespaces.SASL, "mechanisms").stream())
                .flatMap(mechanisms -> mechanisms.elements().stream())
                .map(XmlElement::text)
                .toList();
    }

    @Test
    void aClientThatIsTakenForANewOneLosesItsStreamIfTold() throws Exception {
        BindingPolicy displacing = BindingPolicy.builder()
                .conflict(BindingPolicy.Conflict.DISPLACE)
                .build();
        EmbeddedEndpoint endpoint = start(builder -> builder.binding(displacing));
        Peer first = Peer.managed(endpoint, "romeo");
        Peer second = Peer.managed(endpoint, "romeo");
        assertEquals(first.address(), second.address());
        Reason.ErrorReceived reason = assertInstanceOf(
                Reason.ErrorReceived.class, await(first.connection().closed()));
        assertEquals(StreamErrorCondition.CONFLICT, reason.error().condition());
        second.send(message(second.address(), "m"));
        assertEquals("message m -", second.nextInShort());
    }

    @Test
    void whatCameWhileAClientWasAwayWaitsForIt() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder.resumption(Duration.ofSeconds(77)));
        Peer romeo = Peer.managed(endpoint, "romeo");
        SmState state = await(lost(romeo).left);
        assertEquals(Optional.of(Duration.ofSeconds(77)), state.max());
        settle(endpoint);
        Peer juliet = Peer.managed(endpoint, "juliet");
        juliet.send(message(romeo.address(), "one"));
        juliet.send(message(romeo.address(), "two"));
        juliet.send(message(juliet.address(), "done"));
        juliet.next();
        assertEquals(
                List.of(Duration.ofSeconds(77)),
                tasks.stream().filter(task -> !task.off).map(task -> task.delay).toList());
        Peer again = Peer.resuming(endpoint, state, "romeo");
        assertEquals("message one -", again.nextInShort());
        assertEquals("message two -", again.nextInShort());
        assertTrue(again.all(StreamEvent.Established.class).get(0).resumed());
        expire();
        juliet.send(message(romeo.address(), "three"));
        assertEquals("message three -", again.nextInShort());
    }

    /** Binding, stream management and resumption within SASL2; what was started so may go on the longer way, too. */
    @Test
    void aSessionGoesOnWithinSasl2() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        Peer romeo = Peer.inOne(endpoint, Optional.empty(), "romeo");
        assertTrue(romeo.address().matches("romeo@localhost/here/[0-9a-f]{32}"), romeo.address());
        SmState state = await(lost(romeo).left);
        settle(endpoint);
        Peer juliet = Peer.managed(endpoint, "juliet");
        juliet.send(message(romeo.address(), "one"));
        juliet.send(message(juliet.address(), "done"));
        juliet.next();
        Peer again = Peer.inOne(endpoint, Optional.of(state), "romeo");
        assertEquals("message one -", again.nextInShort());
        assertTrue(again.all(StreamEvent.Established.class).get(0).resumed());
        SmState later = await(lost(again).left);
        settle(endpoint);
        assertEquals(romeo.address(), Peer.resuming(endpoint, later, "romeo").address());
    }

    @Test
    void aSessionThatIsOpenStillIsTakenOver() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        Peer romeo = Peer.managed(endpoint, "romeo");
        // The client's own state is there at the end of its stream only; this one was lost to it, not to the server.
        SmState state = await(lost(Peer.managed(endpoint, "romeo")).left);
        settle(endpoint);
        Peer again = Peer.resuming(endpoint, state, "romeo");
        assertEquals(state.bound().toString(), again.address());
        SmState copy = SmState.parse(state.toBytes());
        Peer third = Peer.resuming(endpoint, copy, "romeo");
        assertEquals(state.bound().toString(), third.address());
        Reason.ErrorReceived reason = assertInstanceOf(
                Reason.ErrorReceived.class, await(again.connection().closed()));
        assertEquals(StreamErrorCondition.CONFLICT, reason.error().condition());
        romeo.send(message(third.address(), "m"));
        assertEquals("message m -", third.nextInShort());
    }

    @Test
    void othersCannotTakeASessionOver() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        SmState state = await(lost(Peer.managed(endpoint, "romeo")).left);
        settle(endpoint);
        Peer juliet = Peer.resuming(endpoint, state, "juliet");
        assertEquals("juliet@localhost/here", juliet.address());
        Peer again = Peer.resuming(endpoint, state, "romeo");
        assertTrue(again.all(StreamEvent.Established.class).get(0).resumed());
    }

    @Test
    void aSessionWhoseTimeIsOverIsGoneAndSendersAreTold() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        Peer romeo = Peer.managed(endpoint, "romeo");
        SmState state = await(lost(romeo).left);
        settle(endpoint);
        Peer juliet = Peer.managed(endpoint, "juliet");
        juliet.send(message(romeo.address(), "one"));
        juliet.send(message(juliet.address(), "done"));
        juliet.next();
        expire();
        assertEquals("message one error", juliet.nextInShort());
        Peer again = Peer.resuming(endpoint, state, "romeo");
        assertEquals(false, again.all(StreamEvent.Established.class).get(0).resumed());
    }

    @Test
    void aClientForWhichTooMuchWaitsIsGivenUp() throws Exception {
        EmbeddedEndpoint endpoint = start(builder -> builder);
        Peer romeo = lost(Peer.managed(endpoint, "romeo"));
        settle(endpoint);
        Peer juliet = Peer.connect(
                Peer.client(endpoint, endpoint.port(), TlsPolicy.REQUIRED),
                new StartTls(),
                Sasl.client(Peer.password("juliet")),
                ResourceBinding.request("here"));
        List<XmlElement> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(message(romeo.address(), "m" + i));
        }
        many.add(message(juliet.address(), "done"));
        juliet.connection().send(many);
        assertEquals("message done -", juliet.nextInShort());
        assertEquals(Duration.ZERO, tasks.get(tasks.size() - 1).delay);
        expire();
        assertEquals("message m0 error", juliet.nextInShort());
    }
}
