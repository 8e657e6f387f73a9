package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ClientState;
import org.xmpptoolkit.stream.feature.ClientStateIndication;
import org.xmpptoolkit.stream.feature.ResourceBinding;

/** What a server hears of its client's state, whatever the cuts between them (XEP-0352). */
class ClientStateProperties {
    @Property
    void serverHearsEachChangeOnceAndInOrderWithTheStanzas(@ForAll List<ClientState> told, @ForAll Random random) {
        Pair pair = new Pair(random);
        List<String> expected = new ArrayList<>();
        ClientState last = ClientState.ACTIVE;
        for (int i = 0; i < told.size(); i++) {
            ClientState now = told.get(i);
            if (now != last) {
                expected.add(now.toString());
            }
            last = now;
            expected.add("stanza " + i);
            pair.tell(now, i);
        }
        pair.settle();
        assertEquals(expected, pair.heard());
    }

    /** A client and a server wired together. */
    private static final class Pair {
        private final Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().build(),
                List.of(new Streams.Login(), new ClientStateIndication(), ResourceBinding.request("balcony"))));
        private final Transcript server =
                Streams.receiving(new Streams.Login(), ResourceBinding.server(), new ClientStateIndication());
        private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
        private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
        private final Random random;

        Pair(Random random) {
            this.random = random;
            put(toServer, client.add(client.stream.open()));
            settle();
            put(
                    toClient,
                    server.add(server.stream.reply(
                            server.question(BindRequested.class), new BindAnswer.Bound(Managed.BOUND))));
            settle();
            client.only(StreamEvent.Established.class);
        }

        void tell(ClientState state, int stanza) {
            put(toServer, client.add(client.stream.tell(state)));
            put(toServer, client.add(client.stream.send(Managed.messages(stanza, stanza))));
            if (random.nextBoolean()) {
                settle();
            }
        }

        /** Lets everything arrive, in pieces. */
        void settle() {
            while (toServer.size() + toClient.size() > 0) {
                piece(toServer, server, toClient);
                piece(toClient, client, toServer);
            }
        }

        private void piece(ByteArrayOutputStream from, Transcript to, ByteArrayOutputStream answers) {
            byte[] all = from.toByteArray();
            int some = all.length == 0 ? 0 : 1 + random.nextInt(Math.min(all.length, 60));
            from.reset();
            from.write(all, some, all.length - some);
            put(answers, to.add(to.stream.receive(ByteBuffer.wrap(all, 0, some))));
        }

        private static void put(ByteArrayOutputStream wire, String octets) {
            wire.writeBytes(octets.getBytes(StandardCharsets.UTF_8));
        }

        List<String> heard() {
            List<String> heard = new ArrayList<>();
            for (StreamEvent event : server.events) {
                if (event instanceof ClientState state) {
                    heard.add(state.toString());
                } else if (event instanceof StreamEvent.ElementReceived received) {
                    heard.add("stanza " + received.element().attribute("id").orElseThrow());
                }
            }
            return heard;
        }
    }
}
