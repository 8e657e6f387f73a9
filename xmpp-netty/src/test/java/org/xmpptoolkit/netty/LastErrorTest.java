package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsPolicy;

/** A peer that goes on writing while we end the stream still gets our last error. */
class LastErrorTest {
    private static final String HEADER = "<stream:stream to='example.com' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final int FLOOD_OCTETS = 1 << 20;

    @Test
    @Rule({"R-100", "R-313"})
    void theErrorArrivesBeforeTheEnd() throws Exception {
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener(new Notices())
                .deadlines(Deadlines.builder().closing(Patience.TIME).build()) // or a slow peer is reset
                .build()
                .start());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(Patience.MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((HEADER + "<a></b>").getBytes(StandardCharsets.UTF_8));
            out.write(new byte[FLOOD_OCTETS]);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.contains("<not-well-formed"), answer);
            assertTrue(answer.endsWith("</stream:stream>"), answer);
        }
        await(server.stop());
    }
}
