package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.identity.Service;

/** A driver over a connection in memory, and what its listener hears. */
abstract class InMemoryDriver {
    static final Deadlines DEADLINES = Deadlines.builder()
            .negotiation(Duration.ofSeconds(30))
            .closing(Duration.ofSeconds(5))
            .idleness(Duration.ofSeconds(100))
            .keepalive(Duration.ofSeconds(60))
            .build();
    static final String CLOSE = "</stream:stream>";
    static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    static final String ANSWER = "<stream:stream from='example.com' id='x' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'><stream:features>";
    static final String MESSAGE = "<message><body>hello</body></message>";
    static final int OUTPUT = 1_000;
    static final int TLS_HANDSHAKE = 22;
    static final int TLS_ALERT = 21;

    final TestChannel channel = new TestChannel();
    final Notices notices = new Notices();
    final Queue<Runnable> work = new ArrayDeque<>();

    StreamDriver receiving(StreamConfig config, TlsStarter tls) {
        return channel.drive(
                XmppStream.receiving(config.toBuilder().askComputations(true).build()),
                new DriverSetup(
                        notices,
                        DEADLINES,
                        tls,
                        PeerCheck.ofClients(Optional.empty()),
                        new Computations(work::add),
                        OUTPUT,
                        Optional.empty()));
    }

    StreamDriver receiving() {
        return receiving(Streams.receiving(TlsPolicy.NONE), TlsHandlers.server(domain -> Optional.empty()));
    }

    StreamDriver receivingTls() throws Exception {
        X509Bundle leaf = Certificates.leaf("example.com");
        var context = Certificates.server(leaf);
        return receiving(
                Streams.receiving(TlsPolicy.REQUIRED, new StartTls()),
                TlsHandlers.server(domain -> Optional.of(context)));
    }

    StreamDriver initiatingTls() {
        return channel.drive(
                XmppStream.initiating(Streams.initiating(TlsPolicy.REQUIRED), List.of(new StartTls())),
                new DriverSetup(
                        notices,
                        DEADLINES,
                        TlsHandlers.client(
                                TlsHandlers.clientContext(Certificates.AUTHORITY.toTrustManagerFactory(), null)),
                        PeerCheck.ofServer(Streams.DOMAIN, Service.CLIENT),
                        new Computations(work::add),
                        OUTPUT,
                        Optional.empty()));
    }

    StreamDriver established() {
        StreamDriver driver = receiving();
        channel.receive(TestChannel.HEADER);
        channel.sent();
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
        return driver;
    }

    Reason reason() {
        List<StreamEvent.Closed> closed = notices.all(StreamEvent.Closed.class);
        assertEquals(1, closed.size(), () -> "heard " + notices.heard);
        assertSame(closed.get(0), notices.heard.get(notices.heard.size() - 1));
        return closed.get(0).reason();
    }

    StreamErrorCondition errorSent() {
        return assertInstanceOf(Reason.ErrorSent.class, reason()).error().condition();
    }

    Kind lostBy() {
        Reason.TransportLost lost = assertInstanceOf(Reason.TransportLost.class, reason());
        return assertInstanceOf(TransportException.class, lost.cause().orElseThrow())
                .kind();
    }
}
