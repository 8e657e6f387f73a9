package org.xmpptoolkit.testkit.cases.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Authority;

/** What asks for TLS is understood, so that a refusal is one of what was asked for. */
class ClientHelloTest {
    private static final String SUITES = "c02bc02fc009c013";

    @Test
    void whatIsSoundIsAccepted() throws SSLException {
        assertTrue(ClientHello.isAccepted(answer(new ClientHello("TLS 1.2", 0x0303, SUITES))));
    }

    @Test
    void anOldVersionIsNot() {
        assertThrows(SSLException.class, () -> answer(new ClientHello("TLS 1.0", 0x0301, SUITES)));
    }

    @Test
    void theAcceptanceOfMutantsIsOne() {
        byte[] octets = new ClientHello("SSL 3.0", 0x0300, SUITES).octets(new Random(1), "localhost");
        assertTrue(ClientHello.isAccepted(ClientHello.accepting(new String(octets, StandardCharsets.ISO_8859_1))));
        assertFalse(ClientHello.isAccepted("\u0015\u0003\u0003\0\u0002\u0002F"));
    }

    private static String answer(ClientHello hello) throws SSLException {
        SSLEngine server = Authority.make().server(Jid.ofDomain("localhost")).createSSLEngine();
        server.setUseClientMode(false);
        server.beginHandshake();
        ByteBuffer in = ByteBuffer.allocate(server.getSession().getApplicationBufferSize());
        server.unwrap(ByteBuffer.wrap(hello.octets(new Random(1), "localhost")), in);
        for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
            task.run();
        }
        ByteBuffer out = ByteBuffer.allocate(server.getSession().getPacketBufferSize());
        server.wrap(ByteBuffer.allocate(0), out);
        return new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
    }
}
