package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;

/** A peer that writes and does not read is not read from either, over real TCP. */
class SlowReaderTest {
    private static final int BODY = 10_000;
    private static final long MOST = 200L << 20;
    private static final long BLOCKED_MILLIS = 500;

    @Test
    void aSlowReaderStopsOurReadingAndItsReadingStartsItAgain() throws Exception {
        Notices echo = new Notices().then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived received) {
                connection.send(received.element());
            }
        });
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener(echo)
                .build()
                .start());
        byte[] stanza = Streams.message("x".repeat(BODY)).toString().getBytes(StandardCharsets.UTF_8);
        try (SocketChannel socket =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                Selector selector = Selector.open()) {
            socket.write(ByteBuffer.wrap(TestChannel.HEADER.getBytes(StandardCharsets.UTF_8)));
            socket.configureBlocking(false);
            SelectionKey key = socket.register(selector, SelectionKey.OP_WRITE);

            ByteBuffer rest = ByteBuffer.wrap(stanza);
            long written = 0;
            while (written < MOST && selector.select(BLOCKED_MILLIS) > 0) {
                selector.selectedKeys().clear();
                written += socket.write(rest);
                if (!rest.hasRemaining()) {
                    rest.rewind();
                }
            }
            assertTrue(written < MOST, "the server took " + written + " octets and could send none");

            key.interestOps(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
            ByteBuffer sink = ByteBuffer.allocate(1 << 16);
            for (long more = written + (1 << 20); written < more; ) {
                assertTrue(selector.select(Patience.MILLIS) > 0, "nothing moves any more");
                selector.selectedKeys().clear();
                socket.read(sink.clear());
                written += socket.write(rest);
                if (!rest.hasRemaining()) {
                    rest.rewind();
                }
            }
        }
        await(server.stop());
    }
}
