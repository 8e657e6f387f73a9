package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;

/** How the end of a connection is told, and that nothing of one stays. */
class EntityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerSocket listener;
    private final InitiatingEntity entity;
    private final Socket peer;

    EntityTest() throws Exception {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InetSocketAddress address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        Target target = Target.builder(
                        address, Jid.ofDomain("localhost"), Authority.make().trust())
                .patience(PATIENCE)
                .build();
        PlayContext context = new PlayContext(
                new Transcript(), new Random(0), Cuts.NONE, PATIENCE, System.nanoTime() + PATIENCE.toNanos());
        entity = new InitiatingEntity(context, target, Wire.connect(address, PATIENCE));
        peer = listener.accept();
    }

    @AfterEach
    void end() throws Exception {
        entity.close();
        peer.close();
        listener.close();
    }

    @Test
    void aConnectionThatWasResetStaysOne() throws Exception {
        peer.setSoLinger(true, 0); // closing resets
        peer.close();
        assertEquals(new Heard.Ended(false), entity.hear());
        assertEquals(new Heard.Ended(false), entity.hear());
    }

    @Test
    void anEndThatWasHeardBeforeItIsAwaitedIsOne() throws Exception {
        peer.close();
        assertInstanceOf(Heard.Ended.class, entity.hear());
        assertTrue(entity.awaitEnd().connectionEnded());
    }

    @Test
    void theConnectionIsGivenBackThoughTheClosingTagCannotBeSent() throws Exception {
        entity.wire.shutdownOutput();
        entity.close();
        assertTrue(entity.wire.socket().isClosed());
    }
}
