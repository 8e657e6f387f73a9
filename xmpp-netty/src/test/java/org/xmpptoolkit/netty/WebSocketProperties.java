package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.StreamEvent;

/** Laws of a server's WebSocket, whatever its client does. */
class WebSocketProperties {
    private static final class Server extends InMemoryWebSocket {
        private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);

        Server() {
            channel.config().setAllocator(buffers);
        }

        /** How many octets of buffers nobody gave back. To be asked when all is over, and read. */
        long held() {
            return buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
        }

        void take(List<byte[]> pieces) {
            for (byte[] piece : pieces) {
                channel.receive(piece);
            }
            channel.runPendingTasks();
        }

        List<StreamEvent.Notice> heard() {
            return List.copyOf(notices.heard);
        }

        Phase phase() {
            return driver().state().phase();
        }

        void passAll() {
            for (int i = 0; i < 4; i++) {
                channel.pass(DEADLINES.negotiation());
                channel.pass(DEADLINES.idleness().orElseThrow());
            }
        }
    }

    @Provide
    Arbitrary<List<byte[]>> frames() {
        WebSocketFrames client = new WebSocketFrames(true);
        String message = InMemoryWebSocket.CLIENT_MESSAGE;
        Arbitrary<byte[]> known = Arbitraries.of(
                client.text(InMemoryWebSocket.OPEN),
                client.text(message),
                client.part(true, false, message.substring(0, 9)),
                client.part(false, false, ""),
                client.part(false, false, message.substring(9, 20)),
                client.part(false, true, message.substring(20)),
                client.text(""),
                client.text(" "),
                client.text(InMemoryWebSocket.CLOSE_MESSAGE),
                client.text("<stream:stream>"),
                client.text(" ".repeat(InMemoryWebSocket.OCTETS + 1)),
                client.part(true, false, " ".repeat(InMemoryWebSocket.OCTETS)),
                client.binary(message),
                client.part(true, true, (byte) 0xff),
                client.ping("p"),
                client.pong(),
                client.close(),
                client.close(1001),
                new WebSocketFrames(false).text(message));
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        return Arbitraries.frequencyOf(Tuple.of(9, known), Tuple.of(1, any))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 700).list().ofMinSize(1).ofMaxSize(10);
    }

    private static List<byte[]> cut(List<byte[]> frames, List<Integer> lengths) {
        ByteBuffer all = ByteBuffer.allocate(
                frames.stream().mapToInt(frame -> frame.length).sum());
        frames.forEach(all::put);
        all.flip();
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; all.hasRemaining(); i++) {
            byte[] piece = new byte[Math.min(all.remaining(), lengths.get(i % lengths.size()))];
            all.get(piece);
            pieces.add(piece);
        }
        return pieces;
    }

    private static Server opened() {
        Server server = new Server();
        server.upgrade();
        server.take(List.of(server.client.text(InMemoryWebSocket.OPEN)));
        server.read();
        return server;
    }

    @Property
    @Rule("R-331")
    void cuttingChangesNothing(@ForAll("frames") List<byte[]> frames, @ForAll("cuts") List<Integer> lengths) {
        Server whole = opened();
        whole.take(frames);
        Server parts = opened();
        parts.take(cut(frames, lengths));
        assertEquals(whole.heard().toString(), parts.heard().toString());
        assertEquals(whole.read(), parts.read());
    }

    /** Whatever comes, nothing is thrown, what goes out are whole frames, and the end comes: once, with the connection, and all buffers. */
    @Property
    void nothingKeepsAWebSocketForEver(@ForAll("frames") List<byte[]> frames) {
        Server server = opened();
        server.take(frames);
        server.passAll();
        List<StreamEvent.Notice> heard = server.heard();
        assertEquals(
                1, heard.stream().filter(StreamEvent.Closed.class::isInstance).count(), heard.toString());
        assertTrue(heard.get(heard.size() - 1) instanceof StreamEvent.Closed, heard.toString());
        assertEquals(Phase.CLOSED, server.phase());
        assertFalse(server.channel.isOpen());
        List<String> sent = server.read();
        assertTrue(
                sent.stream().allMatch(frame -> frame.matches("(?s)(text <|ping|pong|close -?[0-9]+).*")),
                sent.toString());
        long closes = sent.stream().filter(frame -> frame.startsWith("close")).count();
        assertTrue(closes <= 1, sent.toString());
        assertTrue(closes == 0 || sent.get(sent.size() - 1).startsWith("close"), sent.toString());
        assertEquals(0, server.held());
    }

    /** What comes before a request is no WebSocket, whatever it is. */
    @Property
    void nothingButARequestOpensAWebSocket(@ForAll("frames") List<byte[]> octets) {
        Server server = new Server();
        server.visit(WebSocketOptions.DEFAULT);
        server.take(octets);
        server.passAll();
        assertEquals(List.of(), server.heard());
        assertFalse(server.channel.isOpen());
        server.channel.sent();
        assertEquals(0, server.held());
    }
}
