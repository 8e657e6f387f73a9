package org.xmpptoolkit.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A client and a server that lose their connection again and again, and log in now by SASL2, now without; what each of them sent, took and got back. */
final class ResumptionWorld {
    /** How the server answers a wish to resume. */
    enum Memory {
        KEEPS,
        FORGETS,
        FORGETS_ALL_BUT_THE_COUNT
    }

    private static final SmConfig CONFIG =
            Managed.config().requestAfter(3).held(6, 1_000_000).build();

    private static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    final Side client = new Side();
    final Side server = new Side();
    /** Streams that ended in another way than by a loss of the transport, or by being detached. */
    final List<StreamEvent> faults = new ArrayList<>();

    int resumptions;
    private final Random random;
    private Memory memory = Memory.KEEPS;
    private OptionalLong countOfForgotten = OptionalLong.empty();

    /** Begins with a session whose counters stand somewhere, and without a connection. */
    ResumptionWorld(long fromClient, long fromServer, Random random) {
        this.random = random;
        client.state = state("initiating", fromServer, fromClient);
        server.state = state("receiving", fromClient, fromServer);
    }

    private static SmState state(String role, long handled, long acknowledged) {
        String xml = "<sm-state xmlns='urn:xmpptoolkit:sm-state' version='1' role='" + role + "' id='first'"
                + " account='juliet@im.example.com' account-profile='STRINGPREP_QUERY'"
                + " bound='juliet@im.example.com/balcony' bound-profile='STRINGPREP_QUERY' handled='" + handled
                + "' acknowledged='" + acknowledged
                + "'><unacknowledged/><queued/></sm-state>";
        return SmState.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    void remember(Memory how) {
        memory = how;
    }

    /** Opens a new connection; what is established on it takes octets that flow. */
    void connect() {
        if (client.stream != null) {
            return;
        }
        SmState former = client.state;
        List<StreamFeature.Initiating> features = new ArrayList<>();
        Sasl2.ClientBuilder sasl2 = Sasl2.client(SaslCredentials.of("juliet", ScenarioEntities.PASSWORD.toCharArray()))
                .policy(SaslClientPolicy.builder()
                        .mechanisms(List.of(SaslMechanism.PLAIN))
                        .build());
        features.add(new Streams.Login());
        if (former != null) {
            SmState carried = elsewhere(former, client);
            client.state = carried;
            features.add(StreamManagement.resuming(carried, CONFIG));
            sasl2.inline(StreamManagement.resuming(carried, CONFIG));
        }
        features.add(ResourceBinding.request("balcony"));
        features.add(StreamManagement.enable(CONFIG));
        features.add(
                0, sasl2.inline(Bind2.request(StreamManagement.enable(CONFIG))).build());
        server.leave().ifPresent(server.old::add);
        XmppStream accepted = XmppStream.receiving(served(random.nextBoolean()));
        XmppStream opened = XmppStream.initiating(
                Streams.config().tlsPolicy(TlsPolicy.DIRECT).build(), features);
        accepted.secured(TLS);
        opened.secured(TLS);
        server.stream = accepted;
        client.stream = opened;
        perform(client, opened.open());
    }

    /** A server that has SASL2, or one that has not. */
    private static StreamConfig served(boolean sasl2) {
        StreamFeature.Receiving management = StreamManagement.server(CONFIG);
        List<StreamFeature.Receiving> features =
                new ArrayList<>(List.of(new Streams.Login(), ResourceBinding.server(), management));
        if (sasl2) {
            features.add(Sasl2.server(SaslServerConfig.builder().build(), management, Bind2.server(management)));
        }
        return Streams.serving(features.toArray(new StreamFeature.Receiving[0]))
                .tlsPolicy(TlsPolicy.DIRECT)
                .build();
    }

    /** The state as another process reads it, with what waits put behind, if chance wills. */
    private SmState elsewhere(SmState state, Side side) {
        SmState read = SmState.parse(state.toBytes());
        if (random.nextBoolean()) {
            return read;
        }
        SmState more = read.withQueued(side.waiting);
        side.waiting = new ArrayList<>();
        return more;
    }

    /** The transport is gone. The server may not notice until it is asked to resume. */
    void lose(boolean serverNotices) {
        XmppStream lost = client.stream;
        if (lost == null) {
            return;
        }
        client.leave();
        client.onTheWay.reset();
        perform(client, lost.disconnected(Optional.empty()));
        if (serverNotices) {
            server.leave().ifPresent(left -> perform(server, left.stream().disconnected(Optional.empty())));
        }
    }

    /** Lets octets arrive at one side. */
    void flow(boolean toServer, int octets) {
        Side from = toServer ? client : server;
        Side to = toServer ? server : client;
        byte[] all = from.onTheWay.toByteArray();
        int some = Math.min(octets, all.length);
        from.onTheWay.reset();
        from.onTheWay.write(all, some, all.length - some);
        XmppStream stream = to.stream;
        if (stream != null && some > 0) {
            perform(to, stream.receive(ByteBuffer.wrap(all, 0, some)));
        }
    }

    void settle() {
        while (client.onTheWay.size() > 0 || server.onTheWay.size() > 0) {
            flow(true, Integer.MAX_VALUE);
            flow(false, Integer.MAX_VALUE);
        }
    }

    void send(Side side, int count) {
        for (int i = 0; i < count; i++) {
            side.waiting.add(Managed.message(++side.numbered));
        }
        sendWaiting(side);
    }

    void requestAck(Side side) {
        XmppStream stream = side.stream;
        if (stream != null && side.managed) {
            perform(side, stream.tell(StreamManagement.requestAck()));
        }
    }

    private void sendWaiting(Side side) {
        XmppStream stream = side.stream;
        boolean may = side.managed && stream != null && stream.state().phase() == Phase.ESTABLISHED;
        if (stream != null && may && !side.waiting.isEmpty()) {
            List<XmlElement> batch = side.waiting;
            side.waiting = new ArrayList<>();
            perform(side, stream.send(batch));
        }
    }

    private void perform(Side side, List<StreamEvent> events) {
        boolean mayMove = false;
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Write write) {
                byte[] octets = new byte[write.octets().remaining()];
                write.octets().get(octets);
                side.onTheWay.writeBytes(octets);
            } else if (event instanceof StreamEvent.ElementReceived received) {
                side.took.add(number(received.element()));
            } else if (event instanceof StreamEvent.NotSent held) {
                side.waiting.addAll(0, held.elements());
            } else if (event instanceof StreamEvent.Acknowledged acknowledged) {
                acknowledged.stanzas().forEach(stanza -> side.acknowledged.add(number(stanza)));
                mayMove = true;
            } else if (event instanceof StreamEvent.Undelivered undelivered) {
                side.gotBack(undelivered.stanzas());
                side.state = null;
            } else if (event instanceof StreamEvent.FeatureNegotiated negotiated
                    && negotiated.feature().getLocalPart().equals("sm")) {
                side.managed = true; // what is sent before is not held
                side.state = null;
                mayMove = true;
            } else if (event instanceof StreamEvent.Established established) {
                resumptions += established.resumed() ? 1 : 0;
                mayMove = true;
            } else if (event instanceof StreamEvent.Suspended suspended) {
                side.state = suspended.state();
            } else if (event instanceof StreamEvent.ErrorSent || event instanceof StreamEvent.ErrorReceived) {
                faults.add(event);
            } else if (event instanceof Asked<?> asked) {
                answer(asked);
            }
        }
        if (mayMove) {
            sendWaiting(side);
        }
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private void answer(Asked<?> asked) {
        XmppStream stream = Objects.requireNonNull(server.stream);
        if (asked.prompt() instanceof CredentialsRequested request) {
            perform(server, stream.reply((Asked<Optional<SaltedCredentials>>) asked, ScenarioEntities.stored(request)));
        } else if (asked.prompt() instanceof BindRequested) {
            takeFromOpenStreams();
            forget();
            perform(server, stream.reply((Asked<BindAnswer>) asked, new BindAnswer.Bound(Managed.BOUND)));
        } else if (asked.prompt() instanceof ResumeRequested resume) {
            perform(server, stream.reply((Asked<ResumeAnswer>) asked, decide(resume)));
        }
    }

    private ResumeAnswer decide(ResumeRequested resume) {
        takeFromOpenStreams();
        SmState state = server.state;
        if (state == null || !state.id().equals(resume.previd())) {
            return new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, countOfForgotten);
        }
        if (memory == Memory.KEEPS) {
            return new ResumeAnswer.Resume(elsewhere(state, server));
        }
        forget();
        countOfForgotten = memory == Memory.FORGETS ? OptionalLong.empty() : OptionalLong.of(state.handled());
        return new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, countOfForgotten);
    }

    /** The server hands back what is left of a session that nobody can go on with. */
    private void forget() {
        SmState state = server.state;
        if (state != null) {
            server.gotBack(state.unacknowledged());
            server.gotBack(state.queued());
            server.state = null;
        }
    }

    /** The server's former streams may never have noticed that their client is gone. One of them may have the session. */
    private void takeFromOpenStreams() {
        for (Side.Old old : server.old) {
            List<StreamEvent> events = old.managed()
                    ? old.stream().tell(StreamManagement.detach())
                    : old.stream().disconnected(Optional.empty());
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.Suspended suspended) {
                    server.state = suspended.state();
                }
            }
        }
        server.old.clear();
    }

    private static int number(XmlElement message) {
        return Integer.parseInt(message.attribute("id").orElseThrow());
    }

    /** One side: its stream, and what its application has seen. */
    static final class Side {
        @Nullable
        XmppStream stream;

        boolean managed;

        @Nullable
        SmState state;

        final List<Old> old = new ArrayList<>();
        final ByteArrayOutputStream onTheWay = new ByteArrayOutputStream();
        List<XmlElement> waiting = new ArrayList<>();
        int numbered;
        final List<Integer> took = new ArrayList<>();
        final List<Integer> acknowledged = new ArrayList<>();
        final List<Integer> gotBack = new ArrayList<>();

        void gotBack(List<XmlElement> stanzas) {
            stanzas.forEach(stanza -> gotBack.add(number(stanza)));
        }

        Optional<Old> leave() {
            Optional<Old> left = Optional.ofNullable(stream).map(open -> new Old(open, managed));
            stream = null;
            managed = false;
            onTheWay.reset();
            return left;
        }

        record Old(XmppStream stream, boolean managed) {}
    }
}
