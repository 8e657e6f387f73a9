package org.xmpptoolkit.testkit.mutant;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.xmpptoolkit.testkit.check.Tamper;

/** One connection through the saboteur: a thread for each direction, which hold this object's lock while they pass frames on. */
final class SabotagedConnection {
    private static final int BUFFER_OCTETS = 16_384;
    /** How long to wait for the rest of a frame, before what is there is passed on as it is. */
    private static final int REST_MILLIS = 100;

    private final Side client;
    private final Side server;
    private final Side subject;
    private final Tamper tamper;
    private final SSLContext asServer;
    private final SSLContext asClient;
    private final Tamper.Link link = new Linked();
    private boolean startTlsPending;
    private int headers;

    /** One of the two that talk. */
    private static final class Side {
        private final Frames frames = new Frames();
        private final Socket connection;
        private Socket socket;
        private boolean over;

        Side(Socket socket) throws IOException {
            this.connection = socket;
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        void write(String text) {
            if (over || text.isEmpty()) {
                return;
            }
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                over = true;
            }
        }

        void close() {
            end(socket);
        }

        /** Ends TCP, whatever is above it. */
        void cut() {
            end(connection);
        }

        private void end(Socket ended) {
            over = true;
            try {
                ended.close();
            } catch (IOException e) {
                // it is over either way
            }
        }
    }

    private final class Linked implements Tamper.Link {
        @Override
        public void say(String text) {
            other(subject).write(text);
        }

        @Override
        public void tell(String text) {
            subject.write(text);
        }

        @Override
        public void end() {
            SabotagedConnection.this.end();
        }

        @Override
        public void cut() {
            client.cut();
            server.cut();
        }

        @Override
        public int headers() {
            return headers;
        }
    }

    SabotagedConnection(
            Socket client,
            Socket server,
            boolean subjectIsServer,
            Tamper tamper,
            SSLContext asServer,
            SSLContext asClient)
            throws IOException {
        this.client = new Side(client);
        this.server = new Side(server);
        this.subject = subjectIsServer ? this.server : this.client;
        this.tamper = tamper;
        this.asServer = asServer;
        this.asClient = asClient;
    }

    void start(boolean directTls) {
        if (directTls) {
            Saboteur.start("saboteur-tls", this::securedFirst);
        } else {
            pumpBoth();
        }
    }

    private void securedFirst() {
        try {
            secure();
            pumpBoth();
        } catch (IOException e) {
            end();
        }
    }

    private void pumpBoth() {
        Saboteur.start("saboteur-client", () -> pump(client));
        Saboteur.start("saboteur-server", () -> pump(server));
    }

    private Side other(Side side) {
        return side == client ? server : client;
    }

    private void pump(Side from) {
        byte[] buffer = new byte[BUFFER_OCTETS];
        try {
            int octets = read(from, buffer);
            while (octets >= 0) {
                pass(from, octets == 0 ? flushed(from) : taken(from, buffer, octets));
                awaitTls(from);
                octets = read(from, buffer);
            }
        } catch (IOException | InterruptedException e) {
            // as if the peer had ended it
        }
        ended(from);
    }

    private synchronized List<String> taken(Side from, byte[] buffer, int octets) {
        return from.frames.take(buffer, octets);
    }

    private synchronized List<String> flushed(Side from) {
        return from.frames.flush();
    }

    /** How many octets came; 0 if the rest of a frame does not come. */
    private static int read(Side from, byte[] buffer) throws IOException {
        try {
            from.socket.setSoTimeout(from.frames.holds() ? REST_MILLIS : 0);
            return from.socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private void pass(Side from, List<String> frames) throws IOException {
        for (int i = 0; i < frames.size(); i++) {
            boolean proceed;
            boolean answersStartTls;
            synchronized (this) {
                answersStartTls = from == server && startTlsPending;
                String passed = changed(from, frames.get(i));
                proceed = from == server && passed.startsWith("<proceed");
                if (proceed) { // what was injected behind it goes on in clear too
                    passed += frames.subList(i + 1, frames.size()).stream()
                            .map(frame -> changed(from, frame))
                            .collect(Collectors.joining());
                }
                if (from == client && passed.startsWith("<starttls")) {
                    startTlsPending = true;
                }
                other(from).write(passed);
                if (from == server && passed.startsWith("<success")) {
                    client.frames.restart();
                    server.frames.restart();
                }
            }
            if (proceed) {
                secure();
                answered();
                return;
            }
            if (answersStartTls) {
                answered();
            }
        }
    }

    private String changed(Side from, String frame) {
        if (from != subject) {
            return tamper.heard(frame, link);
        }
        if (frame.startsWith("<stream:stream")) {
            headers++;
        }
        return tamper.said(frame, link);
    }

    private void secure() throws IOException {
        SSLSocket toClient = (SSLSocket)
                asServer.getSocketFactory().createSocket(client.socket, "localhost", client.socket.getPort(), true);
        toClient.setUseClientMode(false);
        toClient.setWantClientAuth(subject == server);
        toClient.startHandshake();
        SSLSocket toServer = (SSLSocket)
                asClient.getSocketFactory().createSocket(server.socket, "localhost", server.socket.getPort(), true);
        toServer.startHandshake();
        synchronized (this) {
            client.socket = toClient;
            server.socket = toServer;
            client.frames.restart();
            server.frames.restart();
        }
    }

    private synchronized void answered() {
        startTlsPending = false;
        notifyAll();
    }

    /** The client's next octets may be those of TLS, which are not to be read before it is known. */
    private synchronized void awaitTls(Side from) throws InterruptedException {
        while (from == client && startTlsPending) {
            wait();
        }
    }

    private synchronized void ended(Side from) {
        if (from == server) {
            answered();
        }
        if (from != subject || tamper.passesEnd()) {
            end();
        } else {
            from.close();
        }
    }

    void end() {
        client.close();
        server.close();
        answered();
    }
}
