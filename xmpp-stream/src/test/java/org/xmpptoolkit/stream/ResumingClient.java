package org.xmpptoolkit.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/**
 * A client that begins a session or goes on with a written one, in this process or, as a program, in another: there each call comes over
 * the standard input, and its result goes over the standard output.
 */
final class ResumingClient {
    static final SmConfig CONFIG = Managed.config().requestAfter(3).build();

    private final XmppStream stream;
    private final List<Integer> took = new ArrayList<>();
    private Optional<SmState> left = Optional.empty();

    /**
     * Makes a client.
     *
     * @param state the written form of what to go on with; empty to begin
     * @param first the number of the first stanza that is put behind it
     * @param count how many are
     */
    ResumingClient(byte[] state, int first, int count) {
        List<StreamFeature.Initiating> features = new ArrayList<>();
        features.add(new Streams.Login());
        if (state.length > 0) {
            SmState read = SmState.parse(state).withQueued(Managed.messages(first, first + count - 1));
            features.add(StreamManagement.resuming(read, CONFIG));
        }
        features.add(ResourceBinding.request("balcony"));
        features.add(StreamManagement.enable(CONFIG));
        stream = XmppStream.initiating(Streams.config().build(), features);
    }

    byte[] open() {
        return take(stream.open());
    }

    byte[] receive(byte[] octets) {
        return take(stream.receive(ByteBuffer.wrap(octets)));
    }

    byte[] send(int number) {
        return take(stream.send(Managed.messages(number, number)));
    }

    /** Loses the transport. Gives the written form of what is left; nothing if what it began with is still good. */
    byte[] lose() {
        take(stream.disconnected(Optional.empty()));
        return left.map(SmState::toBytes).orElse(new byte[0]);
    }

    /** The numbers of the stanzas that came, in order, one octet each. */
    byte[] took() {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        took.forEach(numbers::write);
        return numbers.toByteArray();
    }

    private byte[] take(List<StreamEvent> events) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Write write) {
                byte[] octets = new byte[write.octets().remaining()];
                write.octets().get(octets);
                written.writeBytes(octets);
            } else if (event instanceof StreamEvent.ElementReceived received) {
                took.add(number(received.element()));
            } else if (event instanceof StreamEvent.Suspended suspended) {
                left = Optional.of(suspended.state());
            } else if (event instanceof StreamEvent.ErrorSent || event instanceof StreamEvent.Undelivered) {
                throw new IllegalStateException(event.toString());
            }
        }
        return written.toByteArray();
    }

    static int number(XmlElement message) {
        return Integer.parseInt(message.attribute("id").orElseThrow());
    }

    /** The program: one call after the other, until the input ends. */
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        ResumingClient client = new ResumingClient(new byte[0], 1, 0);
        for (int call = in.read(); call >= 0; call = in.read()) {
            int number = in.readInt();
            int count = in.readInt();
            byte[] octets = in.readNBytes(in.readInt());
            byte[] result =
                    switch (call) {
                        case 'o' -> {
                            client = new ResumingClient(octets, number, count);
                            yield client.open();
                        }
                        case 'r' -> client.receive(octets);
                        case 's' -> client.send(number);
                        case 'l' -> client.lose();
                        case 't' -> client.took();
                        default -> throw new IllegalArgumentException("no call " + call);
                    };
            out.writeInt(result.length);
            out.write(result);
            out.flush();
        }
    }
}
