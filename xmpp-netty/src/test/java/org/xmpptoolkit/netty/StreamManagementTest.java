package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Stream management over real TCP (XEP-0198). */
class StreamManagementTest {
    private static final SmConfig MANUAL = SmConfig.builder().requestAfter(0).build();

    private final CompletableFuture<StreamEvent.Acknowledged> acknowledged = new CompletableFuture<>();
    private final CompletableFuture<SmState> left = new CompletableFuture<>();
    private final CompletableFuture<SmState> leftThere = new CompletableFuture<>();
    private final Notices here = new Notices().then((connection, notice) -> {
        if (notice instanceof StreamEvent.Acknowledged ack) {
            acknowledged.complete(ack);
        } else if (notice instanceof StreamEvent.Suspended suspended) {
            left.complete(suspended.state());
        }
    });
    private final Notices there = new Notices().then(this::answer);
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private void answer(XmppConnection connection, StreamEvent.Notice notice) {
        Accounts.answer(connection, notice);
        if (notice instanceof StreamEvent.Suspended suspended) {
            leftThere.complete(suspended.state());
        } else if (notice instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof ResumeRequested) {
            leftThere.thenAccept(
                    state -> connection.reply((StreamEvent.Asked<ResumeAnswer>) asked, new ResumeAnswer.Resume(state)));
        }
    }

    private int serve(SmConfig config) throws Exception {
        XmppServer built = XmppServer.builder()
                .config(Streams.receiving(
                        TlsPolicy.NONE, Sasl.server(), ResourceBinding.server(), StreamManagement.server(config)))
                .listener(there)
                .build();
        server = built;
        return await(built.start()).port();
    }

    private XmppConnection connect(int port, StreamFeature.Initiating management, XmppListener listener)
            throws Exception {
        List<StreamFeature.Initiating> features = new ArrayList<>(Accounts.client());
        features.add(features.size() - 1, management);
        features.add(StreamManagement.enable(MANUAL));
        return await(XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(Streams.initiating(TlsPolicy.NONE))
                .features(features)
                .listener(listener)
                .build()
                .connect());
    }

    @Test
    void anAcknowledgementThatIsAskedForComes() throws Exception {
        XmppConnection connection = connect(serve(MANUAL), StreamManagement.enable(MANUAL), here);
        await(connection.send(Streams.message("held")));
        await(connection.tell(StreamManagement.requestAck()));
        List<XmlElement> stanzas = await(acknowledged).stanzas();
        assertEquals(List.of(Streams.message("held")), stanzas);
    }

    @Test
    void aCommandForAFeatureThatIsNotThereFailsAndTheStreamGoesOn() throws Exception {
        XmppServer plain = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE))
                .listener(there)
                .build()
                .start());
        server = plain;
        XmppConnection connection = await(XmppClient.builder()
                .host("127.0.0.1")
                .port(plain.port())
                .config(Streams.initiating(TlsPolicy.NONE))
                .listener(here)
                .build()
                .connect());
        assertInstanceOf(IllegalStateException.class, failureOf(connection.tell(StreamManagement.requestAck())));
        await(connection.send(Streams.message("still here")));
        assertEquals(Streams.message("still here"), there.element());
    }

    @Test
    void aDetachedSessionGoesOnOverAnotherConnection() throws Exception {
        int port = serve(MANUAL);
        XmppConnection first = connect(port, StreamManagement.enable(MANUAL), here);
        XmppConnection firstThere = await(there.connection);
        await(first.send(Streams.message("one")));
        there.element();
        await(firstThere.tell(StreamManagement.detach()));
        Reason.ErrorReceived reason = assertInstanceOf(Reason.ErrorReceived.class, await(first.closed()));
        assertEquals(StreamErrorCondition.CONFLICT, reason.error().condition());
        assertEquals(1, await(leftThere).handled());
    }

    @Test
    void aSessionWhoseConnectionBrokeGoesOnOverAnother() throws Exception {
        int port = serve(MANUAL);
        XmppConnection first = connect(port, StreamManagement.enable(MANUAL), here);
        await(first.send(Streams.message("one")));
        there.element();
        await(first.fail(StreamError.of(StreamErrorCondition.RESET)));
        SmState state = await(left);
        assertEquals(1, await(leftThere).handled());
        Notices again = new Notices();
        XmppConnection second = connect(port, StreamManagement.resuming(state, MANUAL), again);
        assertEquals(first.state().bound(), second.state().bound());
        assertTrue(again.all(StreamEvent.Established.class).get(0).resumed());
    }

    @Test
    void aStanzaOverTheBoundIsTold() throws Exception {
        SmConfig one = SmConfig.builder().held(1, 4_194_304).requestAfter(0).build();
        connect(serve(one), StreamManagement.enable(MANUAL), here);
        XmppConnection connection = await(there.connection);
        assertInstanceOf(
                IllegalStateException.class,
                failureOf(connection.send(Streams.message("one"), Streams.message("two"))));
        await(connection.tell(StreamManagement.requestAck())); // done behind what the send led to, its notice among it
        assertEquals(
                List.of(Streams.message("two")),
                there.all(StreamEvent.NotSent.class).get(0).elements());
    }
}
