package org.xmpptoolkit.netty;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A peer that is a socket, and does what our own drivers would not. */
final class RawPeer {
    static final String ANSWER = "<stream:stream from='example.com' id='x' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";

    private RawPeer() {}

    /** Up to the end of the handshake; the header behind it is to be sent next. */
    static SSLSocket startTls(int port) throws Exception {
        return startTls(port, "");
    }

    /** The same, with this in clear between the element and the handshake. */
    static SSLSocket startTls(int port, String between) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(), null);
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        plain.setSoTimeout(Patience.MILLIS);
        send(plain, TestChannel.HEADER);
        readTo(plain.getInputStream(), "</stream:features>");
        send(plain, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        readTo(plain.getInputStream(), "/>");
        send(plain, between);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "example.com", port, true);
        socket.startHandshake();
        return socket;
    }

    /** The same for a server. */
    static SSLSocket acceptTls(ServerSocket listening, String protocol) throws Exception {
        return acceptTls(listening, protocol, "");
    }

    /** The same, with this in clear between the element and the answer to the handshake. */
    static SSLSocket acceptTls(ServerSocket listening, String protocol, String between) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.leaf("example.com").toKeyManagerFactory().getKeyManagers(), null, null);
        listening.setSoTimeout(Patience.MILLIS);
        Socket plain = listening.accept();
        plain.setSoTimeout(Patience.MILLIS);
        readTo(plain.getInputStream(), "<stream:stream");
        readTo(plain.getInputStream(), ">");
        send(plain, ANSWER + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>");
        readTo(plain.getInputStream(), "/>");
        send(plain, "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        byte[] first = plain.getInputStream().readNBytes(1); // so the element was read
        send(plain, between);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, new ByteArrayInputStream(first), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    static String readTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("ended behind " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }
}
