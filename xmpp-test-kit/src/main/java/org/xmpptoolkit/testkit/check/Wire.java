package org.xmpptoolkit.testkit.check;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A TCP connection, in clear or under TLS. Not thread-safe. */
final class Wire implements Closeable {
    private static final int BUFFER_OCTETS = 16_384;

    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private final Socket connection;
    private Socket socket;
    private Optional<TlsRecords> records = Optional.empty();
    private byte[] early = new byte[0];

    /** What a read gave. */
    enum End {
        /** The peer ended the connection. */
        ORDERLY,
        /** The connection was reset, or TLS ended without close_notify. */
        BROKEN,
        /** Nothing came in time. */
        NOT_YET
    }

    /** Octets, or why there are none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Read(byte[] octets, Optional<End> end) {}

    Wire(Socket socket) throws IOException {
        this.connection = socket;
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    static Wire connect(InetSocketAddress address, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, millis(patience));
            return new Wire(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Makes sure that somebody listens. */
    static void probe(InetSocketAddress address, Duration patience) throws CheckException {
        if (address.isUnresolved()) {
            throw new CheckException("host " + address.getHostString() + " has no address");
        }
        try {
            connect(address, patience).close();
        } catch (IOException e) {
            throw new CheckException("nobody answers at " + address.getHostString() + ":" + address.getPort() + " ("
                    + e.getMessage() + "); start the server, or check the port");
        }
    }

    void write(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /**
     * Waits for the first octets, and keeps them for {@link #read}.
     *
     * @return whether the peer is still there; not if it has ended the connection meanwhile, as one does that was kept waiting for long
     */
    boolean awaitFirst(Duration patience) {
        Read first = read(patience);
        if (first.end().isPresent()) {
            return first.end().get() == End.NOT_YET;
        }
        Read behind = read(Duration.ofMillis(1));
        early = new byte[first.octets().length + behind.octets().length];
        System.arraycopy(first.octets(), 0, early, 0, first.octets().length);
        System.arraycopy(behind.octets(), 0, early, first.octets().length, behind.octets().length);
        return behind.end().isEmpty() || behind.end().get() == End.NOT_YET;
    }

    Read read(Duration patience) {
        if (early.length > 0) {
            Read kept = new Read(early, Optional.empty());
            early = new byte[0];
            return kept;
        }
        try {
            socket.setSoTimeout(millis(patience));
            int octets = socket.getInputStream().read(buffer);
            return octets < 0
                    ? new Read(new byte[0], Optional.of(end()))
                    : new Read(Arrays.copyOf(buffer, octets), Optional.empty());
        } catch (SocketTimeoutException e) {
            return new Read(new byte[0], Optional.of(End.NOT_YET));
        } catch (IOException e) {
            return new Read(new byte[0], Optional.of(End.BROKEN));
        }
    }

    private End end() {
        return records.isEmpty() || records.get().endedByAlert() ? End.ORDERLY : End.BROKEN;
    }

    /** At least a millisecond, for 0 waits for ever. */
    private static int millis(Duration patience) {
        return (int) Math.max(1, Math.min(patience.toMillis(), Integer.MAX_VALUE));
    }

    /** Begins TLS as its client, and names the server. */
    void secureAsClient(SSLContext context, String serverName, Duration patience) throws IOException {
        secureAsClient(context, serverName, parameters -> {}, patience);
    }

    /** Sets what TLS is to be like. */
    interface Settings {
        void on(SSLParameters parameters);
    }

    void secureAsClient(SSLContext context, String serverName, Settings settings, Duration patience)
            throws IOException {
        ObservedSocket observed = new ObservedSocket(socket);
        records = Optional.of(observed.records());
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(observed, serverName, socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        if (serverName.matches(".*[A-Za-z].*") && !serverName.contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        settings.on(parameters);
        tls.setSSLParameters(parameters);
        secure(tls, patience);
    }

    /** Begins TLS as its server. */
    void secureAsServer(SSLContext context, boolean asksForCertificate, Duration patience) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.setWantClientAuth(asksForCertificate);
        secure(tls, patience);
    }

    private void secure(SSLSocket tls, Duration patience) throws IOException {
        tls.setSoTimeout(millis(patience));
        tls.startHandshake();
        socket = tls;
    }

    /** The TLS session, once there is one. */
    Optional<SSLSession> session() {
        return socket instanceof SSLSocket tls ? Optional.of(tls.getSession()) : Optional.empty();
    }

    /** The socket as it is now, for cases about TLS itself. */
    Socket socket() {
        return socket;
    }

    /** Ends one's own direction. */
    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends TCP, whatever is above it and whoever waits for it. May be called by any thread. */
    void cutOff() {
        try {
            connection.close();
        } catch (IOException e) {
            // it is over either way
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
