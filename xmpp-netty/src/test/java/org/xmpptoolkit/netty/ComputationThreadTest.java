package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** Computations are never done on an event loop, whatever the configuration says. */
class ComputationThreadTest {
    private final CompletableFuture<String> ours = new CompletableFuture<>();
    private final CompletableFuture<String> theirs = new CompletableFuture<>();

    @Test
    void bothDriversComputeElsewhereUnasked() throws Exception {
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE, new ComputingFeature(() -> note(theirs))))
                .listener(new Notices())
                .build()
                .start());
        await(XmppClient.builder()
                .host("127.0.0.1")
                .port(server.port())
                .config(Streams.initiating(TlsPolicy.NONE))
                .features(List.of(new Initiating(() -> note(ours))))
                .listener(new Notices())
                .build()
                .connect());
        assertTrue(await(ours).startsWith("xmpp-computation-"), ours::join);
        assertTrue(await(theirs).startsWith("xmpp-computation-"), theirs::join);
        await(server.stop());
    }

    @Test
    void computationsDoNotHoldUpTheLookupOfHosts() throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        CountDownLatch arrived = new CountDownLatch(threads + 1);
        CountDownLatch computing = new CountDownLatch(threads);
        CompletableFuture<String> gate = new CompletableFuture<>();
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.NONE, new ComputingFeature(() -> "done")))
                .listener(new Notices().then((connection, notice) -> {
                    if (notice instanceof StreamEvent.HeaderReceived) {
                        arrived.countDown();
                    }
                }))
                .build()
                .start());
        XmppClient client = XmppClient.builder()
                .host("localhost")
                .port(server.port())
                .config(Streams.initiating(TlsPolicy.NONE))
                .features(List.of(new Initiating(() -> {
                    computing.countDown();
                    return gate.join();
                })))
                .listener(new Notices())
                .build();
        List<CompletionStage<XmppConnection>> connections = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                connections.add(client.connect());
            }
            assertTrue(computing.await(Patience.SECONDS, TimeUnit.SECONDS));
            connections.add(client.connect());
            assertTrue(arrived.await(Patience.SECONDS, TimeUnit.SECONDS), "the host was not looked up");
        } finally {
            gate.complete("done");
        }
        for (CompletionStage<XmppConnection> connection : connections) {
            await(connection);
        }
        await(server.stop());
    }

    @Test
    void aBuilderFromAConfigurationHasAllOfIt() {
        StreamConfig config = StreamConfig.builder()
                .to(Streams.DOMAIN)
                .from(Jid.parse("example.net"))
                .languages(List.of(Language.of("de")))
                .contentNamespace("jabber:server")
                .tlsPolicy(TlsPolicy.NONE)
                .build();
        XmppStream first = XmppStream.initiating(config, List.of());
        XmppStream second = XmppStream.initiating(config.toBuilder().build(), List.of());
        assertEquals(first.open(), second.open());
        assertEquals(first.state().tlsPolicy(), second.state().tlsPolicy());
    }

    private static String note(CompletableFuture<String> thread) {
        thread.complete(Thread.currentThread().getName());
        return "done";
    }

    /** Computes, then starts {@link ComputingFeature}. */
    private record Initiating(Supplier<String> work) implements StreamFeature.Initiating, Negotiation {
        @Override
        public QName name() {
            return new QName("urn:test", "start");
        }

        @Override
        public boolean admissible(StreamState state) {
            return true;
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            return new Step.Ask(List.of(), (Computation<String>) work::get, this);
        }

        @Override
        public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
            return new Step.Continue(List.of(XmlElement.of("urn:test", "start")), this);
        }

        @Override
        public boolean expects(XmlElement element) {
            return element.is("urn:test", "answer");
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            return new Step.Done(List.of(), Outcome.NOTHING, Then.PROCEED);
        }
    }
}
