package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A session that this process begins and another one goes on with, which knows its written state only (XEP-0198 section 5). */
class ResumptionInAnotherProcessProperties {
    private static @Nullable OtherProcess other;

    @BeforeContainer
    static void start() throws IOException {
        other = new OtherProcess();
    }

    @AfterContainer
    static void stop() throws Exception {
        Objects.requireNonNull(other).close();
    }

    @Property(tries = 150)
    @Rule({"R-448", "R-458"})
    void eachStanzaArrivesOnceAndInOrder(
            @ForAll @IntRange(min = 0, max = 8) int fromClient,
            @ForAll @IntRange(min = 0, max = 8) int fromServer,
            @ForAll @IntRange(min = 0, max = 3) int losses,
            @ForAll Random random) {
        assertNotEquals(
                ProcessHandle.current().pid(), Objects.requireNonNull(other).pid());
        World world = new World(Objects.requireNonNull(other), random);
        world.begin(fromClient, fromServer);
        for (int i = 0; i < losses; i++) {
            world.goOn();
            world.flow(random.nextInt(12));
            world.lose();
        }
        world.goOn();
        world.flow(Integer.MAX_VALUE);
        world.lose();
        assertEquals(numbers(world.sent), world.arrived);
        assertEquals(numbers(world.server.sent), world.took);
        assertEquals(losses + 2, world.streams);
    }

    private static List<Integer> numbers(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** The client here and there, its server here, and what is on the way between them. */
    private static final class World {
        private final OtherProcess process;
        private final Random random;
        private final Server server = new Server();
        private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
        private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
        private byte[] state = new byte[0];
        private int sent;
        private int streams;
        private final List<Integer> arrived = server.took;
        private final List<Integer> took = new ArrayList<>();

        World(OtherProcess process, Random random) {
            this.process = process;
            this.random = random;
        }

        /** The session begins in this process, and its stream is lost with some of the octets. */
        void begin(int fromClient, int fromServer) {
            ResumingClient client = new ResumingClient(new byte[0], 1, 0);
            server.open();
            toServer.writeBytes(client.open());
            while (toServer.size() + toClient.size() > 0) {
                toClient.writeBytes(server.receive(piece(toServer)));
                toServer.writeBytes(client.receive(piece(toClient)));
            }
            for (int i = 1; i <= fromClient; i++) {
                toServer.writeBytes(client.send(++sent));
            }
            for (int i = 1; i <= fromServer; i++) {
                toClient.writeBytes(server.send());
            }
            for (int i = random.nextInt(10); i > 0; i--) {
                toClient.writeBytes(server.receive(piece(toServer)));
                toServer.writeBytes(client.receive(piece(toClient)));
            }
            lost(client.lose(), client.took());
        }

        /** The other process is given the state as it was written, with more to send. */
        void goOn() {
            int more = random.nextInt(3);
            server.open();
            toServer.writeBytes(process.call('o', sent + 1, more, state));
            sent += more;
            state = SmState.parse(state)
                    .withQueued(Managed.messages(sent - more + 1, sent))
                    .toBytes();
        }

        /** Lets pieces flow, and then more stanzas if all is through. */
        void flow(int pieces) {
            for (int i = 0; i < pieces && toServer.size() + toClient.size() > 0; i++) {
                toClient.writeBytes(server.receive(piece(toServer)));
                toServer.writeBytes(process.call('r', 0, 0, piece(toClient)));
                if (toServer.size() + toClient.size() == 0 && random.nextBoolean()) {
                    toServer.writeBytes(process.call('s', ++sent, 0, new byte[0]));
                    toClient.writeBytes(server.send());
                }
            }
        }

        void lose() {
            lost(process.call('l', 0, 0, new byte[0]), process.call('t', 0, 0, new byte[0]));
        }

        private void lost(byte[] left, byte[] numbers) {
            state = left.length > 0 ? left : state; // else the loss came before the answer, and the state is still good
            for (byte number : numbers) {
                took.add((int) number);
            }
            toServer.reset();
            toClient.reset();
            server.lose();
            streams++;
        }

        private byte[] piece(ByteArrayOutputStream from) {
            byte[] all = from.toByteArray();
            int some = all.length == 0 ? 0 : 1 + random.nextInt(all.length);
            from.reset();
            from.write(all, some, all.length - some);
            byte[] piece = new byte[some];
            System.arraycopy(all, 0, piece, 0, some);
            return piece;
        }
    }

    /** The server of one client. */
    private static final class Server {
        private final List<Integer> took = new ArrayList<>();
        private int sent;
        private int looked;
        private Optional<SmState> state = Optional.empty();
        private Transcript stream = Streams.receiving();

        void open() {
            stream = Streams.receiving(
                    new Streams.Login(), ResourceBinding.server(), StreamManagement.server(ResumingClient.CONFIG));
            looked = 0;
        }

        byte[] receive(byte[] octets) {
            StringBuilder written = new StringBuilder(stream.feed(octets));
            for (; looked < stream.events.size(); looked++) {
                StreamEvent event = stream.events.get(looked);
                if (event instanceof StreamEvent.ElementReceived received) {
                    took.add(ResumingClient.number(received.element()));
                } else if (event instanceof StreamEvent.Asked<?> asked) {
                    written.append(stream.add(answer(asked)));
                }
            }
            return written.toString().getBytes(StandardCharsets.UTF_8);
        }

        @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
        private List<StreamEvent> answer(StreamEvent.Asked<?> asked) {
            return asked.prompt() instanceof BindRequested
                    ? stream.stream.reply((StreamEvent.Asked<BindAnswer>) asked, new BindAnswer.Bound(Managed.BOUND))
                    : stream.stream.reply(
                            (StreamEvent.Asked<ResumeAnswer>) asked, new ResumeAnswer.Resume(resumed(asked)));
        }

        private SmState resumed(StreamEvent.Asked<?> asked) {
            SmState last = state.orElseThrow();
            assertEquals(last.id(), ((ResumeRequested) asked.prompt()).previd());
            return SmState.parse(last.toBytes());
        }

        byte[] send() {
            sent++;
            return stream.add(stream.stream.send(Managed.messages(sent, sent))).getBytes(StandardCharsets.UTF_8);
        }

        void lose() {
            stream.stream.disconnected(Optional.empty()).stream()
                    .filter(StreamEvent.Suspended.class::isInstance)
                    .forEach(event -> state = Optional.of(((StreamEvent.Suspended) event).state()));
        }
    }
}
