package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;

/** A client, judged by the checker as its server. Thread-safe. */
public final class ClientSubject extends Subject<ClientStage> implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final ClientTarget target;
    private final Authority authority = Authority.make();
    private final ServerSocket fixed;
    private final Attendance attendance = new Attendance();

    /**
     * Begins to listen for a client, on the loopback address.
     *
     * @param target the client, and what it is to log in to
     * @throws CheckException if its port cannot be listened at
     */
    public ClientSubject(ClientTarget target) throws CheckException {
        this.target = target;
        try {
            this.fixed = listen(target.port());
        } catch (IOException e) {
            throw new CheckException("port " + target.port() + " cannot be had: " + e.getMessage());
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    ClientStage stage(PlayContext context) throws Halt {
        try {
            return !target.onePort() && target.port() == 0
                    ? new ClientStage(context, target, authority, listen(0), true, attendance)
                    : new ClientStage(context, target, authority, fixed, false, attendance);
        } catch (IOException e) {
            throw Halt.skipped("no port to listen at: " + e.getMessage());
        }
    }

    @Override
    void probe() throws CheckException {
        Transcript transcript = new Transcript();
        long deadline = System.nanoTime() + patience().toNanos();
        try (ClientStage stage = stage(new PlayContext(transcript, new Random(0), Cuts.NONE, patience(), deadline))) {
            ReceivingEntity entity = stage.accept();
            Heard first = entity.hear();
            if (!(first instanceof Heard.Header) && !entity.raw().contains("<?xml")) {
                throw new CheckException(
                        "what connected is no XMPP client: a stream header was due, but there was " + first.words());
            }
        } catch (Halt e) {
            throw new CheckException(
                    "there is no client to judge: " + e.judgement().seen());
        }
    }

    /** {@return the authority whose certificates the client has to trust, if it looks at them} */
    public Authority authority() {
        return authority;
    }

    /** {@return the port that it listens at for all cases; of no use if there is one for each} */
    public int port() {
        return fixed.getLocalPort();
    }

    @Override
    int parallel() {
        return target.parallel();
    }

    @Override
    Duration patience() {
        return target.patience();
    }

    @Override
    public void close() {
        try {
            fixed.close();
        } catch (IOException e) {
            // it is over either way
        }
    }

    @Override
    public String toString() {
        return "client " + target.name();
    }
}
